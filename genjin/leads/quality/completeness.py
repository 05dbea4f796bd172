"""How complete a lead is, 0 to 100 (domain.md B12). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing a complete lead has: any of these attributes. columns: the same by column id."""

    columns: tuple[str, ...]
    attrs: tuple[str, ...]
    weight: int


def compute_completeness(values: Mapping[str, Any], wanted: Iterable[Wanted]) -> int | None:
    """The filled share by weight; None when nothing is wanted. Example: weights 3 and 1, only the first filled: 75."""
    total = filled = 0
    for want in wanted:
        total += want.weight
        for attr in want.attrs:
            if values[attr] not in (None, ""):
                filled += want.weight
                break
    return round(filled * 100 / total) if total else None


def find_missing(values: Mapping[str, Any], wanted: Iterable[Wanted]) -> list[Wanted]:
    """What is still to be filled, heaviest first."""
    lacking = [w for w in wanted if all(values[a] in (None, "") for a in w.attrs)]
    return sorted(lacking, key=lambda w: -w.weight)
