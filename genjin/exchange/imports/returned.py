"""A workbook of ours that comes back: which rows and cells a person has touched since it went out (domain.md B4)."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Any, Literal

from genjin.exchange.formula_safety import restored
from genjin.exchange.imports.mapping import MappedColumn
from genjin.exchange.imports.plain_table import PlainTable
from genjin.exchange.imports.source import Origin, SourceCell, SourceRow
from genjin.exchange.reading.cells import Cell, Row, SheetSource, cell_text
from genjin.exchange.reading.headers import fold_header
from genjin.exchange.reading.row_kinds import RowSorter
from genjin.exchange.snapshot import RowSeal, SealBook, Snapshot, canonical, is_head, read_head
from genjin.tables.ledger.position import current_position

# People write notes above the header; nobody writes this many.
_HEAD_ROWS = 40
_SAMPLE_ROWS = 300
# Shares of sampled cells that are as they went out: enough beside the same label, and enough without it.
_BESIDE_LABEL, _WITHOUT_LABEL = 0.3, 0.5
_MISSING_NAMED = 20

Doubt = Literal["foreign", "other_table", "newer"]


@dataclass(frozen=True, slots=True)
class Head:
    """Where the head of the seals stands (row and column from 0), and what it says; doubt: why it does not count."""

    row: int
    column: int
    text: str
    snapshot: Snapshot | None
    doubt: Doubt | None


@dataclass(slots=True)
class ReturnFacts:
    """What is to be said of the file as a whole. missing: records that went out and did not come back.

    copied: rows that are copies of another. unsealed: rows whose seal was altered. barred: cells edited in columns that
    this person may not write, by label.
    """

    missing: list[int] = field(default_factory=list)
    copied: int = 0
    unsealed: int = 0
    barred: Counter[str] = field(default_factory=Counter)


def find_head(top: Iterable[Row], rules: PlainTable) -> Head | None:
    """The head among the first rows of a sheet; None when the file is none of our workbooks."""
    for at, row in enumerate(islice(top, _HEAD_ROWS)):
        for column, cell in enumerate(row):
            if is_head(cell):
                snapshot = read_head(str(cell))
                return Head(at, column, str(cell), snapshot, _doubt(snapshot, rules))
    return None


def _doubt(snapshot: Snapshot | None, rules: PlainTable) -> Doubt | None:
    if snapshot is None:
        return "foreign"
    if snapshot.table != rules.definition.key:
        return "other_table"
    # The ledger was put back to a day before the export: its positions mean something else now.
    return "newer" if snapshot.position > current_position() else None


class ReturnedSheet:
    """The sheet of a workbook that came back. `rows` streams it; `facts` is complete once `scan` has run."""

    def __init__(self, sheet: SheetSource, head: Head, snapshot: Snapshot, rules: PlainTable) -> None:
        self.sheet = sheet
        self.head = head
        self.snapshot = snapshot
        self.rules = rules
        self.book = SealBook(snapshot)
        top = list(islice(sheet.rows(), head.row + 1 + _SAMPLE_ROWS))
        self.headers = tuple("" if i == head.column else cell_text(c) for i, c in enumerate(top[head.row]))
        self._sample = top[head.row + 1 :]
        self.places = _match_columns(self.book, self.headers, head.column, self._sample, rules)
        self.facts = ReturnFacts()

    def mapping(self, samples: Sequence[tuple[str, ...]]) -> list[MappedColumn]:
        """Columns that went out, wherever they stand and whatever they are called now; people's own stay out.

        The column of seals is nobody's business and is not among them.
        """
        mapped = []
        for index, header in enumerate(self.headers):
            if index == self.head.column:
                continue
            place = self.places.get(index)
            column = None if place is None else self.snapshot.columns[place]
            taken = column if column in self.rules.columns else None
            mapped.append(MappedColumn(index, header, taken, 1.0 if taken else 0.0, samples[index]))
        return mapped

    @property
    def seal_column(self) -> int:
        return self.head.column

    def sample_rows(self) -> list[Row]:
        return self._sample[:50]

    def rows(self, mapping: Sequence[MappedColumn], sent: array[int] | None) -> Iterator[SourceRow]:
        """Every line. sent: ids that went out, when the file still knows them."""
        taken = self._taken(mapping)
        originals = self._scan(taken, sent)
        key = next((i for i, c, _ in taken if c == self.rules.definition.title), None)
        sorter = RowSorter(self.headers, key, [i for i, _, _ in taken])
        for at, row in enumerate(self.sheet.rows()):
            if at == self.head.row:
                continue
            line = at + 1
            if at < self.head.row:
                yield SourceRow(line, skipped="title" if any(c != "" for c in row) else "blank")
                continue
            seal = self._seal(row)
            reason = sorter.skip_reason(at, _without(row, self.head.column)) if seal is None else self._hollow(row)
            if reason is not None:
                yield SourceRow(line, skipped=reason)
            elif seal is None:
                yield SourceRow(line, {c: _typed(row[i], c, self.rules) for i, c, _ in taken if _filled(row, i)})
            elif originals.get(seal.row_id, line) != line:
                yield self._copy(line, row, taken, originals[seal.row_id], seal)
            else:
                yield self._row(line, row, taken, seal)

    def _taken(self, mapping: Sequence[MappedColumn]) -> list[tuple[int, str, int | None]]:
        """Column of the file, column of the table, place in the snapshot."""
        places = {c: p for p, c in enumerate(self.snapshot.columns)}
        return [
            (m.index, m.column, self.places.get(m.index, places.get(m.column)))
            for m in mapping
            if m.column is not None and m.column in self.rules.columns
        ]

    def _row(self, line: int, row: Row, taken: Sequence[tuple[int, str, int | None]], seal: RowSeal) -> SourceRow:
        cells: dict[str, SourceCell] = {}
        kept: dict[str, str] = {}
        touched: dict[str, bytes] = {}
        cleared = []
        for index, column, place in taken:
            cell = row[index] if index < len(row) else ""
            base = None if place is None else seal.digests[place]
            if self.book.digest(cell) == base:
                if cell != "":
                    kept[column] = cell_text(cell)
            elif canonical(cell):
                cells[column], touched[column] = _typed(cell, column, self.rules), base or b""
            elif base is not None:
                cleared.append(column)
                touched[column] = base
        return SourceRow(line, cells, origin=Origin(seal.row_id, kept, touched, tuple(cleared)))

    def _copy(
        self, line: int, row: Row, taken: Sequence[tuple[int, str, int | None]], original: int, seal: RowSeal
    ) -> SourceRow:
        """A copied row stands for a new record; what is unique to the first stays with it."""
        unique = {c.id for c in self.rules.keys}
        cells = {c: _typed(row[i], c, self.rules) for i, c, _ in taken if _filled(row, i) and c not in unique}
        edited = frozenset(
            c for i, c, p in taken if p is not None and _filled(row, i) and self.book.digest(row[i]) != seal.digests[p]
        )
        return SourceRow(line, cells, origin=Origin(0, {}, dict.fromkeys(edited, b""), (), copy_of=original))

    def _scan(self, taken: Sequence[tuple[int, str, int | None]], sent: array[int] | None) -> dict[int, int]:
        """Line of the original by record, for records that stand in the file more than once; fills `facts`."""
        facts = self.facts = ReturnFacts()
        barred = [
            (i, p, self.snapshot.labels[p])
            for i, p in self.places.items()
            if self.snapshot.columns[p] not in self.rules.columns
        ]
        best: dict[int, tuple[int, int]] = {}
        for at, row in enumerate(self.sheet.rows()):
            if at <= self.head.row:
                continue
            seal = self._seal(row)
            if seal is None:
                facts.unsealed += _filled(row, self.head.column)
                continue
            if self._hollow(row):
                continue
            edits = sum(
                self.book.digest(row[i] if i < len(row) else "") != seal.digests[p]
                for i, _, p in taken
                if p is not None
            )
            facts.copied += seal.row_id in best
            best[seal.row_id] = min(best.get(seal.row_id, (edits, at + 1)), (edits, at + 1))
            for index, place, label in barred:
                if self.book.digest(row[index] if index < len(row) else "") != seal.digests[place]:
                    facts.barred[label] += 1
        if sent is not None:
            facts.missing = [i for i in sent if i not in best]
        return {row_id: line for row_id, (_, line) in best.items()} if facts.copied else {}

    def _seal(self, row: Row) -> RowSeal | None:
        return self.book.open(row[self.head.column]) if _filled(row, self.head.column) else None

    def _hollow(self, row: Row) -> Literal["blank"] | None:
        """Whoever empties a row means to be rid of the row, not of what the record says."""
        return "blank" if not any(c != "" for i, c in enumerate(row) if i != self.head.column) else None


def corrected_row(row: SourceRow, edits: Mapping[str, str]) -> SourceRow:
    """The line with cells corrected by hand in the preview."""
    typed = {c: SourceCell(t) for c, t in edits.items() if t.strip()}
    if row.origin is None or row.origin.copy_of is not None:
        return replace(row, cells={**row.cells, **typed})
    emptied = tuple(c for c, t in edits.items() if not t.strip())
    return replace(
        row,
        cells={c: cell for c, cell in {**row.cells, **typed}.items() if c not in emptied},
        origin=replace(
            row.origin,
            kept={c: t for c, t in row.origin.kept.items() if c not in edits},
            touched={**dict.fromkeys(edits, b""), **row.origin.touched},
            cleared=tuple(dict.fromkeys((*(c for c in row.origin.cleared if c not in typed), *emptied))),
        ),
    )


def facts_out(sheet: ReturnedSheet, titles: Mapping[int, str]) -> dict[str, Any]:
    """What the run keeps of the file. titles: of missing records that this person sees."""
    facts, snapshot = sheet.facts, sheet.snapshot
    return {
        "kind": "returned",
        "head": sheet.head.text,
        "by": snapshot.actor_name,
        "at": snapshot.taken,
        "missing": len(facts.missing),
        "missing_titles": list(titles.values())[:_MISSING_NAMED],
        "copied": facts.copied,
        "unsealed": facts.unsealed,
        "barred": dict(facts.barred.most_common(8)),
    }


def own_cell(cell: Cell, kind: str, *, guarded: bool) -> SourceCell:
    """A cell of our own file as it stands. guarded: the file is text, with formula signs behind an apostrophe."""
    text = cell if isinstance(cell, str) else cell_text(cell)
    if guarded:
        text = restored(text)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return SourceCell(text, round(cell * 100) if kind == "money" else cell)
    return SourceCell(text, cell if isinstance(cell, date) else None)


def _match_columns(
    book: SealBook, headers: Sequence[str], seal_column: int, rows: Sequence[Row], rules: PlainTable
) -> dict[int, int]:
    """Column of the file → place in the snapshot: by label, and by the cells themselves where it was renamed."""
    snapshot = book.snapshot
    sealed = [(s, r) for r in rows if len(r) > seal_column and (s := book.open(r[seal_column])) is not None]
    labels = [_labels(c, label, rules) for c, label in zip(snapshot.columns, snapshot.labels, strict=True)]
    offers: list[tuple[float, int, int]] = []
    for index, header in enumerate(headers):
        if index == seal_column:
            continue
        digests = [book.digest(r[index] if index < len(r) else "") for _, r in sealed]
        for place, known in enumerate(labels):
            weight = _weight(fold_header(header) in known, _kept_share(place, digests, [s for s, _ in sealed]))
            if weight:
                offers.append((weight, index, place))
    found: dict[int, int] = {}
    for _, index, place in sorted(offers, key=lambda o: (-o[0], o[1], o[2])):
        if index not in found and place not in found.values():
            found[index] = place
    return found


def _labels(column: str, label: str, rules: PlainTable) -> set[str]:
    known = rules.definition.by_id().get(column)
    return {fold_header(w) for w in (label, *(known.words.all() if known is not None else ()))}


def _kept_share(place: int, digests: Sequence[bytes], seals: Sequence[RowSeal]) -> tuple[float, int, int]:
    """Share of cells that are as they went out; of how many cells, with how many different values, that is said."""
    empty = bytes(3)
    pairs = [(d, s.digests[place]) for d, s in zip(digests, seals, strict=True)]
    telling = [(d, b) for d, b in pairs if d != empty or b != empty]
    share = sum(d == b for d, b in telling) / len(telling) if telling else 0.0
    return share, len(telling), len({b for _, b in telling})


def _weight(same_label: bool, kept: tuple[float, int, int]) -> float:
    """How sure it is that the column is the one that went out; 0 when nothing speaks for it."""
    share, telling, distinct = kept
    if same_label:
        return 3.0 + share if share >= _BESIDE_LABEL or not telling else 1.0 + share
    if share < _WITHOUT_LABEL or telling < 2:
        return 0.0
    # A column of one value only is told by it when no other claims it.
    return 2.0 + share if distinct >= 2 else share / 2


def _typed(cell: Cell, column: str, rules: PlainTable) -> SourceCell:
    return own_cell(cell, rules.columns[column].field.kind, guarded=False)


def _filled(row: Row, index: int) -> bool:
    return index < len(row) and row[index] != ""


def _without(row: Row, index: int) -> Row:
    return [*row[:index], "", *row[index + 1 :]]
