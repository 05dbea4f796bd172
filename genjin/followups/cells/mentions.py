"""The days a cell names, left to right; what is said of one day in two ways, or of several in a row, is one mention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from genjin.kernel.clock import ORGANISATION_ZONE
from genjin.kernel.date_words import DayWords, find_days
from genjin.kernel.moments import Precision, complete_year, day_or_none

# Days that are told by their number.
NUMBERED = ("full", "date", "day")
_COMPACT = re.compile(
    r"(?<![\d.a-z])(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\d.]|-\d|\s*(?:[a-z]|元|万|块|个|台|套|号))"
)
# 过两天, 过几天 name no day.
_VAGUE = re.compile(r"再?过[两几]天(?!后)")
# 25.6.2～25.6.5, 6/3、6/4: a range or a list is dated by its first day.
_RANGE = re.compile(r"\s?(?:[~\-至到]+|[、&+]|和|及|以及)\s?|[ \t]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A day named in the cell. compact: 0305, which only the place tells from a number."""

    start: int
    end: int
    words: DayWords | None
    compact: tuple[int, int] | None = None

    @property
    def kind(self) -> str:
        return "date" if self.words is None else self.words.kind

    @property
    def of_a_week(self) -> bool:
        """上周二, 本周三: a weekday of a week that is named."""
        return self.words is not None and self.kind == "weekday" and bool(self.words.match[1])

    def past(self, anchor: date) -> tuple[date | None, Precision]:
        """The day, read backwards from `anchor`, and how exact it is."""
        if self.words is None:
            assert self.compact is not None
            return complete_year(*self.compact, anchor, "past"), "day"
        day = self.words.read(_noon(anchor), "past")
        return day.day, day.precision

    def coming(self, anchor: date) -> tuple[date | None, Precision]:
        """The day, read forwards from `anchor`."""
        if self.words is None:
            assert self.compact is not None
            return complete_year(*self.compact, anchor, "future"), "day"
        day = self.words.read(_noon(anchor), "future")
        return day.day, day.precision


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ORGANISATION_ZONE)


def find_mentions(text: str) -> list[Mention]:
    """All days named, left to right; a comment right behind a date (（周三）, 国庆回来) belongs to that date."""
    found = [Mention(d.start, d.end, d) for d in find_days(text) if not _VAGUE.match(text, d.start)]
    compact = [
        Mention(m.start(), m.end(), None, (int(m[1]), int(m[2])))
        for m in _COMPACT.finditer(text)
        if day_or_none(2024, int(m[1]), int(m[2]))
    ]
    if compact:
        taken = {p for d in found for p in range(d.start, d.end)}
        found = sorted([*found, *(m for m in compact if m.start not in taken)], key=lambda m: m.start)
    return _join_comments(text, found) if len(found) > 1 else found


def _join_comments(text: str, found: Sequence[Mention]) -> list[Mention]:
    """7.22（二）, 3/5周三, 10/9 国庆回来 are one day, said twice; in 周四（16号） the number says more."""
    joined: list[Mention] = [found[0]]
    for mention in found[1:]:
        last = joined[-1]
        gap = text[last.end : mention.start]
        if len(gap) <= 2 and not gap.strip(" (["):
            end = mention.end + (text[mention.end : mention.end + 1] in (")", "]") and bool(gap.strip()))
            if last.kind in ("full", "date") and mention.kind in ("weekday", "holiday", "feast"):
                joined[-1] = Mention(last.start, end, last.words, last.compact)
                continue
            if last.kind == "weekday" and mention.kind in ("full", "date", "day"):
                joined[-1] = Mention(last.start, end, mention.words, mention.compact)
                continue
        if last.kind in NUMBERED and mention.kind in NUMBERED and _RANGE.fullmatch(gap):
            joined[-1] = Mention(last.start, mention.end, last.words, last.compact)
            continue
        joined.append(mention)
    return joined
