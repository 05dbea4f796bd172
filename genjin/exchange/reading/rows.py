"""Streams a sheet as rows of typed values, with the errors and warnings of each cell, and the rows left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, NamedTuple

from genjin.exchange.reading.cell_readers import DITTO_MARKS, SAME_AS_ABOVE, CellReader, Reading, Value, reader_for
from genjin.exchange.reading.cells import Cell, Merge, Row, SheetSource
from genjin.exchange.reading.contact_cells import ContactEntry
from genjin.exchange.reading.fields import FIELDS
from genjin.exchange.reading.layout import Layout
from genjin.exchange.reading.limits import DEFAULT_LIMITS, Limits
from genjin.exchange.reading.mapping import ColumnMapping, rearranged
from genjin.exchange.reading.row_kinds import RowSorter, SkipReason
from genjin.kernel.parse_headcount import Headcount
from genjin.kernel.parse_places import Place

# Values that recur (owner, city, date) are read once; a column of all different values does not fill the memory.
_REMEMBERED = 1_024

FieldValue = str | int | date | datetime | Headcount


@dataclass(slots=True)
class RowReading:
    """One row of data. `number` is the row as Excel shows it, from 1.

    `values` holds only fields with a value: text, fen, date or date-time, Headcount. `errors` and `warnings` are
    (field, code). `contacts` lists the persons when the cell names several or a number with the name.
    `cells` are the cells as they stood. `moved`: below a second header, where each field's columns stand now.
    """

    number: int
    values: dict[str, FieldValue]
    errors: list[tuple[str, str]]
    warnings: list[tuple[str, str]]
    contacts: tuple[ContactEntry, ...]
    cells: Row
    moved: Mapping[str, tuple[int, ...]] | None = None

    @property
    def status(self) -> str:
        """`rejected` without its company, `partial` with another bad cell, else `ok`."""
        if not self.errors:
            return "ok"
        return "rejected" if any(code == "required" for _, code in self.errors) else "partial"


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is no record, and why."""

    number: int
    reason: SkipReason


class _Column(NamedTuple):
    position: int
    field: str
    read: CellReader
    joined: Literal["", "lines", "given_name", "family_name"]
    known: dict[Cell, Reading]


