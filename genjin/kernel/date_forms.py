"""The forms in which Chinese text names a day, and what each stands for.

Rules for words that count from today follow the annotation guide of the follow-up cells: weeks run Monday to Sunday,
a bare weekday is the next one strictly after today, 月底 is the last day of this month, 节后 the first working day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from genjin.kernel.chinese_numbers import read_chinese_number
from genjin.kernel.holidays import HOLIDAYS, working_day_after, working_day_since
from genjin.kernel.moments import Precision, YearRule, complete_year, day_or_none, full_year, month_end, shift_months

# full: with its year. date: month and day. day, weekday: without a month or a week. feast: 教师节.
# near: what counts from today, forwards or backwards, as its first word says.
Kind = Literal["full", "date", "month", "day", "weekday", "near", "ahead", "holiday", "feast"]


@dataclass(frozen=True, slots=True)
class Day:
    """What the words for a day stand for. `at` is set when they name an instant (两小时后)."""

    day: date | None
    precision: Precision = "day"
    warnings: tuple[str, ...] = ()
    at: datetime | None = None


Reader = Callable[[re.Match[str], datetime, YearRule], Day]

_N = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
_COUNT = r"(?:\d{1,3}|[一两二三四五六七八九十]{1,3}|半)"
_UNIT = "分钟|个?小时|个?钟头|天|个?工作日|个?周|个?星期|个?礼拜|个月|年"
_YEAR_WORD = r"(?:明年|今年|去年|本年|后年|(?:\d{4}|[二〇零一三四五六七八九]{4}|\d{2})年)"
_PART = r"(?:初|头|上旬|中旬|中|底|末|尾|下旬)"
_WEEKDAYS = "一二三四五六日天末"
# What follows a number that is no date: prices, sizes, counts.
_LATIN_UNIT = "mm|cm|km|kg|pcs|kw|kva|mpa|bar|hz|mah|gb|tb|usd|rmb|inch|ft|oz|lb|ml|m|g|t|l|w|v|a|k|b|s|x"
_NOT_A_UNIT = (
    r"(?![\d.%万千元块折倍米吨个台套件月年天人次号份版寸秒升克瓦度级厘毫斤颗粒吋‰℃°])"
    rf"(?!\s*(?:[%万千块吨米折]|元(?![器旦宵月])|小时|公斤|公分|平方|平米|立方|(?:{_LATIN_UNIT})(?![a-z信我聊])))"
)
MONTH_NAMES = {name.lower(): index for index, name in enumerate(calendar.month_abbr) if name}
_MONTHS = "|".join(MONTH_NAMES)
_ENGLISH_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ENGLISH_WEEKDAY = "mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_FEASTS = {
    "情人节": (2, 14), "妇女节": (3, 8), "三八节": (3, 8), "女神节": (3, 8), "植树节": (3, 12), "愚人节": (4, 1),
    "青年节": (5, 4), "护士节": (5, 12), "儿童节": (6, 1), "六一": (6, 1), "建党节": (7, 1), "建军节": (8, 1),
    "教师节": (9, 10), "国庆节": (10, 1), "国庆当天": (10, 1), "双十一": (11, 11), "双11": (11, 11),
    "双十二": (12, 12), "双12": (12, 12), "平安夜": (12, 24), "圣诞节": (12, 25), "圣诞": (12, 25), "元旦": (1, 1),
    "五一": (5, 1), "劳动节": (5, 1), "国庆": (10, 1),
}  # fmt: skip
_AFTER = "(?:假期|长假|小长假|节)?(?:之后|以后|过后|过了|过完|后|回来后?)(?!面|来|台)"
_HOLIDAY_WORDS = "|".join(sorted(HOLIDAYS, key=len, reverse=True))
_HALF_AHEAD = r"(?=早|晚|上午|下午|中午|凌晨|傍晚)"


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


def _full_date(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    year = _year(match[1], now.date()) or 0
    return Day(day_or_none(year, _number(match[2]), _number(match[3])))


def _figures(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    year = int(match[1])
    return Day(day_or_none(full_year(year) if year < 100 else year, int(match[2]), int(match[3])))


def _month_day(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    return Day(complete_year(_number(match[1]), _number(match[2]), now.date(), rule), "day", ("year_inferred",))


def _part_day(year: int, month: int, part: str | None) -> date | None:
    if not 1 <= month <= 12:
        return None
    if part in ("底", "末", "尾"):
        return month_end(year, month)
    return day_or_none(year, month, {"中": 15, "中旬": 15, "下旬": 21}.get(part or "", 1))


def _month_part(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    today, month = now.date(), _number(match[2])
    year = _year(match[1], today)
    if year is not None:
        return Day(_part_day(year, month, match[3]), "month")
    # The next such month, this one included: 3月底 in March is this March.
    year = today.year + (1 if month < today.month and rule in ("upcoming", "future") else 0)
    year -= 1 if month > today.month and rule == "past" else 0
    return Day(_part_day(year, month, match[3]), "month", ("year_inferred",))


def _year_part(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    year = _year({"年": "今年"}.get(match[1], match[1]), now.date()) or now.year
    month, day = {"初": (1, 1), "中": (6, 30), "底": (12, 31), "末": (12, 31)}[match[2]]
    return Day(date(year, month, day), "month")


def _steps(word: str) -> int:
    """Every 下 is a week or month later, every 上 one earlier: 下下个月 is two."""
    return word.count("下") - word.count("上")


def _near_month(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    today = now.date()
    word = match[1] or ""
    first = shift_months(today.replace(day=1), _steps(word))
    if match[2]:
        return Day(day_or_none(first.year, first.month, _number(match[2])))
    return Day(_part_day(first.year, first.month, match[3]), "month")


def _bare_month_part(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    today = now.date()
    day = _part_day(today.year, today.month, match[1])
    step = 0
    if day is not None and rule == "past":
        step = -1 if day > today else 0
    elif day is not None and day < today and rule != "this_year":
        step = 1
    if step:
        other = shift_months(today.replace(day=1), step)
        day = _part_day(other.year, other.month, match[1])
    return Day(day, "month")


def _within_month(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    return Day(month_end(now.year, now.month), "month")


def _week_day(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    today, which, name = now.date(), match[1] or "", match[2]
    monday = today - timedelta(days=today.weekday())
    index = {"天": 6, "日": 6, "末": 5}.get(name, _WEEKDAYS.find(name))
    if which:
        shift = _steps(which)
        return Day(monday + timedelta(days=7 * shift + index))
    if name == "末":
        return Day(monday + timedelta(days=5 + (7 if today.weekday() == 6 else 0)))
    if rule == "past":
        return Day(today - timedelta(days=(today.weekday() - index) % 7))
    return Day(today + timedelta(days=(index - today.weekday() - 1) % 7 + 1))


def _week(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    monday = now.date() - timedelta(days=now.weekday())
    shift = _steps(match[1])
    # 本周内 means by its Friday, as history its Monday; 下周 begins on its Monday.
    return Day(monday + timedelta(days=7 * shift if shift else 0 if rule == "past" else 4), "week")


def _near_day(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    word = match[1]
    for start, shift in (
        ("大后", 3),
        ("明后", 2),
        ("后", 2),
        ("tod", 0),
        ("yes", -1),
        ("大前", -3),
        ("前", -2),
        ("昨", -1),
        ("今", 0),
        ("当", 0),
    ):
        if word.startswith(start):
            return Day(now.date() + timedelta(days=shift))
    return Day(now.date() + timedelta(days=1))


def _after(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    count = 0.5 if match[1] == "半" else float(_number(match[1]))
    unit = match[2].removeprefix("个")
    if unit in ("分钟", "小时", "钟头", "钟"):
        delta = timedelta(minutes=count) if unit == "分钟" else timedelta(hours=count)
        return Day(now.date(), at=(now + delta).replace(second=0, microsecond=0))
    today = now.date()
    if unit in ("月", "年"):
        months = count * (12 if unit == "年" else 1)
        return Day(shift_months(today, int(months)) if months >= 1 else today + timedelta(days=15), "day")
    by_days = unit in ("天", "日", "工作日")
    days = count * (1 if by_days else 7)
    return Day(today + timedelta(days=int(days)), "day" if by_days and not match[0].endswith("左右") else "week")


def _day_of_month(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    today, day = now.date(), int(match[1])
    step = -1 if rule == "past" else 1
    first = today.replace(day=1)
    for months in range(12):
        month = shift_months(first, step * months)
        found = day_or_none(month.year, month.month, day)
        if found and (found <= today if step < 0 else found >= today):
            return Day(found)
    return Day(None)


def _after_holiday(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    """节后, 国庆后: the first working day; 节后周四 the Thursday of its week; 节后8号 that day of the month."""
    name = None if match[1] in ("节", "假", "长假", "放假", "假期") else match[1]
    today = now.date()
    day = working_day_since(name, today) if rule == "past" else working_day_after(name, today)
    if day is None:
        return Day(None)
    if match[2]:
        index = _WEEKDAYS.find(match[2])
        return Day(day - timedelta(days=day.weekday()) + timedelta(days=min(index, 6)))
    if match[3]:
        first = day.replace(day=1)
        months = (shift_months(first, n) for n in range(13))
        return Day(next((f for m in months if (f := day_or_none(m.year, m.month, int(match[3]))) and f >= day), None))
    if match[4] == "第二天":
        day += timedelta(days=1)
    return Day(day, "day" if match[4] else "week")


def _feast(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    month, day = _FEASTS[match[2]]
    if (year := _year(match[1], now.date())) is not None:
        return Day(day_or_none(year, month, day))
    return Day(complete_year(month, day, now.date(), rule), "day", ("year_inferred",))


def _english(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    month, day = (match[1], match[2]) if match[1].isalpha() else (match[2], match[1])
    if match[3]:
        return Day(day_or_none(int(match[3]), MONTH_NAMES[month], int(day)))
    return Day(complete_year(MONTH_NAMES[month], int(day), now.date(), rule), "day", ("year_inferred",))


def _english_month(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    today, month = now.date(), MONTH_NAMES[match[2]]
    year = today.year + (1 if month < today.month and rule in ("upcoming", "future") else 0)
    year -= 1 if month > today.month and rule == "past" else 0
    part = "中" if match[1] == "mid" else "底" if match[1].startswith(("late", "end")) else None
    return Day(_part_day(year, month, part), "month", ("year_inferred",))


def _english_weekday(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    today, which = now.date(), match[1] or ""
    index = _ENGLISH_WEEKDAYS.index(match[2][:3])
    monday = today - timedelta(days=today.weekday())
    if which in ("next", "last"):
        return Day(monday + timedelta(days=index + (7 if which == "next" else -7)))
    if rule == "past":
        return Day(today - timedelta(days=(today.weekday() - index) % 7))
    return Day(today + timedelta(days=(index - today.weekday() - 1) % 7 + 1))


def _english_week(match: re.Match[str], now: datetime, rule: YearRule) -> Day:
    monday = now.date() - timedelta(days=now.weekday())
    if match[2] == "month":
        first = now.date().replace(day=1)
        return Day(shift_months(first, {"next": 1, "last": -1}.get(match[1], 0)), "month")
    return Day(monday + timedelta(days={"next": 7, "last": -7}.get(match[1], 4)), "week")


class Form(NamedTuple):
    pattern: re.Pattern[str]
    read: Reader
    kind: Kind


_MD = r"(1[0-2]|0?[1-9])"
_DD = r"(3[01]|[12]\d|0?[1-9])"
_FORMS: tuple[tuple[str, Reader, Kind], ...] = (
    (rf"(?<![\d.])({_YEAR_WORD})\s*({_N}|元)\s*月\s*({_N})\s*[日号]?(?!\d)", _full_date, "full"),
    (rf"(今年|去年|明年|后年)\s*{_MD}[./-]{_DD}(?![\d./-])", _full_date, "full"),
    (r"(?<![\d./-])(\d{4}|\d{2})[-/](\d{1,2})[-/](\d{1,2})(?![\d/-])", _figures, "full"),
    (r"(?<![\d.])(\d{4}|\d{2})\.(\d{1,2})\.(\d{1,2})(?![\d.])", _figures, "full"),
    (r"(?<![\da-z])(20\d{2})([01]\d)([0-3]\d)(?!\d)", _figures, "full"),
    (rf"(?:再?过)?({_COUNT})\s*({_UNIT})(?:之?后|以后|之?内|以内|左右)", _after, "ahead"),
    (rf"再?过({_COUNT})\s*({_UNIT})", _after, "ahead"),
    (r"([一两二三四五六七八九十]{1,3}|\d{1,2})\s*(日)(?:之内|以内|内(?!容|部))", _after, "ahead"),
    (rf"(?:({_YEAR_WORD})\s*)?(?<!\d)({_N}|元)月份?\s*({_PART})(?!午|国|间|介)", _month_part, "month"),
    # 7-8月, 3月5号到8号: a span of months or days stands for its first.
    (rf"(?:({_YEAR_WORD})\s*)?(?<![\d./-])({_N})月?份?\s*[-~至到]\s*{_N}月份?(?!\s*\d)()", _month_part, "month"),
    (rf"(?<![\d.])({_N}|元)月\s*({_N})\s*[日号]?\s*[-~至到]\s*{_N}[日号]", _month_day, "date"),
    (rf"(?<![\d.])({_N}|元)月\s*({_N})\s*[日号]?(?![\d万千元])", _month_day, "date"),
    # 3.5-3.8: a fair of several days is dated by its first.
    (
        rf"(?<![\d./a-z-]){_MD}[./]{_DD}\s*[-~至到]\s*(?:(?:1[0-2]|0?[1-9])[./])?(?:3[01]|[12]\d|0?[1-9])(?![\d./-])"
        + _NOT_A_UNIT,
        _month_day,
        "date",
    ),
    (rf"(?<![\d./a-z-]){_MD}/{_DD}(?![\d/])" + _NOT_A_UNIT, _month_day, "date"),
    (rf"(?<![\d./a-z-]){_MD}[.-]{_DD}(?![./-])" + _NOT_A_UNIT, _month_day, "date"),
    (
        rf"(?<![\d一二两三四五六七八九十几半多今明去每上下前])({_HOLIDAY_WORDS}|节|假|长假|放假|假期)"
        rf"{_AFTER}(?:(?:周|星期|礼拜)([{_WEEKDAYS}])|(\d{{1,2}})[号日]|(第一天|第二天|首日|第一个工作日|上班第一天))?(?!第|续)",
        _after_holiday,
        "holiday",
    ),
    (
        rf"(?:(今年|去年|明年|后年)\s*)?({'|'.join(sorted(_FEASTS, key=len, reverse=True))})"
        "(?!后|过|期|回|放|假|广场|路|长|以|之后)",
        _feast,
        "feast",
    ),
    (r"(明年|今年|去年|后年|年)(初|中|底|末)(?!级|午)", _year_part, "month"),
    (
        rf"(下下个?月|下个?月|这个?月|本月|当月|上上个?月|上个?月)\s*(?:({_N})[日号]|月?({_PART})(?!午|国))?",
        _near_month,
        "near",
    ),
    (rf"(?<![个\d])月({_PART})(?!午|国)", _bare_month_part, "month"),
    (r"(?<![月\d])(上旬|中旬|下旬)", _bare_month_part, "month"),
    (r"(?<![个\d])月内", _within_month, "ahead"),
    (rf"(下下|下|这|本|上上|上)?个?(?:周|星期|礼拜)([{_WEEKDAYS}])(?!期|年)", _week_day, "weekday"),
    (r"(下下|下|这|本|上上|上)个?(?:周|星期|礼拜)内?", _week, "near"),
    (
        rf"(大后天|后[天日]|明后[天两]|明[天日儿]|明{_HALF_AHEAD}|次日|第二天|隔天|翌日|今[天日儿]|今{_HALF_AHEAD}|当天"
        rf"|昨[天日儿]|昨{_HALF_AHEAD}|大前天|前[天日]|(?<![a-z])(?:tomorrow|today|yesterday)(?![a-z]))",
        _near_day,
        "near",
    ),
    (rf"(?:({_YEAR_WORD})\s*)?(?<![\d个])({_N}|元)(?:月份|月)(?!\d)()", _month_part, "month"),
    (
        r"(?<![\d.a-z#-])(3[01]|[12]\d|0?[1-9])[号日](?!线(?![上下])|[楼院机店门厂馆车码库柜位\d])",
        _day_of_month,
        "day",
    ),
    (
        rf"(?<![a-z])({_MONTHS})[a-z]{{0,6}}\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[:/.]\d)(?:,?\s*(20\d\d))?",
        _english,
        "date",
    ),
    (
        rf"(?<![\d.])(\d{{1,2}})(?:st|nd|rd|th)?[\s-]?({_MONTHS})[a-z]{{0,6}}(?![a-z])(?:[\s,-]*(20\d\d))?",
        _english,
        "date",
    ),
    (
        rf"(?<![a-z])(?:(early|mid|late|end\s+of|in|by)[\s-]+)({_MONTHS})[a-z]{{0,6}}(?![a-z])(?!\s*\d)",
        _english_month,
        "month",
    ),
    (rf"(?<![a-z])(?:(next|last|this)\s+)?({_ENGLISH_WEEKDAY})(?![a-z])", _english_weekday, "weekday"),
    (r"(?<![a-z])(next|last|this)\s+(week|month)(?![a-z])", _english_week, "near"),
)
DAY_FORMS = tuple(Form(re.compile(pattern), reader, kind) for pattern, reader, kind in _FORMS)
# With what character any form can begin: most of a text is passed over by this alone.
_BEGINS = (
    r"(?=[\da-z〇零一二两三四五六七八九十廿半元再过明今去本后年下这上当个月周星礼节假长放"
    r"春新清劳端中国情妇女植愚青护儿建教双平圣大昨前次第隔翌])"
)
# One group around each form tells which it was.
ANY_DAY = re.compile(_BEGINS + "(?:" + "|".join(f"({form.pattern.pattern})" for form in DAY_FORMS) + ")")
_GROUPS = [1 + sum(1 + form.pattern.groups for form in DAY_FORMS[:i]) for i in range(len(DAY_FORMS))]
FORM_OF_GROUP = dict(zip(_GROUPS, DAY_FORMS, strict=True))
