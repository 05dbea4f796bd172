"""A file as lines for one table: the reader's rows in the table's column ids, with the text each value came from."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from genjin.exchange.imports.mapping import (
    MappedColumn,
    column_of,
    corrected,
    field_of,
    is_own_export,
    kind_of,
    map_own_export,
    own_labels,
    sample_texts,
    table_mapping,
)
from genjin.exchange.imports.plain_table import PlainTable
from genjin.exchange.imports.returned import Head, ReturnedSheet, find_head, own_cell
from genjin.exchange.imports.source import SourceCell, SourceRow
from genjin.exchange.reading.cells import Row, cell_text
from genjin.exchange.reading.document import Document, read_document
from genjin.exchange.reading.fields import FIELDS
from genjin.exchange.reading.files import open_file
from genjin.exchange.reading.mapping import ColumnMapping
from genjin.exchange.reading.rows import RowReading, SkippedRow
from genjin.exchange.snapshot import LIST_SHEET, read_list

_SAMPLE_ROWS = 50


@dataclass(frozen=True, slots=True)
class FileSource:
    """An open sheet. header_row: from 1, 0 without one. `rows` streams and may be called again.

    own: an export of ours, read by its labels. returned: one whose seals are whole, read against what went out. head:
    the head of seals that was found, whole or not.
    """

    document: Document
    header_row: int
    headers: tuple[str, ...]
    mapping: tuple[MappedColumn, ...]
    own: bool
    rules: PlainTable
    returned: ReturnedSheet | None = None
    head: Head | None = None

    def rows(self) -> Iterator[SourceRow]:
        """Every line from the top, those that are no record as skipped."""
        if self.returned is not None:
            return self.returned.rows(self.mapping, self._sent())
        if self.own:
            return _own_rows(self)
        return _read_rows(self)

    def row_count(self) -> int:
        """Rows of the sheet, header and titles included."""
        return _row_count(self.document.sheet)

    def _sent(self) -> array[int] | None:
        """Ids of the records that went out, when the hidden list is still there."""
        if self.returned is None or LIST_SHEET not in self.document.sheet_names:
            return None
        cells = [str(row[0]) for row in self.document.file.sheet(LIST_SHEET).rows() if row]
        return read_list(self.returned.snapshot, cells)

    def raw_rows(self) -> Iterator[tuple[int, Row]]:
        """Lines as they stand, with their number."""
        return enumerate(self.document.sheet.rows(), 1)


@contextmanager
def open_source(
    path: Path,
    file_name: str,
    rules: PlainTable,
    *,
    as_of: date,
    sheet: str | None = None,
    header_row: int | None = None,
    corrections: Mapping[int, str | None] | None = None,
) -> Iterator[FileSource]:
    """Opens the sheet for the block; `corrections` are mappings a person has set, by column index.

    Raises what the reader raises: file_too_large, file_bomb, file_encrypted, file_broken, file_type, no_header.
    """
    labels, kinds = own_labels(rules)
    with read_document(
        path, file_name, today=as_of, sheet=sheet, header_row=header_row, labels=labels, kinds=kinds
    ) as document:
        layout = document.layout
        top = list(islice(document.sheet.rows(), layout.first_data_row + _SAMPLE_ROWS))
        head = find_head(top, rules)
        if head is not None and head.doubt is None and head.snapshot is not None and header_row in (None, head.row + 1):
            returned = ReturnedSheet(document.sheet, head, head.snapshot, rules)
            mapped = returned.mapping(sample_texts(returned.sample_rows(), len(returned.headers)))
            mapping = tuple(corrected(mapped, corrections or {}))
            yield FileSource(document, head.row + 1, returned.headers, mapping, True, rules, returned, head)
            return
        own = is_own_export(top) and len(top) > 1
        if own:
            header, headers = 2, tuple(cell_text(c) for c in top[1])
            mapped = map_own_export(rules, headers, sample_texts(top[2:], len(headers)))
        else:
            header = 0 if layout.header_row is None else layout.header_row + 1
            headers = layout.labels
            mapped = table_mapping(rules, document.mapping)
        yield FileSource(document, header, headers, tuple(corrected(mapped, corrections or {})), own, rules, None, head)


def list_sheets(path: Path, file_name: str) -> list[dict[str, Any]]:
    """`{"name", "rows"}` of every sheet, visible ones first; empty for a file of one, which need not be read twice."""
    with open_file(path, file_name) as file:
        names = [name for name in file.sheet_names if name != LIST_SHEET]
        if len(names) == 1:
            return []
        return [{"name": name, "rows": _row_count(file.sheet(name))} for name in names]


def _row_count(sheet: Any) -> int:
    known = getattr(sheet, "row_count", None)
    return int(known) if known is not None else sum(1 for row in sheet.rows() if any(c != "" for c in row))


def _read_rows(source: FileSource) -> Iterator[SourceRow]:
    places = _Places(source.mapping)
    mapping = [_reader_column(source, m, c) for m, c in zip(source.mapping, source.document.mapping, strict=True)]
    for row in source.document.rows(tuple(mapping), persons=True):
        if isinstance(row, SkippedRow):
            if row.number != source.header_row:
                yield SourceRow(row.number, skipped=row.reason)
        else:
            yield _source_row(row, places)


def _reader_column(source: FileSource, mapped: MappedColumn, guess: ColumnMapping) -> ColumnMapping:
    """The reader's column for what is mapped: its own guess where that stands, else read by the column's kind."""
    if mapped.column is None:
        return replace(guess, field=None)
    if guess.field is not None and column_of(guess.field) == mapped.column:
        return guess
    field = field_of(mapped.column)
    column = source.rules.columns.get(mapped.column)
    if field in FIELDS and (column is None or not column.is_custom):
        return replace(guess, field=field, kind=FIELDS[field].kind)
    return replace(guess, field=field, kind="text" if column is None else kind_of(column))


@dataclass(slots=True)
class _Place:
    """A column of the table and the columns of the file that fill it."""

    column: str
    indexes: tuple[int, ...]

    def text(self, cells: Row) -> str:
        """What stands there; several cells one below the other."""
        if len(self.indexes) == 1:
            index = self.indexes[0]
            return cell_text(cells[index]) if index < len(cells) else ""
        return "\n".join([t for i in self.indexes if i < len(cells) and (t := cell_text(cells[i]))])


class _Places(dict[str, _Place]):
    """By the reader's name of a field; one that nothing is mapped to (the city inside an address) has no cells."""

    def __init__(self, mapping: Sequence[MappedColumn]) -> None:
        super().__init__()
        self._indexes: dict[str, tuple[int, ...]] = {}
        for m in mapping:
            if m.column is not None:
                self._indexes[m.column] = (*self._indexes.get(m.column, ()), m.index)

    @classmethod
    def moved(cls, fields: Mapping[str, tuple[int, ...]]) -> _Places:
        """Of a line below the row at which the file's columns change."""
        places = cls(())
        places._indexes = {column_of(field): indexes for field, indexes in fields.items()}
        return places

    def __missing__(self, field: str) -> _Place:
        column = column_of(field)
        found = self[field] = _Place(column, self._indexes.get(column, ()))
        return found


