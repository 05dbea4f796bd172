"""Who gets each lead: rules in order, people as they are, reasons as facts. Pure: values in, decisions out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from genjin.kernel.parse_places import parse_province
from genjin.leads.assigning.rules import Rule
from genjin.leads.assigning.team import Colleague, Team, Turns
from genjin.leads.quality.conditions import read_words

# Why a rule that fits gave the lead to nobody, in the order in which people are left out.
NO_MEMBERS, LEFT, HAD_IT, AWAY, FULL = "no_members", "left", "had_it", "away", "full"
PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Decision:
    """how: rule, next when a rule passes it on, supervisor, pool, or none when no rule fits.

    unit_id: whose pool it goes to, None for its own.

    facts: `reason` names the words, the rest fills them in; `skipped` are rules that fitted and found nobody.
    """

    lead_id: int
    how: str
    person_id: int | None = None
    rule_id: int | None = None
    unit_id: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """decisions in the order of the leads; turns: whose turn it is after them, only what changed."""

    decisions: tuple[Decision, ...]
    turns: Turns


def decide(
    leads: Iterable[Mapping[str, Any]],
    rules: Sequence[Rule],
    matches: Mapping[int, Collection[int]],
    team: Team,
    had: Mapping[int, Collection[int]] | None = None,
) -> Outcome:
    """The decisions for one batch; what one lead adds to a person's load counts for the next.

    Shape: a lead has `id`, `unit_id`, `province`, `industry`, `products`. matches: lead ids by rule id. had: people by
    lead who declined it or let it wait, and do not get it again.
    """
    desk = _Desk(team)
    found = tuple(_decide_one(lead, rules, matches, desk, (had or {}).get(lead["id"], ())) for lead in leads)
    return Outcome(found, desk.new_turns)


def _decide_one(
    lead: Mapping[str, Any],
    rules: Sequence[Rule],
    matches: Mapping[int, Collection[int]],
    desk: _Desk,
    had: Collection[int],
) -> Decision:
    lead_id: int = lead["id"]
    skipped: list[dict[str, Any]] = []
    for rule in rules:
        if lead_id not in matches.get(rule.id, ()):
            continue
        if rule.target == "pool":
            facts = {"reason": "pool", **_skipped(skipped)}
            return Decision(lead_id, "pool", None, rule.id, rule.team_id, facts)
        chosen = desk.choose(rule, lead, had)
        if isinstance(chosen, str):
            if chosen != PROFILE:
                skipped.append({"rule": rule.name, "why": chosen, "team": rule.team_id})
            continue
        person, facts = chosen
        return Decision(lead_id, "rule", person, rule.id, None, {**facts, **_skipped(skipped)})
    if not skipped:
        return Decision(lead_id, "none", facts={"reason": "no_rule"})
    unit = skipped[0]["team"] or lead["unit_id"]
    supervisor = desk.team.supervisor_of(unit, had)
    if supervisor is None:
        return Decision(lead_id, "pool", facts={"reason": "nobody_pool", **_skipped(skipped)})
    desk.load(supervisor)
    return Decision(lead_id, "supervisor", supervisor, facts={"reason": "nobody", **_skipped(skipped)})


def _skipped(skipped: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"skipped": [{"rule": s["rule"], "why": s["why"]} for s in skipped]} if skipped else {}


class _Desk:
    """The state of one batch: loads and turns as they move."""

    def __init__(self, team: Team) -> None:
        self.team = team
        self.loads = {person.id: person.held for person in team.people.values()}
        self.turns: Turns = dict(team.turns)
        self.new_turns: Turns = {}
        self.clocks: dict[int, float] = {}
        self.members: dict[int | None, list[Colleague]] = {}
        self.fitting: dict[tuple[Any, ...], list[Colleague]] = {}

    def load(self, person_id: int) -> None:
        self.loads[person_id] = self.loads.get(person_id, 0) + 1

    def choose(self, rule: Rule, lead: Mapping[str, Any], had: Collection[int]) -> tuple[int, dict[str, Any]] | str:
        """The person and the reason, or why there is nobody."""
        if rule.target == "person":
            one = self.team.people.get(rule.person_id or 0)
            if one is None:
                return LEFT
            people = [one]
        else:
            people = self._of_unit(rule.team_id) if rule.team_id else self._nearest(lead["unit_id"])
            if not people:
                return NO_MEMBERS
            people = self._fitting(rule, lead, people)
            if not people:
                return PROFILE
        people = [p for p in people if p.id not in had]
        if not people:
            return HAD_IT
        here = [p for p in people if p.present]
        if not here:
            return self._stand_in(people, had) or AWAY
        free = [p for p in here if p.capacity is None or self.loads[p.id] < p.capacity]
        if not free:
            return FULL
        return self._take(rule, free)

    def _take(self, rule: Rule, free: list[Colleague]) -> tuple[int, dict[str, Any]]:
        facts: dict[str, Any]
        if rule.target == "person":
            chosen, facts = free[0], {"reason": "person"}
        elif rule.method == "least_loaded":
            chosen = min(free, key=lambda p: (self.loads[p.id], p.id))
            facts = {"reason": "least_loaded", "held": self.loads[chosen.id], "among": len(free)}
        else:
            chosen = self._next(rule, free)
            facts = {"reason": rule.method, "among": len(free)}
            if rule.method == "weighted":
                facts["weight"] = chosen.weight
        if len(free) == 1 and rule.target != "person":
            facts = {"reason": "only"}
        self.load(chosen.id)
        return chosen.id, facts

    def _next(self, rule: Rule, free: list[Colleague]) -> Colleague:
        """Fair queueing: whoever was away does not get all that they missed at once."""
        weighted = rule.method == "weighted"
        able = [p for p in free if p.weight > 0] if weighted else free
        people = able or free
        clock = self.clocks.get(rule.id)
        if clock is None:
            known = [self.turns[rule.id, p.id] for p in people if (rule.id, p.id) in self.turns]
            clock = max(0.0, min(known, default=0.0) - 1.0)
        begin = {p.id: max(clock, self.turns.get((rule.id, p.id), clock)) for p in people}
        chosen = min(people, key=lambda p: (begin[p.id], p.id))
        share = 1.0 / chosen.weight if weighted and chosen.weight > 0 else 1.0
        self.clocks[rule.id] = begin[chosen.id]
        self.turns[rule.id, chosen.id] = self.new_turns[rule.id, chosen.id] = begin[chosen.id] + share
        return chosen

    def _stand_in(self, people: Iterable[Colleague], had: Collection[int]) -> tuple[int, dict[str, Any]] | None:
        """Somebody's stand-in, only because nobody else is there."""
        for one in people:
            instead = self.team.people.get(one.stand_in or 0)
            if instead is not None and instead.present and instead.id not in had:
                self.load(instead.id)
                return instead.id, {"reason": "stand_in", "for": one.name}
        return None

    def _of_unit(self, unit_id: int | None) -> list[Colleague]:
        found = self.members.get(unit_id)
        if found is None:
            found = [p for p in self.team.people.values() if p.seller and (unit_id is None or unit_id in p.path)]
            self.members[unit_id] = found
        return found

    def _nearest(self, unit_id: int | None) -> list[Colleague]:
        """Sellers of the lead's own unit, else of the nearest one above that has any."""
        for unit in (*reversed(self.team.paths.get(unit_id or 0, ())), None):
            found = self._of_unit(unit)
            if found:
                return found
        return []

    def _fitting(self, rule: Rule, lead: Mapping[str, Any], people: list[Colleague]) -> list[Colleague]:
        if not rule.profile and rule.seniority is None:
            return people
        place = (rule.id, rule.team_id or lead["unit_id"], lead["province"], lead["industry"], lead["products"])
        found = self.fitting.get(place)
        if found is None:
            facts = _Facts.of(lead)
            found = [p for p in people if facts.suit(p, rule)]
            self.fitting[place] = found
        return found


@dataclass(frozen=True, slots=True)
class _Facts:
    """What of a lead a profile is compared with."""

    province: str
    industry: str
    products: str

    @classmethod
    def of(cls, lead: Mapping[str, Any]) -> _Facts:
        province = lead["province"] or ""
        return cls(
            parse_province(province).value or province,
            (lead["industry"] or "").casefold(),
            "\n".join(read_words(lead["products"] or "")).casefold(),
        )

    def suit(self, person: Colleague, rule: Rule) -> bool:
        """Whether the person's profile names what the rule asks for; an empty profile names nothing."""
        if rule.seniority is not None and person.seniority != rule.seniority:
            return False
        tests = {
            "regions": self.province in person.provinces,
            "industries": _named(self.industry, person.industries),
            "product_lines": any(word in self.products for word in person.products) if self.products else False,
        }
        return all(tests[p] for p in rule.profile if p in tests)


def _named(industry: str, words: Collection[str]) -> bool:
    """`机械` covers 机械制造 and is covered by it: people write the same trade longer or shorter."""
    return bool(industry) and any(word in industry or industry in word for word in words)
