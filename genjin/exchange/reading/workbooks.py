"""Opens .xlsx and .xls through calamine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from genjin.exchange.reading.cells import Merge, Row
from genjin.exchange.reading.limits import Limits
from genjin.kernel.errors import AppError, ErrorCode


class WorkbookSheet:
    """One sheet of a workbook, loaded when first asked for and let go with the workbook."""

    def __init__(self, sheet: CalamineSheet, limits: Limits) -> None:
        self.name = sheet.name
        self._sheet = sheet
        ranges = (sheet.merged_cell_ranges or [])[: limits.merges]
        self.merges: Sequence[Merge] = [Merge(top, left, bottom, right) for (top, left), (bottom, right) in ranges]

    @property
    def row_count(self) -> int:
        """Rows from the first of the sheet to the last that holds a value."""
        return self._sheet.end[0] + 1 if self._sheet.end else 0

    def rows(self) -> Iterator[Row]:
        """Rows from the first of the sheet on; left of the used area is filled up, so positions are Excel's."""
        start = self._sheet.start
        if start is None:
            return
        empty: list[str] = [""] * start[1]
        for row in self._sheet.iter_rows():
            yield [*empty, *row] if empty else row


class ExcelWorkbook:
    """The sheets of an Excel file; chart and macro sheets are left out."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._limits = limits
        try:
            self._workbook = CalamineWorkbook.from_filelike(file)
        except PasswordError as error:
            raise AppError(ErrorCode.FILE_ENCRYPTED) from error
        except CalamineError as error:
            raise AppError(ErrorCode.FILE_BROKEN) from error
        sheets = [meta for meta in self._workbook.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
        # Hidden sheets hold lists for drop-downs; they are offered last.
        visible = [meta.name for meta in sheets if meta.visible == SheetVisibleEnum.Visible]
        self.visible_sheets = tuple(visible)
        self.sheet_names = tuple(visible + [meta.name for meta in sheets if meta.name not in visible])

    def sheet(self, name: str) -> WorkbookSheet:
        """Raises: AppError `file_broken` when the sheet cannot be read, `file_too_large` for too many rows."""
        try:
            sheet = WorkbookSheet(self._workbook.get_sheet_by_name(name), self._limits)
        except CalamineError as error:
            raise AppError(ErrorCode.FILE_BROKEN) from error
        if sheet.row_count > self._limits.rows:
            raise AppError(ErrorCode.FILE_TOO_LARGE, rows=sheet.row_count)
        return sheet
