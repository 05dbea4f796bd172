"""One cell of a file → what the column stores, or why not. The field types of the engine have the last word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from genjin.exchange.imports.links import LinkBooks
from genjin.exchange.imports.planned import PlannedCell
from genjin.exchange.imports.source import SourceCell, SourceRow
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.clock import ORGANISATION_ZONE
from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.definition import Column
from genjin.tables.fields.base import ParseContext

# Stored value or None; the planned cell says the rest.
ReadCell = tuple[PlannedCell, Any]
# Kinds with few different texts a file: read once each.
_REPEATING = frozenset({"choice", "choices", "grade", "link", "person", "stage", "checkbox"})
_TEXTS = frozenset({"text", "long_text", "url", "email", "encrypted"})


class CellReader:
    """Reads the cells of one table for one actor; remembers names and options across the file."""

    def __init__(self, actor: Actor, columns: Iterable[Column]) -> None:
        self.links = LinkBooks(actor)
        self._columns = {c.id: c for c in columns}
        self._context = ParseContext(clock.now(), clock.today(), actor.language, self.links.resolve)
        self._repeated: dict[tuple[str, str], ReadCell] = {}
        self._days: dict[date, datetime] = {}

    def prefetch(self, rows: Iterable[SourceRow], columns: Iterable[str] | None = None) -> None:
        """Looks up all names of link cells in these rows at once."""
        wanted: dict[str, set[str]] = {}
        links = {
            c.id: str(c.field.link_table)
            for c in self._columns.values()
            if c.field.link_table and (columns is None or c.id in columns)
        }
        for row in rows:
            for column_id, table in links.items():
                cell = row.cells.get(column_id)
                if cell is not None and cell.text.strip():
                    wanted.setdefault(table, set()).add(cell.text.strip())
        self.links.prefetch(wanted)

    def read(self, column: Column, cell: SourceCell) -> ReadCell:
        """Never raises: what is wrong stands in the planned cell."""
        if cell.error is not None or cell.void:
            return PlannedCell(cell.text, None, cell.error, None, cell.warnings), None
        if column.field.kind in _REPEATING and not cell.warnings:
            key = (column.id, cell.text)
            found = self._repeated.get(key)
            if found is None:
                found = self._repeated[key] = self._read(column, cell)
            planned, stored = found
            return PlannedCell(planned.text, planned.value, planned.error, planned.data, planned.warnings), stored
        return self._read(column, cell)

    def _read(self, column: Column, cell: SourceCell) -> ReadCell:
        try:
            stored = self._stored(column, cell)
        except AppError as refused:
            return PlannedCell(cell.text, None, refused.code.value, refused.data, cell.warnings), None
        value = None if stored is None else column.field.dump(stored)
        # What is encrypted in the table is not kept in plain text beside it.
        text = "******" if column.field.encrypted else cell.text
        return PlannedCell(text, value, None, None, cell.warnings), stored

    def _stored(self, column: Column, cell: SourceCell) -> Any:
        kind = column.field.kind
        if column.field.encrypted and set(cell.text.strip()) <= {"*"}:
            # The mask of our own export: says nothing about the value.
            return None
        typed = _TYPED.get(kind)
        if typed is not None and cell.value is not None:
            return typed(self, column, cell.value)
        raw = cell.value if kind in _TEXTS and isinstance(cell.value, str) else cell.text
        return column.field.parse(raw.strip(), self._context)

    def _money(self, column: Column, value: Any) -> Any:
        return column.field.parse(value if isinstance(value, int) else str(value), self._context)

    def _day(self, column: Column, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else column.field.parse(value, self._context)

    def _instant(self, column: Column, value: Any) -> Any:
        if isinstance(value, datetime):
            zoned = value if value.tzinfo is not None else value.replace(tzinfo=ORGANISATION_ZONE)
            return zoned.astimezone(clock.now().tzinfo)
        if isinstance(value, date):
            found = self._days.get(value)
            if found is None:
                found = self._days[value] = clock.day_start(value)
            return found
        return column.field.parse(value, self._context)

    def _phone(self, column: Column, value: Any) -> Any:
        # The reader and the field type share one parser; reading twice would cost and could not differ.
        return value if isinstance(value, str) and value else column.field.parse(value, self._context)

    def _number(self, column: Column, value: Any) -> Any:
        return column.field.parse(value, self._context)


_TYPED: dict[str, Callable[[CellReader, Column, Any], Any]] = {
    "money": CellReader._money,
    "date": CellReader._day,
    "datetime": CellReader._instant,
    "phone": CellReader._phone,
    "number": CellReader._number,
    "percent": CellReader._number,
    "rating": CellReader._number,
}


def same_value(column: Column, before: Any, after: Any) -> bool:
    """Whether writing `after` would change nothing a person can see.

    A day without time keeps the time of day that is there already; a sheet keeps instants to the second at best.
    """
    if before is None or after is None:
        return before is after
    same = getattr(column.field, "same", None)
    if same is not None:
        return bool(same(before, after))
    if column.field.kind == "datetime":
        if abs((before - after).total_seconds()) < 1:
            return True
        day = clock.local(after)
        return (day.hour, day.minute, day.second) == (0, 0, 0) and clock.local(before).date() == day.date()
    if column.field.kind in ("number", "percent"):
        return bool(abs(before - after) <= 1e-9 * max(1.0, abs(before)))
    return bool(before == after)


def refusal(code: ErrorCode, **data: Any) -> tuple[str, dict[str, Any]]:
    """An error as the plan keeps it."""
    return code.value, data
