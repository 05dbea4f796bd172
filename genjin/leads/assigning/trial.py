"""Rules tried on past leads (domain.md C1): who would have got what. Writes nothing, moves nobody's turn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from genjin.kernel.actor import Actor
from genjin.kernel.clock import day_end, day_start
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.leads.assigning.applying import Plan, plan_leads
from genjin.leads.assigning.deciding import Decision
from genjin.leads.assigning.models import AssignmentRule
from genjin.leads.assigning.reasons import describe_facts
from genjin.leads.assigning.rules import load_rules, ready_rule
from genjin.leads.models import Lead
from genjin.people.models import Person
from genjin.tables.scope.predicate import check_action, rows

TRIED = 10_000
EXAMPLES = 30
PER_RULE = 3


@dataclass(frozen=True, slots=True)
class Given:
    """What one person would have got; `person` empty: nobody. held: open leads they have now."""

    person: int | None
    label: str
    count: int
    held: int


@dataclass(frozen=True, slots=True)
class Example:
    """One lead: who has it, who would have got it, and why."""

    id: int
    number: str | None
    company: str | None
    owner: str | None
    would: str | None
    how: str
    rule: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Trial:
    """Over the newest `seen` of `total` leads of the period. by_rule: leads by rule id; people: most first."""

    seen: int
    total: int
    given: int
    unfit: int
    pooled: int
    by_rule: dict[int, int]
    people: list[Given]
    examples: list[Example]
    faults: list[int] = field(default_factory=list)


def try_rules(actor: Actor, first: date, last: date, *, rule_id: int | None = None, drafts: bool = False) -> Trial:
    """Tries one rule, or the whole list, on the actor's leads that came in from `first` to `last`.

    drafts: rules that are switched off take part, too. A lead is looked at as it stands now. Raises not_found for a
    rule that is not there, period_order, and for one rule alone whatever keeps it from being asked.
    """
    check_action("assignment_rules", actor, "edit")
    if last < first:
        raise AppError(ErrorCode.PERIOD_ORDER)
    found = rows("leads", actor).filter(created_at__gte=day_start(first), created_at__lt=day_end(last))
    total = found.count()
    ids = list(found.order_by("-created_at", "-pk").values_list("pk", flat=True)[:TRIED])
    ids.reverse()
    if rule_id is not None:
        ready = load_rules(only=rule_id)
        if not ready:
            raise not_found("assignment_rules")
        if ready[0].fault is not None:
            raise ready[0].fault
    elif drafts:
        every = AssignmentRule.objects.filter(deleted_at=None).order_by("position", "pk")
        ready = [ready_rule(row) for row in every]
    else:
        ready = load_rules()
    # Whoever turned a lead down then, might have got it by these rules.
    plan = plan_leads(ids, rules=ready, had={})
    return _sum_up(plan, total, actor.language)


def _sum_up(plan: Plan, total: int, language: str) -> Trial:
    decisions = plan.outcome.decisions
    counts = Counter(d.person_id for d in decisions if d.how != "none")
    by_rule = Counter(d.rule_id for d in decisions if d.rule_id is not None)
    people = [
        Given(
            who,
            plan.team.people[who].name if who is not None else "",
            count,
            plan.team.people[who].held if who is not None else 0,
        )
        for who, count in counts.most_common()
    ]
    return Trial(
        seen=len(decisions),
        total=total,
        given=sum(d.person_id is not None for d in decisions),
        unfit=sum(d.how == "none" for d in decisions),
        pooled=sum(d.how == "pool" for d in decisions),
        by_rule={rule: count for rule, count in by_rule.items() if rule is not None},
        people=people,
        examples=_examples(plan, language),
        faults=[r.rule.id for r in plan.rules.values() if r.fault is not None],
    )


def _examples(plan: Plan, language: str) -> list[Example]:
    """The newest leads of each rule, then those that found nobody: every rule shows what it does."""
    chosen: list[Decision] = []
    seen: Counter[Any] = Counter()
    for decision in reversed(plan.outcome.decisions):
        kind = decision.rule_id if decision.how == "rule" else decision.how
        if seen[kind] < max(PER_RULE, EXAMPLES // (len(plan.rules) + 2)) and len(chosen) < EXAMPLES:
            seen[kind] += 1
            chosen.append(decision)
    leads = Lead.objects.in_bulk([d.lead_id for d in chosen])
    owners = {lead.owner_id for lead in leads.values() if lead.owner_id is not None}
    names = dict(Person.objects.filter(pk__in=owners).values_list("pk", "name"))
    return [
        Example(
            id=d.lead_id,
            number=leads[d.lead_id].number,
            company=leads[d.lead_id].company or leads[d.lead_id].contact,
            owner=names.get(leads[d.lead_id].owner_id or 0),
            would=plan.team.people[d.person_id].name if d.person_id is not None else None,
            how=d.how,
            rule=plan.rules[d.rule_id].rule.name if d.rule_id is not None else None,
            reason=describe_facts(d.facts, language),
        )
        for d in chosen
        if d.lead_id in leads
    ]
