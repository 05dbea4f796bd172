"""Reads .csv, .tsv and their relatives: any encoding, any delimiter, as streams."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO, Literal

from genjin.exchange.reading.cells import Merge, Row
from genjin.exchange.reading.encodings import detect_encoding
from genjin.exchange.reading.limits import Limits
from genjin.kernel.errors import AppError, ErrorCode

Quoting = Literal[0, 3]
_DELIMITERS = (",", "\t", ";", "|", "，", "¦", "^", "~", "；", "\x01", "\x1f")
_SAMPLE_RECORDS = 80
_SAMPLE_CHARACTERS = 1 << 17
# A quotation mark that is never closed swallows the lines after it; no honest cell has this many.
_RUNAWAY_LINES = 40


class DelimitedSheet:
    """A text file as one sheet. Row numbers count records, so a quoted line break does not start a row."""

    merges: Sequence[Merge] = ()

    def __init__(self, file: BinaryIO, name: str, limits: Limits) -> None:
        self.name = name
        self._file = file
        self._limits = limits
        self.encoding = detect_encoding(file)
        sample = self._sample()
        self.delimiter = _declared_delimiter(sample) or _likely_delimiter(sample)
        self._doubled = self.delimiter == "|" and _is_doubled(sample)
        self._quoting = _quoting(sample.replace("||", "|") if self._doubled else sample, self.delimiter)

    def rows(self) -> Iterator[Row]:
        """Raises: AppError `file_too_large` beyond the row limit."""
        # A cell may be as long as the file; what is too long is said per cell, not by a failing file.
        csv.field_size_limit(self._limits.file_bytes)
        lines = (line.replace("||", "|") for line in self._lines()) if self._doubled else self._lines()
        for index, record in enumerate(csv.reader(lines, delimiter=self.delimiter, quoting=self._quoting)):
            if index >= self._limits.rows:
                raise AppError(ErrorCode.FILE_TOO_LARGE, rows=index)
            yield record

    def _lines(self) -> Iterator[str]:
        self._file.seek(0)
        text = io.TextIOWrapper(self._file, encoding=self.encoding, errors="replace", newline="")
        try:
            for line in text:
                yield line.replace("\x00", "") if "\x00" in line else line
        finally:
            # The wrapper must not close the caller's file, which may be closed when a reader is let go half way.
            if not self._file.closed:
                text.detach()

    def _sample(self) -> str:
        lines = self._lines()
        sample = ""
        for line in lines:
            sample += line[:_SAMPLE_CHARACTERS]
            if len(sample) >= _SAMPLE_CHARACTERS:
                break
        lines.close()  # type: ignore[attr-defined]
        return sample


def _declared_delimiter(sample: str) -> str | None:
    """Excel writes `sep=;` as the first line when it wants to be understood."""
    first = sample.split("\n", 1)[0].strip().lower().strip('"')
    return first[4] if first.startswith("sep=") and len(first) == 5 else None


def _likely_delimiter(sample: str) -> str:
    """The delimiter that cuts most records into the same number of cells, more cells winning a tie."""
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        widths = Counter(len(record) for record in _records(sample, delimiter, csv.QUOTE_MINIMAL) if record)
        width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1] * item[0]))
        score = (count / sum(widths.values())) * min(width, 12) if width > 1 else 0.0
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _is_doubled(sample: str) -> bool:
    """Some systems part cells by `||`."""
    lines = [line for line in sample.splitlines() if "|" in line]
    return bool(lines) and sum("|" not in line.replace("||", "") for line in lines) >= 0.9 * len(lines)


def _quoting(sample: str, delimiter: str) -> Quoting:
    records = _records(sample, delimiter, csv.QUOTE_MINIMAL)
    runaway = any(cell.count("\n") > _RUNAWAY_LINES for record in records for cell in record)
    return csv.QUOTE_NONE if runaway else csv.QUOTE_MINIMAL


def _records(sample: str, delimiter: str, quoting: Quoting) -> list[list[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, quoting=quoting)
    try:
        return list(islice(reader, _SAMPLE_RECORDS))
    except csv.Error:
        return []
