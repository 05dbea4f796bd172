"""Opens a file by what it contains, whatever its name says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from genjin.exchange.reading.archives import check_archive
from genjin.exchange.reading.cells import SheetSource
from genjin.exchange.reading.delimited import DelimitedSheet
from genjin.exchange.reading.limits import DEFAULT_LIMITS, Limits
from genjin.exchange.reading.markup import MarkupSheet, is_markup
from genjin.exchange.reading.workbooks import ExcelWorkbook
from genjin.kernel.errors import AppError, ErrorCode

Format = Literal["xlsx", "xls", "delimited", "html"]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The stream that holds the encrypted package of an .xlsx with a password (MS-OFFCRYPTO 2.3.4.4), in UTF-16.
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open workbook or text file. `encoding` and `delimiter` only for text."""

    format: Format
    sheet_names: tuple[str, ...]
    visible_sheets: tuple[str, ...]
    encoding: str | None
    delimiter: str | None
    _workbook: ExcelWorkbook | None
    _single: SheetSource | None

    def sheet(self, name: str) -> SheetSource:
        """Raises: AppError `not_found` for a name that is not in the file."""
        if name not in self.sheet_names:
            raise AppError(ErrorCode.NOT_FOUND, 404, what=name)
        if self._workbook is not None:
            return self._workbook.sheet(name)
        if self._single is None:
            raise AppError(ErrorCode.NOT_FOUND, 404, what=name)
        return self._single


@contextmanager
def open_file(source: Path | bytes, filename: str = "", limits: Limits = DEFAULT_LIMITS) -> Iterator[OpenFile]:
    """Opens `source` for the block.

    Raises: AppError `file_too_large`, `file_bomb`, `file_encrypted`, `file_broken`, `file_type` (no table inside).
    """
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > limits.file_bytes:
        raise AppError(ErrorCode.FILE_TOO_LARGE, limit=limits.file_bytes, size=size)
    if size == 0:
        raise AppError(ErrorCode.NO_HEADER)
    name = filename or (source.name if isinstance(source, Path) else "")
    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
        yield _open(file, Path(name).stem, limits)


def _open(file: BinaryIO, stem: str, limits: Limits) -> OpenFile:
    head = file.read(4096)
    file.seek(0)
    if head.startswith(_ZIP):
        check_archive(file, limits)
        return _workbook("xlsx", ExcelWorkbook(file, limits))
    if head.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in file.read():
            raise AppError(ErrorCode.FILE_ENCRYPTED)
        file.seek(0)
        return _workbook("xls", ExcelWorkbook(file, limits))
    if head.startswith(_FOREIGN):
        raise AppError(ErrorCode.FILE_TYPE)
    if is_markup(head):
        page = MarkupSheet(file, stem, limits)
        return OpenFile("html", (page.name,), (page.name,), page.encoding, None, None, page)
    text = DelimitedSheet(file, stem, limits)
    return OpenFile("delimited", (text.name,), (text.name,), text.encoding, text.delimiter, None, text)


def _workbook(kind: Format, workbook: ExcelWorkbook) -> OpenFile:
    if not workbook.sheet_names:
        raise AppError(ErrorCode.NO_HEADER)
    return OpenFile(kind, workbook.sheet_names, workbook.visible_sheets, None, None, workbook, None)
