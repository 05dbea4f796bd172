"""What a cell of any file can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

# An empty cell is the empty string.
Cell = str | int | float | bool | date | time | timedelta
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows and columns count from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class SheetSource(Protocol):
    """One sheet. `rows` may be called again and starts over; row i of the file is the i-th that it yields."""

    @property
    def name(self) -> str: ...

    @property
    def merges(self) -> Sequence[Merge]: ...

    def rows(self) -> Iterator[Row]: ...


def is_blank(cell: Cell) -> bool:
    return cell == "" or (isinstance(cell, str) and not cell.strip())


def cell_text(cell: Cell) -> str:
    """The cell as one would read it aloud: whole numbers without `.0`, dates as ISO, true as 是."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell == cell and abs(cell) < 1e16 and cell == int(cell) else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell)


def last_filled(row: Row) -> int:
    """Number of cells up to and including the last one that is not empty."""
    width = len(row)
    while width and row[width - 1] == "":
        width -= 1
    return width