def _source_row(row: RowReading, places: _Places) -> SourceRow:
    if row.moved is not None:
        places = _Places.moved(row.moved)
    cells: dict[str, SourceCell] = {}
    warned: dict[str, tuple[str, ...]] = {}
    raw = row.cells
    for field, code in row.warnings:
        column = places[field].column
        warned[column] = (*warned.get(column, ()), code)
    for field, value in row.values.items():
        place = places[field]
        column = place.column
        typed = value if isinstance(value, (str, int, date)) else None
        text = place.text(raw) or (cell_text(typed) if isinstance(typed, (str, int)) else "")
        if column in cells and isinstance(cells[column].value, str) and isinstance(value, str):
            # 备注 and 说明 both end in the remarks.
            typed = f"{cells[column].value}\n{value}"
        cells[column] = SourceCell(text, typed, None, warned.get(column, ()) if warned else ())
    for field, code in row.errors:
        place = places[field]
        if code != "required" and place.column not in cells:
            cells[place.column] = SourceCell(place.text(raw), None, code)
    for field in dict.fromkeys([f for f, _ in row.warnings]):
        place = places[field]
        if place.column not in cells and (text := place.text(raw)):
            cells[place.column] = SourceCell(text, None, None, warned[place.column], void=True)
    people = tuple([{"name": p.name, "mobile": p.mobile, "phone": p.phone} for p in row.contacts[1:] if p.name])
    return SourceRow(row.number, cells, people)


def _own_rows(source: FileSource) -> Iterator[SourceRow]:
    """Our own export comes back cell by cell: no guessing, no tidying, so that what nobody touched stays the same."""
    taken = [
        (m.index, m.column, source.rules.columns[m.column]) for m in source.mapping if m.column in source.rules.columns
    ]
    for line, row in source.raw_rows():
        if line <= source.header_row:
            if line < source.header_row:
                yield SourceRow(line, skipped="title")
            continue
        if not any(c != "" for c in row):
            yield SourceRow(line, skipped="blank")
            continue
        cells = {
            column_id: own_cell(row[index], column.field.kind, guarded=source.document.format == "delimited")
            for index, column_id, column in taken
            if index < len(row) and row[index] != ""
        }
        yield SourceRow(line, cells)
