"""The clauses of an entry, each with the days it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from genjin.followups.cells.mentions import Mention

_END = re.compile(
    r"[。；;！!？?\n|~…]|(?<=[a-z]{3})\.\s|[，,](?!\d{3}(?!\d))|(?<=[\u4e00-\u9fff\d)）\]])[ \t]+(?=[\u4e00-\u9fff\d①-⑳])|(?<=[\u4e00-\u9fff])[ \t]+|[①-⑳⑴-⒇❶-❿]|[:：](?!\d)|、(?=我们|我方|他们|她们|对方|客户)|[”“\"]"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """text stands at `start` of the whole. days: the days it names, without the one that dates the entry."""

    text: str
    start: int
    days: tuple[Mention, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def split_clauses(text: str, begin: int, end: int, days: Sequence[Mention]) -> Iterator[Clause]:
    """By punctuation and by blanks; a clause that is nothing but a time joins the one behind it."""
    start = begin
    held: int | None = None
    position = 0
    for stop, following in [*((m.start(), m.end()) for m in _END.finditer(text, begin, end)), (end, end)]:
        if position < len(days) and any(d.start < stop < d.end for d in days[position : position + 2]):
            continue
        first = start if held is None else held
        while position < len(days) and days[position].start < first:
            position += 1
        last = position
        while last < len(days) and days[last].start < stop:
            last += 1
        own = tuple(days[position:last])
        if text[first:stop].strip():
            alone = len(own) == 1 and _is_alone(text, first, stop, own[0]) and following > stop and stop < end
            if alone and held is None and text[stop:following].strip(" \t，,") == "":
                held = first
            else:
                yield Clause(text[first:stop], first, own)
                held, position = None, last
        start = following


_NOTHING_ELSE = re.compile(
    r"(?:上午|下午|早上|晚上|中午|\d{1,2}点半?|\d{1,2}:\d\d|[\s前后内我他她们说让要]|客户|对方)*"
)


def _is_alone(text: str, start: int, stop: int, day: Mention) -> bool:
    if stop - start > 30:
        return False
    return _NOTHING_ELSE.fullmatch(text[start : day.start] + text[day.end : stop]) is not None
