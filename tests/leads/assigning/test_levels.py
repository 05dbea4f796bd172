"""Service levels: the clock, accepting, declining, the ladder owner → supervisor → next owner, each step once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.advance import advance_leads
from genjin.leads.assigning.answering import accept_leads, decline_leads
from genjin.leads.assigning.escalating import Swept, due_leads, sweep
from genjin.leads.assigning.explaining import explain_lead
from genjin.leads.assigning.models import ServiceLevel
from genjin.leads.assignment import assign_leads
from genjin.leads.models import Lead
from genjin.people.actor import actor_for
from genjin.people.models import WorkingTime
from genjin.tables.definition import CellEdit
from genjin.tables.filters.tree import parse_filter
from genjin.tables.records.edit import create_rows, edit_cells
from genjin.tables.records.query import Query, fetch_page
from tests.cast import Cast, build_person
from tests.leads.assigning.setting import last_row, owner, rule, told
from tests.selling_setting import NOW, cells_of, new_lead, new_leads, undo, wall

LOST = "已流失"
pytestmark = pytest.mark.usefixtures("defaults")


def accept_by(lead: int) -> datetime | None:
    return Lead.objects.get(pk=lead).accept_by


def given(cast: Cast, to: int, at: datetime = NOW, count: int = 1) -> list[int]:
    """Leads that the administrator hands to somebody at a moment."""
    with clock.fixed(at):
        leads = new_leads(cast.admin_actor, [{"company": f"盐城{n}号厂"} for n in range(count)])
        assign_leads(cast.admin_actor, leads, to)
    return leads


def later(minutes: int, at: datetime = NOW) -> datetime:
    return at + timedelta(minutes=minutes)


def test_the_clock_runs_in_working_time_of_the_owners_unit(cast: Cast) -> None:
    friday = wall("2026-03-06 17:45")
    (lead,) = given(cast, cast.seller.pk, friday)
    assert accept_by(lead) == wall("2026-03-09 09:45")
    WorkingTime.objects.create(unit_id=cast.other_team.pk, hours="8:00-20:00", created_at=NOW, updated_at=NOW)
    (other,) = given(cast, cast.other_seller.pk, friday)
    assert accept_by(other) == wall("2026-03-06 18:45")
    with clock.fixed(wall("2026-03-06 18:00")):
        assert cells_of(cast.other_seller_actor, other)["acceptance"] == "18:45 前接收"
        assert cells_of(cast.admin_actor, lead)["acceptance"] == "03-09 09:45 前接收"
    with clock.fixed(wall("2026-03-06 19:00")):
        assert cells_of(cast.admin_actor, other)["acceptance"] == "接收超时 15 分钟"


def test_own_leads_closed_ones_and_switched_off_levels_have_no_clock(cast: Cast) -> None:
    own = new_lead(cast.seller_actor)
    assert accept_by(own) is None
    with clock.fixed(NOW):
        assign_leads(cast.admin_actor, [own], cast.admin.pk)
        assert accept_by(own) is None
        advance_leads(cast.admin_actor, [own], LOST, lost_reason="需求取消")
        assign_leads(cast.admin_actor, [own], cast.seller.pk)
    assert accept_by(own) is None
    ServiceLevel.objects.update(active=False)
    assert accept_by(given(cast, cast.seller.pk)[0]) is None


def test_the_nearest_level_counts(cast: Cast) -> None:
    create_rows(cast.admin_actor, "service_levels", [{"letter": "A", "accept_minutes": 15, "active": True}])
    lead = new_lead(cast.admin_actor, grade="A+")
    with clock.fixed(NOW):
        assign_leads(cast.admin_actor, [lead], cast.seller.pk)
    assert accept_by(lead) == later(15)
    with pytest.raises(AppError) as refused:
        create_rows(cast.admin_actor, "service_levels", [{"letter": "A", "accept_minutes": 30}])
    assert refused.value.code is ErrorCode.NOT_UNIQUE


def test_accepting_stops_the_clock_and_can_be_undone(cast: Cast) -> None:
    lead, other = *given(cast, cast.seller.pk), *given(cast, cast.other_seller.pk)
    with clock.fixed(later(5)):
        answer = accept_leads(cast.seller_actor, [lead, other])
        assert answer.done == [lead]
        assert [(i, e.code) for i, e in answer.refused] == [(other, ErrorCode.NOT_FOUND)]
        assert (accept_by(lead), Lead.objects.get(pk=lead).accepted_at) == (None, later(5))
        again = accept_leads(cast.seller_actor, [lead])
        assert [e.code for _, e in again.refused] == [ErrorCode.NOT_WAITING]
        undo(cast.seller_actor, answer.operation_id)
        assert accept_by(lead) == later(60)


def test_declining_needs_a_reason_and_goes_to_the_supervisor(cast: Cast) -> None:
    (lead,) = given(cast, cast.seller.pk)
    with clock.fixed(later(5)):
        with pytest.raises(AppError) as refused:
            decline_leads(cast.seller_actor, [lead], "  ")
        assert refused.value.code is ErrorCode.REQUIRED
        answer = decline_leads(cast.seller_actor, [lead], "不在我的区域")
        assert (owner(lead), accept_by(lead)) == (cast.team_lead.pk, None)
        assert told(cast.team_lead.pk)[-1] == "林小满 拒收 1 条线索：盐城0号厂，原因：不在我的区域"
        steps = explain_lead(cast.team_lead_actor, lead).steps
        assert [(s.how, s.state, s.person) for s in steps] == [
            ("supervisor", "ended", "周岚"), ("hand", "declined", "林小满"),
        ]  # fmt: skip
        assert (steps[0].reason, steps[1].note) == ("林小满 拒收", "不在我的区域")
        undo(cast.seller_actor, answer.operation_id)
        assert (owner(lead), accept_by(lead)) == (cast.seller.pk, later(60))
        assert explain_lead(cast.seller_actor, lead).steps == []


def test_declined_leads_go_to_the_next_by_rule_or_to_the_pool_as_set(cast: Cast) -> None:
    rule(team={"id": cast.region.pk})
    ServiceLevel.objects.update(on_decline="next")
    (lead,) = given(cast, cast.seller.pk)
    with clock.fixed(later(5)):
        decline_leads(cast.seller_actor, [lead], "手上太满")
        assert (owner(lead), accept_by(lead)) == (cast.other_seller.pk, later(65))
        assert (last_row(lead).how, last_row(lead).step) == ("next", 1)
        # The rule would send it back in a circle: the supervisor ends that.
        decline_leads(cast.other_seller_actor, [lead], "也满")
        assert owner(lead) not in (cast.seller.pk, cast.other_seller.pk)
        assert "都已经退过" in (explain_lead(cast.admin_actor, lead).steps[0].reason or "")
    ServiceLevel.objects.update(on_decline="pool")
    (pooled,) = given(cast, cast.seller.pk)
    with clock.fixed(later(5)):
        decline_leads(cast.seller_actor, [pooled], "不做这一行")
    assert (owner(pooled), last_row(pooled).how) == (None, "pool")


def test_the_ladder_owner_supervisor_next_owner_each_step_once(cast: Cast) -> None:
    rule(team={"id": cast.region.pk})
    leads = given(cast, cast.seller.pk, count=3)
    with clock.fixed(later(59)):
        assert (due_leads(clock.now()), sweep()) == ([], Swept())
    with clock.fixed(later(60)):
        assert sweep() == Swept(told=3)
        assert sweep() == Swept()
        assert told(cast.team_lead.pk) == ["3 条线索没有按时接收，请改派：盐城0号厂、盐城1号厂、盐城2号厂（林小满）"]
        assert [owner(i) for i in leads] == [cast.seller.pk] * 3
        assert explain_lead(cast.team_lead_actor, leads[0]).steps[0].state == "escalated"
        # Still in time to answer, late as it is.
        accept_leads(cast.seller_actor, leads[:1])
    with clock.fixed(wall("2026-03-05 13:54")):
        assert due_leads(clock.now()) == leads[1:]
        assert sweep() == Swept(moved=2)
        assert [owner(i) for i in leads] == [cast.seller.pk, cast.other_seller.pk, cast.other_seller.pk]
        assert told(cast.seller.pk)[-1] == "2 条线索没有按时接收，已转走：盐城1号厂、盐城2号厂"
        assert told(cast.other_seller.pk)[-1].startswith("你有 2 条新线索：盐城1号厂、盐城2号厂")
        assert explain_lead(cast.admin_actor, leads[1]).steps[0].reason == "林小满 没有按时接收；只有这一位能接"


def test_whoever_worked_on_the_lead_has_taken_it_on(cast: Cast) -> None:
    talked, closed = given(cast, cast.seller.pk, count=2)
    Lead.objects.filter(pk=talked).update(last_contact_at=later(20))
    with clock.fixed(later(30)):
        advance_leads(cast.seller_actor, [closed], LOST, lost_reason="需求取消")
    with clock.fixed(later(60)):
        assert sweep() == Swept(accepted=2)
    assert told(cast.team_lead.pk) == []


def test_nobody_supervises_and_no_rule_fits_still_ends_somewhere(cast: Cast) -> None:
    lone = build_person("孙独行", "sunduxing", role="seller")
    (lead,) = given(cast, lone.pk)
    with clock.fixed(later(60)):
        sweep()
    with clock.fixed(wall("2026-03-06 16:00")):
        sweep()
    assert owner(lead) != lone.pk


def test_what_waits_can_be_filtered_and_sorted(cast: Cast) -> None:
    lead, _ = *given(cast, cast.seller.pk), new_lead(cast.seller_actor)
    page = fetch_page(
        "leads",
        cast.seller_actor,
        Query(filter=parse_filter({"column": "accept_by", "op": "not_empty"}), sort=(("acceptance", "asc"),)),
    )
    assert [row["id"] for row in page.rows] == [lead]


def test_a_thousand_leads_are_one_notice(cast: Cast) -> None:
    leads = given(cast, cast.seller.pk, count=450)
    assert told(cast.seller.pk) == ["你有 450 条新线索：盐城0号厂、盐城1号厂、盐城2号厂…，请在 03-05 11:24 前接收"]
    with clock.fixed(later(60)):
        assert sweep().told == len(leads)
    assert len(told(cast.team_lead.pk)) == 1


def test_whoever_stands_in_answers_for_the_owner(cast: Cast) -> None:
    taken, given_back = given(cast, cast.seller.pk, count=2)
    with clock.fixed(NOW):
        assert accept_leads(actor_for(cast.other_seller), [taken]).operation_id is None
        edit_cells(
            cast.seller_actor,
            "leads",
            [CellEdit(i, "stand_in", {"id": cast.other_seller.pk}) for i in (taken, given_back)],
        )
        instead = actor_for(cast.other_seller)
        assert explain_lead(instead, taken).mine
        accepted = accept_leads(instead, [taken])
        assert accept_by(taken) is None
        undo(instead, accepted.operation_id)
        assert accept_by(taken) is not None
        decline_leads(instead, [given_back], "他休假，这家不在片区")
    assert owner(given_back) == cast.team_lead.pk
