"""Visits follow the stage cell: one ends, the next begins, in the same transaction (domain.md A3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from genjin.pipelines.models import StageVisit
from genjin.tables.ledger.operation import Writer


@dataclass(frozen=True, slots=True)
class Move:
    """A record's way from one stage to another; `from_stage` is None for a new record."""

    from_stage: int | None
    to_stage: int
    reason: str | None = None


def move_visits(writer: Writer, moves: Mapping[int, Move]) -> None:
    """Ends the open visits of these records and opens the next ones.

    Holds: the caller has locked the records, so that nobody else opens a visit for them.
    """
    open_visits = find_open_visits(moves)
    ended = {visit_id: _end(writer, entered) for visit_id, entered in open_visits.values()}
    if ended:
        writer.set("stage_visits", ended)
    writer.create("stage_visits", [_begin(writer, lead_id, move) for lead_id, move in moves.items()])


def find_open_visits(lead_ids: Iterable[int]) -> dict[int, tuple[int, Any]]:
    """`{lead: (visit, entered_at)}`; the newest, should a record have two."""
    found = StageVisit.objects.filter(lead_id__in=list(lead_ids), left_at=None, deleted_at=None)
    rows = found.order_by("pk").values_list("lead_id", "pk", "entered_at")
    return {lead: (pk, at) for lead, pk, at in rows if lead is not None}


def _end(writer: Writer, entered: Any) -> dict[str, Any]:
    stayed = int((writer.now - entered).total_seconds()) if entered else 0
    return {"left_at": writer.now, "stayed_seconds": max(stayed, 0)}


def _begin(writer: Writer, lead_id: int, move: Move) -> dict[str, Any]:
    return {
        "lead": lead_id,
        "stage": move.to_stage,
        "from_stage": move.from_stage,
        "entered_at": writer.now,
        "entered_by": writer.actor.id,
        "reason": move.reason,
    }
