"""Reads the HTML tables that many Chinese systems export under the name .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from typing import BinaryIO

from genjin.exchange.reading.cells import Merge, Row
from genjin.exchange.reading.encodings import detect_encoding
from genjin.exchange.reading.limits import Limits
from genjin.kernel.errors import AppError, ErrorCode

_CHUNK = 1 << 18
_TABLE_START = re.compile(rb"<(?:html|table|!doctype html|\?xml[^>]*\?>\s*<(?:html|table))", re.IGNORECASE)
_MAX_SPAN = 1_000


def is_markup(head: bytes) -> bool:
    """True when the first bytes of a file begin an HTML page with a table to come."""
    text = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return _TABLE_START.match(text) is not None


class MarkupSheet:
    """The rows of all tables of a page, one after the other, with their merged cells."""

    def __init__(self, file: BinaryIO, name: str, limits: Limits) -> None:
        self.name = name
        self.encoding = detect_encoding(file)
        parser = _Tables(limits)
        file.seek(0)
        text = file.read().decode(self.encoding, errors="replace")
        for start in range(0, len(text), _CHUNK):
            parser.feed(text[start : start + _CHUNK])
        parser.close()
        self._rows = parser.rows
        self.merges: Sequence[Merge] = parser.merges

    def rows(self) -> Iterator[Row]:
        yield from self._rows


class _Tables(HTMLParser):
    """Collects cells; `taken` keeps the places that a cell above reaches into."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.merges: list[Merge] = []
        self._limits = limits
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._taken: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._start_row()
        elif tag in ("td", "th") and self.rows:
            self._end_cell()
            given = dict(attrs)
            self._spans = (_span(given.get("rowspan")), _span(given.get("colspan")))
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        if tag == "table":
            self._taken.clear()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _start_row(self) -> None:
        self._end_cell()
        if len(self.rows) >= self._limits.rows:
            raise AppError(ErrorCode.FILE_TOO_LARGE, rows=len(self.rows))
        self.rows.append([])
        self._taken = {column: left - 1 for column, left in self._taken.items() if left > 1}

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        row = self.rows[-1]
        while self._taken.get(len(row), 0) > 0:
            row.append("")
        down, across = self._spans
        left, top = len(row), len(self.rows) - 1
        row.extend(["\n".join(line.strip() for line in "".join(self._cell).split("\n")).strip(), *[""] * (across - 1)])
        if (down > 1 or across > 1) and len(self.merges) < self._limits.merges:
            self.merges.append(Merge(top, left, top + down - 1, left + across - 1))
        for column in range(left, left + across):
            # Counted in rows still to come; the row that begins next takes one off before it looks.
            self._taken[column] = down
        self._cell = None


def _span(value: str | None) -> int:
    return min(int(value), _MAX_SPAN) if value and value.isascii() and value.isdigit() and int(value) > 0 else 1
