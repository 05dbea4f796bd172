"""Reads dates and date-times in the forms of sheets, forms and chat, typed leniently (A10)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from genjin.kernel.clock import ORGANISATION_ZONE
from genjin.kernel.clock_words import TIME_PATTERN, read_clock
from genjin.kernel.date_forms import MONTH_NAMES
from genjin.kernel.date_words import find_moment
from genjin.kernel.moments import Moment, YearRule, complete_year, day_or_none, full_year, moment_of
from genjin.kernel.parsed import Parsed
from genjin.kernel.text_width import is_placeholder, narrow

# Day 0 of the 1900 date system of Excel, its leap-year slip included (ISO/IEC 29500-1, 18.17.4.1).
_EXCEL_EPOCH = date(1899, 12, 30)
# 1927 to 2119: narrow enough that a count or a price in a date column is not taken for a day.
_SERIALS = range(10_000, 80_000)

_FAST = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?:[ T](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?"
)
_YEAR_FIRST = re.compile(r"(\d{4}|\d{2})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*[日号]?")
_SPACED = re.compile(r"(\d{4})\s+(\d{1,2})\s+(\d{1,2})")
_IN_CHARACTERS = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号])?"
)
_DIGITS = {"〇": 0, "零": 0, "○": 0, **{c: i for i, c in enumerate("一二三四五六七八九", 1)}}
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})(?:[t ]?(\d{2})(\d{2})(\d{2})?)?")
_YEAR_MONTH = re.compile(r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*月?(?:份)?")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*[日号]?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_ISO_ZONE = re.compile(r"(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(z|[+-]\d{2}:?\d{2})")
_WEEKDAY_NOTE = re.compile(
    r"\s*[(\[]?(?:周|星期|礼拜)[一二三四五六日天][)\]]?\s*|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s*"
)
_IMPOSSIBLE_TIME = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}\s+\d{1,2}:\d{1,2}(?::\d{1,2})?")
_NAMES = "|".join(MONTH_NAMES)
_ENGLISH_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[\s-]*({_NAMES})[a-z]*\.?[\s,-]*(\d{{4}}|\d{{2}})?")
_ENGLISH_MONTH_FIRST = re.compile(rf"({_NAMES})[a-z]*\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?(?:[\s,]+(\d{{4}}))?")


def parse_date(
    raw: str | int | float | date, *, today: date, year_rule: YearRule = "upcoming", words: bool = True
) -> Parsed[date]:
    """Reads one date; a time of day beside it is dropped.

    `raw` may be an Excel serial. `words` off refuses what depends on the day of writing (明天, 下周三).
    Errors: `invalid_date` (2026-02-30), `unparseable`. Warnings: `year_inferred`, `day_inferred`, `ambiguous_order`.
    Blank, `-` and 无 are no value.
    """
    if isinstance(raw, datetime):
        return Parsed(raw.astimezone(ORGANISATION_ZONE).date() if raw.tzinfo else raw.date())
    if isinstance(raw, date):
        return Parsed(raw)
    if isinstance(raw, str) and (fast := _FAST.fullmatch(raw.strip())):
        found = day_or_none(int(fast[1]), int(fast[3] or fast[5]), int(fast[4] or fast[6]))
        return Parsed(found) if found else Parsed(None, "invalid_date")
    noon = datetime.combine(today, time(12), ORGANISATION_ZONE)
    parsed = parse_datetime(raw, now=noon, year_rule=year_rule, words=words)
    day = parsed.value.day if parsed.value else None
    return Parsed(day, parsed.error, tuple(code for code in parsed.warnings if code != "time_assumed"))


def parse_datetime(
    raw: str | int | float | date, *, now: datetime, year_rule: YearRule = "upcoming", words: bool = True
) -> Parsed[Moment]:
    """Reads one date with or without a time, on the organisation's wall clock.

    Takes what `parse_date` takes; `now` is aware. Further warning: `time_assumed` (下午 alone, 3点 without a half-day).

    Example: on Tuesday 2026-03-10, `明天下午3点` → 2026-03-11 15:00, has_time.
    """
    if isinstance(raw, datetime):
        local = raw.astimezone(ORGANISATION_ZONE) if raw.tzinfo else raw.replace(tzinfo=ORGANISATION_ZONE)
        return Parsed(Moment(local, local.time() != time.min))
    if isinstance(raw, date):
        return Parsed(moment_of(raw))
    if isinstance(raw, (int, float)):
        return _from_number(raw)
    text = narrow(raw).strip().strip("'").lower()
    if is_placeholder(text):
        return Parsed(None)
    local_now = now.astimezone(ORGANISATION_ZONE)
    absolute = _absolute(text, local_now.date(), year_rule)
    if absolute is not None:
        return absolute
    return _in_words(text, local_now, year_rule) if words else Parsed(None, "unparseable")


def _from_number(raw: int | float) -> Parsed[Moment]:
    if isinstance(raw, bool) or raw != raw or not 0 <= raw < 1e14:
        return Parsed(None, "unparseable")
    whole = int(raw)
    if whole in _SERIALS:
        # Excel keeps seconds as binary fractions; rounding to a second undoes the noise.
        seconds = round((raw - whole) * 86_400)
        at = datetime.combine(_EXCEL_EPOCH, time.min, ORGANISATION_ZONE) + timedelta(days=whole, seconds=seconds)
        return Parsed(Moment(at, seconds > 0))
    compact = _COMPACT.fullmatch(str(whole)) if raw == whole else None
    return _compact(compact) if compact else Parsed(None, "unparseable")


def _absolute(text: str, today: date, rule: YearRule) -> Parsed[Moment] | None:
    """The moment of a text that names its day by figures; None when it does not."""
    if _SERIAL.fullmatch(text):
        return _from_number(float(text))
    if zoned := _ISO_ZONE.fullmatch(text):
        return _zoned(zoned)
    if compact := _COMPACT.fullmatch(text):
        return _compact(compact)
    day_text, clock = _split_time(_WEEKDAY_NOTE.sub(" ", text).strip())
    found = _day(day_text.strip(" ,"), today, rule)
    if found is None:
        return Parsed(None, "invalid_date") if _IMPOSSIBLE_TIME.fullmatch(text) else None
    if found.value is None or clock is None:
        return Parsed(moment_of(found.value) if found.value else None, found.error, found.warnings)
    reading = read_clock(clock)
    if reading is None:
        return Parsed(None, "invalid_date")
    if reading.time == time.min and not reading.next_day:
        # Programs that know only days export them with 0:00:00.
        return Parsed(moment_of(found.value), None, found.warnings)
    day = found.value + timedelta(days=reading.next_day)
    assumed = ("time_assumed",) if reading.assumed else ()
    return Parsed(moment_of(day, reading.time), None, found.warnings + assumed)


def _split_time(text: str) -> tuple[str, re.Match[str] | None]:
    """The text before a trailing time of day, and the match of that time."""
    if ":" not in text and not re.search(r"[点时午晚早晨夜]|[ap]m$", text):
        return text, None
    for match in TIME_PATTERN.finditer(text):
        if match.end() == len(text):
            return text[: match.start()].rstrip(" t,"), match
    return text, None


def _day(text: str, today: date, rule: YearRule) -> Parsed[date] | None:
    if match := _YEAR_FIRST.fullmatch(text):
        if len(match[1]) == 4:
            return _existing(day_or_none(int(match[1]), int(match[2]), int(match[3])))
        return _two_digit_year(int(match[1]), int(match[2]), int(match[3]), today, ordered="年" in text)
    if match := _SPACED.fullmatch(text):
        return _existing(day_or_none(int(match[1]), int(match[2]), int(match[3])))
    if match := _IN_CHARACTERS.fullmatch(text):
        year = int("".join(str(_DIGITS[c]) for c in match[1]))
        found = day_or_none(year, _small_number(match[2]), _small_number(match[3]) if match[3] else 1)
        return _existing(found, () if match[3] else ("day_inferred",))
    if match := _YEAR_LAST.fullmatch(text):
        if len(match[4]) == 2:
            return _two_digit_year(int(match[1]), int(match[3]), int(match[4]), today, ordered=False)
        return _year_last(int(match[1]), int(match[3]), int(match[4]))
    if match := _MONTH_DAY.fullmatch(text):
        return _existing(complete_year(int(match[1]), int(match[2]), today, rule), ("year_inferred",))
    if match := _YEAR_MONTH.fullmatch(text):
        return _existing(day_or_none(int(match[1]), int(match[2]), 1), ("day_inferred",))
    return _english(text, today, rule)


def _small_number(text: str) -> int:
    """三 → 3, 十二 → 12, 二十 → 20, 三十一 → 31."""
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS[tens] if tens else 1) * 10 * bool(ten) + (_DIGITS[ones] if ones else 0)


def _english(text: str, today: date, rule: YearRule) -> Parsed[date] | None:
    if match := _ENGLISH_DAY_FIRST.fullmatch(text):
        day, month, year = int(match[1]), MONTH_NAMES[match[2]], match[3]
    elif match := _ENGLISH_MONTH_FIRST.fullmatch(text):
        day, month, year = int(match[2]), MONTH_NAMES[match[1]], match[3]
    else:
        return None
    if year is None:
        return _existing(complete_year(month, day, today, rule), ("year_inferred",))
    return _existing(day_or_none(int(year) if len(year) == 4 else full_year(int(year)), month, day))


def _two_digit_year(first: int, second: int, third: int, today: date, *, ordered: bool) -> Parsed[date]:
    """24/3/1 is year first; 3/1/24, as American Excel shows it, is known by lying nearer to `today`."""
    year_first = day_or_none(full_year(first), second, third)
    if ordered:
        return _existing(year_first)
    others = (day_or_none(full_year(third), first, second), day_or_none(full_year(third), second, first))
    candidates = [found for found in (year_first, *others) if found is not None]
    if not candidates:
        return Parsed(None, "invalid_date")
    nearest = min(candidates, key=lambda found: abs(found - today))
    return Parsed(nearest, None, () if nearest == year_first else ("ambiguous_order",))


def _year_last(first: int, second: int, year: int) -> Parsed[date]:
    """12/31/2024 and 31/12/2024; where both orders exist the American one, which Excel writes, with a warning."""
    month_first, day_first = day_or_none(year, first, second), day_or_none(year, second, first)
    if month_first and day_first and month_first != day_first:
        return Parsed(month_first, None, ("ambiguous_order",))
    return _existing(month_first or day_first)


def _existing(day: date | None, warnings: tuple[str, ...] = ()) -> Parsed[date]:
    return Parsed(day, None, warnings) if day else Parsed(None, "invalid_date")


def _compact(match: re.Match[str]) -> Parsed[Moment]:
    day = day_or_none(int(match[1]), int(match[2]), int(match[3]))
    if day is None:
        return Parsed(None, "invalid_date")
    if match[4] is None:
        return Parsed(moment_of(day))
    try:
        return Parsed(moment_of(day, time(int(match[4]), int(match[5]), int(match[6] or 0))))
    except ValueError:
        return Parsed(None, "invalid_date")


def _zoned(match: re.Match[str]) -> Parsed[Moment]:
    try:
        at = datetime.fromisoformat(f"{match[1]}T{match[2]}{match[3].upper()}")
    except ValueError:
        return Parsed(None, "invalid_date")
    return Parsed(Moment(at.astimezone(ORGANISATION_ZONE), True))


def _in_words(text: str, now: datetime, rule: YearRule) -> Parsed[Moment]:
    found = find_moment(text, now=now, year_rule=rule)
    if found.span is None:
        return Parsed(None, "unparseable")
    outside = (text[: found.span[0]] + text[found.span[1] :]).strip(" ,.。;:")
    # A typed cell is nothing but the date; a sentence around it is not ours to drop.
    if outside not in ("", "前", "之前", "以前", "左右", "以后", "之后"):
        return Parsed(None, "unparseable")
    return Parsed(found.value, found.error, found.warnings)
