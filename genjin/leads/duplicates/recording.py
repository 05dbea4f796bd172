"""Suspect pairs as rows: found ones are added or brought up to date, decided ones left alone, past ones cleared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q, QuerySet

from genjin.kernel.actor import SYSTEM
from genjin.leads.duplicates.evidence import Verdict
from genjin.leads.duplicates.models import DuplicatePair
from genjin.tables.ledger.operation import chunk_rows, operation

_PAGE = 500
Ids = tuple[int, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """A pair that has a row."""

    id: int
    state: str
    score: int


def known_pairs(lead_ids: Sequence[int] | None = None) -> dict[Ids, Known]:
    """Pairs with a row by (smaller id, larger id): those that touch these leads, or all."""
    living = DuplicatePair.objects.filter(deleted_at=None)
    if lead_ids is None:
        return _read(living)
    found: dict[Ids, Known] = {}
    for start in range(0, len(lead_ids), _PAGE):
        part = lead_ids[start : start + _PAGE]
        found |= _read(living.filter(Q(left_id__in=part) | Q(right_id__in=part)))
    return found


def record_pairs(
    verdicts: Mapping[Ids, Verdict], known: Mapping[Ids, Known], gone: Sequence[int], *, verb: str, found_by: str
) -> int:
    """Writes what is new or scores otherwise, and clears the rows `gone`. Returns how many pairs are new."""
    fresh = [(pair, v) for pair, v in verdicts.items() if pair not in known]
    changed = {
        known[pair].id: {"score": v.score, "evidence": v.summary()}
        for pair, v in verdicts.items()
        if pair in known and known[pair].state == "open" and known[pair].score != v.score
    }
    with operation(SYSTEM, verb=verb, table="duplicate_pairs", via="job") as opened:
        for part in _parts(fresh):
            with opened.chunk() as writer:
                drafts = [_draft(pair, v, found_by) for pair, v in part]
                writer.create("duplicate_pairs", drafts)
        for ids in _parts(list(changed)):
            with opened.chunk() as writer:
                writer.set("duplicate_pairs", {i: changed[i] for i in ids})
        for ids in _parts(list(gone)):
            with opened.chunk() as writer:
                writer.trash("duplicate_pairs", ids)
    return len(fresh)


def _draft(pair: Ids, verdict: Verdict, found_by: str) -> dict[str, object]:
    return {
        "left": pair[0],
        "right": pair[1],
        "score": verdict.score,
        "evidence": verdict.summary(),
        "state": "open",
        "found_by": found_by,
    }


def _parts(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), chunk_rows()):
        yield rows[start : start + chunk_rows()]


def _read(rows: QuerySet[DuplicatePair]) -> dict[Ids, Known]:
    fields = rows.values_list("pk", "left_id", "right_id", "state", "score")
    return {
        (left or 0, right or 0): Known(pk, state or "open", score or 0)
        for pk, left, right, state, score in fields.iterator(chunk_size=5000)
    }
