"""Which hours count for whom: a unit's own, else those of the unit above, else everybody's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.working_clock import DEFAULT_HOURS, WorkingHours, parse_working_hours
from genjin.people.models import Unit, WorkingTime
from genjin.tables.ledger.operation import Writer
from genjin.tables.rowreader import read_living


@dataclass(frozen=True, slots=True)
class HoursBook:
    """own: hours by unit, None for everybody else; above: the unit above each."""

    own: Mapping[int | None, WorkingHours]
    above: Mapping[int, int | None]

    def of_unit(self, unit_id: int | None) -> WorkingHours:
        """The hours of people in this unit."""
        seen: set[int] = set()
        while unit_id is not None and unit_id not in seen:
            if unit_id in self.own:
                return self.own[unit_id]
            seen.add(unit_id)
            unit_id = self.above.get(unit_id)
        return self.own.get(None, DEFAULT_HOURS)


def load_hours() -> HoursBook:
    """Two small queries."""
    return _build(
        read_living(WorkingTime, "unit_id", "hours", order="id"), read_living(Unit, "id", "parent_id", order="id")
    )


@lru_cache(maxsize=8)
def _build(times: tuple[tuple[Any, ...], ...], units: tuple[tuple[Any, ...], ...]) -> HoursBook:
    own = {unit: hours for unit, text in times if (hours := parse_working_hours(text or "")) is not None}
    return HoursBook(own, dict(units))


def check_hours(_writer: Writer, _table: str, ids: Sequence[int], _changed: frozenset[str]) -> None:
    """Hook of working hours. Raises invalid_hours for a text that is no list of spans, not_unique for a second row."""
    living = WorkingTime.objects.filter(deleted_at=None)
    for unit_id, text in living.filter(pk__in=ids).values_list("unit_id", "hours"):
        if parse_working_hours(text or "") is None:
            raise AppError(ErrorCode.INVALID_HOURS, value=(text or "")[:80])
        if living.filter(unit_id=unit_id).count() > 1:
            names = Unit.objects.filter(pk__in=[] if unit_id is None else [unit_id]).values_list("name", flat=True)
            raise AppError(ErrorCode.NOT_UNIQUE, value=names.first() or "–", column="unit")
