"""Working time: what counts of a span that was asked for, and when it is over (domain.md C2). Pure.

A limit such as "within an hour" runs only while people work: on working days (`kernel.calendar`), within the hours of
the day, on the organisation's wall clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from genjin.kernel.calendar import is_working_day
from genjin.kernel.clock import ORGANISATION_ZONE, local

# Longer than any limit anybody sets; it bounds the walk over days.
MAX_SPAN = timedelta(hours=24 * 400)
_SPAN = re.compile(r"(\d{1,2})[:：.](\d{2})\s*(?:-|–|—|~|～|至|到)\s*(\d{1,2})[:：.](\d{2})")
_BETWEEN = re.compile(r"[、,，;；\s]*")


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The hours of a working day. Shape: spans in order, none touching the next; minutes since midnight, local."""

    spans: tuple[tuple[int, int], ...]

    @property
    def day_length(self) -> timedelta:
        return timedelta(minutes=sum(end - start for start, end in self.spans))


DEFAULT_HOURS = WorkingHours(((9 * 60, 12 * 60), (13 * 60 + 30, 18 * 60)))


@lru_cache(maxsize=256)
def parse_working_hours(text: str) -> WorkingHours | None:
    """`9:00-12:00、13:30-18:00` → the hours; None for what is not a list of spans that follow one another.

    Example: `24:00` may end the last span; a span over midnight is none.
    """
    spans: list[tuple[int, int]] = []
    place = 0
    for found in _SPAN.finditer(text.strip()):
        if not _BETWEEN.fullmatch(text.strip(), place, found.start()):
            return None
        numbers = [int(n) for n in found.groups()]
        start, end = numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]
        if numbers[1] > 59 or numbers[3] > 59 or end > 24 * 60 or not start < end:
            return None
        if spans and start <= spans[-1][1]:
            return None
        spans.append((start, end))
        place = found.end()
    return WorkingHours(tuple(spans)) if spans and not text.strip()[place:].strip("、,，;； ") else None


def format_working_hours(hours: WorkingHours) -> str:
    """`09:00–12:00、13:30–18:00`."""
    return "、".join(f"{format_minutes(start)}–{format_minutes(end)}" for start, end in hours.spans)


def is_working_time(at: datetime, hours: WorkingHours) -> bool:
    """Whether people work at this instant; the end of a span does not count to it any more."""
    return any(start <= at < end for start, end in _spans_of(local(at).date(), hours))


def next_working_time(at: datetime, hours: WorkingHours) -> datetime:
    """`at` itself while people work, else the instant at which they begin again. UTC."""
    for start, end in _spans_from(local(at).date(), hours):
        if at < end:
            return max(at.astimezone(UTC), start)
    raise AssertionError("working days never end")


def add_working_time(start: datetime, span: timedelta, hours: WorkingHours) -> datetime:
    """The instant at which `span` of working time after `start` has passed. UTC.

    "Within 1 hour" asked on Friday 17:45, hours to 18:00, ends on Monday 45 minutes after opening. A span of nothing
    ends at once; longer ones than `MAX_SPAN` are cut to it.
    """
    left = min(span, MAX_SPAN)
    at = start.astimezone(UTC)
    if left <= timedelta():
        return at
    for begin, end in _spans_from(local(start).date(), hours):
        begin = max(begin, at)
        if begin >= end:
            continue
        if begin + left <= end:
            return begin + left
        left -= end - begin
    raise AssertionError("working days never end")


def working_time_between(start: datetime, end: datetime, hours: WorkingHours) -> timedelta:
    """How much working time lies between two instants; nothing when `end` is not later."""
    found = timedelta()
    for begin, stop in _spans_from(local(start).date(), hours):
        if begin >= end:
            break
        found += max(min(stop, end) - max(begin, start), timedelta())
    return found


def _spans_from(day: date, hours: WorkingHours) -> Iterator[tuple[datetime, datetime]]:
    while True:
        yield from _spans_of(day, hours)
        day += timedelta(days=1)


@lru_cache(maxsize=4096)
def _day_spans(day: date, hours: WorkingHours) -> tuple[tuple[datetime, datetime], ...]:
    return tuple((_instant(day, start), _instant(day, end)) for start, end in hours.spans)


def _spans_of(day: date, hours: WorkingHours) -> tuple[tuple[datetime, datetime], ...]:
    return _day_spans(day, hours) if is_working_day(day) else ()


def _instant(day: date, minutes: int) -> datetime:
    if minutes == 24 * 60:
        day, minutes = day + timedelta(days=1), 0
    return datetime.combine(day, time(minutes // 60, minutes % 60), ORGANISATION_ZONE).astimezone(UTC)


def format_minutes(minutes: int) -> str:
    """Minutes since midnight as a time of day: `08:30`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
