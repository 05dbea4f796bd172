"""Looks into an .xlsx before it is opened: is it what it says, and will it stay small?"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from genjin.exchange.reading.limits import Limits
from genjin.kernel.errors import AppError, ErrorCode

_CHUNK = 1 << 20
_OVERLAP = 32
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
# ECMA-376: cell references are A1 to XFD1048576. Attributes other programs quote otherwise take the slow pattern.
_WIDE_COLUMNS = re.compile(rb'r="([A-Z]{2,3})\d')
_HIGH_ROWS = re.compile(rb'r="[A-Z]{1,3}(\d{6,7})"')
_ANY_REFERENCE = re.compile(rb"""["']([A-Z]{1,3})(\d{1,7})["']""")
_ODD_QUOTES = (b"r='", b"r =", b"r= ", b"r\t=", b"r\n=", b"=\t", b"=\n")


@dataclass(slots=True)
class _Extent:
    """How far the references of a sheet reach. Without long ones the coarse bounds stand: column Z, row 99,999."""

    columns: int = 26
    rows: int = 99_999


def check_archive(file: BinaryIO, limits: Limits) -> None:
    """Unpacks every part that a reader would, counting what really comes out of it.

    Raises: AppError `file_broken` (no zip, cut off, unknown compression), `file_encrypted`, `file_bomb` (unpacks to
    more than `limits.unpacked_bytes`, or by more than `limits.ratio`), `file_too_large` (a rectangle of more than
    `limits.dense_cells`). Leaves `file` at its start.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            _check_parts(file, archive.infolist(), limits)
    except (zipfile.BadZipFile, struct.error, zlib.error, NotImplementedError, OSError, ValueError) as error:
        raise AppError(ErrorCode.FILE_BROKEN) from error
    finally:
        file.seek(0)


def _check_parts(file: BinaryIO, parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if not any(part.filename.lower().endswith("workbook.xml") for part in parts):
        raise AppError(ErrorCode.FILE_TYPE)
    unpacked = 0
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        extent = _Extent() if "worksheets/" in part.filename.lower() else None
        tail = b""
        for chunk in _unpack(file, part):
            unpacked += len(chunk)
            if unpacked > limits.unpacked_bytes:
                raise AppError(ErrorCode.FILE_BOMB, limit=limits.unpacked_bytes)
            if extent is not None:
                _reach(tail + chunk, extent)
                tail = chunk[-_OVERLAP:]
        if extent is not None and extent.rows * extent.columns > limits.dense_cells:
            _check_rectangle(file, part, limits)
    packed = sum(part.compress_size for part in parts)
    if unpacked > limits.ratio_from_bytes and unpacked > packed * limits.ratio:
        raise AppError(ErrorCode.FILE_BOMB, limit=limits.unpacked_bytes)


def _unpack(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of one part. Reads the stream itself: the sizes in the directory may lie."""
    if part.flag_bits & 0x1:
        raise AppError(ErrorCode.FILE_ENCRYPTED)
    if part.compress_type not in (_STORED, _DEFLATED):
        raise AppError(ErrorCode.FILE_BROKEN)
    file.seek(part.header_offset)
    header = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
    file.seek(header[-2] + header[-1], 1)
    left = part.compress_size
    inflate = zlib.decompressobj(-15) if part.compress_type == _DEFLATED else None
    while left > 0:
        packed = file.read(min(_CHUNK, left))
        if not packed:
            raise AppError(ErrorCode.FILE_BROKEN)
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed:
            yield inflate.decompress(packed, _CHUNK)
            packed = inflate.unconsumed_tail


def _reach(data: bytes, extent: _Extent) -> None:
    if any(odd in data for odd in _ODD_QUOTES):
        for column, row in _ANY_REFERENCE.findall(data):
            extent.columns = max(extent.columns, _column_number(column))
            extent.rows = max(extent.rows, int(row))
        return
    for column in set(_WIDE_COLUMNS.findall(data)):
        extent.columns = max(extent.columns, _column_number(column))
    extent.rows = max(extent.rows, max(map(int, _HIGH_ROWS.findall(data)), default=0))


def _check_rectangle(file: BinaryIO, part: zipfile.ZipInfo, limits: Limits) -> None:
    """The exact rectangle, read once more, since the coarse bounds were too much."""
    columns = rows = 0
    tail = b""
    for chunk in _unpack(file, part):
        found = _ANY_REFERENCE.findall(tail + chunk)
        columns = max(columns, max((_column_number(column) for column in {column for column, _ in found}), default=0))
        rows = max(rows, max((int(row) for _, row in found), default=0))
        tail = chunk[-_OVERLAP:]
    if rows * columns > limits.dense_cells:
        raise AppError(ErrorCode.FILE_TOO_LARGE, rows=rows, columns=columns)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
