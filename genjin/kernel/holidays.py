"""The days after the public holidays: 节后, 年后, 国庆后 mean the first day that offices work again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

from genjin.kernel.calendar import is_working_day, on_special_days

# The words people use, by the name under which the calendar keeps the holiday.
HOLIDAYS = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "过年": "Spring Festival",
    "过完年": "Spring Festival",
    "新年": "Spring Festival",
    "年": "Spring Festival",
    "清明": "Tomb-sweeping Day",
    "五一": "Labour Day",
    "劳动节": "Labour Day",
    "端午": "Dragon Boat Festival",
    "中秋": "Mid-autumn Festival",
    "国庆": "National Day",
    "十一": "National Day",
}
# Where the notices of a year are not out yet: the last free day of the holidays that keep their date.
_USUAL_ENDS = {"New Year's Day": (1, 1), "Tomb-sweeping Day": (4, 5), "Labour Day": (5, 5), "National Day": (10, 7)}


def working_day_after(holiday: str | None, day: date) -> date | None:
    """The first working day after the next such holiday (any, when None) that lies after `day`."""
    return next((found for name, found in _around(day) if found > day and _is(holiday, name)), None)


def working_day_since(holiday: str | None, day: date) -> date | None:
    """The same after the last such holiday, not after `day`."""
    past = [found for name, found in _around(day) if found <= day and _is(holiday, name)]
    return past[-1] if past else None


def _is(wanted: str | None, names: frozenset[str]) -> bool:
    return wanted is None or HOLIDAYS[wanted] in names


def _around(day: date) -> Iterator[tuple[frozenset[str], date]]:
    for year in (day.year - 1, day.year, day.year + 1):
        yield from _returns(year)


@lru_cache(maxsize=64)
def _returns(year: int) -> tuple[tuple[frozenset[str], date], ...]:
    """Names of each run of free days of the year, and the first working day behind it."""
    if not 2000 <= year <= 2100:
        return ()
    if not _has_names(year):
        return tuple(
            (frozenset((name,)), _first_working(date(year, *end) + timedelta(days=1)))
            for name, end in _USUAL_ENDS.items()
        )
    found: list[tuple[frozenset[str], date]] = []
    names: set[str] = set()
    day = date(year, 1, 1)
    while day.year == year:
        is_holiday, name = chinese_calendar.get_holiday_detail(day)
        if is_holiday and name:
            names.add(str(name))
        elif names and is_working_day(day):
            found.append((frozenset(names), day))
            names = set()
        day += timedelta(days=1)
    return tuple(found)


def _first_working(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _has_names(year: int) -> bool:
    """Whether the library names the holidays of that year; days entered by hand have no names."""
    try:
        chinese_calendar.get_holiday_detail(date(year, 7, 1))
    except NotImplementedError:
        return False
    return True


on_special_days(_returns.cache_clear)
