"""The span that figures are about, and the equally long one before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from genjin.kernel import clock


@dataclass(frozen=True, slots=True)
class Period:
    """Days `first` to `last`, both included, in the organisation's zone."""

    first: date
    last: date

    @property
    def begin(self) -> datetime:
        return clock.day_start(self.first)

    @property
    def end(self) -> datetime:
        return clock.day_end(self.last)

    def before(self) -> Period:
        """The span of the same length that ends the day before this one."""
        days = (self.last - self.first).days + 1
        return Period(self.first - timedelta(days=days), self.first - timedelta(days=1))


def this_quarter(today: date) -> Period:
    """From the quarter's first day to today."""
    return Period(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), today)


def months_back(today: date, count: int) -> list[Period]:
    """The last `count` calendar months, newest first, the running one up to today."""
    found: list[Period] = []
    first = today.replace(day=1)
    last = today
    for _ in range(count):
        found.append(Period(first, last))
        last = first - timedelta(days=1)
        first = last.replace(day=1)
    return found
