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
from genjin.exchange.reading.set_aside import SetAside
from genjin.jobs.memory import give_back
from genjin.kernel.errors import AppError, ErrorCode

# A sheet of more cells is put aside in a file: three million take the reader 190 MB for as long as it holds them.
KEPT_CELLS = 200_000


class WorkbookSheet:
    """One sheet of a workbook, loaded when first asked for and let go with the workbook."""

    def __init__(self, sheet: CalamineSheet, limits: Limits) -> None:
        self.name = sheet.name
        ranges = (sheet.merged_cell_ranges or [])[: limits.merges]
        self.merges: Sequence[Merge] = [Merge(top, left, bottom, right) for (top, left), (bottom, right) in ranges]
        # Rows from the first of the sheet to the last that holds a value.
        self.row_count = sheet.end[0] + 1 if sheet.end else 0
        if self.row_count > limits.rows:
            raise AppError(ErrorCode.FILE_TOO_LARGE, rows=self.row_count)
        self._left: list[str] = [""] * (sheet.start[1] if sheet.start else 0)
        large = sheet.total_height * sheet.total_width > KEPT_CELLS
        self._rows: CalamineSheet | SetAside = SetAside(sheet.iter_rows()) if large else sheet

    def rows(self) -> Iterator[Row]:
        """Rows from the first of the sheet on; left of the used area is filled up, so positions are Excel's."""
        left = self._left
        for row in self._rows.iter_rows():
            yield [*left, *row] if left else row


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
        give_back()
        return sheet
