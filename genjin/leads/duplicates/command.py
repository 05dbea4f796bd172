"""What `genjin duplicates` prints: groups and pairs, of the database or of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from genjin.leads.duplicates.clusters import groups_of
from genjin.leads.duplicates.compare import compare
from genjin.leads.duplicates.evidence import Verdict
from genjin.leads.duplicates.loading import load_parties
from genjin.leads.duplicates.models import DuplicatePair
from genjin.leads.duplicates.points import load_points
from genjin.leads.duplicates.scan import run_scan


@dataclass(frozen=True, slots=True)
class Silent:
    """Runs a scan outside the job table: nobody watches it and nobody cancels it but by Ctrl-C."""

    def progress(self, done: int, total: int, words: str = "") -> None:
        """Nothing to tell."""

    def check_cancelled(self) -> None:
        """Nobody asks."""


def find_in_database(*, full: bool) -> tuple[list[list[int]], list[tuple[int, int, Verdict]]]:
    """Brings the suspects up to date; the groups and open pairs of the whole database, most alike first."""
    run_scan(Silent(), full=full, found_by="scan")
    points = load_points()
    rows = DuplicatePair.objects.filter(deleted_at=None, state="open").values_list("left_id", "right_id")
    ids = [(left, right) for left, right in rows.iterator() if left is not None and right is not None]
    parties = load_parties(i for pair in ids for i in pair)
    verdicts = {(a, b): compare(parties[a], parties[b], points) for a, b in ids if a in parties and b in parties}
    pairs = sorted(((a, b, v) for (a, b), v in verdicts.items()), key=lambda p: (-p[2].score, p[0], p[1]))
    return groups_of(parties, verdicts, points), pairs


def report(groups: Sequence[Sequence[Any]], pairs: Iterable[tuple[Any, Any, Verdict]]) -> dict[str, Any]:
    """The document of `--json`."""
    return {
        "clusters": [list(group) for group in groups],
        "pairs": [
            {
                "a": a,
                "b": b,
                "score": verdict.score,
                "evidence": [
                    {"kind": e.kind, "points": e.points, "left": e.left, "right": e.right} for e in verdict.evidence
                ],
            }
            for a, b, verdict in pairs
        ],
    }
