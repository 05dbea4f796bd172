"""What a cell holds when some operations are taken out of history. Pure: changes in, value out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from genjin.tables.models import Change
from genjin.tables.rowreader import read_json

VALUE_KINDS = (Change.Kind.CREATE, Change.Kind.SET, Change.Kind.DELETE, Change.Kind.RESTORE)


class ChangeLine(NamedTuple):
    """A change as undo reads it: thousands at a time, where model instances cost more than reading them.

    before, after: JSON text, read only where it decides; a long history is mostly looked past.
    """

    id: int
    operation_id: int
    table: str
    row_id: int
    column: str
    kind: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class CellFate:
    """value: the cell's dumped value after the replay. later: the newest living change after the undone one."""

    value: Any
    later: ChangeLine | None


def replay_cell(changes: Sequence[ChangeLine], is_live: Callable[[int], bool], first_undone: int) -> CellFate:
    """The value of one cell (its changes in ledger order) counting only changes of live operations.

    `revert` changes are results of earlier replays, not values of their own. A value is the last live change's
    `after`, else what stood before the first change. `first_undone`: id of the change being taken back.
    """
    last = next((c for c in reversed(changes) if c.kind in VALUE_KINDS and is_live(c.operation_id)), None)
    if last is not None:
        return CellFate(_after(last), last if last.id > first_undone else None)
    first = next((c for c in changes if c.kind in VALUE_KINDS), None)
    return CellFate(None if first is None else _before(first), None)


def _after(change: ChangeLine) -> Any:
    """Cells: the value. Whole rows: whether the row lives."""
    if change.column:
        return read_json(change.after)
    return change.kind in (Change.Kind.CREATE, Change.Kind.RESTORE)


def _before(change: ChangeLine) -> Any:
    if change.column:
        return read_json(change.before)
    return change.kind == Change.Kind.DELETE
