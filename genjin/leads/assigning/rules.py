"""The rules as rows, made ready to decide; a rule that cannot be asked any more rests and says why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.assigning.conditions import ReadyConditions, build_conditions
from genjin.leads.assigning.models import AssignmentRule
from genjin.leads.models import Lead
from genjin.people.models import Person, Unit
from genjin.tables.ledger.operation import Writer
from genjin.tables.rowreader import read_query

# Parameters a statement stay below what SQLite takes.
PAGE = 5_000


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. method: round_robin, least_loaded or weighted. profile: what a seller has to share with the lead."""

    id: int
    name: str
    target: str
    person_id: int | None = None
    team_id: int | None = None
    method: str = "round_robin"
    profile: tuple[str, ...] = ()
    seniority: str | None = None


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """A rule with the leads it is for. fault: why it cannot be asked; it then fits no lead."""

    rule: Rule
    active: bool
    where: Q
    conditions: ReadyConditions | None
    fault: AppError | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns it looks at, for the reason."""
        asked = () if self.conditions is None else self.conditions.columns
        profile = {"regions": "province", "industries": "industry", "product_lines": "products"}
        return tuple(dict.fromkeys((*asked, *(profile[p] for p in self.rule.profile if p in profile))))


def load_rules(*, only: int | None = None) -> list[ReadyRule]:
    """The active rules in their order; or the one named, active or not."""
    living = AssignmentRule.objects.filter(deleted_at=None)
    chosen = living.filter(active=True) if only is None else living.filter(pk=only)
    return [ready_rule(row) for row in chosen.order_by("position", "pk")]


def has_rules() -> bool:
    """Whether any rule is switched on."""
    return AssignmentRule.objects.filter(deleted_at=None, active=True).exists()


def ready_rule(row: AssignmentRule) -> ReadyRule:
    """The row ready to decide, or with its fault."""
    rule = Rule(
        id=row.pk,
        name=row.name or "",
        target=row.target or "unit",
        person_id=row.person_id,
        team_id=row.team_id,
        method=row.method or "round_robin",
        profile=tuple(p for p in (row.profile or "").split("|") if p),
        seniority=row.seniority,
    )
    where = Q() if row.pipeline_id is None else Q(pipeline_id=row.pipeline_id)
    if row.unit_id is not None:
        below = Unit.objects.filter(path__contains=f"/{row.unit_id}/").values_list("pk", flat=True)
        where &= Q(unit_id__in=list(below))
    try:
        ready = build_conditions(row.conditions)
        _check_target(rule)
    except AppError as fault:
        return ReadyRule(rule, bool(row.active), where, None, fault)
    return ReadyRule(rule, bool(row.active), where, ready)


def find_matches(rules: Iterable[ReadyRule], ids: Sequence[int]) -> dict[int, set[int]]:
    """Which of the leads each rule fits: one query a rule and 5,000 leads. Shape: lead ids by rule id."""
    return {ready.rule.id: _match(ready, ids) for ready in rules}


def check_rules(_writer: Writer, _table: str, ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the rules: what could never be asked is refused when it is written.

    A rule that is switched off may stay as it is: whoever repairs it step by step must be able to save. Raises what
    `build_conditions` names, required for a target without a person, rule_person_left.
    """
    for row in AssignmentRule.objects.filter(pk__in=ids, deleted_at=None):
        if "conditions" in changed or (row.active and changed & {"", "active", "target", "person", "team"}):
            fault = ready_rule(row).fault
            if fault is not None:
                raise fault


def _match(ready: ReadyRule, ids: Sequence[int]) -> set[int]:
    if ready.conditions is None:
        return set()
    found: set[int] = set()
    leads = Lead.objects.filter(deleted_at=None)
    if ready.conditions.annotations:
        leads = leads.annotate(**ready.conditions.annotations)
    leads = leads.filter(ready.where & ready.conditions.query)
    for start in range(0, len(ids), PAGE):
        page: list[tuple[Any, ...]] = read_query(leads.filter(pk__in=ids[start : start + PAGE]).values_list("pk"))
        found.update(pk for (pk,) in page)
    return found


def _check_target(rule: Rule) -> None:
    if rule.target == "person":
        if rule.person_id is None:
            raise AppError(ErrorCode.REQUIRED, column="person")
        person = Person.objects.filter(pk=rule.person_id).first()
        if person is None or not person.is_active:
            raise AppError(ErrorCode.RULE_PERSON_LEFT, value=person.name if person else f"#{rule.person_id}")
    if rule.team_id is not None and not Unit.objects.filter(pk=rule.team_id, deleted_at=None).exists():
        name = Unit.objects.filter(pk=rule.team_id).values_list("name", flat=True).first()
        raise AppError(ErrorCode.RULE_OUTDATED, value=name or f"#{rule.team_id}")
