"""How a column writes its days and amounts, where one cell alone leaves it open: 5/7/2024, 1.234,56, 1 234,56. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from genjin.exchange.reading.cells import Cell
from genjin.kernel.text_width import narrow

_DAY = re.compile(r"\s*(\d{1,2})([/.\-])(\d{1,2})\2(\d{4})(?!\d)")
# 1.234,56 and 12,5万, against 1,234.56 and 12.5万.
_COMMA = re.compile(r"\D*\d{1,3}(?:[.\s']?\d{3})*,\d{1,2}(?:\D.*)?")
_POINT = re.compile(r"\d,\d{3}(?!\d)|\.\d{1,2}(?![\d.])")
# Amounts below a thousand have no marks between their digits.
_SHORT = 8
_GROUPED = re.compile(r"(?<=\d)[\s'](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Writing:
    """`day_first`: 5/7/2024 is 5 July. `decimal_comma`: 1.234,56 is 1234.56. `grouped`: 1 234 is 1234."""

    day_first: bool = False
    decimal_comma: bool = False
    grouped: bool = False

    def day(self, cell: Cell) -> Cell:
        """A day in the order that is read everywhere; any other cell as it stands."""
        if not self.day_first or not isinstance(cell, str):
            return cell
        return _DAY.sub(r"\4-\3-\1", cell, count=1)

    def amount(self, cell: Cell) -> Cell:
        """An amount with a decimal point and no marks between its digits."""
        if not (self.decimal_comma or self.grouped) or not isinstance(cell, str):
            return cell
        text = _GROUPED.sub("", narrow(cell))
        return text.replace(".", "").replace(",", ".") if self.decimal_comma else text


AS_WRITTEN = Writing()


def find_writings(columns: Sequence[Sequence[Cell]]) -> tuple[Writing, ...]:
    """One per column. Where a column's days leave their order open, the other columns of the sheet decide."""
    texts = [[cell for cell in column if isinstance(cell, str) and cell] for column in columns]
    orders = [_day_first(column) for column in texts]
    others = any(order is True for order in orders) and not any(order is False for order in orders)
    return tuple(
        replace(_amounts(column), day_first=others or _is_dotted(column) if order is None else order)
        for column, order in zip(texts, orders, strict=True)
    )


def _day_first(texts: Sequence[str]) -> bool | None:
    """None when no day is above twelve, or when there is none at all."""
    found = [(int(match[1]), int(match[3])) for text in texts if (match := _DAY.match(text))]
    first, second = any(a > 12 for a, _ in found), any(b > 12 for _, b in found)
    return None if first == second else first


def _is_dotted(texts: Sequence[str]) -> bool:
    """5.7.2024: nobody writes the month first with points."""
    found = [match for text in texts if (match := _DAY.match(text))]
    return bool(found) and all(match[2] == "." for match in found)


def _amounts(texts: Sequence[str]) -> Writing:
    digits = [text for text in texts if any(c.isdecimal() for c in text)]
    comma = any(_COMMA.fullmatch(text) for text in digits) and not any(_POINT.search(text) for text in digits)
    grouped = bool(digits) and all(_GROUPED.search(text) or len(text) < _SHORT for text in digits)
    return Writing(decimal_comma=comma, grouped=grouped)
