"""Working time: limits that stop at night, on weekends and holidays, and start again in the morning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from genjin.kernel.calendar import is_known, is_working_day, use_special_days
from genjin.kernel.clock import ORGANISATION_ZONE
from genjin.kernel.working_clock import (
    DEFAULT_HOURS,
    WorkingHours,
    add_working_time,
    format_working_hours,
    is_working_time,
    next_working_time,
    parse_working_hours,
    working_time_between,
)

HOUR = timedelta(hours=1)
instants = st.integers(0, 3 * 365 * 24 * 60).map(lambda n: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
spans = st.integers(1, 60 * 60).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def days_of_work(draw: st.DrawFn) -> WorkingHours:
    points = draw(
        st.lists(st.integers(0, 24 * 60), min_size=2, max_size=6, unique=True).filter(lambda p: not len(p) % 2)
    )
    ordered = sorted(points)
    return WorkingHours(tuple(zip(ordered[::2], ordered[1::2], strict=True)))


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ORGANISATION_ZONE)


@pytest.fixture
def no_special_days() -> Iterator[None]:
    yield
    use_special_days({})


def test_an_hour_asked_on_friday_evening_ends_on_monday_morning() -> None:
    assert add_working_time(at("2026-03-06 17:45"), HOUR, DEFAULT_HOURS) == at("2026-03-09 09:45")


def test_the_lunch_break_does_not_count() -> None:
    assert add_working_time(at("2026-03-05 11:30"), HOUR, DEFAULT_HOURS) == at("2026-03-05 14:00")


def test_a_holiday_is_passed_over_and_its_make_up_day_counts() -> None:
    # Spring Festival 2026: free from 02-15 to 02-23; Saturday 02-14 and Saturday 02-28 work.
    assert add_working_time(at("2026-02-14 17:30"), HOUR, DEFAULT_HOURS) == at("2026-02-24 09:30")
    assert add_working_time(at("2026-02-27 17:30"), HOUR, DEFAULT_HOURS) == at("2026-02-28 09:30")


def test_a_limit_that_fits_the_span_ends_with_it() -> None:
    assert add_working_time(at("2026-03-05 17:00"), HOUR, DEFAULT_HOURS) == at("2026-03-05 18:00")
    assert not is_working_time(at("2026-03-05 18:00"), DEFAULT_HOURS)
    assert next_working_time(at("2026-03-06 18:00"), DEFAULT_HOURS) == at("2026-03-09 09:00")


def test_days_entered_by_an_administrator_win_in_years_nobody_knows(no_special_days: None) -> None:
    assert not is_known(date(2031, 1, 2))
    assert is_working_day(date(2031, 1, 2))
    assert use_special_days({date(2031, 1, 2): False, date(2031, 1, 4): True})
    assert is_known(date(2031, 6, 1))
    assert add_working_time(at("2031-01-01 17:30"), HOUR, DEFAULT_HOURS) == at("2031-01-03 09:30")
    assert add_working_time(at("2031-01-03 17:30"), HOUR, DEFAULT_HOURS) == at("2031-01-04 09:30")
    assert not use_special_days({date(2031, 1, 2): False, date(2031, 1, 4): True})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("9:00-12:00、13:30-18:00", "09:00–12:00、13:30–18:00"),
        ("8：30至17：30", "08:30–17:30"),
        ("0:00-24:00", "00:00–24:00"),
        ("09:00–12:00 ; 14:00~22:00", "09:00–12:00、14:00–22:00"),
    ],
)
def test_hours_as_people_write_them(text: str, shown: str) -> None:
    hours = parse_working_hours(text)
    assert hours is not None
    assert format_working_hours(hours) == shown


@pytest.mark.parametrize(
    "text", ["", "全天", "9点到6点半吧", "12:00-9:00", "9:00-12:00、11:00-18:00", "9:00-25:00", "9:70-10:00"]
)
def test_what_is_no_list_of_hours_is_refused(text: str) -> None:
    assert parse_working_hours(text) is None


@given(instants, spans, days_of_work())
def test_the_span_up_to_a_deadline_is_the_one_asked_for(start: datetime, span: timedelta, hours: WorkingHours) -> None:
    assume(hours.day_length >= timedelta(minutes=30))
    end = add_working_time(start, span, hours)
    assert end > start
    assert working_time_between(start, end, hours) == span


@given(instants, spans, spans, days_of_work())
def test_one_span_after_another_is_both_together(
    start: datetime, first: timedelta, second: timedelta, hours: WorkingHours
) -> None:
    assume(hours.day_length >= timedelta(minutes=30))
    both = add_working_time(add_working_time(start, first, hours), second, hours)
    assert both == add_working_time(start, first + second, hours)


@given(instants, days_of_work())
def test_work_begins_at_the_next_working_time_and_not_before(start: datetime, hours: WorkingHours) -> None:
    begin = next_working_time(start, hours)
    assert begin >= start
    assert is_working_time(begin, hours)
    assert working_time_between(start, begin, hours) == timedelta()
