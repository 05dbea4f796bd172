"""Visits follow the stage cell: one ends, the next begins, in the same transaction (domain.md A3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from genjin.pipelines.models import StageVisit
from genjin.tables.ledger.operation import Writer


@dataclass(frozen=True, slots=True)
class Move:
    """A record's way from one stage to another; `from_stage` is None for a new record."""

    from_stage: int | None
    to_stage: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class OpenVisit:
    id: int
    stage_id: int | None
    entered_at: datetime | None


def move_visits(writer: Writer, moves: Mapping[int, Move]) -> None:
    """Ends the open visits of these records and opens the next ones.

    Holds: the caller has locked the records, so that nobody else opens a visit for them.
    """
    visits = [visit for found in find_open_visits(moves).values() for visit in found]
    if visits:
        writer.set("stage_visits", {v.id: _end(v.entered_at, writer.now) for v in visits})
    begin_visits(writer, moves)


def begin_visits(writer: Writer, moves: Mapping[int, Move]) -> None:
    """Opens visits of records that have none open."""
    writer.create("stage_visits", [_begin(writer, lead_id, move) for lead_id, move in moves.items()])


def find_open_visits(lead_ids: Collection[int]) -> dict[int, list[OpenVisit]]:
    """Living visits without an end, by lead, in order."""
    found: dict[int, list[OpenVisit]] = defaultdict(list)
    rows = StageVisit.objects.filter(lead_id__in=list(lead_ids), left_at=None, deleted_at=None).order_by("pk")
    for lead, pk, stage, entered in rows.values_list("lead_id", "pk", "stage_id", "entered_at"):
        if lead is not None:
            found[lead].append(OpenVisit(pk, stage, entered))
    return found


def repair_visits(writer: Writer, stages: Mapping[int, int]) -> None:
    """Makes the visits of these leads tell how they came to the stage they are in.

    Undoing a move from the middle of a lead's way, or one half of it in this chunk and the other in the next, leaves
    visits that do not fit the stage cell. The last visit of the present stage becomes the open one; what came after it
    did not happen; what was before it and still open ends where the next one begins. A lead without such a visit gets
    its first.
    """
    by_lead: dict[int, list[StageVisit]] = defaultdict(list)
    for visit in StageVisit.objects.filter(lead_id__in=list(stages)).order_by("entered_at", "pk"):
        by_lead[visit.lead_id or 0].append(visit)
    fresh: dict[int, Move] = {}
    for lead_id, stage_id in stages.items():
        current = _choose(by_lead[lead_id], stage_id)
        if current is None:
            fresh[lead_id] = Move(None, stage_id)
        else:
            _repair(writer, by_lead[lead_id], current)
    if fresh:
        move_visits(writer, fresh)


def _choose(visits: list[StageVisit], stage_id: int) -> StageVisit | None:
    """The last living visit of the stage, else the last one in the trash."""
    fitting = [v for v in visits if v.stage_id == stage_id]
    living = [v for v in fitting if v.deleted_at is None]
    return next(reversed(living), next(reversed(fitting), None))


def _repair(writer: Writer, visits: list[StageVisit], current: StageVisit) -> None:
    place = visits.index(current)
    before = [v for v in visits[:place] if v.deleted_at is None]
    writer.trash("stage_visits", [v.pk for v in visits[place + 1 :] if v.deleted_at is None])
    writer.untrash("stage_visits", [current.pk])
    cells: dict[int, dict[str, Any]] = {current.pk: {"left_at": None, "stayed_seconds": None}}
    if before:
        cells[current.pk]["from_stage"] = before[-1].stage_id
    for visit, following in pairwise([*before, current]):
        if visit.left_at is None and following.entered_at is not None:
            cells[visit.pk] = _end(visit.entered_at, following.entered_at)
    writer.set("stage_visits", cells)


def _end(entered: datetime | None, left: datetime) -> dict[str, Any]:
    stayed = int((left - entered).total_seconds()) if entered else 0
    return {"left_at": left, "stayed_seconds": max(stayed, 0)}


def _begin(writer: Writer, lead_id: int, move: Move) -> dict[str, Any]:
    return {
        "lead": lead_id,
        "stage": move.to_stage,
        "from_stage": move.from_stage,
        "entered_at": writer.now,
        "entered_by": writer.actor.id,
        "reason": move.reason,
    }


def visited_leads(visit_ids: Iterable[int]) -> set[int]:
    """The leads of these visits, those in the trash included."""
    rows = StageVisit.objects.filter(pk__in=list(visit_ids)).values_list("lead_id", flat=True)
    return {lead for lead in rows if lead is not None}
