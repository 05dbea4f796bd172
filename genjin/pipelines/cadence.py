"""How often a grade wants to be contacted: the rows of 分级跟进标准 as a rule (domain.md D2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from genjin.pipelines.models import Cadence
from genjin.tables.rowreader import read_living

# Days beyond this mean "never" to anybody; the bound keeps a typing slip from overflowing the column.
MAX_DAYS = 3_650
# What a grade without a row of its own falls back to: D is followed like C, E not at all, and a lead that nobody has
# graded yet must not be forgotten either.
_FALLBACK = {"D": "C", "": "C"}
# The row for leads that said "not now".
PAUSED = "P"


@dataclass(frozen=True, slots=True)
class CadenceRule:
    """Contact every `min_days` to `max_days` calendar days, at most `most_contacts` in `within_days`; 0: no limit."""

    letter: str
    min_days: int
    max_days: int
    methods: str = ""
    goal: str = ""
    most_contacts: int = 0
    within_days: int = 0


@dataclass(frozen=True, slots=True)
class CadenceBook:
    rules: Mapping[tuple[int | None, str], CadenceRule]

    def find(self, pipeline_id: int | None, grade: str | None) -> CadenceRule | None:
        """The rule for a grade; + and − inherit the letter; None when the grade is not followed up at all."""
        letter = (grade or "")[:1]
        for wanted in (letter, _FALLBACK.get(letter)):
            if wanted:
                found = self.rules.get((pipeline_id, wanted)) or self.rules.get((None, wanted))
                if found is not None:
                    return found
        return None


def load_cadences() -> CadenceBook:
    """One small query."""
    attrs = ("pipeline_id", "letter", "min_days", "max_days", "methods", "goal", "most_contacts", "within_days")
    return _build(read_living(Cadence, *attrs, order="id"))


@lru_cache(maxsize=8)
def _build(rows: tuple[tuple[Any, ...], ...]) -> CadenceBook:
    rules: dict[tuple[int | None, str], CadenceRule] = {}
    for pipeline, written, min_days, max_days, methods, goal, most, within in rows:
        if written and max_days and max_days > 0:
            letter = written.strip().upper()[:1]
            high = min(max_days, MAX_DAYS)
            low = min(max(min_days or 0, 0), high)
            limit = (max(most or 0, 0), min(max(within or 0, 0), MAX_DAYS))
            rules[(pipeline, letter)] = CadenceRule(letter, low, high, methods or "", goal or "", *limit)
    return CadenceBook(rules)
