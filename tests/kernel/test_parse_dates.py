"""Dates as typed; now is Tuesday 2026-03-10, 10:24 in Shanghai."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genjin.kernel.clock import ORGANISATION_ZONE
from genjin.kernel.date_words import find_moment
from genjin.kernel.moments import YearRule
from genjin.kernel.parse_dates import parse_date, parse_datetime

NOW = datetime(2026, 3, 10, 10, 24, tzinfo=ORGANISATION_ZONE)
TODAY = NOW.date()


@pytest.mark.parametrize(
    "text",
    [
        "2024/3/1",
        "2024-03-01",
        "2024.3.1",
        "2024年3月1日",
        "２０２４年３月１日",
        "20240301",
        "24/3/1",
        "24年3月1号",
        "2024-03-01 14:30",
        "2024/3/1 0:00:00",
        "2024年3月1日（周五）",
        "2024-03-01T14:30:00+08:00",
        "2024年3月1日 下午3点半",
        "Mar 1, 2024",
        "1-Mar-24",
        "45352",
        45352,
        45352.604,
        20240301,
        "'2024-03-01",
    ],
)
def test_one_day_in_all_its_forms(text: str | float) -> None:
    parsed = parse_date(text, today=TODAY)
    assert (parsed.value, parsed.error) == (date(2024, 3, 1), None)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("2026-02-30", "invalid_date"),
        ("2月30日", "invalid_date"),
        ("2024/13/45", "invalid_date"),
        ("2024-03-01 25:00", "invalid_date"),
        ("20241399", "invalid_date"),
        ("待定", "unparseable"),
        ("月底前给张总回电话说一下价格", "unparseable"),
        (1200, "unparseable"),
        ("13800001234", "unparseable"),
    ],
)
def test_a_day_that_does_not_exist_is_told_from_no_date(text: str | int, error: str) -> None:
    parsed = parse_date(text, today=TODAY)
    assert (parsed.value, parsed.error) == (None, error)


@pytest.mark.parametrize("text", ["", "-", "无", "N/A"])
def test_an_empty_date(text: str) -> None:
    assert parse_date(text, today=TODAY).error is None


@pytest.mark.parametrize(
    ("text", "rule", "expected"),
    [
        ("3月5日", "upcoming", date(2026, 3, 5)),
        ("1月5日", "upcoming", date(2027, 1, 5)),
        ("3月5日", "future", date(2027, 3, 5)),
        ("11月5日", "past", date(2025, 11, 5)),
        ("11月5日", "this_year", date(2026, 11, 5)),
        ("12.25", "upcoming", date(2026, 12, 25)),
    ],
)
def test_a_date_without_year_is_completed_and_says_so(text: str, rule: YearRule, expected: date) -> None:
    parsed = parse_date(text, today=TODAY, year_rule=rule)
    assert (parsed.value, parsed.warnings) == (expected, ("year_inferred",))


def test_day_and_month_in_doubt_are_warned_about() -> None:
    assert parse_date("3/5/2024", today=TODAY).warnings == ("ambiguous_order",)
    assert parse_date("31/12/2024", today=TODAY).value == date(2024, 12, 31)


def test_words_that_depend_on_the_day_of_writing_can_be_refused() -> None:
    assert parse_date("明天", today=TODAY, words=False).error == "unparseable"
    assert parse_date("明天", today=TODAY).value == date(2026, 3, 11)


@pytest.mark.parametrize(
    ("text", "at", "has_time"),
    [
        ("明天下午3点", "2026-03-11 15:00", True),
        ("下周三下午3点", "2026-03-18 15:00", True),
        ("明早9点", "2026-03-11 09:00", True),
        ("今晚8点半", "2026-03-10 20:30", True),
        ("三月十五日上午十点一刻", "2026-03-15 10:15", True),
        ("周五 10:00", "2026-03-13 10:00", True),
        ("15:30", "2026-03-10 15:30", True),
        ("9点", "2026-03-11 09:00", True),
        ("两小时后", "2026-03-10 12:24", True),
        ("晚上12点", "2026-03-11 00:00", True),
        ("2024-03-01T14:30:00Z", "2024-03-01 22:30", True),
        ("月底", "2026-03-31 00:00", False),
        ("月初", "2026-04-01 00:00", False),
        ("下周", "2026-03-16 00:00", False),
        ("周二", "2026-03-17 00:00", False),
        ("本周五前", "2026-03-13 00:00", False),
        ("上周五", "2026-03-06 00:00", False),
        ("周末", "2026-03-14 00:00", False),
        ("大后天", "2026-03-13 00:00", False),
        ("3天后", "2026-03-13 00:00", False),
        ("半个月后", "2026-03-25 00:00", False),
        ("下个月5号", "2026-04-05 00:00", False),
        ("20号", "2026-03-20 00:00", False),
        ("5号", "2026-04-05 00:00", False),
        ("明年3月", "2027-03-01 00:00", False),
        ("年底", "2026-12-31 00:00", False),
    ],
)
def test_words_for_days_and_times(text: str, at: str, has_time: bool) -> None:
    parsed = parse_datetime(text, now=NOW)
    assert parsed.value is not None, parsed
    assert (parsed.value.at.strftime("%Y-%m-%d %H:%M"), parsed.value.has_time) == (at, has_time)


def test_a_bare_three_o_clock_is_the_afternoon_and_says_so() -> None:
    parsed = parse_datetime("明天3点", now=NOW)
    assert parsed.value is not None
    assert (parsed.value.at.hour, parsed.warnings) == (15, ("time_assumed",))


@pytest.mark.parametrize(
    ("text", "read", "day"),
    [
        ("下周三下午3点 拜访", "下周三下午3点", date(2026, 3, 18)),
        ("客户说月底再联系", "月底", date(2026, 3, 31)),
        ("报价3.5万，明天上午10点打电话", "明天上午10点", date(2026, 3, 11)),
        ("周五 10:00 电话", "周五 10:00", date(2026, 3, 13)),
        ("王总３/２０下午2:30 到厂", "３/２０下午2:30", date(2026, 3, 20)),
        ("过两天联系", "过两天", date(2026, 3, 12)),
        ("合同到2026-03-31", "2026-03-31", date(2026, 3, 31)),
        ("下月中旬演示", "下月中旬", date(2026, 4, 15)),
    ],
)
def test_the_words_that_were_read_are_pointed_at(text: str, read: str, day: date) -> None:
    parsed = find_moment(text, now=NOW)
    assert parsed.span is not None
    assert parsed.value is not None
    assert (text[slice(*parsed.span)], parsed.value.day) == (read, day)


@pytest.mark.parametrize(
    "text", ["V3.12版本", "尺寸3.5mm", "8号楼", "2-3台", "等3个月", "价格12.5元", "提前10分钟", "没有日期"]
)
def test_numbers_that_are_no_dates_are_left_alone(text: str) -> None:
    assert find_moment(text, now=NOW).span is None


def test_an_impossible_day_in_a_sentence_is_pointed_at() -> None:
    parsed = find_moment("约2月30日签约", now=NOW)
    assert (parsed.error, parsed.span) == ("invalid_date", (1, 6))


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2099, 12, 31)))
def test_every_format_is_read_back(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for text in (
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        f"{day:%Y-%m-%d} 09:05",
        str(serial),
        serial,
    ):
        assert parse_date(text, today=TODAY).value == day


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2099, 12, 31)))  # noqa: DTZ001 the wall clock
def test_date_times_are_read_back_to_the_minute(at: datetime) -> None:
    at = at.replace(second=0, microsecond=0, tzinfo=ORGANISATION_ZONE) + timedelta(minutes=1)
    parsed = parse_datetime(f"{at:%Y-%m-%d %H:%M}", now=NOW)
    assert parsed.value is not None
    assert parsed.value.at == at


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    parsed = find_moment(text, now=NOW)
    if parsed.span is not None:
        assert 0 <= parsed.span[0] < parsed.span[1] <= len(text)
    parse_datetime(text, now=NOW)


@pytest.mark.parametrize("text", [" " * 20_000 + "x", "1" * 20_000, "周" * 20_000, "3月" * 10_000, "下下" * 10_000])
def test_long_monotonous_text_is_read_in_linear_time(text: str) -> None:
    # A pattern that is not takes minutes here; what is found matters less than that the answer comes.
    assert find_moment(text, now=NOW).error is None
