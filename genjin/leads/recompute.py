"""The lead's derived attributes, kept in step in the transaction that changes what they follow from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from genjin.kernel.clock import now
from genjin.kernel.pinyin import name_keys
from genjin.leads.duplicates.company_name import company_key
from genjin.leads.freshness import FreshnessBook, load_freshness
from genjin.leads.numbers import number_rank
from genjin.leads.pool.state import settle_pool
from genjin.leads.status import compute_turn, contact_day
from genjin.pipelines.cadence import PAUSED, CadenceBook, load_cadences
from genjin.pipelines.stages import StageBook, load_stages
from genjin.pipelines.visits import Move, begin_visits, find_open_visits, repair_visits, visited_leads
from genjin.tables.fields.grade import grade_rank
from genjin.tables.ledger.operation import Writer

# Columns that the status colour and its companions follow from.
TRIGGERS = frozenset(
    {
        *("stage", "pipeline", "grade", "next_at", "next_has_time", "assigned_at", "last_contact_at", "confirmed_at"),
        *("paused_until", "handle_by", "task_due", "owner"),
    }
)
CLOSING = frozenset({"won_at", "lost_at"})
SOURCE = (
    "created_at",
    "assigned_at",
    "last_contact_at",
    "next_at",
    "next_has_time",
    "grade",
    "pipeline_id",
    "stage_id",
    "stage_entered_at",
    "confirmed_at",
    "paused_until",
    "handle_by",
    "task_due",
    "task_side",
    "owner_id",
)
DERIVED = (
    "stage_rank",
    "stage_kind",
    "stage_allowance",
    "cadence_min",
    "cadence_max",
    "amber_at",
    "red_at",
    "confirm_due_at",
    "pooled_at",
    "pool_reason",
    "neglected_at",
)


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings that derived attributes follow from."""

    stages: StageBook
    cadences: CadenceBook
    freshness: FreshnessBook


def load_rules() -> Rules:
    """Four small queries."""
    return Rules(load_stages(), load_cadences(), load_freshness())


_LOOKED_AT = itemgetter(*SOURCE, "pooled_at", "pool_reason")

KEY_NEEDS = ("company", "contact", "grade", "number")


def derive_keys(values: Mapping[str, Any]) -> dict[str, Any]:
    """Sort and match keys of one row. Shape: the attributes of `KEY_NEEDS`."""
    name = values.get("company") or values.get("contact")
    spelled, initials = name_keys(name) if name else (None, None)
    return {
        "company_pinyin": spelled,
        "company_initials": initials,
        "company_key": company_key(values.get("company")),
        "grade_rank": grade_rank(values.get("grade")),
        "number_rank": number_rank(values.get("number")),
    }


