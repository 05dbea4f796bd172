"""Service levels: until when a lead has to be taken on, and what happens when it is not (domain.md C2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.working_clock import add_working_time
from genjin.leads.assigning.models import ServiceLevel
from genjin.people.working.hours import HoursBook, load_hours
from genjin.tables.ledger.operation import Writer
from genjin.tables.rowreader import read_living

SUPERVISOR, NEXT, POOL = "supervisor", "next", "pool"
# What a lead has to say to be under a level.
LEVEL_NEEDS = ("pipeline_id", "grade")


@dataclass(frozen=True, slots=True)
class Level:
    """Units: minutes of working time."""

    minutes: int
    on_timeout: str
    on_decline: str


DEFAULT_LEVEL = Level(60, SUPERVISOR, SUPERVISOR)


@dataclass(frozen=True, slots=True)
class LevelBook:
    """by_place: levels by (pipeline, letter), None for any."""

    by_place: Mapping[tuple[int | None, str | None], Level]
    hours: HoursBook

    def of(self, lead: Mapping[str, Any]) -> Level | None:
        """The level of a lead; None when none is switched on for it. Shape: a lead has `LEVEL_NEEDS`."""
        pipeline, letter = lead["pipeline_id"], (lead["grade"] or "")[:1] or None
        for place in ((pipeline, letter), (pipeline, None), (None, letter), (None, None)):
            found = self.by_place.get(place)
            if found is not None:
                return found
        return None

    def deadline(self, level: Level, start: datetime, unit_id: int | None) -> datetime:
        """When the time is up on the working clock of the owner's unit."""
        return add_working_time(start, timedelta(minutes=level.minutes), self.hours.of_unit(unit_id))


def load_levels() -> LevelBook:
    """Three small queries."""
    attrs = ("pipeline_id", "letter", "accept_minutes", "on_timeout", "on_decline")
    rows = read_living(ServiceLevel, *attrs, where=" AND active")
    return LevelBook(
        {
            (pipeline, (letter or "").upper()[:1] or None): Level(minutes, timeout or SUPERVISOR, decline or SUPERVISOR)
            for pipeline, letter, minutes, timeout, decline in rows
            if minutes
        },
        load_hours(),
    )


def check_levels(_writer: Writer, _table: str, ids: Sequence[int], _changed: frozenset[str]) -> None:
    """Hook of service levels. Raises invalid_number for no time at all, not_unique for a second row of a place."""
    living = ServiceLevel.objects.filter(deleted_at=None)
    for row in living.filter(pk__in=ids):
        if row.accept_minutes is None or not 1 <= row.accept_minutes <= 60 * 24 * 30:
            raise AppError(ErrorCode.INVALID_NUMBER, value=row.accept_minutes)
        same = living.filter(pipeline_id=row.pipeline_id, letter=row.letter).exclude(pk=row.pk)
        if same.exists():
            raise AppError(ErrorCode.NOT_UNIQUE, value=row.letter or "–", column="letter")
