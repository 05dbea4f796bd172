"""A row of a file as the reader hands it over, before anything of the database is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


# Not frozen: one is made for every cell of a file, and freezing costs as much as reading it.
@dataclass(slots=True)
class SourceCell:
    """text: as it stands in the file. value: what the reader made of it; None when it left that to the field type.

    Shape of `value`: text, whole fen for money, another number, a date or a wall-clock datetime.
    error, warnings: the reader's codes (`precision_lost`, `year_inferred`). void: the reader decided that the text says
    nothing to store (面议), which is no error.
    """

    text: str
    value: Any = None
    error: str | None = None
    warnings: tuple[str, ...] = ()
    void: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """The record a line of our own workbook went out as. kept: cells that are as they were, as text.

    touched: columns a person has changed, with the digest of what went out (empty when that is not known); those of
    them in `cleared` were emptied. copy_of: the line this one is a copy of, which is then the record, not this.
    """

    row_id: int
    kept: Mapping[str, str] = field(default_factory=dict)
    touched: Mapping[str, bytes] = field(default_factory=dict)
    cleared: tuple[str, ...] = ()
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line. cells: by column id of the table, blank ones left out. people: further persons named in one cell.

    skipped: why the line is no record (title, total, blank); None for a record. origin: set when the line comes from
    our own workbook; `cells` then holds the touched ones only.
    """

    line: int
    cells: Mapping[str, SourceCell] = field(default_factory=dict)
    people: tuple[Mapping[str, str], ...] = ()
    skipped: str | None = None
    origin: Origin | None = None
