"""The outcome of a merge before it is written: one plan, which the preview shows and the verb writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from genjin.kernel.actor import Actor, ColumnRight
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.merging.moving import names_leads
from genjin.leads.merging.persons import PERSON, further_contacts
from genjin.leads.merging.reading import COMPANIONS, MergeFacts, unreadable_columns
from genjin.leads.merging.rules import Proposal, Setting, join_texts, propose
from genjin.tables.definition import Column, get_table

JOINABLE = frozenset({"text", "long_text"})
# Joining two names makes neither: these texts are one thing, however different they are.
_SINGLE = frozenset({"company", "contact", "title", "wechat", "credit_code", "industry", "province", "city"})

# What a person may ask of one column: a lead's value, several in an order, or nothing.
Choice = Sequence[int]


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    column: Column
    proposal: Proposal
    chosen: tuple[int, ...]
    value: Any


@dataclass(frozen=True, slots=True)
class MergePlan:
    """keep gets `columns`' values; `contacts` are added to it."""

    keep: int
    others: tuple[int, ...]
    columns: tuple[ColumnPlan, ...]
    contacts: tuple[dict[str, Any], ...]

    def of(self, column_id: str) -> ColumnPlan | None:
        return next((c for c in self.columns if c.column.id == column_id), None)


def is_joinable(column: Column) -> bool:
    return column.field.kind in JOINABLE and column.id not in _SINGLE


def build_plan(
    actor: Actor,
    facts: MergeFacts,
    keep: int,
    choices: Mapping[str, Choice],
    known_contacts: Sequence[Mapping[str, Any]] = (),
) -> MergePlan:
    """Whose value each column gets. Raises what `check_choices` finds wrong."""
    check_choices(actor, facts, choices)
    person = _choose(facts, "contact", Setting(keep, facts.now), choices)
    setting = Setting(keep, facts.now, person.value if person else None)
    plans = tuple(p for c in facts.columns if (p := _choose(facts, c.id, setting, choices)) is not None)
    result = {p.column.id: p.value for p in plans}
    people = [{**{c: facts.rows[i].get(c) for c in (*PERSON, "company", "number")}} for i in facts.rows]
    return MergePlan(
        keep,
        tuple(i for i in facts.rows if i != keep),
        plans,
        tuple(further_contacts(result, people, known_contacts)),
    )


def _choose(facts: MergeFacts, column_id: str, setting: Setting, choices: Mapping[str, Choice]) -> ColumnPlan | None:
    column = next((c for c in facts.columns if c.id == column_id), None)
    if column is None:
        return None
    locked = column.id in facts.locked
    proposal = propose(facts.rule(column), facts.candidates(column), setting, locked=locked)
    if proposal.why == "joined" and not is_joinable(column):
        proposal = Proposal(proposal.leads[:1], "kept")
    chosen = tuple(choices[column.id]) if column.id in choices else proposal.leads
    return ColumnPlan(column, proposal, chosen, _value(facts, column, chosen))


def _value(facts: MergeFacts, column: Column, chosen: Sequence[int]) -> Any:
    values = [v for i in chosen if (v := facts.value(i, column)) is not None]
    if names_leads(column):
        # A lead that the other one brought would have brought itself.
        values = [v for v in values if v not in facts.rows]
    if not values:
        return None
    return values[0] if len(values) == 1 else join_texts([str(v) for v in values])


def check_choices(actor: Actor, facts: MergeFacts, choices: Mapping[str, Choice]) -> None:
    """Raises unknown_column, column_forbidden, column_read_only or bad_request."""
    definition = get_table("leads")
    known = {c.id: c for c in facts.columns}
    for column_id, leads in choices.items():
        definition.column(column_id)
        right = actor.access("leads").column(column_id)
        if right is ColumnRight.HIDDEN:
            raise AppError(ErrorCode.COLUMN_FORBIDDEN, 403, column=column_id, use="merge")
        if column_id not in known or column_id in facts.locked:
            label = definition.column(column_id).words.in_language(actor.language)
            raise AppError(ErrorCode.COLUMN_READ_ONLY, 403, column=label)
        unknown = [i for i in leads if i not in facts.rows]
        if unknown or len(set(leads)) != len(leads) or (len(leads) > 1 and not is_joinable(known[column_id])):
            raise AppError(ErrorCode.BAD_REQUEST, what=f"choices.{column_id}")


def find_obstacle(actor: Actor, facts: MergeFacts) -> AppError | None:
    """Why these leads may not be merged by this actor, whatever the choices; None when they may."""
    for row in facts.rows.values():
        hidden = unreadable_columns(actor, row)
        if hidden:
            labels = "、".join(c.words.in_language(actor.language) for c in hidden[:3])
            return AppError(ErrorCode.MERGE_UNREADABLE, 403, number=row["number"] or "", columns=labels)
    return None


def find_undecided(plan: MergePlan) -> AppError | None:
    """A column that only a person can decide and nobody has."""
    open_plans = [p for p in plan.columns if p.proposal.why == "decide" and not p.chosen]
    return AppError(ErrorCode.MERGE_UNDECIDED, 409, column=open_plans[0].column.id) if open_plans else None


def companion_cells(facts: MergeFacts, column_id: str, giver: int) -> dict[str, Any]:
    """The cells that come along with `column_id` from the lead that gives it."""
    columns = get_table("leads").by_id()
    return {c: facts.rows[giver][columns[c].attr] for c in COMPANIONS.get(column_id, ())}
