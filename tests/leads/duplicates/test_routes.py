"""Suspect pairs and look-alikes as the interface asks for them: scan, queue, decision, scope, masks, limits."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from genjin.jobs.models import Job
from genjin.jobs.queue import run_next
from genjin.leads.duplicates import compare_leads, mark_merged
from genjin.leads.duplicates.models import CollisionRequest, DuplicatePair, DuplicatePoint, LookalikeGuess
from genjin.people.models import Person
from genjin.tables.definition import CellEdit
from genjin.tables.ledger.operation import single
from genjin.tables.records.edit import create_rows, delete_rows, edit_cells
from tests.cast import Cast
from tests.selling_setting import new_lead

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("defaults")]
API = "/api/v1"


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def post(person: Person, path: str, **body: Any) -> Any:
    return signed_in(person).post(f"{API}{path}", body, "application/json")


def get(person: Person, path: str) -> Any:
    return signed_in(person).get(f"{API}{path}")


def run_jobs() -> None:
    for _ in range(20):
        if not run_next():
            return
    raise AssertionError("jobs never end")


def scan(person: Person, full: bool = False) -> dict[str, Any]:
    job = post(person, "/duplicates/scan", full=full).json()["job"]
    run_jobs()
    result = Job.objects.get(pk=job).result
    assert isinstance(result, dict), Job.objects.get(pk=job).error
    return result


def open_pairs(person: Person) -> list[tuple[int, int]]:
    return [(p["left"]["id"], p["right"]["id"]) for p in get(person, "/duplicates").json()["items"]]


class TestQueue:
    def test_scan_finds_pairs_and_a_person_decides(self, cast: Cast) -> None:
        one = new_lead(cast.seller_actor, "无锡恒砺轴承有限公司", contact="罗琴", mobile="13912345678")
        two = new_lead(cast.seller_actor, "無錫恆礪軸承（有限責任公司）", contact="罗琴")
        new_lead(cast.seller_actor, "无锡恒砺轴承有限公司苏州分公司", contact="万军")
        result = scan(cast.admin)
        assert (result["seen"], result["found"]) == (3, 1)
        page = get(cast.team_lead, "/duplicates").json()
        (pair,) = page["items"]
        assert (pair["left"]["id"], pair["right"]["id"], pair["state"]) == (one, two, "open")
        assert pair["left"]["owner_name"] == "林小满"
        assert {e["kind"] for e in pair["evidence"]} == {"company", "contact"}
        assert pair["evidence"][0]["words"] == "公司名称相同"
        assert {u["column"] for u in pair["uncomparable"]} >= {"mobile", "credit_code"}
        assert post(cast.team_lead, f"/duplicates/{pair['id']}/decide", decision="different").status_code == 200
        assert open_pairs(cast.team_lead) == []
        assert get(cast.team_lead, "/duplicates?state=different").json()["items"][0]["id"] == pair["id"]
        row = DuplicatePair.objects.get(pk=pair["id"])
        assert (row.decided_by_id, row.decided_at is not None) == (cast.team_lead.pk, True)
        scan(cast.admin, full=True)
        assert open_pairs(cast.admin) == [], "decided once is decided"
        post(cast.team_lead, f"/duplicates/{pair['id']}/decide", decision="open")
        assert open_pairs(cast.admin) == [(one, two)]

    def test_a_pair_is_seen_only_by_who_sees_both(self, cast: Cast) -> None:
        new_lead(cast.seller_actor, "扬州柏研光学有限公司")
        new_lead(cast.other_seller_actor, "扬州柏研光学")
        scan(cast.admin)
        (pair,) = get(cast.admin, "/duplicates").json()["items"]
        for person in (cast.seller, cast.other_seller, cast.team_lead, cast.no_role):
            assert open_pairs(person) == []
        answer = post(cast.seller, f"/duplicates/{pair['id']}/decide", decision="different")
        assert answer.status_code == 404
        ids = f"{pair['left']['id']},{pair['right']['id']}"
        assert get(cast.seller, f"/duplicates/compare?ids={ids}").status_code == 404
        assert get(cast.admin, f"/duplicates/compare?ids={ids}").json()[0]["id"] == pair["id"]

    def test_a_seller_cannot_start_the_scan(self, cast: Cast) -> None:
        assert post(cast.seller, "/duplicates/scan").status_code == 403

    def test_pages_go_on_behind_the_last_pair(self, cast: Cast) -> None:
        for n in range(4):
            new_lead(cast.seller_actor, "南通云栖水务有限公司", contact=f"米{'一二三四'[n]}")
        scan(cast.admin)
        seen, following = [], ""
        for _ in range(5):
            page = get(cast.admin, f"/duplicates?limit=2{following}").json()
            seen += [p["id"] for p in page["items"]]
            if page["next"] is None:
                break
            following = f"&cursor={page['next']}"
        assert len(seen) == len(set(seen)) == 6
        assert get(cast.admin, "/duplicates?cursor=xyz").status_code == 400

    @pytest.mark.parametrize("ids", ["", "1", "a,b", "1,1"])
    def test_comparing_needs_two(self, cast: Cast, ids: str) -> None:
        assert get(cast.admin, f"/duplicates/compare?ids={ids}").status_code == 400

    def test_masked_numbers_stay_masked(self, cast: Cast) -> None:
        one = new_lead(cast.seller_actor, "泰州宏曜医疗器械有限公司", mobile="13912345678")
        two = new_lead(cast.seller_actor, "泰州宏曜医疗器械有限公司", mobile="13912345678")
        cast.other_seller.role_id = _role("service")
        cast.other_seller.save()
        (pair,) = get(cast.other_seller, f"/duplicates/compare?ids={one},{two}").json()
        (mobile,) = [e for e in pair["evidence"] if e["kind"] == "mobile"]
        assert (mobile["left"], mobile["right"]) == ("139****5678", "139****5678")


class TestIncremental:
    def test_new_rows_get_their_suspects_without_a_scan(self, cast: Cast) -> None:
        one = new_lead(cast.seller_actor, "苏州澜泊科技有限公司", contact="苗苗", email="miao@lanbo.cn")
        run_jobs()
        two = new_lead(cast.seller_actor, "苏州蓝泊科技有限公司", contact="苗苗")
        run_jobs()
        assert open_pairs(cast.seller) == [(one, two)]
        assert DuplicatePair.objects.get().found_by == "entry"

    def test_an_edit_that_tells_them_apart_clears_the_pair(self, cast: Cast) -> None:
        new_lead(cast.seller_actor, "苏州澜泊科技有限公司")
        two = new_lead(cast.seller_actor, "苏州澜泊科技有限公司")
        run_jobs()
        assert len(open_pairs(cast.seller)) == 1
        edit_cells(cast.seller_actor, "leads", [CellEdit(two, "company", "徐州远山矿业有限公司")])
        run_jobs()
        assert open_pairs(cast.seller) == []

    def test_the_trash_and_a_further_contact(self, cast: Cast) -> None:
        one = new_lead(cast.seller_actor, "盐城瀚海渔具厂")
        two = new_lead(cast.seller_actor, "盐城瀚海渔具总厂", mobile="13800000627")
        run_jobs()
        assert open_pairs(cast.seller) == []
        create_rows(cast.seller_actor, "contacts", [{"lead": one, "name": "鱼伯", "mobile": "13800000627"}])
        run_jobs()
        assert open_pairs(cast.seller) == [(one, two)]
        delete_rows(cast.admin_actor, "leads", [two])
        run_jobs()
        assert open_pairs(cast.seller) == []

    def test_a_merge_closes_the_pairs_among_the_merged(self, cast: Cast) -> None:
        ids = [new_lead(cast.seller_actor, "宿迁正阳酒业有限公司", contact=n) for n in ("段一", "段二", "段三")]
        run_jobs()
        with single(cast.seller_actor, verb="duplicates.decide", table="leads") as writer:
            assert mark_merged(writer, ids[0], ids[1:2]) == 1
        assert len(open_pairs(cast.seller)) == 2
        assert [p.state for p in compare_leads(cast.seller_actor, ids)] == ["merged", "open"]


class TestLookalikes:
    def test_ones_own_by_name_others_as_somebodys(self, cast: Cast) -> None:
        own = new_lead(cast.seller_actor, "常州睿泽电机有限公司", mobile="13912345678")
        theirs = new_lead(cast.other_seller_actor, "常州睿泽电机有限责任公司", contact="顾北")
        body = post(cast.seller, "/leads/lookalikes", company="常州睿泽电机", mobile="139 1234 5678").json()
        first, last = body["matches"]
        assert first["lead"]["id"] == own
        assert {e["kind"] for e in first["evidence"]} == {"company", "mobile"}
        assert last == {
            "lead": None,
            "score": 40,
            "evidence": [{"kind": "somebodys", "words": "像是别人的线索", "points": 0, "left": "", "right": ""}],
        }
        assert "顾北" not in str(body)
        hint = LookalikeGuess.objects.exclude(lead_id=None).get()
        assert (hint.person_id, hint.lead_id, hint.asked["company"]) == (cast.seller.pk, theirs, "常州睿泽电机")

    def test_the_lead_being_edited_is_left_out(self, cast: Cast) -> None:
        own = new_lead(cast.seller_actor, "常州睿泽电机有限公司")
        assert post(cast.seller, "/leads/lookalikes", company="常州睿泽电机", exclude=own).json()["matches"] == []

    def test_a_name_half_typed(self, cast: Cast) -> None:
        own = new_lead(cast.seller_actor, "常州睿泽电机有限公司")
        (match,) = post(cast.seller, "/leads/lookalikes", company="常州瑞泽电").json()["matches"]
        assert match["lead"]["id"] == own

    def test_guesses_are_limited_but_ones_own_leads_go_on_being_found(self, cast: Cast) -> None:
        DuplicatePoint.objects.filter(key="limit.hints").update(points=2)
        own = new_lead(cast.seller_actor, "湖州启程织造有限公司")
        for n in range(4):
            new_lead(cast.other_seller_actor, f"湖州{'东西南北'[n]}岭茶业有限公司", mobile=f"1380000062{n}")
        answers = [post(cast.seller, "/leads/lookalikes", mobile=f"1380000062{n}").json() for n in range(4)]
        assert [(len(a["matches"]), a["limited"]) for a in answers] == [(1, False), (1, False), (0, True), (0, True)]
        again = post(cast.seller, "/leads/lookalikes", mobile="13800000620").json()
        assert len(again["matches"]) == 1, "what was hinted at within the hour is no new guess"
        (match,) = post(cast.seller, "/leads/lookalikes", company="湖州启程织造").json()["matches"]
        assert match["lead"]["id"] == own

    def test_looking_up_itself_is_limited(self, cast: Cast) -> None:
        DuplicatePoint.objects.filter(key="limit.guesses").update(points=3)
        new_lead(cast.other_seller_actor, "湖州东岭茶业有限公司")
        answers = [post(cast.seller, "/leads/lookalikes", company="湖州东岭茶业").json() for _ in range(5)]
        assert [a["limited"] for a in answers] == [False, False, False, True, True]
        assert answers[3]["matches"] == []

    def test_who_sees_everything_is_told_everything(self, cast: Cast) -> None:
        lead = new_lead(cast.other_seller_actor, "湖州东岭茶业有限公司")
        (match,) = post(cast.admin, "/leads/lookalikes", company="湖州东岭茶业").json()["matches"]
        assert (match["lead"]["id"], match["lead"]["owner_name"]) == (lead, "王若溪")

    def test_a_person_without_role_asks_nothing(self, cast: Cast) -> None:
        assert post(cast.no_role, "/leads/lookalikes", company="湖州东岭茶业").status_code == 403

    def test_asking_the_manager(self, cast: Cast) -> None:
        body = post(cast.seller, "/leads/lookalikes/ask", company="湖州东岭茶业", mobile="139 1234 5678", note="见过")
        row = CollisionRequest.objects.get(pk=body.json()["id"])
        assert (row.owner_id, row.mobile, row.note, row.state) == (cast.seller.pk, "13912345678", "见过", "open")
        path = "/tables/collision_requests/query"
        seen = {p.name: len(post(p, path).json().get("rows", [])) for p in (cast.team_lead, cast.other_seller)}
        assert seen == {"周岚": 1, "王若溪": 0}
        assert post(cast.seller, "/leads/lookalikes/ask", note="空").status_code == 400


def _role(key: str) -> int:
    from genjin.people.models import Role

    return Role.objects.get(key=key).pk
