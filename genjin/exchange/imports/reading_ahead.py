"""Parts of a long plan read by a second process while the first one writes those before.

With the lines comes what can be said of their names alone (sort keys, search words), so that nobody waits for it while
the table is locked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from genjin.exchange.imports.other_process import Answer, OtherProcess, can_help
from genjin.exchange.imports.plain_table import PlainTable
from genjin.exchange.imports.run_lines import RunLine, StoredLine, make_line, pack_new, read_stored, unpack_new
from genjin.exchange.models import ImportRun
from genjin.kernel.memo import hand_over, take_over
from genjin.tables.ledger.operation import chunk_rows
from genjin.tables.search.projection import build_terms

WORK = "read ahead"
# Parts asked for: one it reads, one that is there when the first process wants it.
_AHEAD = 2


def read_parts(run: ImportRun, rules: PlainTable) -> Iterator[list[RunLine]]:
    """The lines behind the last written one, as many at a time as a transaction writes."""
    if not can_help(run.rows):
        yield from _alone(run, rules, run.done_line)
        return
    process = OtherProcess(WORK, rules, run=run.pk, most=chunk_rows())
    try:
        yield from _together(run, rules, process)
    finally:
        process.close()


def _alone(run: ImportRun, rules: PlainTable, after: int) -> Iterator[list[RunLine]]:
    while stored := read_stored(run.pk, after, chunk_rows()):
        after = stored[-1].line
        yield [make_line(rules, line) for line in stored]


def _together(run: ImportRun, rules: PlainTable, process: OtherProcess) -> Iterator[list[RunLine]]:
    """Read here until the process is ready, and from where it breaks off."""
    after = run.done_line
    for part in _alone(run, rules, after):
        after = part[-1].line
        yield part
        if process.is_ready():
            break
    else:
        return
    asked: deque[Answer] = deque()
    question: int | None = after
    while True:
        while len(asked) < _AHEAD:
            asked.append(process.ask(question))
            question = None
        answer = asked.popleft().wait()
        if answer is None:
            yield from _alone(run, rules, after)
            return
        packed, known = answer
        if not packed:
            return
        asked.append(process.ask(None))
        take_over(known)
        part = [_unpack(rules, line) for line in packed]
        after = part[-1].line
        yield part


def _pack(stored: StoredLine, line: RunLine) -> tuple[Any, ...]:
    return tuple(stored) if line.new is None else (line.outcome, pack_new(line.new))


def _unpack(rules: PlainTable, packed: tuple[Any, ...]) -> RunLine:
    return unpack_new(*packed) if len(packed) == 2 else make_line(rules, StoredLine(*packed))


def begin(rules: PlainTable, facts: Mapping[str, Any]) -> Callable[[int | None], tuple[Any, Any]]:
    """In the other process: answers with the next part, at the first question with that behind the line it names."""
    hand_over()
    at = 0

    def answer(after: int | None) -> tuple[Any, Any]:
        nonlocal at
        stored = read_stored(facts["run"], at if after is None else after, facts["most"])
        at = stored[-1].line if stored else at
        lines = [make_line(rules, line) for line in stored]
        for line in lines:
            if line.new is not None:
                _read_names(rules, line.new.values)
        return [_pack(s, line) for s, line in zip(stored, lines, strict=True)], hand_over()

    return answer


def _read_names(rules: PlainTable, values: Mapping[str, Any]) -> None:
    """Works out what the functions that remember their answers will be asked."""
    definition = rules.definition
    row = dict.fromkeys(definition.derive_needs)
    row.update({rules.columns[c].attr: value for c, value in values.items()})
    if definition.derive is not None:
        definition.derive(row)
    build_terms(definition, row)
