"""Guard, not now, outcomes, signals, urgency, talks: what a logged contact may be, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from typing import cast as typed

import pytest

from genjin.followups.defaults import seed_defaults
from genjin.followups.guard.contacts import may_contact
from genjin.followups.guard.rules import quiet_until
from genjin.followups.log import FollowupDraft, PlannedStep, log_followup
from genjin.followups.models import Followup, SignalWord, Task
from genjin.followups.pausing import pause_leads, wake_due, wake_leads
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM, Actor
from genjin.kernel.clock import local
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.messages import message
from genjin.leads.advance import advance_leads
from genjin.leads.confirm_mail import plan_mails
from genjin.leads.models import Lead
from genjin.notices.models import Notice
from genjin.pipelines.models import Cadence
from genjin.tables.definition import CellEdit
from genjin.tables.filters.tree import parse_filter
from genjin.tables.ledger.operation import single
from genjin.tables.models import View
from genjin.tables.records.edit import edit_cells
from genjin.tables.records.query import Query, fetch_page
from tests.cast import Cast
from tests.selling_setting import NOW, cells_of, new_lead, stage_id, stage_name, undo, wall

pytestmark = pytest.mark.usefixtures("defaults")


@pytest.fixture(autouse=True)
def morning(db: None) -> Iterator[None]:
    seed_defaults(SYSTEM)
    with clock.fixed(NOW):
        yield


def log(actor: Actor, lead: int, **more: Any) -> int:
    return log_followup(actor, lead, FollowupDraft("phone", more.pop("summary", "聊了几句"), **more)).operation_id


def refusal(actor: Actor, lead: int, **more: Any) -> AppError:
    with pytest.raises(AppError) as refused:
        log(actor, lead, **more)
    return refused.value


def status(actor: Actor, lead: int) -> str:
    shown = cells_of(actor, lead)["status"]
    return f"{shown['level']} {shown['words']}"


def set_row(table: str, row: int, **cells: Any) -> None:
    with single(SYSTEM, verb="cells.edit", table=table) as writer:
        writer.set(table, {row: cells})


# --- D3


def test_a_second_contact_of_the_day_needs_a_reason_whoever_makes_it(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, grade="A")
    log(cast.seller_actor, lead)
    error = refusal(cast.team_lead_actor, lead)
    assert error.code is ErrorCode.TOO_OFTEN_TODAY
    assert message(error, "zh-CN") == "今天已联系过 1 次，A 级一天最多 1 次。仍要联系，写一句原因。"
    assert Followup.objects.count() == 1
    log(cast.team_lead_actor, lead, guard_reason="客户让现在打")
    assert Followup.objects.latest("pk").guard_reason == "客户让现在打"
    with clock.fixed(wall("2026-03-06 09:00")):
        log(cast.seller_actor, lead)


def test_a_miss_does_not_count_and_the_past_is_not_asked_about(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, grade="A")
    log(cast.seller_actor, lead, outcome="unreachable")
    log(cast.seller_actor, lead)
    log(cast.seller_actor, lead, at="2026-03-04 10:00")
    log(cast.seller_actor, lead, at="2026-03-04 15:00")
    assert refusal(cast.seller_actor, lead).code is ErrorCode.TOO_OFTEN_TODAY


def test_the_limit_is_a_row_of_the_settings(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, grade="C")
    for day in ("2026-03-02 10:00", "2026-03-03 10:00"):
        log(cast.seller_actor, lead, at=day)
    assert refusal(cast.seller_actor, lead).code is ErrorCode.TOO_OFTEN
    again = may_contact([lead], automatic=False)[lead].again_at
    assert again is not None and local(again).date() == date(2026, 3, 9)
    set_row("cadences", Cadence.objects.get(letter="C").pk, most_contacts=3)
    log(cast.seller_actor, lead)


def test_whoever_wants_no_contact_is_asked_about_and_never_mailed(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, do_not_contact=True, email="a@b.cn")
    assert refusal(cast.seller_actor, lead).code is ErrorCode.DO_NOT_CONTACT
    assert plan_mails(cast.seller_actor, [lead]).skipped == {"too_often": [lead]}


def test_mails_of_the_product_obey_without_asking(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, grade="A", email="a@b.cn")
    assert plan_mails(cast.seller_actor, [lead]).ready == [lead]
    log(cast.seller_actor, lead)
    assert plan_mails(cast.seller_actor, [lead]).skipped == {"too_often": [lead]}
    with clock.fixed(wall("2026-03-06 22:00")):
        held = may_contact([lead], automatic=True)[lead]
        assert (held.allowed, held.again_at) == (False, wall("2026-03-09 08:00"))
        assert may_contact([lead], automatic=False)[lead].allowed


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-03-05 20:59", None),
        ("2026-03-05 21:00", "2026-03-06 08:00"),
        ("2026-03-06 07:59", "2026-03-06 08:00"),
        ("2026-03-06 23:00", "2026-03-09 08:00"),
        ("2026-10-01 10:00", "2026-10-08 08:00"),
    ],
)
def test_quiet_hours_and_days_off(at: str, until: str | None) -> None:
    assert quiet_until(wall(at), "21:00-08:00", holidays=True) == (wall(until) if until else None)


@pytest.mark.parametrize("written", ["", "深夜", "25:00-08:00", "8点到9点"])
def test_quiet_hours_that_cannot_be_read_hold_nothing_up(written: str) -> None:
    assert quiet_until(wall("2026-03-05 23:00"), written, holidays=False) is None


# --- D4


def test_not_now_slows_the_cadence_and_says_so_until_the_day(cast: Cast) -> None:
    actor = cast.seller_actor
    lead = new_lead(actor, grade="A", next_at="2026-03-09")
    paused = pause_leads(actor, [lead, 99_999], "2026-06-01", "年中再立项")
    assert (paused.done, [e.code for _, e in paused.refused]) == ([lead], [ErrorCode.NOT_FOUND])
    assert status(actor, lead) == "green 暂缓到 06-01，每月轻触达"
    assert cells_of(actor, lead)["next_at"] is None
    with clock.fixed(wall("2026-03-25 09:00")):
        assert status(actor, lead) == "amber 20 天未联系，暂缓中 25–30 天一次"
    with clock.fixed(wall("2026-04-10 09:00")):
        assert status(actor, lead).startswith("red 36 天未联系，暂缓中应")
    with clock.fixed(wall("2026-06-01 00:10")):
        assert wake_due(typed(Any, None)) == {"woken": 1}
        assert wake_due(typed(Any, None)) == {"woken": 0}
        assert Lead.objects.get(pk=lead).paused_until is None
        assert Notice.objects.get(kind="leads.woke").person_id == cast.seller.pk
    undo(actor, paused.operation_id)


def test_undo_of_a_pause_brings_the_plan_back(cast: Cast) -> None:
    actor = cast.seller_actor
    lead = new_lead(actor, next_at="2026-03-09")
    paused = pause_leads(actor, [lead], None, "等预算")
    assert status(actor, lead) == "green 暂缓，等购买信号，每月轻触达"
    undo(actor, paused.operation_id)
    assert status(actor, lead) == "green 按计划，4 天后联系"


@pytest.mark.parametrize(
    ("until", "reason", "code"),
    [("2026-03-05", "再说", "invalid_date"), ("改天", "再说", "invalid_date"), ("2026-06-01", " ", "required")],
)
def test_a_pause_wants_a_day_to_come_and_a_reason(cast: Cast, until: str, reason: str, code: str) -> None:
    lead = new_lead(cast.seller_actor)
    with pytest.raises(AppError) as refused:
        pause_leads(cast.seller_actor, [lead], until, reason)
    assert refused.value.code == code


def test_a_buying_signal_wakes_and_so_does_a_person(cast: Cast) -> None:
    actor = cast.seller_actor
    first, second = new_lead(actor, "甲"), new_lead(actor, "乙")
    pause_leads(actor, [first, second], None, "没预算")
    log(actor, first, summary="主动问付款方式")
    assert wake_leads(actor, [second]).done == [second]
    assert not Lead.objects.filter(paused_until__isnull=False).exists()


# --- D5


@pytest.mark.parametrize(
    ("outcome", "check"),
    [
        ("not_needed", lambda r: (r.stage, r.lead.lost_reason) == ("已流失", "不需要")),
        ("purchased", lambda r: (r.stage, r.lead.lost_reason) == ("已流失", "已购买")),
        ("future", lambda r: r.lead.paused_until == date(2026, 6, 3)),
        (
            "visit_requested",
            lambda r: [(t.kind, local(t.due_at).date()) for t in r.tasks] == [("visit", date(2026, 3, 9))],
        ),
        ("current", lambda r: [t.kind for t in r.tasks] == ["task"]),
        ("recontact", lambda r: local(r.lead.next_at).date() == date(2026, 3, 9)),
        ("unreachable", lambda r: local(r.lead.next_at).date() == date(2026, 3, 6)),
    ],
)
def test_each_outcome_has_its_consequence_and_undo_takes_it_back(cast: Cast, outcome: str, check: Any) -> None:
    actor = cast.seller_actor
    lead = new_lead(actor)
    before = cells_of(actor, lead)
    operation = log(actor, lead, outcome=outcome)
    found = SimpleNamespace(lead=Lead.objects.get(pk=lead), stage=stage_name(lead), tasks=list(Task.objects.all()))
    assert check(found), vars(found)
    undo(actor, operation)
    after = cells_of(actor, lead)
    kept = ("stage", "next_at", "paused_until", "lost_reason", "task_due")
    assert {c: after[c] for c in kept} == {c: before[c] for c in kept}
    assert not Task.objects.filter(deleted_at=None).exists()


def test_misses_back_off_and_a_plan_of_ones_own_wins(cast: Cast) -> None:
    actor = cast.seller_actor
    lead = new_lead(actor)
    days = []
    for _ in range(4):
        log(actor, lead, outcome="unreachable")
        planned = Lead.objects.get(pk=lead).next_at
        assert planned is not None
        days.append((local(planned).date() - local(NOW).date()).days)
    # 1, 3, 7, 7 days on; 3 days from Thursday is Sunday, so Monday.
    assert days == [1, 4, 7, 7]
    log(actor, lead, outcome="unreachable", next=PlannedStep("2026-03-20"))
    assert local(typed(datetime, Lead.objects.get(pk=lead).next_at)).date() == date(2026, 3, 20)


def test_the_consequence_can_be_switched_off(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    log(cast.seller_actor, lead, outcome="not_needed", consequence=False)
    assert stage_name(lead) == "初次接触"


# --- D10, D11, H2, D8, D15


def test_a_signal_raises_urgency_and_makes_plan_and_task(cast: Cast) -> None:
    actor = cast.seller_actor
    lead = new_lead(actor, grade="B")
    operation = log(actor, lead, summary="客户问了付款方式，还想试用两周")
    row = Lead.objects.get(pk=lead)
    assert (row.urgency, row.handle_by) == ("urgent", date(2026, 3, 12))
    assert row.next_at is not None and local(row.next_at).date() == date(2026, 3, 6)
    assert Task.objects.get().text == "跟进购买信号：谈付款、要试用"
    assert Followup.objects.get().signals == "谈付款、要试用"
    undo(actor, operation)
    assert (Lead.objects.get(pk=lead).urgency, Task.objects.get().deleted_at is None) == (None, False)


def test_signals_are_the_teams_words_denied_ones_are_none_and_ticks_win(cast: Cast) -> None:
    actor = cast.seller_actor
    lead = new_lead(actor)
    log(actor, lead, summary="暂时不要试用")
    assert Followup.objects.latest("pk").signals is None
    with single(SYSTEM, verb="cells.edit", table="signal_words") as writer:
        writer.set("signal_words", {SignalWord.objects.get(name="要考察").pk: {"words": "看产线"}})
    log(actor, lead, summary="下月来看产线", guard_reason="-")
    assert Followup.objects.latest("pk").signals == "要考察"
    log(actor, lead, summary="谈了合同细节", signals=[], guard_reason="-")
    assert Followup.objects.latest("pk").signals is None


def test_urgency_gives_a_date_that_the_colour_uses_and_a_contact_settles(cast: Cast) -> None:
    actor = cast.seller_actor
    lead = new_lead(actor, grade="C")
    edit_cells(actor, "leads", [CellEdit(lead, "urgency", "紧急")])
    assert Lead.objects.get(pk=lead).handle_by == date(2026, 3, 12)
    set_row("leads", lead, handle_by=date(2026, 3, 5))
    assert status(actor, lead) == "amber 今天之内要处理"
    with clock.fixed(wall("2026-03-07 09:00")):
        assert status(actor, lead) == "red 过了处理期限 2 天"
        log(actor, lead)
    assert Lead.objects.get(pk=lead).handle_by is None


def test_what_is_logged_a_day_later_is_marked(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    log(cast.seller_actor, lead, at="2026-03-04 10:25")
    log(cast.seller_actor, lead, at="2026-03-04 10:20")
    assert list(Followup.objects.order_by("pk").values_list("late", flat=True)) == [None, True]


def test_an_a_lead_in_talks_is_proposed_to_its_supervisor(cast: Cast) -> None:
    first, second = new_lead(cast.seller_actor, "宁波海塑", grade="A-"), new_lead(cast.seller_actor, "乙", grade="B")
    advance_leads(cast.seller_actor, [first, second], stage_id("谈判阶段"))
    task = Task.objects.get()
    assert (task.lead_id, task.kind, task.assignee_id) == (first, "meeting", cast.team_lead.pk)
    assert Notice.objects.get(kind="leads.talk").person_id == cast.team_lead.pk


def test_an_overdue_promise_shows_in_the_leads_own_status(cast: Cast) -> None:
    actor = cast.seller_actor
    lead = new_lead(actor, grade="C")
    with single(actor, verb="cells.edit", table="tasks") as writer:
        writer.create("tasks", [{"lead": lead, "side": "ours", "text": "寄样", "due": wall("2026-03-03 00:00")}])
    assert status(actor, lead) == "red 我方承诺逾期 2 天"
    edit_cells(actor, "tasks", [CellEdit(Task.objects.get().pk, "state", "done")])
    assert status(actor, lead).startswith("green")


def listed(actor: Actor, view: str) -> set[int]:
    shipped = View.objects.get(table="leads", name=view)
    query = Query(columns=("company",), filter=parse_filter(shipped.filter))
    return {row["id"] for row in fetch_page("leads", actor, query).rows}


def test_pestered_and_neglected_customers_are_listed(cast: Cast) -> None:
    seller = cast.seller_actor
    once, twice, missed = (new_lead(seller, name, grade="A") for name in ("盐城沐风", "南通瀚海", "无锡恒砺"))
    log(seller, once)
    log(seller, twice)
    second = log(seller, twice, guard_reason="客户要改合同")
    log(seller, missed)
    log(seller, missed, outcome="unreachable", guard_reason="没打通，再试")
    assert listed(seller, "联系过勤") == {twice}
    assert Lead.objects.get(pk=twice).pestered_at == NOW
    undo(seller, second)
    assert listed(seller, "联系过勤") == set()
    assert listed(seller, "久未联系") == set()
    with clock.fixed(wall("2026-03-08 00:30")):
        # An A lead wants a contact every one or two days; the fifth of March is three days ago.
        assert listed(seller, "久未联系") == {once, twice, missed}
        log(seller, once)
        pause_leads(seller, [twice], "2026-06-01", "年中再立项")
        edit_cells(seller, "leads", [CellEdit(missed, "do_not_contact", True)])
        assert listed(seller, "久未联系") == set()
    with clock.fixed(wall("2026-03-20 09:00")):
        advance_leads(seller, [once], "已流失", lost_reason="需求取消")
        assert listed(seller, "久未联系") == set()
