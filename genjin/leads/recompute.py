"""The lead's derived attributes, kept in step in the transaction that changes what they follow from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from genjin.kernel.pinyin import pinyin_initials, pinyin_key
from genjin.leads.duplicates import company_key
from genjin.leads.numbers import number_rank
from genjin.leads.status import compute_turn
from genjin.pipelines.cadence import CadenceBook, load_cadences
from genjin.pipelines.models import StageVisit
from genjin.pipelines.stages import StageBook, load_stages
from genjin.pipelines.visits import Move, find_open_visits, move_visits
from genjin.tables.fields.grade import grade_rank
from genjin.tables.ledger.operation import Writer

# Columns that the status colour and its companions follow from.
TRIGGERS = frozenset({"stage", "pipeline", "grade", "next_at", "next_has_time", "assigned_at"})
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
)
DERIVED = ("stage_rank", "stage_kind", "stage_allowance", "cadence_min", "cadence_max", "amber_at", "red_at")

KEY_NEEDS = ("company", "contact", "grade", "number")


def derive_keys(values: Mapping[str, Any]) -> dict[str, Any]:
    """Sort and match keys of one row. Shape: the attributes of `KEY_NEEDS`."""
    name = values.get("company") or values.get("contact")
    return {
        "company_pinyin": pinyin_key(name) if name else None,
        "company_initials": pinyin_initials(name) if name else None,
        "company_key": company_key(values.get("company")),
        "grade_rank": grade_rank(values.get("grade")),
        "number_rank": number_rank(values.get("number")),
    }


def after_lead_write(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the leads table: visits of new leads, then stage, cadence and colour."""
    if not changed & TRIGGERS:
        return
    if "stage" in changed:
        _begin_visits(writer, row_ids)
    refresh_leads(writer, row_ids, visits="stage" in changed)


def after_visit_write(writer: Writer, _table: str, row_ids: Sequence[int], _changed: frozenset[str]) -> None:
    """Hook of the visits table: an undo may bring back a visit without touching its lead in the same chunk."""
    leads = StageVisit.objects.filter(pk__in=row_ids).values_list("lead_id", flat=True)
    refresh_leads(writer, {lead for lead in leads if lead is not None}, visits=True)


def refresh_leads(writer: Writer, lead_ids: Collection[int], *, visits: bool = False) -> None:
    """Works out the derived attributes of these leads; `visits` also reads since when they are in their stage."""
    rows = writer.rows("leads", lead_ids, (*SOURCE, *DERIVED), trashed=True)
    entered = {lead: at for lead, (_, at) in find_open_visits(rows).items()} if visits else {}
    writer.derive("leads", build_updates(rows, load_stages(), load_cadences(), entered))


def build_updates(
    rows: Mapping[int, Mapping[str, Any]], stages: StageBook, cadences: CadenceBook, entered: Mapping[int, Any]
) -> dict[int, dict[str, Any]]:
    """What differs from the stored values, by row. Pure. Shape: rows hold `SOURCE` and `DERIVED`."""
    updates: dict[int, dict[str, Any]] = {}
    for lead_id, row in rows.items():
        wanted = derive_progress(
            {**row, "stage_entered_at": entered.get(lead_id, row["stage_entered_at"])}, stages, cadences
        )
        changed = {name: value for name, value in wanted.items() if row[name] != value}
        if changed:
            updates[lead_id] = changed
    return updates


def derive_progress(row: Mapping[str, Any], stages: StageBook, cadences: CadenceBook) -> dict[str, Any]:
    """Stage facts, cadence and turning points of one row. Pure. Shape: `SOURCE`."""
    stage = stages.get(row["stage_id"])
    rule = cadences.find(row["pipeline_id"], row["grade"])
    facts: dict[str, Any] = {
        "stage_rank": stage.position if stage else None,
        "stage_kind": stage.kind if stage else None,
        "stage_allowance": stage.allowance_days if stage else None,
        "stage_entered_at": row["stage_entered_at"],
        "cadence_min": rule.min_days if rule else None,
        "cadence_max": rule.max_days if rule else None,
    }
    turn = compute_turn({**row, **facts})
    return {**facts, "amber_at": turn.amber_at, "red_at": turn.red_at}


def _begin_visits(writer: Writer, lead_ids: Iterable[int]) -> None:
    """Opens the first visit of leads that never had one. A visit in the trash counts: an undo will bring it back."""
    rows = writer.rows("leads", lead_ids, ("stage_id",))
    known = set(StageVisit.objects.filter(lead_id__in=list(rows)).values_list("lead_id", flat=True))
    fresh = {i: Move(None, r["stage_id"]) for i, r in rows.items() if r["stage_id"] is not None and i not in known}
    if fresh:
        move_visits(writer, fresh)
