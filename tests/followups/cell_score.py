"""How well cells are read: entries by their place, dates, promises, the next contact (the annotation guide's way)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from genjin.followups.cells.reader import read_cell

_SAME_PLACE = 0.5
Finding = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CellScore:
    """Each between 0 and 1. entries, dates, promises: F1; next_contact: the share of cells that have one."""

    entries: float
    dates: float
    promises: float
    next_contact: float


def score_cells(path: Path) -> CellScore:
    """The labelled cells of `path` (JSON lines in the form of `genjin followups parse`) against the reader."""
    counted: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        found = read_cell(truth["cell"], date.fromisoformat(truth["reference_date"])).as_json()
        _count(truth, json.loads(json.dumps(found, default=str)), counted)
    return CellScore(
        _f1(counted, "entry"), _f1(counted, "date"), _f1(counted, "promise"), counted["next right"] / counted["next"]
    )


def _count(truth: Finding, found: Finding, counted: Counter[str]) -> None:
    pairs = _pairs(truth["entries"], found["entries"], "span", lambda a, b: True)
    _add(counted, "entry", len(truth["entries"]), len(found["entries"]), len(pairs))
    dated = [sum(e["date"] is not None for e in side["entries"]) for side in (truth, found)]
    _add(counted, "date", *dated, sum(a["date"] == b["date"] is not None for a, b in pairs))
    owed = _pairs(truth["promises"], found["promises"], "what_span", lambda a, b: a["by"] == b["by"])
    _add(counted, "promise", len(truth["promises"]), len(found["promises"]), len(owed))
    days = [(side["next_contact"] or {}).get("date") for side in (truth, found)]
    counted["next"] += any(days)
    counted["next right"] += any(days) and days[0] == days[1]


def _add(counted: Counter[str], name: str, true: int, found: int, right: int) -> None:
    counted.update({f"{name} true": true, f"{name} found": found, f"{name} right": right})


def _f1(counted: Counter[str], name: str) -> float:
    return 2 * counted[f"{name} right"] / (counted[f"{name} true"] + counted[f"{name} found"])


def _pairs(
    truth: Sequence[Finding], found: Sequence[Finding], place: str, alike: Callable[[Finding, Finding], bool]
) -> list[tuple[Finding, Finding]]:
    """One to one, the closest places first."""
    close = [
        (overlap, i, j)
        for i, a in enumerate(truth)
        for j, b in enumerate(found)
        if (overlap := _overlap(a[place], b[place])) >= _SAME_PLACE and alike(a, b)
    ]
    left, right, pairs = set[int](), set[int](), []
    for _, i, j in sorted(close, key=lambda c: (-c[0], c[1], c[2])):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((truth[i], found[j]))
    return pairs


def _overlap(a: Sequence[int], b: Sequence[int]) -> float:
    common = min(a[1], b[1]) - max(a[0], b[0])
    return max(common, 0) / (max(a[1], b[1]) - min(a[0], b[0]))
