"""How often a grade wants to be contacted: the rows of 分级跟进标准 as a rule (domain.md D2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from genjin.pipelines.models import Cadence

# Days beyond this mean "never" to anybody; the bound keeps a typing slip from overflowing the column.
MAX_DAYS = 3_650
# What a grade without a row of its own falls back to: D is followed like C, E not at all, and a lead that nobody has
# graded yet must not be forgotten either.
_FALLBACK = {"D": "C", "": "C"}


@dataclass(frozen=True, slots=True)
class CadenceRule:
    """Contact every `min_days` to `max_days` calendar days."""

    letter: str
    min_days: int
    max_days: int
    methods: str = ""
    goal: str = ""


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
    rules: dict[tuple[int | None, str], CadenceRule] = {}
    for row in Cadence.objects.filter(deleted_at=None).order_by("id"):
        if row.letter and row.max_days and row.max_days > 0:
            letter = row.letter.strip().upper()[:1]
            high = min(row.max_days, MAX_DAYS)
            low = min(max(row.min_days or 0, 0), high)
            rules[(row.pipeline_id, letter)] = CadenceRule(letter, low, high, row.methods or "", row.goal or "")
    return CadenceBook(rules)
