"""The lines of a plan as the run takes them: what is to be done with each, and what a new row is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from genjin.exchange.imports.plain_table import Draft, PlainTable
from genjin.exchange.imports.planned import PlannedRow, load_plan
from genjin.exchange.models import ImportRow


class StoredLine(NamedTuple):
    """A line as the database keeps it."""

    line: int
    outcome: str
    decision: str | None
    choices: Mapping[str, str] | None
    plan: str


@dataclass(slots=True)
class RunLine:
    """new: what is created; without its cells, which the run does not need. plan: of every other line.

    action: create, update or None. keeps: cells changed in both places that stay as they are now.
    """

    line: int
    outcome: str
    action: Literal["create", "update"] | None
    new: Draft | None = None
    plan: PlannedRow | None = None
    keeps: frozenset[str] = frozenset()


def read_stored(run_id: int, after: int, most: int) -> list[StoredLine]:
    """The next lines behind `after`, in order."""
    rows = ImportRow.objects.filter(run_id=run_id, line__gt=after).order_by("line")[:most]
    return [StoredLine(*row) for row in rows.values_list(*StoredLine._fields)]


def read_whole(rules: PlainTable, run_id: int, lines: Iterable[int]) -> Iterator[Draft]:
    """These lines as they were planned, cells included, in order."""
    rows = ImportRow.objects.filter(run_id=run_id, line__in=list(lines)).order_by("line")
    for row in rows.values_list(*StoredLine._fields):
        stored = StoredLine(*row)
        yield rules.read_back(load_plan(stored.line, stored.outcome, stored.plan))


def make_line(rules: PlainTable, stored: StoredLine) -> RunLine:
    """What is to be done with it, by the person's decision and the options of the import."""
    line, outcome, decision, choices, text = stored
    plan = load_plan(line, outcome, text)
    action = plan.action(decision, rules.options.duplicates)
    if action == "create":
        return RunLine(line, outcome, action, rules.read_back(plan))
    chosen, undecided = choices or {}, rules.options.conflicts
    keeps = frozenset(c for c, cell in plan.cells.items() if cell.theirs and chosen.get(c, undecided) == "theirs")
    return RunLine(line, outcome, action, None, plan, keeps)


def pack_new(draft: Draft) -> tuple[Any, ...]:
    """Plain tuples: objects take several times as long on their way to another process."""
    return draft.line, draft.values, draft.people, draft.log, draft.wanted, draft.notes


def unpack_new(outcome: str, packed: tuple[Any, ...]) -> RunLine:
    line, values, people, log, wanted, notes = packed
    return RunLine(line, outcome, "create", Draft(line, {}, values, people, log, wanted, notes))
