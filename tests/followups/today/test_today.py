"""Today as a seller gets it: the list with its reasons, the brief, putting off, the outline; rights and history."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from genjin.followups.log import FollowupDraft, PlannedStep, PromiseDraft, log_followup
from genjin.followups.today.brief import fetch_brief
from genjin.followups.today.listing import Today, fetch_today
from genjin.followups.today.models import Snooze, TodayWeight
from genjin.followups.today.snoozing import snooze_lead, wake_lead, write_outline
from genjin.followups.today.weights import DEFAULTS, load_weights, seed_weights
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM, Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.bad_channels import mark_channel
from genjin.leads.models import Lead
from genjin.people.actor import actor_for
from genjin.people.models import Absence
from genjin.tables.definition import CellEdit
from genjin.tables.records.edit import create_rows, edit_cells
from tests.cast import Cast
from tests.selling_setting import NOW, cells_of, last_operation, new_lead, new_leads, undo, wall

pytestmark = pytest.mark.usefixtures("defaults")


def log(actor: Actor, lead: int, summary: str = "通了电话", **more: Any) -> None:
    log_followup(actor, lead, FollowupDraft(method="电话", summary=summary, **more))


def today_of(actor: Actor, person: int | None = None) -> Today:
    whose = person if person is not None else actor.id
    assert whose is not None
    return fetch_today(actor, whose)


def titles(today: Today) -> list[str]:
    return [e["title"] for e in today.entries]


@pytest.fixture
def desk(cast: Cast) -> dict[str, int]:
    """Three leads of the seller that want a contact on 5 March, one that does not, one of somebody else."""
    seller = cast.seller_actor
    with clock.fixed(wall("2026-03-02 09:00")):
        ids = new_leads(
            seller,
            [
                {"company": "合肥云砺智能装备有限公司", "grade": "A", "amount": "53.5万", "mobile": "13800138000"},
                {"company": "丽水沧岭机电有限公司", "grade": "C", "next_at": "2026-03-05 14:30"},
                {"company": "安庆磐硕机电有限公司", "grade": "B+"},
                {"company": "苏州澜川精密机械有限公司", "grade": "B"},
            ],
        )
        log(
            seller, ids[0], "发了合同", feedback="担心售后备件", signals=("谈付款",),
            promises=[
                PromiseDraft("ours", "回付款条款", "2026-03-04"), PromiseDraft("theirs", "总经理签字", "2026-03-06"),
            ],
            next=PlannedStep("2026-03-04 16:00", "phone", "确认付款比例"),
        )  # fmt: skip
        other = new_lead(cast.other_seller_actor, "杭州屿安食品机械有限公司", next_at="2026-03-03 09:00")
    with clock.fixed(wall("2026-02-24 09:00")):
        log(seller, ids[2], "还没定")
    with clock.fixed(wall("2026-03-04 11:00")):
        log(seller, ids[3], "约好下周", next=PlannedStep("2026-03-12"))
    return dict(zip(("promised", "planned", "quiet", "fine"), ids, strict=True)) | {"other": other}


def test_the_list_is_ranked_and_each_entry_says_why(cast: Cast, desk: dict[str, int]) -> None:
    with clock.fixed(NOW):
        today = today_of(cast.seller_actor)
    assert [e["id"] for e in today.entries] == [desk["promised"], desk["quiet"], desk["planned"]]
    first = today.entries[0]
    assert [r["key"] for r in first["reasons"]] == ["owed", "next", "quiet", "signal", "grade"]
    assert first["reasons"][0]["words"] == "我方承诺逾期 1 天：回付款条款"
    assert first["call"] == "13800138000"
    assert (first["grade"], first["amount"], first["stage"]["label"]) == ("A", 53_500_000, "初次接触")
    assert today.entries[2]["reasons"][0]["words"] == "今天 14:30 到期"
    assert (today.total, today.done_count, today.tomorrow) == (3, 0, 0)


def test_logging_takes_an_entry_off_and_counts_it(cast: Cast, desk: dict[str, int]) -> None:
    with clock.fixed(NOW):
        log(cast.seller_actor, desk["promised"], "同意 3-6-1", next=PlannedStep("2026-03-06 10:00"))
        log(cast.seller_actor, desk["quiet"], "下午再说", next=PlannedStep("2026-03-05 16:00"))
        today = today_of(cast.seller_actor)
    assert {e["id"] for e in today.entries} == {desk["planned"], desk["quiet"]}
    assert [d["title"] for d in today.done] == ["安庆磐硕机电有限公司", "合肥云砺智能装备有限公司"]
    assert today.done[1]["summary"] == "同意 3-6-1"
    assert (today.done_count, today.tomorrow) == (2, 1)


def test_a_lead_put_off_comes_back_by_itself_and_by_undo(cast: Cast, desk: dict[str, int]) -> None:
    seller = cast.seller_actor
    with clock.fixed(NOW):
        operation, until = snooze_lead(seller, desk["promised"], "hour")
        asleep = today_of(seller)
        assert until == NOW + timedelta(hours=1)
        assert desk["promised"] not in [e["id"] for e in asleep.entries]
        assert asleep.snoozed == [{"id": desk["promised"], "title": "合肥云砺智能装备有限公司", "until": until}]
        assert last_operation().verb == "today.snooze"
    with clock.fixed(NOW + timedelta(hours=1)):
        assert today_of(seller).entries[0]["id"] == desk["promised"]
    with clock.fixed(NOW):
        undo(seller, operation)
        assert today_of(seller).entries[0]["id"] == desk["promised"]
        snooze_lead(seller, desk["promised"], "quarter")
        _, until = snooze_lead(seller, desk["promised"], "week")
        assert until == wall("2026-03-09 00:00")
        assert Snooze.objects.filter(deleted_at=None).count() == 1
        wake_lead(seller, desk["promised"])
        assert today_of(seller).entries[0]["id"] == desk["promised"]
        assert wake_lead(seller, desk["promised"]) is None


def test_tomorrow_begins_at_midnight(cast: Cast, desk: dict[str, int]) -> None:
    with clock.fixed(NOW):
        assert snooze_lead(cast.seller_actor, desk["quiet"], "tomorrow")[1] == wall("2026-03-06 00:00")


def test_a_dead_number_is_not_offered(cast: Cast, desk: dict[str, int]) -> None:
    mark_channel(cast.seller_actor, [desk["promised"]], "mobile", bad=True)
    with clock.fixed(NOW):
        assert today_of(cast.seller_actor).entries[0]["call"] is None


def test_nobody_sees_or_puts_off_what_is_out_of_scope(cast: Cast, desk: dict[str, int]) -> None:
    with clock.fixed(NOW):
        assert today_of(cast.seller_actor, cast.other_seller.pk).total == 0
        assert titles(today_of(cast.other_seller_actor)) == ["杭州屿安食品机械有限公司"]
        for refused in (
            lambda: snooze_lead(cast.seller_actor, desk["other"], "hour"),
            lambda: fetch_brief(cast.seller_actor, desk["other"]),
            lambda: write_outline(cast.seller_actor, desk["other"], "偷看"),
        ):
            with pytest.raises(AppError) as caught:
                refused()
            assert caught.value.code is ErrorCode.NOT_FOUND


def test_a_supervisor_reads_the_list_of_a_seller(cast: Cast, desk: dict[str, int]) -> None:
    with clock.fixed(NOW):
        snooze_lead(cast.seller_actor, desk["planned"], "hour")
        seen = today_of(cast.team_lead_actor, cast.seller.pk)
        assert [e["id"] for e in seen.entries] == [desk["promised"], desk["quiet"]]
        assert [s["id"] for s in seen.snoozed] == [desk["planned"]]


def test_closed_silent_and_paused_leads_are_left_out(cast: Cast, desk: dict[str, int]) -> None:
    Lead.objects.filter(pk=desk["promised"]).update(do_not_contact=True)
    Lead.objects.filter(pk=desk["planned"]).update(paused_until=wall("2026-04-01 00:00").date())
    with clock.fixed(NOW):
        assert [e["id"] for e in today_of(cast.seller_actor).entries] == [desk["quiet"]]


def test_a_lead_to_be_accepted_is_told_with_its_time(cast: Cast, desk: dict[str, int]) -> None:
    Lead.objects.filter(pk=desk["fine"]).update(accept_by=NOW + timedelta(minutes=38))
    with clock.fixed(NOW):
        entry = next(e for e in today_of(cast.seller_actor).entries if e["id"] == desk["fine"])
    assert entry["reasons"][0]["words"] == "新分派，还有 38 分钟需接收"
    assert entry["accept_by"] == NOW + timedelta(minutes=38)


def test_leads_one_stands_in_for_are_in_the_list(cast: Cast, desk: dict[str, int]) -> None:
    with clock.fixed(NOW):
        day = clock.today().isoformat()
        create_rows(
            cast.seller_actor, "absences", [{"first": day, "last": day, "stand_in": {"id": cast.other_seller.pk}}]
        )
        instead = today_of(actor_for(cast.other_seller))
        assert [(e["title"], e["stands_for"]) for e in instead.entries if e["id"] != desk["other"]] == [
            ("合肥云砺智能装备有限公司", cast.seller.name),
            ("安庆磐硕机电有限公司", cast.seller.name),
            ("丽水沧岭机电有限公司", cast.seller.name),
        ]
        assert [e["stands_for"] for e in instead.entries if e["id"] == desk["other"]] == [None]
        # Whoever leads the team sees the same in the stand-in's list.
        assert today_of(cast.admin_actor, cast.other_seller.pk).total == instead.total
    with clock.fixed(NOW + timedelta(days=1)):
        assert {e["id"] for e in today_of(actor_for(cast.other_seller)).entries} == {desk["other"]}
    with clock.fixed(NOW):
        Absence.objects.update(deleted_at=NOW)
        edit_cells(cast.seller_actor, "leads", [CellEdit(desk["quiet"], "stand_in", {"id": cast.other_seller.pk})])
        given = today_of(actor_for(cast.other_seller))
    assert {e["id"]: e["stands_for"] for e in given.entries} == {desk["quiet"]: cast.seller.name, desk["other"]: None}


def test_the_brief_tells_what_to_prepare(cast: Cast, desk: dict[str, int]) -> None:
    seller = cast.seller_actor
    with clock.fixed(NOW):
        write_outline(seller, desk["promised"], "先致歉晚了一天")
        brief = fetch_brief(seller, desk["promised"])
    assert [c["summary"] for c in brief["contacts"]] == ["发了合同"]
    assert brief["contacts"][0]["person"] == cast.seller.name
    assert [(p["side"], p["text"]) for p in brief["tasks"]] == [("ours", "回付款条款"), ("theirs", "总经理签字")]
    assert brief["objections"] == ["担心售后备件"]
    assert [s["words"] for s in brief["signals"]] == ["谈付款"]
    assert brief["cells"]["next_expected"] == "确认付款比例"
    assert (brief["cadence"]["letter"], brief["cadence"]["max_days"]) == ("A", 2)
    assert (brief["contacts_today"], brief["outline"]["text"]) == (0, "先致歉晚了一天")


def test_an_outline_is_history_and_is_taken_away_by_an_empty_text(cast: Cast, desk: dict[str, int]) -> None:
    seller = cast.seller_actor
    first = write_outline(seller, desk["quiet"], "问清预算")
    assert write_outline(seller, desk["quiet"], "问清预算") is None
    write_outline(seller, desk["quiet"], "问清预算和时间")
    assert last_operation().verb == "today.outline"
    undo(seller, last_operation().pk)
    assert fetch_brief(seller, desk["quiet"])["outline"]["text"] == "问清预算"
    assert first is not None
    write_outline(seller, desk["quiet"], "  ")
    assert fetch_brief(seller, desk["quiet"])["outline"] is None


def test_weights_are_settings(cast: Cast, desk: dict[str, int]) -> None:
    seed_weights(SYSTEM)
    seed_weights(SYSTEM)
    assert TodayWeight.objects.count() == len(DEFAULTS)
    assert load_weights() == DEFAULTS
    owed = TodayWeight.objects.get(reason="owed").pk
    with pytest.raises(AppError, match="forbidden"):
        edit_cells(cast.seller_actor, "today_weights", [CellEdit(owed, "weight", "1")])
    assert load_weights() == DEFAULTS
    edit_cells(cast.admin_actor, "today_weights", [CellEdit(owed, "weight", "0")])
    with clock.fixed(NOW):
        reasons = [r["key"] for entry in today_of(cast.seller_actor).entries for r in entry["reasons"]]
    assert "next" in reasons and "owed" not in reasons
    row = cells_of(cast.seller_actor, owed, "today_weights")
    assert row["explained"] == "到期当天算一半，逾期到这么多天算满"


def test_many_leads_cost_no_more_queries(cast: Cast, desk: dict[str, int]) -> None:
    seller = cast.seller_actor
    with clock.fixed(NOW):
        today_of(seller)
        with CaptureQueriesContext(connection) as few:
            today_of(seller)
        new_leads(seller, [{"company": f"台州第{n}机电有限公司", "next_at": "2026-03-05 11:00"} for n in range(230)])
        today_of(seller)  # what is read anew after any write is not counted
        with CaptureQueriesContext(connection) as many:
            today = today_of(seller)
    assert (len(today.entries), today.total) == (200, 233)
    # A look whether settings have changed may come or not; a query a lead would be hundreds.
    assert len(many) <= len(few) + 2
    assert len(few) <= 20
