"""Which columns of what hangs on a lead a reader may read: asked wherever rows are told in words of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from genjin.kernel.actor import Actor, ColumnRight, Reach
from genjin.tables.definition import get_table

_IN_FULL = (ColumnRight.READ, ColumnRight.EDIT)


def readable_columns(actor: Actor, table: str) -> frozenset[str]:
    """Ids of the columns the actor reads in full; none where the actor sees no rows of the table at all (I1).

    Whether a single row is visible is asked of its lead.
    """
    access = actor.access(table)
    if access.reach is Reach.NONE:
        return frozenset()
    return frozenset(c.id for c in get_table(table).all_columns() if access.column(c.id) in _IN_FULL)


def blank_unreadable(cells: Mapping[str, Any], columns: frozenset[str]) -> dict[str, Any]:
    """The cells, by column id, those of other columns empty."""
    return {column: value if column in columns else None for column, value in cells.items()}
