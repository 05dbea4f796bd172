"""Why a lead is whose it is (domain.md C8): the decisions about it, newest first, with the values they saw."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson

from genjin.kernel.actor import Actor, ColumnRight
from genjin.kernel.errors import not_found
from genjin.leads.assigning.models import Assignment, AssignmentRule
from genjin.leads.assigning.reasons import describe_facts
from genjin.leads.stand_ins import ATTRS, works_as_owner
from genjin.people.models import Person
from genjin.tables.definition import Column, get_table
from genjin.tables.fields.base import ShowContext
from genjin.tables.records.context import find_labels
from genjin.tables.scope.mask import is_unmasked
from genjin.tables.scope.predicate import rows

MOST = 20


@dataclass(frozen=True, slots=True)
class Seen:
    """A value the rule looked at, as it was then. text is None where the reader may not read the column."""

    column: str
    label: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One decision. rule: its name as it is now; empty for one by hand. reason: in the reader's language."""

    id: int
    at: datetime
    how: str
    state: str
    person: str | None
    person_id: int | None
    by: str | None
    rule: str | None
    rule_id: int | None
    reason: str | None
    note: str | None
    answered_at: datetime | None
    inputs: list[Seen] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Explanation:
    """accept_by: until when the owner has to take it on. mine: the reader is who has to answer, or may for them."""

    accept_by: datetime | None
    accepted_at: datetime | None
    mine: bool
    steps: list[Step]


def explain_lead(actor: Actor, lead_id: int) -> Explanation:
    """Raises not_found for a lead outside the reader's scope."""
    lead = rows("leads", actor).filter(pk=lead_id).first()
    if lead is None:
        raise not_found("leads")
    found = list(
        rows("assignments", actor).filter(lead_id=lead_id).order_by("-pk")[:MOST]
        if actor.access("assignments").reach.value != "none"
        else []
    )
    people = {p for row in found for p in (row.person_id, row.by_id) if p is not None}
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    rules = dict(AssignmentRule.objects.filter(pk__in={r.rule_id for r in found}).values_list("pk", "name"))
    unmasked = is_unmasked(actor, lead.owner_id, lead.unit_id)
    assigns = "assign" in actor.access("leads").actions
    return Explanation(
        accept_by=lead.accept_by,
        accepted_at=lead.accepted_at,
        mine=lead.accept_by is not None and (assigns or works_as_owner(actor, {a: getattr(lead, a) for a in ATTRS})),
        steps=[_step(actor, row, names, rules, unmasked) for row in found],
    )


def _step(actor: Actor, row: Assignment, names: dict[int, str], rules: dict[int, Any], unmasked: bool) -> Step:
    return Step(
        id=row.pk,
        at=row.at or row.created_at,
        how=row.how or "",
        state=row.state or "",
        person=names.get(row.person_id or 0),
        person_id=row.person_id,
        by=names.get(row.by_id or 0),
        rule=rules.get(row.rule_id or 0),
        rule_id=row.rule_id,
        reason=describe_facts(row.facts, actor.language),
        note=row.note,
        answered_at=row.answered_at,
        inputs=_inputs(actor, row.inputs, unmasked),
    )


def _inputs(actor: Actor, stored: str | None, unmasked: bool) -> list[Seen]:
    if not stored:
        return []
    columns = get_table("leads").by_id()
    access = actor.access("leads")
    found: list[Seen] = []
    for column_id, value in orjson.loads(stored).items():
        column = columns.get(column_id)
        if column is None or access.column(column_id) is ColumnRight.HIDDEN:
            continue
        hidden = access.column(column_id) is ColumnRight.MASKED or (column.mask != "never" and not unmasked)
        words = column.words.in_language(actor.language)
        found.append(Seen(column_id, words, None if hidden else _text(actor, column, value)))
    return found


def _text(actor: Actor, column: Column, value: Any) -> str:
    stored = column.field.load(value)
    labels = {}
    if column.field.link_table and isinstance(stored, int):
        labels = find_labels(actor, {column.field.link_table: {stored}})
    return column.field.format_text(stored, ShowContext(language=actor.language, labels=labels))
