"""Sending materials: within rights, logged, guarded, undone; and what the customer's page shows and counts (D12)."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from genjin.followups.defaults import seed_defaults
from genjin.followups.guard.contacts import may_contact
from genjin.followups.timeline import fetch_timeline
from genjin.followups.today.brief import fetch_brief
from genjin.jobs.mailing import Sender
from genjin.jobs.models import Mail
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.models import Lead
from genjin.notices.models import Notice
from genjin.people.models import Role
from genjin.service.materials.knocking import MOST_WRONG
from genjin.service.materials.models import Knock, MaterialRule, SentMaterial, Viewing
from genjin.service.materials.sending import SendingDraft, SentOff, send_materials
from genjin.tables.definition import CellEdit
from genjin.tables.records.edit import create_rows, delete_rows, edit_cells
from tests.cast import Cast
from tests.jobs.conftest import mail_server
from tests.mail_server import MailServer
from tests.selling_setting import NOW, new_lead, undo
from tests.service.materials.conftest import PDF, kind_id, new_material, upload
from tests.service.materials.test_library import sign_in

__all__ = ["mail_server"]
pytestmark = pytest.mark.django_db
BASE = "https://genjin.example"


@pytest.fixture(autouse=True)
def _now(library: None, cast: Cast) -> Any:
    seed_defaults(SYSTEM)
    with clock.fixed(NOW):
        yield


@pytest.fixture
def lead(cast: Cast) -> int:
    return new_lead(
        cast.seller_actor, "无锡恒砺轴承", contact="许知远", email="xu@hengli.example", grade="B", industry="机械制造"
    )


@pytest.fixture
def case(cast: Cast) -> int:
    made = upload(cast.admin_actor)
    edit_cells(cast.admin_actor, "materials", [CellEdit(made, "kind", kind_id("案例"))])
    return made


def send(cast: Cast, lead: int, *materials: int, way: Any = "wechat", **more: Any) -> SentOff:
    return send_materials(cast.seller_actor, lead, SendingDraft(materials, way, **more), BASE)


def path_of(sent: SentOff, place: int = 0) -> str:
    return sent.links[place].url.removeprefix(BASE)


def agree(lead: int) -> None:
    Lead.objects.filter(pk=lead).update(consent="官网表单 v1：同意接收资料")


def open_page(path: str) -> str:
    """As a browser does: the page, and the pictures in it."""
    client = Client()
    answer = client.get(path)
    page: str = answer.content.decode()
    for picture in re.findall(r'<img src="([^"]+)"', page):
        assert client.get(picture).status_code == 200
    return page


def views(cast: Cast, lead: int) -> list[tuple[int, int]]:
    """Opens and reads of what was sent, as the timeline tells the seller."""
    items = fetch_timeline(cast.seller_actor, lead).items
    return [(m["opens"], m["reads"]) for item in items for m in item.get("materials") or []]


def refused(cast: Cast, lead: int, *materials: int, **more: Any) -> ErrorCode:
    with pytest.raises(AppError) as found:
        send(cast, lead, *materials, **more)
    return found.value.code


def test_sent_by_wechat_it_is_a_contact_with_its_material_on_the_timeline(cast: Cast, lead: int, case: int) -> None:
    sent = send(cast, lead, case, text="您要的案例")
    (item,) = [i for i in fetch_timeline(cast.seller_actor, lead).items if i["kind"] == "followup"]
    assert (item["followup"]["method"], item["followup"]["contact"]) == ("wechat", "许知远")
    assert item["followup"]["summary"] == "发资料：《轴承厂案例》\n您要的案例"
    assert [(m["name"], m["kind"], m["told"]) for m in item["materials"]] == [("轴承厂案例", "案例", False)]
    assert Lead.objects.get(pk=lead).last_contact_at == NOW
    page = Client().get(path_of(sent))
    assert page.status_code == 200
    words = page.content.decode()
    assert "轴承厂案例" in words and "案例" in words and "林小满 发给您" in words


def test_sent_by_mail_it_goes_out_as_links_and_stands_on_the_letter(
    cast: Cast, lead: int, case: int, mail_server: MailServer
) -> None:
    sent = send(cast, lead, case, way="mail", text="您要的案例")
    sender = Sender()
    while sender.send_next():
        pass
    sender.close()
    (mail,) = mail_server.received
    body = mail.get_body(("plain",))
    assert body is not None and mail["To"] == "xu@hengli.example"
    text = body.get_content()
    assert sent.links[0].url in text and "您要的案例" in text and "许知远您好" in text
    (item,) = [i for i in fetch_timeline(cast.seller_actor, lead).items if i["kind"] == "letter"]
    assert [m["name"] for m in item["materials"]] == ["轴承厂案例"]


def test_it_counts_as_a_contact_and_the_guard_asks_why(cast: Cast, lead: int, case: int) -> None:
    Lead.objects.filter(pk=lead).update(grade="A")
    send(cast, lead, case)
    assert not may_contact([lead], automatic=False)[lead].allowed
    other = new_material(cast.admin_actor, "选型指南")
    assert refused(cast, lead, other) is ErrorCode.TOO_OFTEN_TODAY
    assert refused(cast, lead, other, way="mail") is ErrorCode.TOO_OFTEN_TODAY
    assert SentMaterial.objects.count() == 1 and not Mail.objects.exists()
    send(cast, lead, other, guard_reason="客户催着要")
    assert SentMaterial.objects.count() == 2


def test_the_undo_of_an_unsent_mail_stops_it_and_closes_the_link(cast: Cast, lead: int, case: int) -> None:
    sent = send(cast, lead, case, way="mail")
    undo(cast.seller_actor, sent.operation_id)
    assert Mail.objects.get().state == Mail.State.CANCELLED
    answer = Client().get(path_of(sent))
    assert answer.status_code == 410 and "请找 林小满 再发一次" in answer.content.decode()
    assert fetch_brief(cast.seller_actor, lead)["materials"]["sent"] == ()
    assert may_contact([lead], automatic=False)[lead].allowed


def test_the_same_request_twice_sends_once(cast: Cast, lead: int, case: int) -> None:
    client = sign_in("linxiaoman")
    body = {"materials": [case], "way": "mail", "client_key": "k1"}
    answers = [
        client.post(f"/api/v1/leads/{lead}/materials", json.dumps(body), content_type="application/json")
        for _ in range(2)
    ]
    assert [a.status_code for a in answers] == [201, 201]
    assert answers[0].json()["links"] == answers[1].json()["links"]
    assert SentMaterial.objects.count() == 1 and Mail.objects.count() == 1


def test_nobody_sends_to_a_lead_out_of_scope(cast: Cast, lead: int, case: int) -> None:
    client = sign_in("wangruoxi")
    body = json.dumps({"materials": [case], "way": "wechat"})
    answer = client.post(f"/api/v1/leads/{lead}/materials", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert client.get(f"/api/v1/leads/{lead}/materials").status_code == 404
    assert not SentMaterial.objects.exists()


def test_nobody_sends_what_they_may_not_see_or_to_a_stranger(cast: Cast, lead: int, case: int) -> None:
    theirs = new_lead(cast.other_seller_actor, "常州别家")
    _, (person,) = create_rows(cast.other_seller_actor, "contacts", [{"lead": theirs, "name": "别人"}])
    assert refused(cast, lead, case, contact_id=person.row_id) is ErrorCode.NOT_FOUND
    role = Role.objects.get(key="seller")
    Role.objects.filter(pk=role.pk).update(rights={**role.rights, "materials": {"reach": "none", "actions": []}})
    assert refused(cast, lead, case) is ErrorCode.NOT_FOUND


def test_what_is_internal_retired_expired_or_empty_is_not_sent(cast: Cast, lead: int) -> None:
    admin = cast.admin_actor
    for cells in (
        {"kind": kind_id("话术")}, {"retired": True}, {"valid_until": "2026-03-04"}, {"text": None},
    ):  # fmt: skip
        material = new_material(admin, "不能发", **cells)
        assert refused(cast, lead, material) is ErrorCode.MATERIAL_SENDABLE, cells
    assert refused(cast, lead) is ErrorCode.MATERIAL_EMPTY


def test_without_an_address_no_mail_and_nothing_is_logged(cast: Cast, case: int) -> None:
    lead = new_lead(cast.seller_actor, "没有邮箱的公司")
    assert refused(cast, lead, case, way="mail") is ErrorCode.MAIL_NO_ADDRESS
    assert not SentMaterial.objects.exists()


def test_without_consent_nothing_is_counted_not_even_after_looking(cast: Cast, lead: int, case: int) -> None:
    path = path_of(send(cast, lead, case))
    assert "您的查看没有被记录" in open_page(path)
    assert b"".join(Client().get(f"{path}/file").streaming_content) == PDF
    Client().get(f"{path}/seen")
    assert not Viewing.objects.exists() and not Notice.objects.filter(kind="materials.viewed").exists()


def test_with_consent_the_seller_is_told_once_and_sees_how_often(cast: Cast, lead: int, case: int) -> None:
    agree(lead)
    path = path_of(send(cast, lead, case))
    assert "会告知 林小满" in open_page(path)
    with clock.fixed(NOW + timedelta(hours=2)):
        open_page(path)
        Client().get(f"{path}/look")
        assert views(cast, lead) == [(2, 1)]
    (notice,) = Notice.objects.filter(kind="materials.viewed")
    assert (notice.person_id, notice.facts) == (cast.seller.pk, {"title": "无锡恒砺轴承", "material": "轴承厂案例"})
    assert not re.search(r"\d+\.\d+\.\d+\.\d+", str(list(Viewing.objects.values()) + list(Knock.objects.values())))


def test_going_back_and_forth_is_one_visit_and_programs_that_look_ahead_are_none(
    cast: Cast, lead: int, case: int
) -> None:
    agree(lead)
    path = path_of(send(cast, lead, case))
    Client().get(path)
    Client().head(f"{path}/seen")
    Client().get(f"{path}/seen", headers={"Sec-Purpose": "prefetch"})
    assert views(cast, lead) == [(0, 0)]
    open_page(path)
    open_page(path)
    assert views(cast, lead) == [(1, 0)]


def test_the_readers_own_word_on_the_page_counts_before_what_is_stored(cast: Cast, lead: int, case: int) -> None:
    path = path_of(send(cast, lead, case))
    assert "允许告知发送人我已查看" in Client().get(path).content.decode()
    assert "会告知 林小满" in Client().post(path, {"tell": "yes"}).content.decode()
    open_page(path)
    assert views(cast, lead) == [(1, 0)]
    agree(lead)
    assert "没有被记录" in Client().post(path, {"tell": "no"}).content.decode()
    with clock.fixed(NOW + timedelta(hours=2)):
        open_page(path)
    assert views(cast, lead) == [(1, 0)]


def test_consent_of_the_main_contact_is_not_that_of_a_colleague(cast: Cast, lead: int, case: int) -> None:
    agree(lead)
    _, (person,) = create_rows(cast.seller_actor, "contacts", [{"lead": lead, "name": "吴工"}])
    open_page(path_of(send(cast, lead, case, contact_id=person.row_id)))
    assert not Viewing.objects.exists()


def test_a_link_ends_with_its_days_its_material_and_its_lead(cast: Cast, lead: int, case: int) -> None:
    sent = send(cast, lead, case, new_material(cast.admin_actor, "三月报价", valid_until="2026-03-10"))
    plain, dated = path_of(sent), path_of(sent, 1)
    with clock.fixed(NOW + timedelta(days=6)):
        assert (Client().get(plain).status_code, Client().get(dated).status_code) == (200, 410)
    with clock.fixed(NOW + timedelta(days=31)):
        gone = Client().get(plain)
    assert gone.status_code == 410 and "《轴承厂案例》的链接已过期或已收回" in gone.content.decode()
    edit_cells(cast.admin_actor, "materials", [CellEdit(case, "retired", True)])
    assert Client().get(plain).status_code == 410
    assert Client().get(f"{plain}/file").status_code == 410
    edit_cells(cast.admin_actor, "materials", [CellEdit(case, "retired", False)])
    assert Client().get(plain).status_code == 200
    delete_rows(cast.admin_actor, "leads", [lead])
    assert Client().get(plain).status_code == 410


def test_the_customer_gets_the_version_that_was_sent(cast: Cast, lead: int, case: int) -> None:
    path = path_of(send(cast, lead, case))
    upload(cast.admin_actor, "新版.pdf", PDF + b"2", case)
    assert b"".join(Client().get(f"{path}/file").streaming_content) == PDF


def test_a_file_is_handed_out_harmlessly(cast: Cast, lead: int, case: int) -> None:
    path = path_of(send(cast, lead, case))
    kept, shown = Client().get(f"{path}/file"), Client().get(f"{path}/look")
    assert kept.headers["Content-Disposition"].startswith("attachment")
    assert (shown.headers["Content-Disposition"], shown.headers["Content-Type"]) == ("inline", "application/pdf")
    for answer in (kept, shown):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_links_cannot_be_guessed_and_who_tries_is_slowed(cast: Cast, lead: int, case: int) -> None:
    path = path_of(send(cast, lead, case))
    number, signature = path.removeprefix("/m/").split(".")
    wrong = [f"/m/{int(number) + 1}.{signature}", f"/m/{number}", f"/m/{number}.{'A' * len(signature)}", "/m/x"]
    for guess in wrong:
        answer = Client().get(guess)
        assert answer.status_code == 404 and "轴承" not in answer.content.decode()
        assert Client().get(f"{guess}/file").status_code == 404
    for _ in range(MOST_WRONG - 2 * len(wrong)):
        Client().get("/m/x")
    assert Client().get("/m/x").status_code == 429
    assert Client().get(path).status_code == 429
    with clock.fixed(NOW + timedelta(hours=1)):
        assert Client().get(path).status_code == 200


def test_files_are_handed_out_so_often_an_hour(cast: Cast, lead: int, case: int) -> None:
    edit_cells(cast.admin_actor, "material_rules", [CellEdit(MaterialRule.objects.get().pk, "per_hour", 2)])
    path = path_of(send(cast, lead, case))
    assert [Client().get(f"{path}/file").status_code for _ in range(3)] == [200, 200, 429]
    assert Client().get(path).status_code == 200


def test_what_a_material_is_called_runs_nothing_on_the_page(cast: Cast, lead: int) -> None:
    named = new_material(cast.admin_actor, "<script>alert(1)</script>", text="<img src=x onerror=alert(2)>")
    page = Client().get(path_of(send(cast, lead, named)))
    words = page.content.decode()
    assert "<script" not in words and "<img src=x" not in words and "&lt;script&gt;" in words
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]


def test_the_brief_tells_what_was_sent_and_what_to_send_next(cast: Cast, lead: int, case: int) -> None:
    paper = new_material(cast.admin_actor, "选型白皮书", kind=kind_id("白皮书"))
    fitting = new_material(cast.admin_actor, "机械厂案例", kind=kind_id("案例"), industries="机械")
    brief = fetch_brief(cast.seller_actor, lead)["materials"]
    assert [s["id"] for s in brief["suggested"]] == [fitting, case]
    assert brief["suggested"][0]["reasons"] == ("B 级的跟进方式里有“案例”", "同行业：机械")
    agree(lead)
    open_page(path_of(send(cast, lead, case)))
    brief = fetch_brief(cast.seller_actor, lead)["materials"]
    assert [(s["name"], s["opens"]) for s in brief["sent"]] == [("轴承厂案例", 1)]
    assert [s["id"] for s in brief["suggested"]] == [fitting]
    assert "打开过案例" in brief["suggested"][0]["reasons"]
    with clock.fixed(NOW + timedelta(days=20)):
        send(cast, lead, paper)
    with clock.fixed(NOW + timedelta(days=23)):
        answer = sign_in("linxiaoman").get(f"/api/v1/leads/{lead}/materials").json()
    assert [(p["name"], p["fits"]) for p in answer["proposed"]] == [
        ("机械厂案例", True), ("轴承厂案例", False), ("选型白皮书", False),
    ]  # fmt: skip


def test_hidden_cells_of_the_lead_are_no_reason(cast: Cast, lead: int) -> None:
    new_material(cast.admin_actor, "机械厂案例", industries="机械")
    role = Role.objects.get(key="seller")
    leads = {**role.rights["leads"], "columns": {"industry": "hidden"}}
    Role.objects.filter(pk=role.pk).update(rights={**role.rights, "leads": leads})
    assert fetch_brief(cast.seller_actor, lead)["materials"]["suggested"] == ()


def test_many_sendings_cost_no_more_queries(cast: Cast, lead: int, case: int) -> None:
    send(cast, lead, case)
    with CaptureQueriesContext(connection) as few:
        fetch_timeline(cast.seller_actor, lead)
    for _ in range(4):
        send(cast, lead, case, new_material(cast.admin_actor, "另一份"), guard_reason="催")
    with CaptureQueriesContext(connection) as many:
        fetch_timeline(cast.seller_actor, lead)
    assert len(many) <= len(few) + 1
