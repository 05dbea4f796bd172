"""Working days of China, and what happens beyond the years the calendar knows."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from genjin.kernel.calendar import add_working_days, count_working_days, is_known, is_working_day, working_deadline

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 3, 5), True),
        (date(2026, 3, 7), False),  # Saturday
        (date(2026, 2, 17), False),  # Spring Festival, a Tuesday
        (date(2026, 2, 14), True),  # a Saturday worked for it
        (date(2031, 5, 1), True),  # Labour Day of a year nobody has announced: only weekends are free
        (date(2031, 5, 3), False),
    ],
)
def test_working_days(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_years_without_notice_are_told() -> None:
    assert is_known(date(2026, 3, 5))
    assert not is_known(date(2031, 3, 5))


def test_adding_skips_holidays_and_counts_make_up_days() -> None:
    assert add_working_days(date(2026, 2, 12), 2) == date(2026, 2, 14)
    assert add_working_days(date(2026, 2, 12), 3) == date(2026, 2, 24)
    assert add_working_days(date(2026, 3, 6), 0) == date(2026, 3, 6)


def test_counting_is_the_inverse_of_adding() -> None:
    start = date(2026, 2, 1)
    for count in range(40):
        assert count_working_days(start, add_working_days(start, count)) == count


def test_deadline_is_the_end_of_the_last_allowed_day() -> None:
    begun = datetime(2026, 3, 5, 16, 0, tzinfo=ZONE)
    assert working_deadline(begun, 2) == datetime(2026, 3, 10, 0, 0, tzinfo=ZONE)


def test_absurd_allowances_do_not_run_away() -> None:
    assert add_working_days(date(2026, 1, 1), 10**9) < date(2040, 1, 1)
