"""Leads that nobody looks after: when they fall back, who is warned, what happens then, what keeps them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from genjin.jobs.models import Job
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.kernel.clock import day_end
from genjin.leads.models import Lead
from genjin.leads.pool.models import RecycleRule
from genjin.leads.pool.sweep import sweep_recycling
from genjin.leads.refresh import refresh_page
from genjin.notices.kinds import get_kind
from genjin.notices.models import Notice
from genjin.people.models import Absence
from genjin.tables.definition import CellEdit
from genjin.tables.ledger.operation import single
from genjin.tables.models import Operation
from genjin.tables.records.edit import edit_cells
from tests.cast import Cast
from tests.leads.assigning.setting import rule as assignment_rule
from tests.selling_setting import cells_of, new_lead, new_leads, undo, wall

pytestmark = pytest.mark.usefixtures("defaults")

MONDAY = wall("2026-03-02 10:00")
# Seven days later, a Monday, at its end.
DUE = day_end(date(2026, 3, 9))


def rule(**cells: object) -> None:
    with single(SYSTEM, verb="cells.edit", table="recycle_rules", via="grid") as writer:
        writer.set("recycle_rules", {RecycleRule.objects.order_by("pk")[0].pk: cells})


def due(lead: int) -> datetime | None:
    return Lead.objects.get(pk=lead).recycle_at


def sweep(at: datetime) -> dict[str, int]:
    with clock.fixed(at):
        return sweep_recycling(None)


def told(person: int) -> list[str]:
    return [get_kind(n.kind).words(n.facts, "zh-CN") for n in Notice.objects.filter(person_id=person).order_by("pk")]


@pytest.fixture
def lead(cast: Cast) -> int:
    with clock.fixed(MONDAY):
        return new_lead(cast.seller_actor, "盐城沐风")


def test_every_update_of_the_owner_moves_the_day_and_others_do_not(cast: Cast, lead: int) -> None:
    assert due(lead) == DUE
    with clock.fixed(MONDAY + timedelta(days=2)):
        edit_cells(cast.admin_actor, "leads", [CellEdit(lead, "remarks", "主管看过")])
        assert due(lead) == DUE
        edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "remarks", "资料已补")])
        assert due(lead) == DUE + timedelta(days=2)
        edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "next_at", "3月20日")])
    # Seven days after the planned day, which counts as one on which something is done.
    assert due(lead) == day_end(date(2026, 3, 27))
    assert cells_of(cast.seller_actor, lead)["recycling"]["level"] == "red"


def test_nobody_loses_a_lead_on_a_day_off(cast: Cast) -> None:
    with clock.fixed(wall("2026-03-07 10:00")):
        saturday = new_lead(cast.seller_actor)
    assert due(saturday) == day_end(date(2026, 3, 16))
    with clock.fixed(wall("2026-09-26 10:00")):
        before_holiday = new_lead(cast.seller_actor, "南通瀚海")
    assert due(before_holiday) == day_end(date(2026, 10, 8))


def test_protected_paused_closed_and_excepted_leads_stay(cast: Cast, lead: int) -> None:
    with clock.fixed(MONDAY):
        actor = cast.seller_actor
        edit_cells(actor, "leads", [CellEdit(lead, "protected", True)])
        assert due(lead) is None and cells_of(actor, lead)["recycling"]["words"] == "受保护，不回收"
        edit_cells(actor, "leads", [CellEdit(lead, "protected", False), CellEdit(lead, "grade", "A")])
        assert due(lead) == DUE
    with single(SYSTEM, verb="rows.create", table="recycle_rules", via="grid") as writer:
        writer.create("recycle_rules", [{"letter": "A", "days": 7, "action": "keep", "active": True, "position": 0}])
    assert Job.objects.filter(kind="leads.refresh", state="waiting").count() == 1
    refresh_page([lead])
    assert due(lead) is None
    rule(active=False)
    Lead.objects.filter(pk=lead).update(paused_until=date(2026, 4, 1))
    with single(SYSTEM, verb="rows.delete", table="recycle_rules", via="grid") as writer:
        writer.trash("recycle_rules", [RecycleRule.objects.order_by("-pk")[0].pk])
    rule(active=True)
    refresh_page([lead])
    assert due(lead) == day_end(date(2026, 4, 8))


def test_warned_two_days_before_then_taken_and_undo_brings_it_back(cast: Cast, lead: int) -> None:
    assert sweep(wall("2026-03-06 23:00")) == {"warned": 0, "recycled": 0}
    assert sweep(wall("2026-03-07 00:10")) == {"warned": 1, "recycled": 0}
    assert sweep(wall("2026-03-07 00:20")) == {"warned": 0, "recycled": 0}
    assert told(cast.seller.pk) == ["1 条线索很久没有更新，03-09 结束时回收：盐城沐风"]
    with clock.fixed(wall("2026-03-09 09:00")):
        assert cells_of(cast.seller_actor, lead)["recycling"] == {
            "level": "amber",
            "words": "今天结束时回收，7 天没有更新",
        }
    assert sweep(wall("2026-03-09 23:50")) == {"warned": 0, "recycled": 0}
    assert sweep(wall("2026-03-10 00:05")) == {"warned": 0, "recycled": 1}
    row = Lead.objects.get(pk=lead)
    assert (row.owner_id, row.pool_reason, row.former_owner_id) == (None, "recycled", cast.seller.pk)
    operation = Operation.objects.get(verb="leads.recycle")
    assert operation.args["leads"] == [{"id": lead, "owner": cast.seller.pk, "last": "2026-03-02"}]
    assert told(cast.seller.pk)[-1] == "1 条线索 7 天没有更新，已经回收：盐城沐风"
    with clock.fixed(wall("2026-03-10 09:00")):
        undo(cast.admin_actor, operation.pk)
    row = Lead.objects.get(pk=lead)
    assert (row.owner_id, row.pooled_at, row.pool_reason) == (cast.seller.pk, None, None)
    # Whoever gets it back has the days anew.
    assert row.recycle_at == day_end(date(2026, 3, 17)) and row.recycle_warned_at is None


def test_an_update_after_the_warning_ends_it(cast: Cast, lead: int) -> None:
    sweep(wall("2026-03-08 10:00"))
    with clock.fixed(wall("2026-03-09 10:00")):
        edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "remarks", "还在跟")])
    assert Lead.objects.get(pk=lead).recycle_warned_at is None
    assert sweep(wall("2026-03-10 00:05")) == {"warned": 0, "recycled": 0}
    assert sweep(wall("2026-03-14 10:00"))["warned"] == 1


def test_a_rule_that_begins_late_warns_first_all_the_same(cast: Cast, lead: int) -> None:
    late = wall("2026-03-25 10:00")
    assert sweep(late) == {"warned": 1, "recycled": 0}
    assert due(lead) == day_end(date(2026, 3, 27))
    assert sweep(wall("2026-03-27 23:00"))["recycled"] == 0
    assert sweep(wall("2026-03-28 00:10"))["recycled"] == 1


def test_many_leads_are_one_piece_of_news_for_each_owner(cast: Cast) -> None:
    with clock.fixed(MONDAY):
        new_leads(cast.seller_actor, [{"company": f"盐城沐风{n}号"} for n in range(5)])
        new_lead(cast.other_seller_actor, "南通瀚海")
    assert sweep(wall("2026-03-07 10:00"))["warned"] == 6
    assert [len(told(p.pk)) for p in (cast.seller, cast.other_seller)] == [1, 1]
    assert told(cast.seller.pk)[0].startswith("5 条线索")
    assert sweep(wall("2026-03-10 00:05"))["recycled"] == 6
    assert Operation.objects.get(verb="leads.recycle").rows == 6


def test_reassigned_by_rules_or_flagged_instead(cast: Cast, lead: int) -> None:
    with clock.fixed(MONDAY):
        second = new_lead(cast.seller_actor, "南通瀚海")
    rule(action="reassign")
    only = {"column": "company", "op": "contains", "value": Lead.objects.get(pk=lead).company}
    assignment_rule(target="person", person={"id": cast.other_seller.pk}, conditions=only)
    sweep(wall("2026-03-07 10:00"))
    assert sweep(wall("2026-03-10 00:05"))["recycled"] == 2
    assert Lead.objects.get(pk=lead).owner_id == cast.other_seller.pk
    assert Lead.objects.get(pk=second).pool_reason == "recycled"
    rule(action="flag")
    sweep(wall("2026-03-15 10:00"))
    assert sweep(wall("2026-03-18 00:05"))["recycled"] == 1
    row = Lead.objects.get(pk=lead)
    assert (row.owner_id, row.review_state, row.recycle_at) == (cast.other_seller.pk, "returned", None)


def test_who_is_away_loses_nothing_until_back_and_warned(cast: Cast, lead: int) -> None:
    Absence.objects.create(
        owner_id=cast.seller.pk,
        first=date(2026, 3, 8),
        last=date(2026, 3, 15),
        created_at=MONDAY,
        updated_at=MONDAY,
    )
    assert sweep(wall("2026-03-07 10:00"))["warned"] == 1
    assert sweep(wall("2026-03-11 10:00")) == {"warned": 0, "recycled": 0}
    assert sweep(wall("2026-03-16 09:00")) == {"warned": 1, "recycled": 0}
    assert sweep(wall("2026-03-17 09:00"))["recycled"] == 0
    assert sweep(wall("2026-03-19 00:05"))["recycled"] == 1


def test_leads_of_who_is_away_are_told_to_who_stands_in_or_leads_the_team_once_a_day(cast: Cast, lead: int) -> None:
    away = Absence.objects.create(
        owner_id=cast.seller.pk, first=date(2026, 3, 4), last=date(2026, 3, 20), created_at=MONDAY, updated_at=MONDAY
    )
    sweep(MONDAY + timedelta(days=3))
    assert told(cast.team_lead.pk) == [], "nothing is due yet"
    for hours in (0, 2):
        sweep(wall("2026-03-09 10:00") + timedelta(hours=hours))
    assert told(cast.team_lead.pk) == ["林小满 不在岗，1 条线索该跟进了：盐城沐风"]
    assert told(cast.seller.pk) == [] and Lead.objects.get(pk=lead).owner_id == cast.seller.pk
    Absence.objects.filter(pk=away.pk).update(stand_in_id=cast.other_seller.pk)
    sweep(wall("2026-03-10 10:00"))
    assert told(cast.other_seller.pk) == ["林小满 不在岗，1 条线索该跟进了：盐城沐风"]
    assert len(told(cast.team_lead.pk)) == 1
    sweep(wall("2026-03-14 10:00"))
    assert len(told(cast.other_seller.pk)) == 1, "nobody is bothered on a Saturday"
