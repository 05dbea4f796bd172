"""Finds the first date in a sentence: `下周三下午3点 拜访`, `月底再联系`, `3.12 寄样`, `过两周电话`.

Rules for words that count from today follow the annotation guide of the follow-up cells: weeks run Monday to Sunday,
a bare weekday is the next one strictly after today, 月底 is the last day of this month.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from genjin.kernel.chinese_numbers import read_chinese_number
from genjin.kernel.clock import ORGANISATION_ZONE
from genjin.kernel.clock_words import TIME_PATTERN, ClockTime, read_clock
from genjin.kernel.moments import (
    Moment,
    Precision,
    YearRule,
    complete_year,
    day_or_none,
    full_year,
    moment_of,
    month_end,
    shift_months,
)
from genjin.kernel.parsed import Parsed
from genjin.kernel.text_width import narrow


@dataclass(frozen=True, slots=True)
class _Day:
    """What the words for a day stand for. `at` is set when they name an instant (两小时后)."""

    day: date | None
    precision: Precision = "day"
    warnings: tuple[str, ...] = ()
    at: datetime | None = None


_Reader = Callable[[re.Match[str], datetime, YearRule], _Day]

_N = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
_COUNT = r"(?:\d{1,3}|[一两二三四五六七八九十]{1,3}|半)"
_UNIT = "分钟|个?小时|个?钟头|天|个?工作日|个?周|个?星期|个?礼拜|个月|年"
_YEAR_WORD = r"(?:明年|今年|去年|本年|后年|(?:\d{4}|[二〇零一三四五六七八九]{4}|\d{2})年)"
_PART = r"(?:初|上旬|中旬|中|底|末|下旬)"
_WEEKDAYS = "一二三四五六日天末"
# What follows a number that is no date: prices, sizes, counts.
_NOT_A_UNIT = r"(?!\s*(?:[\d.%万千元块折倍米吨个台套件月年天人次号份v]|[a-z]|折|小时))"
_BETWEEN = re.compile(r"(?:[\s,的]|[(\[]?(?:周|星期|礼拜)[一二三四五六日天][)\]]?)*")
_HALF_AHEAD = r"(?=早|晚|上午|下午|中午|凌晨|傍晚)"


def find_moment(text: str, *, now: datetime, year_rule: YearRule = "upcoming") -> Parsed[Moment]:
    """The first date, or time of day, named in `text`, with the span of the words it came from.

    No date: no value, no error, no span. `invalid_date` with a span for a day that does not exist (2月30日).
    A time of day alone means today, or tomorrow once it has passed. `now` is aware.
    Warnings: `year_inferred`, `time_assumed`.

    Example: Tuesday 2026-03-10, `下周三下午3点 拜访` → 2026-03-18 15:00, span (0, 7).
    """
    folded = narrow(text).lower()
    local_now = now.astimezone(ORGANISATION_ZONE)
    position = 0
    while (found := _ANY_DAY.search(folded, position)) is not None:
        read = _read_day(folded, found.start(), local_now, year_rule)
        if read is not None:
            return _with_time(folded, found.start(), *read)
        position = found.start() + 1
    return _time_only(folded, local_now)


def _read_day(text: str, start: int, now: datetime, rule: YearRule) -> tuple[_Day, int] | None:
    for pattern, reader in _DAY_FORMS:
        if match := pattern.match(text, start):
            return reader(match, now, rule), match.end()
    return None


def _with_time(text: str, start: int, found: _Day, end: int) -> Parsed[Moment]:
    if found.at is not None:
        return Parsed(Moment(found.at, True), None, found.warnings, (start, end))
    if found.day is None:
        return Parsed(None, "invalid_date", (), (start, end))
    gap = _BETWEEN.match(text, end)
    clock_match = TIME_PATTERN.match(text, gap.end() if gap else end)
    clock = read_clock(clock_match) if clock_match else None
    if clock is None or clock_match is None:
        return Parsed(moment_of(found.day, None, found.precision), None, found.warnings, (start, end))
    return _at_clock(found.day, clock, (start, start + len(text[start : clock_match.end()].rstrip())), found.warnings)


def _at_clock(day: date, clock: ClockTime, span: tuple[int, int], warnings: tuple[str, ...]) -> Parsed[Moment]:
    assumed = ("time_assumed",) if clock.assumed else ()
    return Parsed(moment_of(day + timedelta(days=clock.next_day), clock.time), None, warnings + assumed, span)


def _time_only(text: str, now: datetime) -> Parsed[Moment]:
    match = TIME_PATTERN.search(text)
    clock = read_clock(match) if match else None
    if match is None or clock is None or match["alone"]:
        return Parsed(None)
    passed = clock.time <= now.time() and not clock.next_day
    return _at_clock(
        now.date() + timedelta(days=passed), clock, (match.start(), match.start() + len(match.group().rstrip())), ()
    )


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    in_words = read_chinese_number(text.replace("廿", "二十"))
    return int(in_words) if in_words is not None else 0


def _year(word: str | None, today: date) -> int | None:
    if not word:
        return None
    shift = {"明年": 1, "今年": 0, "本年": 0, "去年": -1, "后年": 2}.get(word)
    if shift is not None:
        return today.year + shift
    number = _number(word.removesuffix("年"))
    return full_year(number) if number < 100 else number


def _full_date(match: re.Match[str], now: datetime, rule: YearRule) -> _Day:
    year = _year(match[1], now.date()) or 0
    return _Day(day_or_none(year, _number(match[2]), _number(match[3])))


def _figures(match: re.Match[str], now: datetime, rule: YearRule) -> _Day:
    year = int(match[1])
    return _Day(day_or_none(full_year(year) if year < 100 else year, int(match[2]), int(match[3])))


def _month_day(match: re.Match[str], now: datetime, rule: YearRule) -> _Day:
    return _Day(complete_year(_number(match[1]), _number(match[2]), now.date(), rule), "day", ("year_inferred",))


def _part_day(year: int, month: int, part: str | None) -> date | None:
    if not 1 <= month <= 12:
        return None
    if part in ("底", "末"):
        return month_end(year, month)
    return day_or_none(year, month, {"中": 15, "中旬": 15, "下旬": 21}.get(part or "", 1))


def _month_part(match: re.Match[str], now: datetime, rule: YearRule) -> _Day:
    today, month = now.date(), _number(match[2])
    year = _year(match[1], today)
    if year is not None:
        return _Day(_part_day(year, month, match[3]), "month")
    # The next such month, this one included: 3月底 in March is this March.
    year = today.year + (1 if month < today.month and rule in ("upcoming", "future") else 0)
    year -= 1 if month > today.month and rule == "past" else 0
    return _Day(_part_day(year, month, match[3]), "month", ("year_inferred",))


def _year_part(match: re.Match[str], now: datetime, rule: YearRule) -> _Day:
    year = _year({"年": "今年"}.get(match[1], match[1]), now.date()) or now.year
    month, day = {"初": (1, 1), "中": (6, 30), "底": (12, 31), "末": (12, 31)}[match[2]]
    return _Day(date(year, month, day), "month")


def _near_month(match: re.Match[str], now: datetime, rule: YearRule) -> _Day:
    today = now.date()
    word = match[1] or ""
    shift = 2 if word.startswith("下下") else 1 if word.startswith("下") else -1 if word.startswith("上") else 0
    first = shift_months(today.replace(day=1), shift)
    if match[2]:
        return _Day(day_or_none(first.year, first.month, _number(match[2])))
    return _Day(_part_day(first.year, first.month, match[3]), "month")


def _bare_month_part(match: re.Match[str], now: datetime, rule: YearRule) -> _Day:
    today = now.date()
    day = _part_day(today.year, today.month, match[1])
    if day is not None and day < today and rule in ("upcoming", "future"):
        following = shift_months(today.replace(day=1), 1)
        day = _part_day(following.year, following.month, match[1])
    return _Day(day, "month")


def _within_month(match: re.Match[str], now: datetime, rule: YearRule) -> _Day:
    return _Day(month_end(now.year, now.month), "month")


def _week_day(match: re.Match[str], now: datetime, rule: YearRule) -> _Day:
    today, which, name = now.date(), match[1] or "", match[2]
    monday = today - timedelta(days=today.weekday())
    index = {"天": 6, "日": 6, "末": 5}.get(name, _WEEKDAYS.find(name))
    if which:
        shift = {"下下": 2, "下": 1, "上": -1, "上上": -2}.get(which, 0)
        return _Day(monday + timedelta(days=7 * shift + index))
    if name == "末":
        return _Day(monday + timedelta(days=5 + (7 if today.weekday() == 6 else 0)))
    if rule == "past":
        return _Day(today - timedelta(days=(today.weekday() - index) % 7))
    return _Day(today + timedelta(days=(index - today.weekday() - 1) % 7 + 1))


def _week(match: re.Match[str], now: datetime, rule: YearRule) -> _Day:
    monday = now.date() - timedelta(days=now.weekday())
    shift = {"下下": 2, "下": 1, "上": -1, "上上": -2}.get(match[1], 0)
    # 本周内 means by its Friday; 下周 begins on its Monday.
    return _Day(monday + timedelta(days=7 * shift if shift else 4), "week")


def _near_day(match: re.Match[str], now: datetime, rule: YearRule) -> _Day:
    word = match[1]
    for start, shift in (
        ("大后", 3),
        ("明后", 2),
        ("后", 2),
        ("大前", -3),
        ("前", -2),
        ("昨", -1),
        ("今", 0),
        ("当", 0),
    ):
        if word.startswith(start):
            return _Day(now.date() + timedelta(days=shift))
    return _Day(now.date() + timedelta(days=1))


def _after(match: re.Match[str], now: datetime, rule: YearRule) -> _Day:
    count = 0.5 if match[1] == "半" else float(_number(match[1]))
    unit = match[2].removeprefix("个")
    if unit in ("分钟", "小时", "钟头", "钟"):
        delta = timedelta(minutes=count) if unit == "分钟" else timedelta(hours=count)
        return _Day(now.date(), at=(now + delta).replace(second=0, microsecond=0))
    today = now.date()
    if unit in ("月", "年"):
        months = count * (12 if unit == "年" else 1)
        return _Day(shift_months(today, int(months)) if months >= 1 else today + timedelta(days=15), "day")
    days = count * (1 if unit in ("天", "日", "个工作日", "工作日") else 7)
    return _Day(today + timedelta(days=int(days)))


def _day_of_month(match: re.Match[str], now: datetime, rule: YearRule) -> _Day:
    today, day = now.date(), int(match[1])
    step = -1 if rule == "past" else 1
    first = today.replace(day=1)
    for months in range(12):
        month = shift_months(first, step * months)
        found = day_or_none(month.year, month.month, day)
        if found and (found <= today if step < 0 else found >= today):
            return _Day(found)
    return _Day(None)


_DAY_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"(?<![\d.])({_YEAR_WORD})\s*({_N}|元)\s*月\s*({_N})\s*[日号]?(?!\d)", _full_date),
        (r"(?<![\d./-])(\d{4}|\d{2})[-/](\d{1,2})[-/](\d{1,2})(?![\d/-])", _figures),
        (r"(?<![\d.])(\d{4}|\d{2})\.(\d{1,2})\.(\d{1,2})(?![\d.])", _figures),
        (r"(?<!\d)(20\d{2})([01]\d)([0-3]\d)(?!\d)", _figures),
        (rf"(?:再?过)?({_COUNT})\s*({_UNIT})(?:之?后|以后|之?内|以内|左右)", _after),
        (rf"再?过({_COUNT})\s*({_UNIT})", _after),
        (rf"(?:({_YEAR_WORD})\s*)?(?<!\d)({_N}|元)月份?\s*({_PART})(?!午|国|间|介)", _month_part),
        (rf"(?<![\d.])({_N}|元)月\s*({_N})\s*[日号]?(?![\d万千元])", _month_day),
        (r"(?<![\d./a-z-])(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?![\d/])" + _NOT_A_UNIT, _month_day),
        (r"(?<![\d./a-z-])(1[0-2]|0?[1-9])[.-](3[01]|[12]\d|0?[1-9])(?![./-])" + _NOT_A_UNIT, _month_day),
        (r"(明年|今年|去年|后年|年)(初|中|底|末)(?!级|午)", _year_part),
        (rf"(下下个?月|下个?月|这个?月|本月|当月|上个?月)\s*(?:({_N})[日号]|({_PART})(?!午|国))?", _near_month),
        (rf"(?<![个\d])月({_PART})(?!午|国)", _bare_month_part),
        (r"(?<![个\d])月内", _within_month),
        (rf"(下下|下|这|本|上上|上)?个?(?:周|星期|礼拜)([{_WEEKDAYS}])(?!期|年)", _week_day),
        (r"(下下|下|这|本|上上|上)个?(?:周|星期|礼拜)内?", _week),
        (
            rf"(大后天|后[天日]|明后天|明[天日儿]|明{_HALF_AHEAD}|次日|第二天|隔天|翌日|今[天日儿]|今{_HALF_AHEAD}|当天"
            rf"|昨[天日儿]|昨{_HALF_AHEAD}|大前天|前[天日]|tomorrow|today)",
            _near_day,
        ),
        (rf"(?:({_YEAR_WORD})\s*)?(?<![\d个])({_N}|元)(?:月份|月)(?!\d)()", _month_part),
        (r"(?<![\d.a-z#-])(3[01]|[12]\d|0?[1-9])[号日](?![线楼院机店门厂馆车码库柜位\d])", _day_of_month),
    )
)
_ANY_DAY = re.compile("|".join(f"(?:{form.pattern})" for form, _ in _DAY_FORMS))
