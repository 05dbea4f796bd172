"""Duplicates inside a file that need not be imported: `genjin duplicates FILE`. Needs no database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from genjin.exchange.reading.cells import cell_text
from genjin.exchange.reading.document import Document, read_document
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.duplicates.clusters import find_groups, find_pairs, groups_of, pair_scores
from genjin.leads.duplicates.evidence import Verdict
from genjin.leads.duplicates.party import FACTS, read_party
from genjin.leads.duplicates.persons import fields_of, find_person_pairs, read_person_row
from genjin.leads.duplicates.points import DEFAULT_POINTS

# Columns tried for the ids of rows when none is named; else rows are counted from 1 as in the file.
_ID_COLUMNS = ("row_id", "id", "rec_id", "编号")


@dataclass(frozen=True, slots=True)
class Found:
    """Groups of ids and suspect pairs of ids."""

    groups: list[list[str]]
    pairs: list[tuple[str, str, Verdict]]


def find_in_file(path: Path, id_column: str | None) -> Found:
    """Suspects among the rows of a file, companies or persons by its header.

    Raises what `read_document` raises, unknown_column for an id column that is not there, no_header when no column
    says who a row is.
    """
    with read_document(path, path.name, today=clock.today()) as document:
        labels = [label.strip() for label in document.layout.labels]
        id_at = _id_column(labels, id_column)
        rows = list(_rows(document))
        mapping = {c.field: c.index for c in document.mapping if c.field in FACTS}
    ids = [_id(row, number, id_at) for number, row in rows]
    cells = [row for _, row in rows]
    persons = {} if "company" in mapping else fields_of(labels)
    if not persons and not mapping.keys() & {"company", "contact", "mobile", "phone", "email"}:
        raise AppError(ErrorCode.NO_HEADER)
    return _find_persons(ids, cells, labels, persons) if persons else _find_parties(ids, cells, mapping)


def _find_parties(ids: Sequence[str], rows: Sequence[Sequence[str]], mapping: Mapping[str, int]) -> Found:
    parties = {n: read_party({f: _cell(row, at) for f, at in mapping.items()}) for n, row in enumerate(rows)}
    verdicts = find_pairs(parties)
    return _named(ids, groups_of(parties, verdicts, DEFAULT_POINTS), verdicts)


def _find_persons(
    ids: Sequence[str], rows: Sequence[Sequence[str]], labels: Sequence[str], fields: Mapping[str, str]
) -> Found:
    people = [read_person_row({h: _cell(row, n) for n, h in enumerate(labels)}, fields) for row in rows]
    verdicts = find_person_pairs(people)
    return _named(ids, find_groups(pair_scores(verdicts), lambda _a, _b: False), verdicts)


def _named(ids: Sequence[str], groups: Sequence[Sequence[int]], verdicts: Mapping[tuple[int, int], Verdict]) -> Found:
    ordered = sorted(verdicts.items(), key=lambda item: (-item[1].score, item[0]))
    return Found([[ids[n] for n in group] for group in groups], [(ids[a], ids[b], v) for (a, b), v in ordered])


def _rows(document: Document) -> Iterator[tuple[int, list[str]]]:
    """(number as in the file, texts) of the rows below the header that hold anything."""
    first = document.layout.first_data_row
    for number, row in enumerate(islice(document.sheet.rows(), first, None), first + 1):
        texts = [cell_text(cell) for cell in row]
        if any(texts):
            yield number, texts


def _id_column(labels: Sequence[str], wanted: str | None) -> int | None:
    folded = [label.casefold() for label in labels]
    if wanted is not None:
        if wanted.strip().casefold() not in folded:
            raise AppError(ErrorCode.UNKNOWN_COLUMN, column=wanted, table="file")
        return folded.index(wanted.strip().casefold())
    return next((folded.index(name) for name in _ID_COLUMNS if name in folded), None)


def _id(row: Sequence[str], number: int, id_at: int | None) -> str:
    return (_cell(row, id_at) if id_at is not None else "") or str(number)


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if at < len(row) else ""
