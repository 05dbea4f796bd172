"""A second process that plans chunks of a long file while the first one reads, plans others and stores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from genjin.exchange.imports.other_process import Answer, OtherProcess, can_help
from genjin.exchange.imports.plain_table import PlainTable
from genjin.exchange.imports.planning import PlannedLine, Planner
from genjin.exchange.imports.source import SourceCell, SourceRow

# Chunks in its hands: one it plans, one it finds when it is done.
_AT_MOST = 2
WORK = "plan"


class SecondHand:
    """The other process, as the planner sees it."""

    def __init__(self, process: OtherProcess) -> None:
        self._process = process

    def take(self, rows: Sequence[SourceRow]) -> Answer | None:
        """None before it is ready, after it has failed, and with both hands full."""
        if not self._process.is_ready() or self._process.waiting() >= _AT_MOST:
            return None
        return self._process.ask([_pack(row) for row in rows])


@contextmanager
def second_hand(rules: PlainTable, rows: int) -> Iterator[SecondHand | None]:
    """For the block; None where it is not worth it or could not see what this process sees."""
    if not can_help(rows):
        yield None
        return
    process = OtherProcess(WORK, rules)
    try:
        yield SecondHand(process)
    finally:
        process.close()


def _pack(row: SourceRow) -> tuple[Any, ...]:
    """Plain tuples: objects take several times as long on their way."""
    cells = {column: (c.text, c.value, c.error, c.warnings, c.void) for column, c in row.cells.items()}
    return row.line, cells, row.people, row.skipped, row.origin


def _unpack(packed: tuple[Any, ...]) -> SourceRow:
    line, cells, *rest = packed
    return SourceRow(line, {column: SourceCell(*cell) for column, cell in cells.items()}, *rest)


def begin(rules: PlainTable, _facts: Mapping[str, Any]) -> Callable[[Any], list[PlannedLine]]:
    """In the other process: what answers its questions."""
    planner = Planner(rules)
    return lambda packed: planner.plan([_unpack(row) for row in packed])
