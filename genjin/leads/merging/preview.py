"""What merging these leads would do, as its reader may see it: values side by side, the choice and why, what moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from genjin.kernel.actor import Actor, ColumnRight
from genjin.kernel.clock import local
from genjin.kernel.errors import AppError
from genjin.leads.merging.moments import Moment
from genjin.leads.merging.moving import find_rows
from genjin.leads.merging.plan import Choice, ColumnPlan, MergePlan, build_plan, find_obstacle, is_joinable
from genjin.leads.merging.reading import MergeFacts, read_facts
from genjin.leads.merging.rules import WHY
from genjin.leads.merging.shares import new_receivers
from genjin.leads.merging.verb import check_ids, known_contacts
from genjin.tables.records.context import find_labels
from genjin.tables.records.query import fetch_rows

# Dots of the merged timeline; more than fit are counted only.
SHOWN_MOMENTS = 60


@dataclass(frozen=True, slots=True)
class ShownValue:
    lead: int
    value: Any
    masked: bool
    filled: bool


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """leads: whose values make the result. locked: not this reader's to decide. decide: must be chosen."""

    id: str
    values: list[ShownValue]
    leads: tuple[int, ...]
    why: str
    same: bool
    locked: bool
    joinable: bool
    decide: bool


@dataclass(frozen=True, slots=True)
class Moved:
    table: str
    label: str
    counts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class MergePreview:
    keep: int
    numbers: Mapping[int, str | None]
    created: Mapping[int, datetime]
    columns: list[ShownColumn]
    moves: list[Moved]
    contacts: list[str]
    collaborators: list[dict[str, Any]]
    moments: Sequence[Moment]
    refused: AppError | None


def preview_merge(
    actor: Actor, ids: Sequence[int], keep: int | None = None, choices: Mapping[str, Choice] | None = None
) -> MergePreview:
    """Writes nothing. Without `keep`, the lead that was contacted first, else the one that came first.

    Raises what `merge_leads` raises; an obstacle that choices cannot cure stands in `refused` instead.
    """
    wanted = check_ids(actor, ids)
    facts = read_facts(actor, wanted)
    chosen = keep if keep is not None and keep in facts.rows else _propose_keep(facts)
    plan = build_plan(actor, facts, chosen, choices or {}, known_contacts(wanted))
    return MergePreview(
        chosen,
        {i: row["number"] for i, row in facts.rows.items()},
        {i: row["created_at"] for i, row in facts.rows.items()},
        _show_columns(actor, facts, plan),
        _show_moves(actor, wanted),
        _show_contacts(actor, plan),
        _show_collaborators(actor, facts, plan),
        facts.moments,
        find_obstacle(actor, facts),
    )


def _propose_keep(facts: MergeFacts) -> int:
    first = {m.lead_id: m.at for m in reversed(facts.moments)}
    return min(facts.rows, key=lambda i: (first.get(i, facts.now), facts.rows[i]["created_at"], i))


def _show_columns(actor: Actor, facts: MergeFacts, plan: MergePlan) -> list[ShownColumn]:
    access = actor.access("leads")
    visible = [p for p in plan.columns if access.column(p.column.id) is not ColumnRight.HIDDEN]
    page = fetch_rows("leads", actor, list(facts.rows), tuple(p.column.id for p in visible))
    rows = {row["id"]: row for row in page.rows}
    return [_show_column(actor, facts, p, index, rows) for index, p in enumerate(visible)]


def _show_column(
    actor: Actor, facts: MergeFacts, plan: ColumnPlan, index: int, rows: Mapping[int, Mapping[str, Any]]
) -> ShownColumn:
    column, proposal = plan.column, plan.proposal
    values = [
        ShownValue(i, rows[i]["cells"][index], index in rows[i]["masked"], facts.value(i, column) is not None)
        for i in facts.rows
        if i in rows
    ]
    own = plan.chosen != proposal.leads
    date = f"{local(proposal.at):%m-%d}" if proposal.at is not None else ""
    return ShownColumn(
        id=column.id,
        values=values,
        leads=plan.chosen,
        why=WHY["chosen" if own else proposal.why].in_language(actor.language).format(date=date),
        same=proposal.why in ("same", "none"),
        locked=column.id in facts.locked,
        joinable=is_joinable(column),
        decide=proposal.why == "decide" and not plan.chosen,
    )


def _show_moves(actor: Actor, ids: Sequence[int]) -> list[Moved]:
    """Counted also where the reader may not see the rows: they move all the same."""
    return [
        Moved(
            link.definition.key,
            link.definition.words.in_language(actor.language),
            Counter({lead: len(rows) for lead, rows in link.ids.items()}),
        )
        for link in find_rows(ids)
        if link.definition.key not in ("lead_merges", "leads")
    ]


def _show_contacts(actor: Actor, plan: MergePlan) -> list[str]:
    hidden = actor.access("leads").column("contact") is ColumnRight.HIDDEN
    return [] if hidden else [person["name"] for person in plan.contacts]


def _show_collaborators(actor: Actor, facts: MergeFacts, plan: MergePlan) -> list[dict[str, Any]]:
    """Who keeps seeing the kept lead although it is not theirs."""
    owner = plan.of("owner")
    kept_by = owner.value if owner is not None else facts.rows[plan.keep]["owner_id"]
    found: dict[tuple[int | None, int | None], bool] = {}
    for lead_id in plan.others:
        found.update(new_receivers(kept_by, lead_id, facts.rows[lead_id]["owner_id"]))
    people = {p for p, _ in found if p is not None}
    units = {u for _, u in found if u is not None}
    labels = find_labels(actor, {"people": people, "units": units})
    shown = []
    for (person, unit), can_edit in found.items():
        table, row_id = ("people", person) if person is not None else ("units", unit)
        shown.append(
            {"id": row_id, "table": table, "label": labels.get((table, row_id or 0), ""), "can_edit": can_edit}
        )
    return shown
