"""Which leads are drawn for a week. Pure: the same week always draws the same of the same leads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random


def week_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def draw(lead_ids: Sequence[int], seller_id: int, week: date, count: int) -> list[int]:
    """At most `count` of a seller's leads, in ascending order. Nobody can tell beforehand which, anybody can check."""
    known = sorted(lead_ids)
    if count <= 0:
        return []
    # A seed that follows from week and seller alone: drawing again after a crash draws the same.
    return sorted(Random(f"{week.isoformat()}:{seller_id}").sample(known, min(count, len(known))))
