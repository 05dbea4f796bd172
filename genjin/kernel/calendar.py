"""Working days of China: weekends, public holidays and make-up days. Beyond the years the calendar knows, weekends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType

import chinese_calendar

from genjin.kernel.clock import day_end, local_day

# A stay of more working days than this is no allowance any more; it bounds the walk below.
MAX_ALLOWANCE = 2_000
# Between these days working days are counted; what lies outside counts as if it were on the edge.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)

# Days that an administrator entered: True works, False is free. They win over what the library knows.
_special: Mapping[date, bool] = MappingProxyType({})
_caches: list[Callable[[], None]] = []


def use_special_days(days: Mapping[date, bool]) -> bool:
    """From now on this process goes by these days. Answers whether they differ from those it went by."""
    global _special
    if days == _special:
        return False
    _special = MappingProxyType(dict(days))
    for clear in _caches:
        clear()
    return True


def on_special_days(clear: Callable[[], None]) -> None:
    """Registers a cache of answers about days: emptied when special days change."""
    _caches.append(clear)


def is_known(day: date) -> bool:
    """Whether holidays of that day's year are known; otherwise only weekends are kept free.

    A year counts as known when somebody entered days of it.
    """
    if any(special.year == day.year for special in _special):
        return True
    try:
        chinese_calendar.is_workday(day)
    except NotImplementedError:
        return False
    return True


@lru_cache(maxsize=8192)
def is_working_day(day: date) -> bool:
    """True for days on which offices work, make-up Saturdays and Sundays included.

    Source: the State Council's yearly notices as kept by chinesecalendar, and the days entered by administrators.
    """
    special = _special.get(day)
    if special is not None:
        return special
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


@lru_cache(maxsize=8192)
def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`; `day` itself for 0 or less."""
    left = min(count, MAX_ALLOWANCE)
    while left > 0:
        day += timedelta(days=1)
        if is_working_day(day):
            left -= 1
    return day


def working_deadline(start: datetime, days: int) -> datetime:
    """The instant at which an allowance of `days` working days is used up: the end of the last of them, local time.

    The day of `start` does not count.
    """
    return day_end(add_working_days(local_day(start), days))


def count_working_days(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; 0 when `end` is not after `start`."""
    return max(_working_days_until(end) - _working_days_until(start), 0)


def _working_days_until(day: date) -> int:
    """Working days from a fixed day in the past up to `day`; a page of long-stalled records asks for hundreds."""
    day = min(max(day, FIRST_DAY), LAST_DAY)
    return _days_before(day.year) + _days_of(day.year)[day.timetuple().tm_yday - 1]


@lru_cache(maxsize=128)
def _days_before(year: int) -> int:
    return sum(_days_of(before)[-1] for before in range(FIRST_DAY.year, year))


@lru_cache(maxsize=128)
def _days_of(year: int) -> tuple[int, ...]:
    """For each day of the year, the working days of the year up to it."""
    first = date(year, 1, 1)
    length = (date(year, 12, 31) - first).days + 1
    return tuple(accumulate(is_working_day(first + timedelta(days=n)) for n in range(length)))


for _cached in (is_working_day, add_working_days, _days_before, _days_of):
    on_special_days(_cached.cache_clear)
