"""The two kinds of file an export can be: an Excel workbook, or text with commas in UTF-8 with a byte order mark."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from genjin.exchange.exports.stream_sheet import MAX_CELL, StreamSheet
from genjin.exchange.formula_safety import neutralised
from genjin.tables.definition import Column

Batches = Iterable[list[list[Any]]]
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
    path: Path, mark: str, columns: Sequence[Column], headers: Sequence[str], rows: Batches, progress: Progress
) -> int:
    """Writes title, header and typed rows; answers their number. A text longer than Excel takes is cut, with "…"."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
    try:
        return _fill(book, mark, columns, headers, rows, progress)
    finally:
        book.close()


def write_delimited(
    path: Path, mark: str, columns: Sequence[Column], headers: Sequence[str], rows: Batches, progress: Progress
) -> int:
    """The same as text. Cells that a spreadsheet would run as a formula are guarded; numbers are not text."""
    guarded = [c.field.kind not in ("number", "money", "percent", "rating", "date", "datetime") for c in columns]
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([mark])
        writer.writerow([neutralised(h) for h in headers])
        for batch in rows:
            writer.writerows(
                [neutralised(c) if g and c else c for c, g in zip(row, guarded, strict=True)] for row in batch
            )
            count += len(batch)
            progress(count)
    return count


def _fill(
    book: Any, mark: str, columns: Sequence[Column], headers: Sequence[str], rows: Batches, progress: Progress
) -> int:
    book.set_properties({"comments": mark})
    sheet: StreamSheet = book.add_worksheet("Sheet1", StreamSheet)
    formats = [_format(book, c) for c in columns]
    for index, column in enumerate(columns):
        sheet.set_column(index, index, max(column.width / _PIXELS, 8))
    sheet.write_string(0, 0, mark, book.add_format({"font_color": "#6b7280", "font_size": 9}))
    header = book.add_format({"bold": True, "bg_color": "#eef6f6", "bottom": 1})
    for index, label in enumerate(headers):
        sheet.write_string(1, index, label, header)
    sheet.freeze_panes(2, 1)
    sheet.set_footer(f"&L{mark.replace('&', '&&')[:200]}&R&P / &N")
    sheet.begin_rows(2, formats)
    count = 0
    for batch in rows:
        for row in batch:
            sheet.append_row([_fitting(v) for v in row])
        count += len(batch)
        progress(count)
    sheet.end_rows()
    if count:
        sheet.autofilter(1, 0, count + 1, max(len(columns) - 1, 0))
    return count


def _format(book: Any, column: Column) -> Format | None:
    pattern = _NUMBER_FORMATS.get(column.field.kind)
    return None if pattern is None else book.add_format({"num_format": pattern})


def _fitting(value: Any) -> Any:
    if isinstance(value, str) and len(value) > MAX_CELL:
        return f"{value[: MAX_CELL - 1]}…"
    return value
