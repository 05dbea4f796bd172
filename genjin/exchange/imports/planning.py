"""From lines of a file to what is planned for each, chunk by chunk. The only way from a line to what happens with it.

Of a long file a second process plans part of the chunks (see `second_hand`). A chunk's plan depends on nothing but its
lines and the table; only whether an earlier line of the file is the same record is known here alone, and such a line is
planned again with that known.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple, Protocol

from genjin.exchange.imports.lookups import LookUp
from genjin.exchange.imports.plain_table import PlainTable
from genjin.exchange.imports.plan import plan_row
from genjin.exchange.imports.planned import Outcome, PlannedRow, dump_plan
from genjin.exchange.imports.since import ReturnLookUp
from genjin.exchange.imports.source import SourceRow
from genjin.exchange.snapshot import SealBook

PLAN_CHUNK = 500
# Chunks planned here while the first one given away is waited for; more would only fill the memory.
_MOST_WAITING = 16


class PlannedLine(NamedTuple):
    """A planned line as it is stored. faulty: some cell has an error. twin: equal for lines that are one record."""

    line: int
    outcome: Outcome
    faulty: bool
    match_id: int | None
    plan: str
    twin: Any


class Answer(Protocol):
    """A chunk that somebody else plans."""

    def done(self) -> bool: ...

    def wait(self) -> list[PlannedLine] | None:
        """None when it was not planned after all."""


class Hand(Protocol):
    """Somebody else who plans chunks."""

    def take(self, rows: Sequence[SourceRow]) -> Answer | None:
        """None when the hand is full."""


class Planner:
    """Plans chunks of lines of one file."""

    def __init__(self, rules: PlainTable, book: SealBook | None = None) -> None:
        self.rules = rules
        self._look_up = LookUp(rules)
        self._returned = None if book is None else ReturnLookUp(self._look_up, book)

    def plan(self, rows: Sequence[SourceRow], twins: Sequence[int | None] = ()) -> list[PlannedLine]:
        """twins: for each line the earlier one that is the same record, when that is known."""
        drafts = self.rules.read(rows)
        found = self._look_up.find(drafts)
        if self._returned is not None:
            found = self._returned.find(drafts, found)
        lines = []
        for draft, known, twin in zip(drafts, found, twins or (None,) * len(drafts), strict=True):
            alone = draft.skipped is None and draft.origin is None and known.keyed is None
            # Before the plan, which takes out of the draft what a new row cannot have.
            key = self.rules.twin_key(draft) if alone else None
            known.twin = twin if alone else None
            lines.append(_as_stored(plan_row(draft, known, self.rules), key))
        return lines


def plan_rows(
    rules: PlainTable, rows: Iterable[SourceRow], book: SealBook | None = None, hand: Hand | None = None
) -> Iterator[list[PlannedLine]]:
    """The plan of each line, in chunks, in the order of the file. book: of a returned file."""
    planner = Planner(rules, book)
    first_of: dict[Any, int] = {}
    for chunk, lines in _planned(planner, rows, hand):
        twins = {
            place: earlier
            for place, line in enumerate(lines)
            if line.twin is not None and (earlier := first_of.setdefault(line.twin, line.line)) != line.line
        }
        if twins:
            again = planner.plan([chunk[place] for place in twins], list(twins.values()))
            for place, line in zip(twins, again, strict=True):
                lines[place] = line
        yield lines


@dataclass(slots=True)
class _Chunk:
    rows: list[SourceRow]
    answer: Answer | None
    lines: list[PlannedLine] | None = None


def _planned(
    planner: Planner, rows: Iterable[SourceRow], hand: Hand | None
) -> Iterator[tuple[list[SourceRow], list[PlannedLine]]]:
    """Chunks with their plans, in order: what the hand does not take is planned here meanwhile."""
    source = iter(rows)
    waiting: deque[_Chunk] = deque()
    while chunk := list(islice(source, PLAN_CHUNK)):
        answer = None if hand is None else hand.take(chunk)
        waiting.append(_Chunk(chunk, answer, planner.plan(chunk) if answer is None else None))
        while waiting and (len(waiting) > _MOST_WAITING or waiting[0].answer is None or waiting[0].answer.done()):
            yield _settle(planner, waiting.popleft())
    while waiting:
        yield _settle(planner, waiting.popleft())


def _settle(planner: Planner, chunk: _Chunk) -> tuple[list[SourceRow], list[PlannedLine]]:
    lines = chunk.lines if chunk.answer is None else chunk.answer.wait()
    return chunk.rows, planner.plan(chunk.rows) if lines is None else lines


def _as_stored(row: PlannedRow, twin: Any) -> PlannedLine:
    faulty = row.faulty and row.outcome != "skipped"
    return PlannedLine(row.line, row.outcome, faulty, row.match.id if row.match else None, dump_plan(row), twin)
