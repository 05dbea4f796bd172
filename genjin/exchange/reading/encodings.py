"""Finds out how a text file is encoded: BOM, strict UTF-8, UTF-16, then GB18030 or Big5."""

from __future__ import annotations

import codecs
from typing import BinaryIO

from genjin.kernel.errors import AppError, ErrorCode

_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Above this share of second bytes below A1, Chinese text is Big5 (measured: GBK text < 3 %, Big5 text > 30 %).
_BIG5_SHARE = 0.2
# A file cut at a byte limit or with a stray byte is still worth reading.
_BROKEN_SHARE = 0.001
_BROKEN_FEW = 4


def detect_encoding(file: BinaryIO) -> str:
    """The Python codec of the text in `file`, which is left at its start.

    Raises: AppError `file_broken` for binary content.
    """
    file.seek(0)
    sample = file.read(_SAMPLE)
    try:
        for bom, name in _BOMS:
            if sample.startswith(bom):
                return name
        if b"\x00" in sample:
            return _utf16_without_bom(sample)
        if _decodes(file, "utf-8"):
            return "utf-8"
        if _looks_like_big5(sample) and _decodes(file, "big5hkscs"):
            return "big5hkscs"
        if _decodes(file, "gb18030"):
            return "gb18030"
        if nearly := _mostly(file):
            return nearly
    finally:
        file.seek(0)
    raise AppError(ErrorCode.FILE_BROKEN)


def _utf16_without_bom(sample: bytes) -> str:
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    name = "utf-16-le" if odd >= even else "utf-16-be"
    try:
        text = sample[: len(sample) // 2 * 2].decode(name, errors="strict" if len(sample) < _SAMPLE else "ignore")
    except UnicodeDecodeError as error:
        raise AppError(ErrorCode.FILE_BROKEN) from error
    # Control characters tell a binary file that only happens to decode.
    if sum(1 for character in text if character < " " and character not in "\t\r\n") > len(text) * 0.01:
        raise AppError(ErrorCode.FILE_BROKEN)
    return name


def _decodes(file: BinaryIO, name: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(name)()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _looks_like_big5(sample: bytes) -> bool:
    pairs = low = position = 0
    while position < len(sample) - 1:
        if sample[position] < 0x80:
            position += 1
            continue
        pairs += 1
        low += sample[position + 1] < 0xA1
        position += 2
    return pairs > 0 and low / pairs > _BIG5_SHARE


def _mostly(file: BinaryIO) -> str | None:
    """The codec that leaves the fewest broken characters, when those are few; cut off and glued files have some."""
    file.seek(0)
    data = file.read(_CHUNK)
    best, fewest = None, len(data)
    for name in ("utf-8", "gb18030"):
        text = data.decode(name, errors="replace")
        control = sum(1 for character in text if character < " " and character not in "\t\r\n")
        broken = text.count("\ufffd") + control
        if broken <= max(len(text) * _BROKEN_SHARE, _BROKEN_FEW) and broken < fewest:
            best, fewest = name, broken
    return best
