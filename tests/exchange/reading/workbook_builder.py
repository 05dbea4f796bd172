"""Small files for the tests: invented companies, the layouts of real sheets."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time

import xlsxwriter

from genjin.exchange.reading.document import read_document
from genjin.exchange.reading.rows import RowReading, SkippedRow

TODAY = date(2024, 6, 30)
COMPANIES = [
    "苏州华榕机械有限公司",
    "宁波永铎科技有限公司",
    "青岛森渚水产有限公司",
    "合肥盛茗贸易有限公司",
    "无锡朝岭股份有限公司",
]
PERSONS = ["王芳", "李明", "欧阳雪", "张建国", "陈晨"]
MOBILES = ["13800001234", "13912345678", "15000001111", "18600002222", "17700003333"]

Written = str | int | float | date | None


def build_workbook(
    rows: Sequence[Sequence[Written]],
    merges: Sequence[tuple[int, int, int, int]] = (),
    *,
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    other_sheets: Sequence[tuple[str, Sequence[Sequence[Written]]]] = (),
) -> bytes:
    """An .xlsx with `rows` on its first sheet; `merges` are top, left, bottom, right from 0."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy/m/d"})
    for name, content in (("线索", rows), *other_sheets):
        sheet = book.add_worksheet(name)
        for top, row in enumerate(content):
            for left, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(top, left, datetime.combine(cell, time.min), day)
                elif cell not in (None, ""):
                    sheet.write(top, left, cell)
        if content is rows:
            for top, left, bottom, right in merges:
                sheet.merge_range(top, left, bottom, right, rows[top][left])
            for row_index in hidden_rows:
                sheet.set_row(row_index, None, None, {"hidden": True})
            for column_index in hidden_columns:
                sheet.set_column(column_index, column_index, None, None, {"hidden": True})
    book.close()
    return buffer.getvalue()


class Outcome:
    """What reading a file gave, by Excel row number."""

    def __init__(self, data: bytes, filename: str = "线索.xlsx", **options: object) -> None:
        with read_document(data, filename, today=TODAY, **options) as document:  # type: ignore[arg-type]
            found = list(document.rows())
            self.document = document
        self.rows = {row.number: row for row in found if isinstance(row, RowReading)}
        self.skipped = {row.number: row.reason for row in found if isinstance(row, SkippedRow)}
        self.fields = [column.field for column in document.mapping]

    @property
    def header_row(self) -> int | None:
        header = self.document.layout.header_row
        return None if header is None else header + 1

    def companies(self) -> list[object]:
        return [row.values.get("company") for row in self.rows.values()]
