"""Finds the header of a sheet: under title lines, on two levels, or missing altogether."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from genjin.exchange.reading.cells import Cell, Merge, Row, cell_text, is_blank, last_filled
from genjin.exchange.reading.headers import header_meaning, header_scale
from genjin.kernel.parse_emails import parse_email
from genjin.kernel.parse_names import looks_like_company
from genjin.kernel.parse_phones import parse_phone

# Headers stand near the top; below this many rows a sheet has none.
SEARCH_ROWS = 60
_MAX_HEADER_LENGTH = 40
_UNIT_LINE = re.compile(r"(?:金额)?(?:单位|單位)\s*[:：]?\s*(?:人民币)?\s*((?:百万|亿|億|万|萬|千)元)")
_LOOKS_LIKE_DATE = re.compile(r"\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}")


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows count from 0. `header_row` is the lowest line of the header, None when the sheet begins with data.

    `labels` has one text per column, the upper level put before the lower one where both are needed to tell
    (`联系人 姓名`). `group_row` is the upper level of a two-level header. `scale` is what a line above the header says
    of amounts (单位：万元), 1 when none does.
    """

    header_row: int | None
    group_row: int | None
    labels: tuple[str, ...]
    group_labels: tuple[str, ...]
    scale: int = 1

    @property
    def first_data_row(self) -> int:
        return 0 if self.header_row is None else self.header_row + 1


def find_layout(top: Sequence[Row], merges: Sequence[Merge]) -> Layout:
    """`top` are the first rows of the sheet (at least `SEARCH_ROWS` where it has them)."""
    rows = list(top[:SEARCH_ROWS])
    width = max((last_filled(row) for row in rows), default=0)
    header = _header_row(rows, width)
    if header is None:
        return Layout(None, None, ("",) * width, ("",) * width)
    header, group = _levels(rows, header, merges)
    lower = _texts(rows[header], width)
    upper = _spread(_texts(rows[group], width), group, merges, lower) if group is not None else ("",) * width
    labels = tuple(low or high for low, high in zip(lower, upper, strict=True))
    return Layout(header, group, labels, upper, _scale_above(rows[:header]))


def choose_header(rows: Sequence[Row], header_row: int | None) -> Layout:
    """The layout for a header row that a person has pointed at."""
    width = max((last_filled(row) for row in rows), default=0)
    labels = _texts(rows[header_row], width) if header_row is not None and header_row < len(rows) else ("",) * width
    return Layout(header_row, None, labels, ("",) * width, _scale_above(rows[: header_row or 0]))


def _scale_above(titles: Sequence[Row]) -> int:
    for row in titles:
        for cell in row:
            if isinstance(cell, str) and (found := _UNIT_LINE.search(cell)):
                return header_scale(f"({found[1]})")
    return 1


def _header_row(rows: list[Row], width: int) -> int | None:
    best, best_score = None, 0.0
    for index, row in enumerate(rows):
        score = _header_score(row)
        if score > best_score:
            best, best_score = index, score
    best = _first_of(rows, best, best_score)
    # One known word is not much, unless the sheet has hardly more columns.
    if best is not None and best_score >= (1.0 if width <= 2 else 1.5):
        return best
    return _plain_header(rows, width)


def _first_of(rows: list[Row], best: int | None, best_score: float) -> int | None:
    """Of several headers the first: a sheet may change its columns half way, and records stand between them."""
    if best is None:
        return None
    for index in range(best):
        if _header_score(rows[index]) >= max(1.5, 0.55 * best_score):
            between = rows[index + 1 : best]
            if any(sum(map(_is_data_cell, row)) >= 1 and last_filled(row) >= 2 for row in between):
                return index
            return best
    return best


def _header_score(row: Row) -> float:
    """Known header words count one each, unknown short texts a little, values of data count against."""
    known = other = data = 0.0
    seen: set[str] = set()
    for cell in row:
        if is_blank(cell):
            continue
        text = cell_text(cell)
        if not isinstance(cell, str) or _is_data(text):
            data += 1
        elif len(text) <= _MAX_HEADER_LENGTH and (meaning := header_meaning(text)) is not None and text not in seen:
            # A pattern may also fit a sentence; an exact word hardly does.
            known += 1.0 if meaning.certainty >= 0.9 else 0.6 if len(text) <= 16 else 0.2
        else:
            other += 1
        seen.add(text)
    filled = known + other + data
    if not filled or data > filled * 0.3 or known < filled * 0.25:
        return 0.0
    return known + 0.1 * other - data


