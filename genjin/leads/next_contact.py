"""The next contact: an instant, and whether a time of day was meant (design.md: a date alone is due all day)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from genjin.kernel.actor import Actor
from genjin.kernel.clock import local, now
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.parse_dates import parse_datetime
from genjin.tables.definition import CellEdit, Refusal
from genjin.tables.ledger.operation import Writer


@dataclass(frozen=True, slots=True)
class NextContact:
    """at: UTC; the local day's start when `has_time` is False."""

    at: datetime
    has_time: bool


def read_next_contact(raw: Any) -> NextContact | None:
    """Typed text (`明天下午3点`, `3月5日`) or an ISO instant; None for empty. Raises invalid_date."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if isinstance(raw, datetime) and raw.tzinfo is not None:
        return NextContact(raw, has_time_of_day(raw))
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float, date)):
        raise AppError(ErrorCode.INVALID_DATE, value=str(raw)[:40])
    read = parse_datetime(raw.strip()[:60] if isinstance(raw, str) else raw, now=now())
    if read.value is None:
        raise AppError(ErrorCode.INVALID_DATE, value=str(raw)[:40], why=read.error)
    at = read.value.at.astimezone(UTC)
    # A moment that falls on local midnight is a day: nobody means 00:00 when they plan a call.
    return NextContact(at, read.value.has_time and has_time_of_day(at))


def has_time_of_day(instant: datetime) -> bool:
    """False for midnight on the organisation's clock, which is how a day without time is stored."""
    return local(instant).time() != time.min


def plan_cells(actor: Actor, writer: Writer, edits: Sequence[CellEdit]) -> list[Refusal]:
    """Cell verb of `next_at`: writes the instant and whether it has a time."""
    refused: list[Refusal] = []
    cells: dict[int, dict[str, Any]] = {}
    for edit in edits:
        try:
            cells[edit.row_id] = next_cells(read_next_contact(edit.raw))
        except AppError as error:
            refused.append(Refusal(edit.row_id, edit.column, error))
    writer.set("leads", cells)
    return refused


def next_cells(planned: NextContact | None) -> dict[str, Any]:
    """The lead's cells for a next contact, or for none."""
    return {
        "next_at": planned.at if planned else None,
        "next_has_time": planned.has_time if planned else None,
    }
