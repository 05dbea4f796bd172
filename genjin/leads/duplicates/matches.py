"""Which leads a new row may be the same as: for the import's plan and whoever else writes many rows at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from genjin.kernel.actor import Actor
from genjin.leads.duplicates.compare import compare
from genjin.leads.duplicates.evidence import Evidence, Verdict
from genjin.leads.duplicates.loading import load_parties
from genjin.leads.duplicates.lookup import find_candidates
from genjin.leads.duplicates.party import read_party
from genjin.leads.duplicates.points import load_points
from genjin.leads.models import Lead
from genjin.tables.scope.predicate import visible_ids

_PAGE = 500
# What makes a pair worth a look at import whatever its score: the person decides there.
_TELLING = frozenset({"mobile", "phone", "credit_code", "email", "wechat"})


@dataclass(frozen=True, slots=True)
class Match:
    """A lead that may be the same; `lead_id` is None when it is outside the asker's scope: "looks like somebody's".

    by_number: without the telephone numbers in common it would be no suspect.
    """

    lead_id: int | None
    title: str | None
    number: str | None
    evidence: tuple[Evidence, ...]
    score: int = 0
    by_number: bool = False


def find_matches(actor: Actor, rows: Sequence[Mapping[str, Any]]) -> list[list[Match]]:
    """For each row the suspects among the leads, most alike first; a common number is shown even where names differ.

    Shape: rows by column id (`company`, `mobile`, `phone` …), as typed or as stored. A few queries per 500 rows.
    """
    points = load_points()
    parties = [read_party(row) for row in rows]
    candidates = find_candidates(parties, thorough=False)
    leads = load_parties(i for found in candidates for i in found)
    by_row: list[list[tuple[int, Verdict]]] = []
    for party, found in zip(parties, candidates, strict=True):
        verdicts = [(i, compare(party, leads[i], points)) for i in found if i in leads]
        kept = [(i, v) for i, v in verdicts if v.score >= points["threshold.suspect"] or v.kinds & _TELLING]
        by_row.append(sorted(kept, key=lambda p: (-p[1].score, p[0])))
    return _answer(actor, by_row, points["threshold.suspect"])


def _answer(actor: Actor, by_row: list[list[tuple[int, Verdict]]], threshold: float) -> list[list[Match]]:
    ids = {i for found in by_row for i, _ in found}
    visible = visible_ids("leads", actor, ids)
    titles: dict[int, tuple[Any, Any, Any]] = {}
    wanted = list(visible)
    for start in range(0, len(wanted), _PAGE):
        page = Lead.objects.filter(pk__in=wanted[start : start + _PAGE])
        titles.update({pk: rest for pk, *rest in page.values_list("pk", "company", "contact", "number")})  # type: ignore[misc]
    return [[_build(i, verdict, titles.get(i), threshold) for i, verdict in found] for found in by_row]


def _build(lead_id: int, verdict: Verdict, facts: Any, threshold: float) -> Match:
    speaking = tuple(e for e in verdict.evidence if e.points > 0)
    by_number = sum(e.points for e in verdict.evidence if e.column not in ("mobile", "phone")) < threshold
    if facts is None:
        # Only what the asking row holds itself: the other side is not the asker's to read.
        speaking = tuple(Evidence(e.kind, e.points, e.left) for e in speaking)
        return Match(None, None, None, speaking, verdict.score, by_number)
    company, contact, number = facts
    return Match(lead_id, company or contact, number, speaking, verdict.score, by_number)
