"""A point in time as a person means it, and the rules that complete what they left out."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from genjin.kernel.clock import ORGANISATION_ZONE

Precision = Literal["day", "week", "month"]

# Which year a date without one belongs to. `upcoming` allows 31 days back: `3月5日` typed on 8 March is this year's.
YearRule = Literal["this_year", "upcoming", "future", "past"]

_GRACE = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Moment:
    """`at` stands on the organisation's wall clock (midnight when `has_time` is False)."""

    at: datetime
    has_time: bool
    precision: Precision = "day"

    @property
    def day(self) -> date:
        return self.at.date()


def moment_of(day: date, clock: time | None = None, precision: Precision = "day") -> Moment:
    """`day` with an optional time of day, in the organisation's zone."""
    return Moment(datetime.combine(day, clock or time.min, ORGANISATION_ZONE), clock is not None, precision)


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day or the year is no year of business (1900–2199)."""
    if not 1900 <= year <= 2199:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(two_digits: int) -> int:
    """24 → 2024, 98 → 1998 (POSIX strptime rule: 69–99 belong to the 1900s)."""
    return two_digits + (2000 if two_digits < 69 else 1900)


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def shift_months(day: date, months: int) -> date:
    """The same day `months` later; the last day of the month when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def complete_year(month: int, day: int, today: date, rule: YearRule) -> date | None:
    """The date for a month and day without year; None when no year near `today` has that day."""
    candidates = [found for year in range(today.year - 1, today.year + 2) if (found := day_or_none(year, month, day))]
    if rule == "this_year":
        return day_or_none(today.year, month, day)
    if rule == "past":
        return max((found for found in candidates if found <= today), default=None)
    earliest = today if rule == "future" else today - _GRACE
    return min((found for found in candidates if found >= earliest), default=None)
