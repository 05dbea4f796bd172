"""Everything that points to a merged lead points to the kept one afterwards, whichever table declares the link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.definition import Column, TableDefinition, get_table, list_tables
from genjin.tables.ledger.operation import Writer

# Rows that one merge may move in one transaction.
MAX_MOVED = 5_000
_STAYING: set[tuple[str, str]] = set()


@dataclass(frozen=True, slots=True)
class LinkRows:
    """Living rows of one table whose link names one of the leads. ids: by lead."""

    definition: TableDefinition
    column: Column
    ids: dict[int, list[int]] = field(default_factory=dict)


def keep_in_place(table: str, column: str) -> None:
    """Says that a link tells which lead something was about when it happened, or is looked after by its own module."""
    _STAYING.add((table, column))


def find_links() -> list[tuple[TableDefinition, Column]]:
    """Every declared link to leads that follows a merge; tables registered later are found as well.

    Rows bound to a cell of their lead (stage visits) are that cell's history and stay with it.
    """
    return [
        (definition, column)
        for definition in list_tables()
        if definition.bound_to is None
        for column in definition.columns
        if column.field.link_table == "leads"
        and column.computed is None
        and (definition.key, column.id) not in _STAYING
    ]


def find_rows(ids: Sequence[int]) -> list[LinkRows]:
    """What hangs on these leads, table by table. Raises limit above 5,000 rows."""
    found: list[LinkRows] = []
    total = 0
    for definition, column in find_links():
        alive = definition.model._default_manager.filter(deleted_at__isnull=True, **{f"{column.attr}__in": list(ids)})
        rows = list(alive.order_by("pk").values_list("pk", column.attr)[: MAX_MOVED + 1])
        by_lead: dict[int, list[int]] = defaultdict(list)
        for row_id, lead_id in rows:
            by_lead[lead_id].append(row_id)
        total += len(rows)
        if total > MAX_MOVED:
            raise AppError(ErrorCode.LIMIT, 409, limit=MAX_MOVED)
        if by_lead:
            found.append(LinkRows(definition, column, dict(by_lead)))
    return found


def move_rows(writer: Writer, keep: int, others: Sequence[int]) -> int:
    """Points the rows of `others` to `keep` and answers how many; a link from the kept lead to one of them ends."""
    moved = 0
    for link in find_rows(others):
        ids = [row_id for lead_id in others for row_id in link.ids.get(lead_id, [])]
        same_table = link.definition.key == "leads"
        cells = {i: {link.column.id: None if same_table and i == keep else keep} for i in ids}
        moved += writer.set(link.definition.key, cells)
    return moved


def names_leads(column: Column) -> bool:
    return column.field.link_table == get_table("leads").key
