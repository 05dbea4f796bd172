"""Who gets a lead: rules in order, ways of choosing, people as they are. Values in, decisions out; no database."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from genjin.leads.assigning.deciding import Decision, Outcome, decide
from genjin.leads.assigning.reasons import describe_facts
from genjin.leads.assigning.rules import Rule
from genjin.leads.assigning.team import Colleague, Team

PATHS = {1: (1,), 2: (1, 2), 3: (1, 3)}


def seller(person: int, unit: int = 2, **more: Any) -> Colleague:
    return Colleague(person, f"销售{person}", unit, PATHS[unit], **more)


def leader(person: int, unit: int = 2, **more: Any) -> Colleague:
    return Colleague(person, f"主管{person}", unit, PATHS[unit], level=30, seller=False, supervises=True, **more)


def team(*people: Colleague, **more: Any) -> Team:
    return Team({p.id: p for p in people}, PATHS, **more)


def leads(count: int, **values: Any) -> list[dict[str, Any]]:
    blank = {"unit_id": 2, "province": None, "industry": None, "products": None}
    return [{"id": n, **blank, **values} for n in range(1, count + 1)]


def run(found: list[dict[str, Any]], rules: list[Rule], who: Team, had: Any = None) -> Outcome:
    everything = {r.id: {lead["id"] for lead in found} for r in rules}
    return decide(found, rules, everything, who, had)


def owners(outcome: Outcome) -> list[int | None]:
    return [d.person_id for d in outcome.decisions]


def only(outcome: Outcome) -> Decision:
    (decision,) = outcome.decisions
    return decision


TURN = Rule(7, "轮流", "unit", method="round_robin")


def test_in_turn_and_the_next_batch_goes_on_where_it_stopped() -> None:
    who = team(seller(11), seller(12), seller(13))
    first = run(leads(4), [TURN], who)
    assert owners(first) == [11, 12, 13, 11]
    second = run(leads(2), [TURN], team(*who.people.values(), turns={**first.turns}))
    assert owners(second) == [12, 13]


def test_whoever_was_away_is_not_flooded_on_return() -> None:
    away = run(leads(20), [TURN], team(seller(11), seller(12), seller(13, present=False)))
    assert set(owners(away)) == {11, 12}
    back = run(leads(9), [TURN], team(seller(11), seller(12), seller(13), turns={**away.turns}))
    assert max(Counter(owners(back)).values()) <= 4


@given(st.lists(st.integers(1, 5), min_size=2, max_size=5), st.integers(1, 60))
def test_weights_are_shares(weights: list[int], rounds: int) -> None:
    who = team(*(seller(10 + n, weight=w) for n, w in enumerate(weights)))
    count = sum(weights) * rounds
    got = Counter(owners(run(leads(count), [Rule(7, "权重", "unit", method="weighted")], who)))
    for n, weight in enumerate(weights):
        assert abs(got[10 + n] - weight * rounds) <= max(weights)


def test_fewest_open_leads_first_counts_what_the_batch_gives() -> None:
    who = team(seller(11, held=5), seller(12, held=3), seller(13, held=4))
    got = owners(run(leads(6), [Rule(7, "最少", "unit", method="least_loaded")], who))
    assert got == [12, 12, 13, 11, 12, 13]


def test_a_limit_sends_the_rest_to_the_next_rule_and_then_to_the_supervisor() -> None:
    who = team(seller(11, held=9, capacity=10), leader(30))
    rules = [Rule(7, "给一个人", "person", person_id=11), Rule(8, "给离开的人", "person", person_id=99)]
    outcome = run(leads(2), rules, who)
    assert [(d.how, d.person_id) for d in outcome.decisions] == [("rule", 11), ("supervisor", 30)]
    words = describe_facts(outcome.decisions[1].facts, "zh-CN")
    assert words == "没有人能接，给主管；“给一个人”：都到上限了；“给离开的人”：这个人已离开或还没加入"
    assert "at the limit" in (describe_facts(outcome.decisions[1].facts, "en") or "")


def test_nobody_present_uses_a_stand_in_only_then() -> None:
    absent = seller(11, present=False, stand_in=14)
    both = run(leads(1), [TURN], team(absent, seller(12), seller(14, unit=3)))
    assert owners(both) == [12]
    alone = only(run(leads(1), [TURN], team(absent, seller(14, unit=3))))
    assert (alone.person_id, alone.facts) == (14, {"reason": "stand_in", "for": "销售11"})


def test_nobody_at_all_ends_in_the_pool_and_says_so() -> None:
    decision = only(run(leads(1), [TURN], team(seller(11, present=False))))
    assert (decision.how, decision.person_id) == ("pool", None)
    assert describe_facts(decision.facts, "zh-CN") == "没有人能接，也没有主管，进公海；“轮流”：都请假了"


def test_a_circle_ends_with_the_supervisor() -> None:
    who = team(seller(11), seller(12), leader(30))
    assert owners(run(leads(1), [TURN], who, {1: {11}})) == [12]
    decision = only(run(leads(1), [TURN], who, {1: {11, 12}}))
    assert (decision.how, decision.person_id) == ("supervisor", 30)
    assert "都已经退过" in (describe_facts(decision.facts, "zh-CN") or "")


def test_profile_and_seniority_choose_and_pass_over_in_silence() -> None:
    who = team(
        seller(11, industries=frozenset({"机械"}), seniority="senior"),
        seller(12, provinces=frozenset({"江苏", "浙江"}), products=frozenset({"轴承"}), seniority="new"),
    )
    trade = Rule(1, "行业", "unit", profile=("industries",))
    place = Rule(2, "区域", "unit", profile=("regions", "product_lines"))
    senior = Rule(3, "资深", "unit", seniority="senior")
    assert owners(run(leads(1, industry="机械制造"), [trade, place, senior], who)) == [11]
    assert owners(run(leads(1, province="江苏省", products="深沟球轴承、阀"), [trade, place, senior], who)) == [12]
    assert only(run(leads(1, province="广东", products="轴承"), [place], who)).how == "none"
    last = only(run(leads(1), [trade, place, senior], who))
    assert (last.person_id, last.facts.get("skipped")) == (11, None)


def test_an_empty_team_means_the_leads_own_unit_or_the_next_above_with_sellers() -> None:
    who = team(seller(11, unit=2), seller(12, unit=3))
    assert owners(run(leads(2, unit_id=3), [TURN], who)) == [12, 12]
    assert owners(run(leads(2, unit_id=1), [TURN], who)) == [11, 12]
    assert owners(run(leads(2, unit_id=3), [TURN], team(seller(11, unit=2)))) == [11, 11]


def test_a_supervisor_who_is_there_goes_before_one_who_is_away() -> None:
    who = team(leader(30, present=False), leader(31, unit=1))
    assert who.supervisor_of(2) == 31
    assert team(leader(30, present=False)).supervisor_of(2) == 30
    assert who.supervisor_of(2, [30, 31]) is None
