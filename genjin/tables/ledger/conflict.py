"""Cells that somebody else changed since the editor looked (domain.md I3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from genjin.tables.definition import CellEdit, TableDefinition, ledger_keys
from genjin.tables.ledger.operation import Writer
from genjin.tables.ledger.position import made_after
from genjin.tables.models import Change
from genjin.tables.models import Operation as OperationRow


@dataclass(frozen=True, slots=True)
class Theirs:
    """The value somebody else left in the cell (stored form), who and when."""

    value: Any
    actor_id: int | None
    by: str
    at: datetime


def find_conflicts(
    definition: TableDefinition, writer: Writer, edits: Sequence[CellEdit], base: int
) -> dict[tuple[int, str], Theirs]:
    """Conflicting cells by (row, column). One's own later edits, and edits to the same value, do not conflict."""
    wanted = {(e.row_id, e.column): e.raw for e in edits}
    latest: dict[tuple[int, str], Change] = {}
    changes = Change.objects.filter(
        table__in=ledger_keys(definition.key),
        row_id__in={r for r, _ in wanted},
        column__in={c for _, c in wanted},
        kind__in=(Change.Kind.SET, Change.Kind.REVERT),
    )
    for change in made_after(changes, base).order_by("id"):
        if (change.row_id, change.column) in wanted:
            latest[(change.row_id, change.column)] = change
    operations = OperationRow.objects.in_bulk({c.operation_id for c in latest.values()})
    columns = definition.by_id()
    found: dict[tuple[int, str], Theirs] = {}
    for key, change in latest.items():
        made = operations.get(change.operation_id)
        if made is None or made.actor_id == writer.actor.id:
            continue
        field = columns[key[1]].field
        value = None if change.after is None else field.load(change.after)
        if columns[key[1]].writable != "verb" and value == wanted[key]:
            continue
        found[key] = Theirs(value, made.actor_id, made.actor_name, made.at)
    return found