def _plain_header(rows: list[Row], width: int) -> int | None:
    """A first full row of nothing but short distinct texts above a row with other kinds of values."""
    for index, row in enumerate(rows[:-1]):
        texts = [cell_text(cell) for cell in row if not is_blank(cell)]
        if len(texts) < max(2, width * 0.6):
            continue
        plain = all(isinstance(cell, str) for cell in row) and not any(map(_is_data, texts))
        short = all(len(text) <= 16 for text in texts) and len(set(texts)) == len(texts)
        return index if plain and short and any(_is_data_cell(cell) for cell in rows[index + 1]) else None
    return None


def _is_data(text: str) -> bool:
    if len(text) >= 7 and text[0].isdigit() and parse_phone(text).value is not None:
        return True
    if "@" in text and parse_email(text).value is not None:
        return True
    if text.replace(".", "", 1).replace(",", "").isdigit() or _LOOKS_LIKE_DATE.match(text):
        return True
    return len(text) >= 6 and looks_like_company(text) and header_meaning(text) is None


def _is_data_cell(cell: Cell) -> bool:
    return not is_blank(cell) and (not isinstance(cell, str) or _is_data(cell_text(cell)))


def _levels(rows: list[Row], header: int, merges: Sequence[Merge]) -> tuple[int, int | None]:
    """The lower and, if there is one, the upper line of the header, whichever of the two was found first."""
    if header + 1 < len(rows) and _is_lower_level(rows, header, merges):
        return header + 1, header
    if header > 0 and _is_upper_level(rows, header - 1, merges):
        return header, header - 1
    return header, None


def _is_lower_level(rows: list[Row], header: int, merges: Sequence[Merge]) -> bool:
    below = rows[header + 1]
    texts = [cell_text(cell) for cell in below if not is_blank(cell)]
    if not texts or any(_is_data_cell(cell) for cell in below):
        return False
    down = [merge.left for merge in merges if merge.top == header and merge.bottom == header + 1]
    across = [merge for merge in merges if merge.top == merge.bottom == header and merge.right > merge.left]
    if across and (down or _header_score(below) >= 1):
        return True
    blank_above = sum(1 for column, cell in enumerate(below) if not is_blank(cell) and _blank_at(rows[header], column))
    return blank_above >= 1 and _header_score(below) >= max(2.0, len(texts) * 0.6)


def _is_upper_level(rows: list[Row], above: int, merges: Sequence[Merge]) -> bool:
    row = rows[above]
    texts = [cell_text(cell) for cell in row if not is_blank(cell)]
    width = max(last_filled(row), last_filled(rows[above + 1]))
    across = [merge for merge in merges if merge.top == merge.bottom == above and merge.right > merge.left]
    down = [merge for merge in merges if merge.top == above and merge.bottom == above + 1]
    if any(merge.left == 0 and merge.right >= width - 1 for merge in across):
        return False
    if any(_is_data_cell(cell) for cell in row) or any(len(text) > 16 for text in texts):
        return False
    return len(texts) >= 2 and (bool(across or down) or len(texts) < width * 0.7)


def _blank_at(row: Row, column: int) -> bool:
    return column >= len(row) or is_blank(row[column])


def _texts(row: Row, width: int) -> tuple[str, ...]:
    texts = [" ".join(cell_text(cell).split()) for cell in row[:width]]
    return (*texts, *[""] * (width - len(texts)))


def _spread(texts: tuple[str, ...], row: int, merges: Sequence[Merge], lower: tuple[str, ...]) -> tuple[str, ...]:
    """The upper level over every column it stands for: by its merged range, or, without any, to the next text."""
    spread = list(texts)
    ranges = [merge for merge in merges if merge.top <= row <= merge.bottom]
    for merge in ranges:
        for column in range(merge.left, min(merge.right + 1, len(spread))):
            spread[column] = texts[merge.left]
    if not ranges:
        for column in range(1, len(spread)):
            if not spread[column] and lower[column]:
                spread[column] = spread[column - 1]
    return tuple(spread)
