"""What a cell says, every finding with the characters it came from (domain.md B11)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from genjin.kernel.moments import Precision

Span = tuple[int, int]
Side = Literal["us", "them"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One contact or attempt. date: None when the cell names none. reached: None when no result is stated."""

    span: Span
    date: date | None
    date_precision: Precision | None
    method: str | None
    contact: str | None
    reached: bool | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class NextContact:
    date: date
    date_precision: Precision
    span: Span


@dataclass(frozen=True, slots=True)
class Promised:
    """by: who owes it. due: None when no time stands with it."""

    by: Side
    what_span: Span
    due: date | None
    due_precision: Precision | None


@dataclass(frozen=True, slots=True)
class Signal:
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class CellReading:
    """Everything in the order of the text; entries never overlap."""

    entries: tuple[Entry, ...] = ()
    next_contact: NextContact | None = None
    promises: tuple[Promised, ...] = ()
    signals: tuple[Signal, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Shape: the one of the annotation guide; dates as ISO text once serialised."""
        return asdict(self)
