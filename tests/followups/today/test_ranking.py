"""The ranking of Today as a rule: facts in, order and reasons out. No database."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genjin.followups.today.ranking import LeadFacts, Ranked, Reason, rank_lead, rank_leads
from genjin.followups.today.reason_words import describe_reason, reason_level
from genjin.followups.today.weights import DEFAULTS, Weight
from tests.selling_setting import NOW, wall

TODAY = date(2026, 3, 5)


def at(text: str) -> datetime:
    return wall(text)


def facts(**given: Any) -> LeadFacts:
    """A lead contacted yesterday that nothing calls for."""
    base: dict[str, Any] = {"id": 1, "quiet_since": at("2026-03-04 10:00"), "last_contact_at": at("2026-03-04 10:00")}
    return LeadFacts(**{**base, **given})


def ranked(**given: Any) -> Ranked:
    found = rank_lead(facts(**given), NOW, DEFAULTS)
    assert found is not None
    return found


def words(reason: Reason, language: str = "zh-CN") -> str:
    return describe_reason(reason, language)


def test_nothing_calls_for_a_contact() -> None:
    assert rank_lead(facts(grade="A", amount=1), NOW, DEFAULTS) is None


@pytest.mark.parametrize(
    ("given_facts", "said", "level"),
    [
        ({"owed": (date(2026, 3, 4), "回付款条款")}, "我方承诺逾期 1 天：回付款条款", "red"),
        ({"owed": (TODAY, "发报价")}, "今天要兑现承诺：发报价", "amber"),
        ({"awaited": (date(2026, 3, 2), "总经理签字")}, "对方承诺过了 3 天，该问一声：总经理签字", "red"),
        ({"accept_by": at("2026-03-05 11:02")}, "新分派，还有 38 分钟需接收", "amber"),
        ({"accept_by": at("2026-03-05 08:24")}, "接收时限已过 2 小时", "red"),
        (
            {"next_at": at("2026-03-05 14:30"), "next_has_time": True, "next_expected": "谈技术参数"},
            "今天 14:30 到期，谈技术参数",
            "amber",
        ),
        ({"next_at": at("2026-03-05 00:00")}, "今天到期", "amber"),
        ({"next_at": at("2026-03-03 00:00")}, "逾期 2 天", "red"),
        ({"next_at": at("2026-03-05 08:00"), "next_has_time": True}, "逾期 2 小时", "red"),
        (
            {"grade": "B+", "quiet_since": at("2026-02-24 09:00"), "cadence_min": 3, "cadence_max": 5},
            "9 天未跟进，B 级应 3–5 天",
            "red",
        ),
        (
            {"grade": "B", "quiet_since": at("2026-03-01 09:00"), "cadence_min": 3, "cadence_max": 5},
            "4 天未跟进，B 级 3–5 天",
            "amber",
        ),
        ({"signal": (at("2026-03-04 16:00"), "谈付款")}, "昨天有购买信号：谈付款", "accent"),
        ({"expected_close": date(2026, 3, 12)}, "预计 03-12 成交，还有 7 天", "amber"),
        ({"handle_by": date(2026, 3, 4)}, "处理期限已过 1 天", "red"),
        ({"recycle_at": at("2026-03-07 18:00")}, "2 天后收回公海", "amber"),
        (
            {"stage_entered_at": at("2026-02-02 09:00"), "stage_allowance": 5},
            "本阶段停留 19 个工作日，应 5 个以内",
            "red",
        ),
    ],
)
def test_each_reason_in_words(given_facts: dict[str, Any], said: str, level: str) -> None:
    first = ranked(**given_facts).reasons[0]
    assert words(first) == said
    assert reason_level(first) == level
    assert words(first, "en") != said
    assert "{" not in words(first, "en") + words(first, "zh-TW")


def test_reasons_are_told_by_weight_and_those_that_only_add_last() -> None:
    found = ranked(
        grade="A", owed=(date(2026, 3, 4), "回付款条款"), awaited=(TODAY, "签字"), next_at=at("2026-03-04 00:00")
    )
    assert [r.key for r in found.reasons] == ["owed", "next", "awaited", "grade"]
    assert found.score == pytest.approx(sum(r.points for r in found.reasons), abs=0.05)


def test_the_example_of_the_docstring() -> None:
    found = ranked(grade="A", owed=(date(2026, 3, 4), "回付款条款"))
    assert found.score == pytest.approx(79.37)


def test_the_order_of_the_picture() -> None:
    leads = [
        facts(id=1, grade="A", owed=(date(2026, 3, 4), "回付款条款"),
              next_at=at("2026-03-04 16:00"), next_has_time=True),
        facts(id=2, grade="B+", quiet_since=at("2026-02-24 09:00"), cadence_min=3, cadence_max=5,
              next_at=at("2026-02-27 09:30"), next_has_time=True),
        facts(id=3, grade="B", accept_by=at("2026-03-05 11:02")),
        facts(id=5, grade="A-", signal=(at("2026-03-04 16:00"), "谈付款"),
              next_at=at("2026-03-06 10:30"), next_has_time=True),
        facts(id=6, grade="B", quiet_since=at("2026-03-01 09:00"), cadence_min=3, cadence_max=5),
        facts(id=9, grade="C", quiet_since=at("2026-02-26 09:00"), cadence_min=7, cadence_max=10),
    ]  # fmt: skip
    assert [r.facts.id for r in rank_leads(reversed(leads), NOW, DEFAULTS)] == [1, 2, 3, 5, 6, 9]


@pytest.mark.parametrize(
    "out",
    [
        {"is_open": False},
        {"do_not_contact": True},
        {"paused_until": date(2026, 3, 6)},
        {"snoozed_until": at("2026-03-05 10:39")},
    ],
)
def test_left_out(out: dict[str, Any]) -> None:
    due = {"owed": (date(2026, 3, 1), "报价"), "next_at": at("2026-03-01 09:00")}
    assert rank_lead(facts(**due, **out), NOW, DEFAULTS) is None
    assert rank_lead(facts(**due), NOW, DEFAULTS) is not None


def test_a_pause_and_a_snooze_that_are_over_hide_nothing() -> None:
    over = {"paused_until": TODAY, "snoozed_until": NOW}
    assert ranked(next_at=at("2026-03-01 09:00"), **over).reasons[0].key == "next"


def test_contacted_today_comes_back_only_for_what_is_planned_later_today() -> None:
    due: dict[str, Any] = {"owed": (date(2026, 3, 1), "报价"), "signal": (NOW, "谈付款"), "last_contact_at": NOW}
    assert rank_lead(facts(**due), NOW, DEFAULTS) is None
    again = ranked(**due, next_at=at("2026-03-05 15:00"), next_has_time=True)
    assert [r.key for r in again.reasons] == ["next"]


def test_a_plan_for_a_later_day_silences_what_is_merely_due() -> None:
    planned: dict[str, Any] = {"next_at": at("2026-03-10 09:00"), "grade": "B", "cadence_min": 3, "cadence_max": 5}
    due: dict[str, Any] = {
        "quiet_since": at("2026-03-01 09:00"),
        "expected_close": date(2026, 3, 8),
        "handle_by": TODAY,
    }
    assert rank_lead(facts(**planned, **due), NOW, DEFAULTS) is None
    late = ranked(**planned, **{**due, "quiet_since": at("2026-02-20 09:00")})
    assert [r.key for r in late.reasons] == ["quiet", "grade"]


def test_a_weight_of_nothing_switches_a_reason_off() -> None:
    off = {**DEFAULTS, "owed": Weight(0, 7)}
    assert rank_lead(facts(owed=(date(2026, 3, 1), "报价")), NOW, off) is None


LEADS = st.builds(
    facts,
    id=st.integers(1, 10_000),
    grade=st.sampled_from([None, "A+", "A", "B-", "C", "D", "E"]),
    amount=st.none() | st.integers(0, 10**9),
    next_at=st.none() | st.integers(-60, 30).map(lambda d: NOW + timedelta(days=d, hours=1)),
    next_has_time=st.booleans(),
    quiet_since=st.integers(0, 90).map(lambda d: NOW - timedelta(days=d)),
    last_contact_at=st.none() | st.integers(0, 90).map(lambda d: NOW - timedelta(days=d)),
    cadence_min=st.just(3),
    cadence_max=st.none() | st.integers(1, 30),
    owed=st.none() | st.integers(-40, 10).map(lambda d: (TODAY + timedelta(days=d), "报价")),
    accept_by=st.none() | st.integers(-500, 500).map(lambda m: NOW + timedelta(minutes=m)),
    signal=st.none() | st.integers(0, 9).map(lambda d: (NOW - timedelta(days=d), "谈付款")),
    expected_close=st.none() | st.integers(-40, 40).map(lambda d: TODAY + timedelta(days=d)),
    recycle_at=st.none() | st.integers(-3, 9).map(lambda d: NOW + timedelta(days=d)),
)


@given(st.lists(LEADS, max_size=12, unique_by=lambda f: f.id), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_of_reading(leads: list[LeadFacts], random: Any) -> None:
    first = rank_leads(leads, NOW, DEFAULTS)
    shuffled = list(leads)
    random.shuffle(shuffled)
    assert rank_leads(shuffled, NOW, DEFAULTS) == first
    assert [r.score for r in first] == sorted((r.score for r in first), reverse=True)
    for entry in first:
        assert 0 < entry.score <= sum(w.points for w in DEFAULTS.values())


def _later(lead: LeadFacts, name: str, days: int) -> LeadFacts:
    """The same lead, more overdue by `days` in one respect."""
    value = getattr(lead, name)
    if value is None:
        return lead
    earlier = (value[0] - timedelta(days=days), value[1]) if isinstance(value, tuple) else value - timedelta(days=days)
    return lead._replace(**{name: earlier})


@pytest.mark.parametrize("name", ["owed", "accept_by", "quiet_since", "expected_close", "recycle_at"])
@given(lead=LEADS, days=st.integers(0, 60))
def test_more_overdue_never_counts_less(name: str, lead: LeadFacts, days: int) -> None:
    before, after = rank_lead(lead, NOW, DEFAULTS), rank_lead(_later(lead, name, days), NOW, DEFAULTS)
    if before is not None:
        assert after is not None
        assert after.score >= before.score - 0.011


@given(lead=LEADS, hours=st.integers(0, 2_000))
def test_a_plan_that_is_due_counts_more_the_longer_it_is_over(lead: LeadFacts, hours: int) -> None:
    due = lead._replace(next_at=NOW + timedelta(hours=2), next_has_time=True)
    if due.last_contact_at is not None and due.last_contact_at > NOW - timedelta(days=1):
        due = due._replace(last_contact_at=None)
    before = rank_lead(due, NOW, DEFAULTS)
    after = rank_lead(due._replace(next_at=due.next_at - timedelta(hours=hours)), NOW, DEFAULTS)  # type: ignore[operator]
    assert before is not None and after is not None
    assert after.score >= before.score - 0.011
