"""The two kinds of file an export can be: an Excel workbook, or text with commas in UTF-8 with a byte order mark."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from genjin.exchange.exports.rows import ExportRow
from genjin.exchange.exports.stream_sheet import MAX_CELL, StreamSheet
from genjin.exchange.formula_safety import neutralised
from genjin.exchange.snapshot import LIST_SHEET, SealBook, Snapshot, write_head, write_list
from genjin.tables.definition import Column

Batches = Iterable[list[ExportRow]]
# Told after each batch: rows written so far.
Progress = Callable[[int], None]

_NUMBER_FORMATS = {
    "money": "#,##0.00",
    "percent": '0.##"%"',
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm",
}
# Pixels of a grid column per character of Excel's column width.
_PIXELS = 7.2


def write_workbook(
    path: Path, mark: str, columns: Sequence[Column], snapshot: Snapshot, rows: Batches, progress: Progress
) -> int:
    """Writes title, header and typed rows, each with its seal; answers their number.

    A text longer than Excel takes is cut, with "…".
    """
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
    try:
        return _fill(book, mark, columns, snapshot, rows, progress)
    finally:
        book.close()


def write_delimited(
    path: Path, mark: str, columns: Sequence[Column], snapshot: Snapshot, rows: Batches, progress: Progress
) -> int:
    """The same as text. Cells that a spreadsheet would run as a formula are guarded; numbers are not text."""
    guarded = [c.field.kind not in ("number", "money", "percent", "rating", "date", "datetime") for c in columns]
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([mark])
        writer.writerow([neutralised(h) for h in snapshot.labels])
        for batch in rows:
            writer.writerows(
                [neutralised(c) if g and c else c for c, g in zip(row, guarded, strict=True)] for _, row in batch
            )
            count += len(batch)
            progress(count)
    return count


def _fill(
    book: Any, mark: str, columns: Sequence[Column], snapshot: Snapshot, rows: Batches, progress: Progress
) -> int:
    book.set_properties({"comments": mark})
    sheet: StreamSheet = book.add_worksheet("Sheet1", StreamSheet)
    formats = [_format(book, c) for c in columns]
    for index, column in enumerate(columns):
        sheet.set_column(index, index, max(column.width / _PIXELS, 8))
    # The seals stand behind the columns and are hidden; inside the filter's range, so that sorting takes them along.
    sealed_at = len(columns)
    sheet.set_column(sealed_at, sealed_at, 3, None, {"hidden": True})
    sheet.write_string(0, 0, mark, book.add_format({"font_color": "#6b7280", "font_size": 9}))
    header = book.add_format({"bold": True, "bg_color": "#eef6f6", "bottom": 1})
    for index, label in enumerate(snapshot.labels):
        sheet.write_string(1, index, label, header)
    sheet.write_string(1, sealed_at, write_head(snapshot))
    sheet.freeze_panes(2, 1)
    sheet.set_footer(f"&L{mark.replace('&', '&&')[:200]}&R&P / &N")
    sheet.begin_rows(2, [*formats, None])
    seals, ids = SealBook(snapshot), array("q")
    for batch in rows:
        for row_id, row in batch:
            cells = [v if v.__class__ is not str or len(v) <= MAX_CELL else f"{v[: MAX_CELL - 1]}…" for v in row]
            sheet.append_row([*cells, seals.seal(row_id, cells)])
            ids.append(row_id)
        progress(len(ids))
    sheet.end_rows()
    if ids:
        sheet.autofilter(1, 0, len(ids) + 1, sealed_at)
    _list_records(book, snapshot, ids)
    return len(ids)


def _list_records(book: Any, snapshot: Snapshot, ids: array[int]) -> None:
    """Which records went out, in a sheet that programs keep and people do not meet."""
    sheet = book.add_worksheet(LIST_SHEET)
    for line, piece in enumerate(write_list(snapshot, ids)):
        sheet.write_string(line, 0, piece)
    sheet.very_hidden()


def _format(book: Any, column: Column) -> Format | None:
    pattern = _NUMBER_FORMATS.get(column.field.kind)
    return None if pattern is None else book.add_format({"num_format": pattern})