def read_rows(
    sheet: SheetSource,
    layout: Layout,
    mapping: Sequence[ColumnMapping],
    *,
    today: date,
    persons: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[RowReading | SkippedRow]:
    """Every row of the sheet in order, one at a time; rows above the header come as skipped.

    `mapping` may be the guess or one that a person has corrected. `persons` lets a row stand without a company when it
    has a contact. `today` is the day of import: dates without a year take its year.
    Raises: AppError `file_too_large` while reading a text file beyond its row limit.
    """
    columns = _columns(mapping, today, limits)
    moved: Mapping[str, tuple[int, ...]] | None = None
    sorter = _sorter(layout, columns, sheet.merges)
    fill = _Filler(sheet.merges, layout.first_data_row)
    check = _required(columns, persons)
    blank_run: list[int] = []
    above: dict[int, Reading] = {}
    first = layout.first_data_row
    for index, row in enumerate(sheet.rows()):
        if index < first:
            yield SkippedRow(index + 1, _above_header(index, row, layout))
            continue
        row = fill(index, row)
        reason = sorter.skip_reason(index, row)
        if reason == "blank":
            # Kept back until something follows: the empty formatted rows at the end of a sheet are not news.
            blank_run.append(index)
            continue
        yield from (SkippedRow(blank + 1, "blank") for blank in blank_run)
        blank_run.clear()
        if reason is None:
            yield _read_row(index, row, columns, check, above, moved)
            continue
        yield SkippedRow(index + 1, reason)
        if reason == "repeat_header" and (again := rearranged(row, mapping)) is not None:
            labels = tuple(column.header for column in again)
            columns, moved = _columns(again, today, limits), _positions(again)
            sorter, above = _sorter(replace(layout, labels=labels), columns, sheet.merges), {}


def _columns(mapping: Sequence[ColumnMapping], today: date, limits: Limits) -> list[_Column]:
    return [
        _Column(
            column.index,
            column.field,
            _reader(column, today, limits),
            _joined(column),
            {},
        )
        for column in mapping
        if column.field is not None
    ]


def _reader(column: ColumnMapping, today: date, limits: Limits) -> CellReader:
    read = reader_for(column.kind or "text", today=today, scale=column.scale, limits=limits)
    writing = column.writing
    if column.kind in ("date", "moment") and writing.day_first:
        return lambda cell: read(writing.day(cell))
    if column.kind == "money" and (writing.decimal_comma or writing.grouped):
        return lambda cell: read(writing.amount(cell))
    return read


def _positions(mapping: Sequence[ColumnMapping]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for column in mapping:
        if column.field is not None:
            found[column.field] = (*found.get(column.field, ()), column.index)
    return found


def _read_row(
    index: int,
    row: Row,
    columns: Sequence[_Column],
    check: Callable[[RowReading], None],
    above: dict[int, Reading],
    moved: Mapping[str, tuple[int, ...]] | None,
) -> RowReading:
    """`above` holds each column's last filled cell, for 同上; it is brought up to date."""
    result = RowReading(index + 1, {}, [], [], (), row, moved)
    width, values = len(row), result.values
    for column in columns:
        position, name, read, joined, known = column
        cell = row[position] if position < width else ""
        if cell == "":
            continue
        reading = known.get(cell)
        if reading is None:
            reading = SAME_AS_ABOVE if cell in DITTO_MARKS else read(cell)
            if len(known) < _REMEMBERED and (not isinstance(cell, str) or len(cell) < 100):
                known[cell] = reading
        if reading is SAME_AS_ABOVE:
            reading = above.get(position, reading)
        above[position] = reading
        value = reading.value
        if reading.error:
            result.errors.append((name, reading.error))
        elif type(value) is str and not joined and reading.diverted is None:
            values[name] = value
        elif value is not None:
            _enter(result, column, reading.diverted or name, value)
        if reading.warnings:
            result.warnings.extend((name, code) for code in reading.warnings)
    check(result)
    return result


def _enter(result: RowReading, column: _Column, name: str, value: Value) -> None:
    values = result.values
    if isinstance(value, tuple):
        _enter_contacts(result, name, value)
    elif isinstance(value, Place):
        if value.province:
            values["province"] = value.province
        if value.city:
            values.setdefault("city", value.city)
    elif column.joined and isinstance(value, str) and isinstance(previous := values.get(name), str):
        values[name] = _join(previous, value, column.joined)
    elif name == column.field:
        values[name] = value
    else:
        values.setdefault(name, value)


def _joined(column: ColumnMapping) -> Literal["", "lines", "given_name", "family_name"]:
    if column.kind == "given_name" or column.kind == "family_name":
        return column.kind
    return "lines" if column.field in FIELDS and FIELDS[column.field].joins else ""


def _join(previous: str, value: str, how: str) -> str:
    """Notes one below the other; 王 and 芳 become 王芳, Tom and Li become Tom Li, whichever column comes first."""
    if how == "lines":
        return f"{previous}\n{value}"
    family, given = (value, previous) if how == "family_name" else (previous, value)
    return f"{given} {family}" if (family + given).isascii() else family + given


def _enter_contacts(result: RowReading, name: str, contacts: tuple[ContactEntry, ...]) -> None:
    first = contacts[0]
    if first.name:
        result.values[name] = first.name
    if first.title:
        result.values.setdefault("title", first.title)
    if len(contacts) > 1 or first.mobile or first.phone:
        result.contacts = contacts
        # The columns of their own for mobile and landline win, wherever they stand.
        if first.mobile:
            result.values.setdefault("mobile", first.mobile)
        if first.phone:
            result.values.setdefault("phone", first.phone)


def _required(columns: Sequence[_Column], persons: bool) -> Callable[[RowReading], None]:
    """A lead needs its company (design.md, import rows); with `persons` a contact will do."""

    def check(result: RowReading) -> None:
        if "company" in result.values or (persons and "contact" in result.values):
            return
        if not any(name == "company" for name, _ in result.errors):
            result.errors.insert(0, ("company", "required"))

    return check


def _sorter(layout: Layout, columns: Sequence[_Column], merges: Sequence[Merge]) -> RowSorter:
    by_field = {column.field: column.position for column in columns}
    key = by_field.get("company", by_field.get("contact"))
    width = len(layout.labels)
    wide = {
        merge.top
        for merge in merges
        if merge.top == merge.bottom and merge.right - merge.left + 1 >= max(3, width * 0.6)
    }
    return RowSorter(layout.labels, key, [column.position for column in columns], wide)


def _above_header(index: int, row: Row, layout: Layout) -> SkipReason:
    if index == layout.header_row:
        return "header"
    if index == layout.group_row:
        return "group_header"
    return "title" if len(row) - row.count("") else "blank"


class _Filler:
    """Puts the value of a vertically merged cell into every row that it covers."""

    def __init__(self, merges: Sequence[Merge], first_row: int) -> None:
        self._starting: dict[int, list[Merge]] = {}
        for merge in merges:
            if merge.bottom > merge.top and merge.bottom >= first_row:
                self._starting.setdefault(merge.top, []).append(merge)
        self._open: dict[int, tuple[int, Cell]] = {}

    def __call__(self, index: int, row: Row) -> Row:
        if not self._open and index not in self._starting:
            return row
        filled = list(row)
        for column, (last, value) in list(self._open.items()):
            if index > last:
                del self._open[column]
            elif column < len(filled) and filled[column] == "":
                filled[column] = value
        for merge in self._starting.get(index, ()):
            if merge.left < len(filled):
                self._open[merge.left] = (merge.bottom, filled[merge.left])
        return filled
