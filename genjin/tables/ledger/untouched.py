"""Cells whose undo needs no replay: nobody has written or undone anything there that could make a difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from genjin.tables.definition import ledger_keys
from genjin.tables.ledger.replay import ChangeLine
from genjin.tables.models import Change, Operation
from genjin.tables.rowreader import PAGE, one_of

# One change of the operation, none of others behind it, and before it only values that still count: then what stood
# there before it is what a replay would give. Looked for in the index, where reading the history itself costs far more.
_TOUCHED = """
SELECT c.row_id, c."column" FROM tables_change c JOIN tables_operation o ON o.id = c.operation_id
WHERE c."table" = %s AND c.row_id {rows} AND c."column" {columns}
GROUP BY c.row_id, c."column"
HAVING SUM(CASE WHEN c.operation_id = %s THEN 1 ELSE 0 END) <> 1
OR SUM(CASE WHEN c.operation_id <> %s AND (c.id > %s OR c.kind = %s OR o.state = %s) THEN 1 ELSE 0 END) > 0
"""


def find_untouched(target: Operation, table: str, changes: Sequence[ChangeLine]) -> set[tuple[int, str]]:
    """(row, column) of the cells that `target`, an operation that is no undo, was the last to write.

    changes: some of the operation's changes in `table`. A table that was renamed has no such shortcut.
    """
    cells = {(c.row_id, c.column) for c in changes if c.column and c.kind == Change.Kind.SET}
    if not cells or target.undoes_id is not None or len(ledger_keys(table)) > 1:
        return set()
    rows, columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
    first = min(c.id for c in changes)
    behind: list[Any] = [target.pk, target.pk, first, Change.Kind.REVERT.value, Operation.State.UNDONE.value]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), PAGE):
            among_rows, part = one_of(rows[start : start + PAGE])
            among_columns, named = one_of(columns)
            statement = _TOUCHED.format(rows=among_rows, columns=among_columns)
            cursor.execute(statement, [table, *part, *named, *behind])
            cells.difference_update((row, column) for row, column in cursor.fetchall())
    return cells
