"""The door of the reader: a file in, its sheets, its header, its mapping and its rows out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from genjin.exchange.reading.cells import Row, SheetSource, last_filled
from genjin.exchange.reading.fields import Kind
from genjin.exchange.reading.files import Format, OpenFile, open_file
from genjin.exchange.reading.layout import SEARCH_ROWS, Layout, choose_header, find_layout
from genjin.exchange.reading.limits import DEFAULT_LIMITS, Limits
from genjin.exchange.reading.mapping import ColumnMapping, guess_mapping
from genjin.exchange.reading.row_kinds import RowSorter
from genjin.exchange.reading.rows import RowReading, SkippedRow, read_rows
from genjin.kernel.errors import AppError, ErrorCode

# Rows looked at to tell what a column holds.
_SAMPLE_ROWS = 300


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is open for reading, one of its sheets chosen.

    `mapping` is the guess. `rows` streams; it may be called again, with a mapping that a person has corrected.
    """

    format: Format
    encoding: str | None
    delimiter: str | None
    sheet_names: tuple[str, ...]
    sheet: SheetSource
    layout: Layout
    mapping: tuple[ColumnMapping, ...]
    today: date
    limits: Limits
    file: OpenFile

    def rows(
        self, mapping: tuple[ColumnMapping, ...] | None = None, *, persons: bool = False
    ) -> Iterator[RowReading | SkippedRow]:
        """See `rows.read_rows`."""
        return read_rows(
            self.sheet, self.layout, mapping or self.mapping, today=self.today, persons=persons, limits=self.limits
        )


@contextmanager
def read_document(
    source: Path | bytes,
    filename: str = "",
    *,
    today: date,
    sheet: str | None = None,
    header_row: int | None = None,
    labels: Mapping[str, str] | None = None,
    kinds: Mapping[str, Kind] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Document]:
    """Opens `source` for the block and finds out what its columns are.

    `sheet`: default the visible one with the most rows. `header_row`: from 1, when a person has pointed at it; 0 says
    that there is none. `labels`, `kinds`: the table's own column labels → keys, and how these are read.
    Raises: AppError `file_too_large`, `file_bomb`, `file_encrypted`, `file_broken`, `file_type`, `no_header` (nothing
    in it), `not_found` (no sheet of that name).
    """
    with open_file(source, filename, limits) as file:
        chosen = _chosen_sheet(file, sheet)
        top = list(islice(chosen.rows(), SEARCH_ROWS + _SAMPLE_ROWS))
        if not any(last_filled(row) for row in top):
            raise AppError(ErrorCode.NO_HEADER)
        layout = _layout(chosen, top, header_row)
        sample = _data_rows(layout, top)
        mapping = guess_mapping(layout, sample, today=today, labels=labels, kinds=kinds)
        yield Document(
            file.format,
            file.encoding,
            file.delimiter,
            file.sheet_names,
            chosen,
            layout,
            mapping,
            today,
            limits,
            file,
        )


def _layout(sheet: SheetSource, top: list[Row], header_row: int | None) -> Layout:
    if header_row is None:
        return find_layout(top, sheet.merges)
    return choose_header(top, header_row - 1 if header_row > 0 else None)


def _data_rows(layout: Layout, top: list[Row]) -> list[Row]:
    """The rows below the header that are records, as far as one can tell before the columns are known."""
    sorter = RowSorter(layout.labels, None, range(len(layout.labels)))
    first = layout.first_data_row
    return [row for index, row in enumerate(top[first:], first) if sorter.skip_reason(index, row) is None]


def _chosen_sheet(file: OpenFile, name: str | None) -> SheetSource:
    if name is not None:
        return file.sheet(name)
    names = file.visible_sheets or file.sheet_names
    if len(names) == 1:
        return file.sheet(names[0])
    best, best_weight = file.sheet(names[0]), (False, -1)
    for candidate in names:
        # One after the other: a sheet that is not chosen leaves the memory before the next comes in.
        sheet = file.sheet(candidate)
        weight = _weight(sheet)
        if weight > best_weight:
            best, best_weight = sheet, weight
    return best


def _weight(sheet: SheetSource) -> tuple[bool, int]:
    """A sheet with a header comes before one without; then the number of rows counts."""
    top = list(islice(sheet.rows(), SEARCH_ROWS))
    return find_layout(top, sheet.merges).header_row is not None, sum(1 for _ in sheet.rows())