def after_lead_write(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the leads table: visits and closing data follow the stage, and with them the turning points."""
    old = [i for i in row_ids if not writer.is_new("leads", i)]
    if old and changed & ({"stage"} | CLOSING):
        refresh_leads(writer, old)


def follow_leads(rows: Mapping[int, Mapping[str, Any]]) -> dict[int, dict[str, Any]]:
    """What follows from written cells alone. Shape: `SOURCE` and `DERIVED`."""
    return build_updates(rows, load_rules(), {}) if rows else {}


def complete_leads(writer: Writer, rows: Mapping[int, dict[str, Any]]) -> None:
    """New leads get their derived attributes before they are written, and their first visit beside them."""
    rules = load_rules()
    known: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows.values():
        row["stage_entered_at"] = writer.now if row["stage_id"] is not None else None
        # The rows of one import are much alike in what their progress follows from.
        told = _LOOKED_AT(row)
        if told not in known:
            known[told] = derive_progress(row, rules)
        row.update(known[told])
    begin_visits(writer, {i: Move(None, row["stage_id"]) for i, row in rows.items() if row.get("stage_id") is not None})


def after_visit_write(writer: Writer, _table: str, row_ids: Sequence[int], _changed: frozenset[str]) -> None:
    """Hook of the visits table: an undo may bring back a visit without touching its lead in the same chunk."""
    # Whoever begins a visit sees to its lead.
    old = [i for i in row_ids if not writer.is_new("stage_visits", i)]
    rows = writer.rows("leads", visited_leads(old), ("stage_id", "stage_entered_at")) if old else {}
    visits = find_open_visits(rows)
    shown = {lead: [(row["stage_id"], row["stage_entered_at"])] for lead, row in rows.items()}
    stale = [lead for lead in rows if [(v.stage_id, v.entered_at) for v in visits.get(lead, [])] != shown[lead]]
    if stale:
        refresh_leads(writer, stale)


def refresh_leads(writer: Writer, lead_ids: Collection[int]) -> None:
    """Makes visits and closing data of these leads fit the stage, then works out their derived attributes."""
    rules = load_rules()
    entered = _settle_moves(writer, lead_ids, rules.stages)
    rows = writer.rows("leads", lead_ids, (*SOURCE, *DERIVED), trashed=True)
    writer.derive("leads", build_updates(rows, rules, entered))


def _settle_moves(writer: Writer, lead_ids: Collection[int], stages: StageBook) -> dict[int, Any]:
    """Repairs what does not fit the stage cell of living leads. Returns since when each is in its stage."""
    rows = writer.rows("leads", lead_ids, ("stage_id", "won_at", "lost_at"))
    visits = find_open_visits(rows)
    wrong = {
        lead: row["stage_id"]
        for lead, row in rows.items()
        if row["stage_id"] is not None and [v.stage_id for v in visits.get(lead, [])] != [row["stage_id"]]
    }
    if wrong:
        repair_visits(writer, wrong)
        visits = find_open_visits(rows)
    entered = {lead: found[-1].entered_at for lead, found in visits.items()}
    closing = {lead: fit_closing(row, stages, entered.get(lead)) for lead, row in rows.items()}
    if any(closing.values()):
        writer.set("leads", {lead: cells for lead, cells in closing.items() if cells})
    return entered


def fit_closing(row: Mapping[str, Any], stages: StageBook, entered: Any) -> dict[str, Any]:
    """Cells that make closing data fit the stage. Pure.

    Undoing one of several moves can bring back the closing data of another; an open lead has none, a closed one was
    closed when it came to its stage.
    """
    stage = stages.get(row["stage_id"])
    kind = stage.kind if stage else "open"
    cells: dict[str, Any] = {}
    if kind != "won" and row["won_at"] is not None:
        cells.update(won_at=None, won_amount=None)
    if kind != "lost" and row["lost_at"] is not None:
        cells.update(lost_at=None, lost_reason=None, lost_to=None)
    if kind in ("won", "lost") and row[f"{kind}_at"] is None and entered is not None:
        cells[f"{kind}_at"] = entered
    return cells


def build_updates(
    rows: Mapping[int, Mapping[str, Any]], rules: Rules, entered: Mapping[int, Any]
) -> dict[int, dict[str, Any]]:
    """What differs from the stored values, by row. Pure. Shape: rows hold `SOURCE` and `DERIVED`."""
    updates: dict[int, dict[str, Any]] = {}
    for lead_id, row in rows.items():
        wanted = derive_progress({**row, "stage_entered_at": entered.get(lead_id, row["stage_entered_at"])}, rules)
        changed = {name: value for name, value in wanted.items() if row[name] != value}
        if changed:
            updates[lead_id] = changed
    return updates


def derive_progress(row: Mapping[str, Any], rules: Rules) -> dict[str, Any]:
    """Stage facts, cadence, turning points, when to confirm again, whether in the pool, of one row. Shape: `SOURCE`."""
    stage = rules.stages.get(row["stage_id"])
    # Whoever said "not now" is followed at the pace of its own row until a day, or somebody, ends the pause.
    paused = row["paused_until"] is not None
    rule = rules.cadences.find(row["pipeline_id"], PAUSED if paused else row["grade"])
    facts: dict[str, Any] = {
        "stage_rank": stage.position if stage else None,
        "stage_kind": stage.kind if stage else None,
        "stage_allowance": stage.allowance_days if stage else None,
        "stage_entered_at": row["stage_entered_at"],
        "cadence_min": rule.min_days if rule else None,
        "cadence_max": rule.max_days if rule else None,
    }
    turn = compute_turn({**row, **facts})
    due = rules.freshness.due_at(row["confirmed_at"] or row["created_at"], row["grade"])
    pool = settle_pool(row, facts["stage_kind"], now())
    return {
        **facts,
        **pool,
        "amber_at": turn.amber_at,
        "red_at": turn.red_at,
        "confirm_due_at": due,
        "neglected_at": contact_day({**row, **facts}),
    }
