"""Finds the dates in a sentence: `下周三下午3点 拜访`, `月底再联系`, `3.12 寄样`, `过两周电话`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from genjin.kernel.clock import ORGANISATION_ZONE
from genjin.kernel.clock_words import TIME_PATTERN, ClockTime, read_clock
from genjin.kernel.date_forms import ANY_DAY, FORM_OF_GROUP, Day, Form, Kind
from genjin.kernel.moments import Moment, YearRule, moment_of
from genjin.kernel.parsed import Parsed
from genjin.kernel.text_width import narrow

_BETWEEN = re.compile(r"(?:[\s,的]|[(\[]?(?:周|星期|礼拜)[一二三四五六日天][)\]]?)*")


def find_moment(text: str, *, now: datetime, year_rule: YearRule = "upcoming") -> Parsed[Moment]:
    """The first date, or time of day, named in `text`, with the span of the words it came from.

    No date: no value, no error, no span. `invalid_date` with a span for a day that does not exist (2月30日).
    A time of day alone means today, or tomorrow once it has passed. `now` is aware.
    Warnings: `year_inferred`, `time_assumed`.

    Example: Tuesday 2026-03-10, `下周三下午3点 拜访` → 2026-03-18 15:00, span (0, 7).
    """
    folded = narrow(text).lower()
    local_now = now.astimezone(ORGANISATION_ZONE)
    for words in find_days(folded):
        return _with_time(folded, words.start, words.read(local_now, year_rule), words.end)
    return _time_only(folded, local_now)


@dataclass(frozen=True, slots=True)
class DayWords:
    """Words that name a day, not resolved yet: what they stand for depends on the day they are read from."""

    start: int
    end: int
    form: Form
    match: re.Match[str]

    @property
    def kind(self) -> Kind:
        return self.form.kind

    def read(self, now: datetime, rule: YearRule) -> Day:
        return self.form.read(self.match, now, rule)


def find_days(folded: str) -> Iterator[DayWords]:
    """All days named in a text that is narrow and lower case, from left to right. Time grows with its length."""
    for found in ANY_DAY.finditer(folded):
        form = FORM_OF_GROUP[found.lastindex or 0]
        match = form.pattern.match(folded, found.start())
        if match is not None:
            yield DayWords(found.start(), match.end(), form, match)


def _with_time(text: str, start: int, found: Day, end: int) -> Parsed[Moment]:
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
