"""The days of a cell's entries: whoever leaves the year out wrote them one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from genjin.followups.cells.mentions import Mention
from genjin.kernel.moments import Precision

Dated = tuple[date | None, Precision | None]


def date_entries(mentions: Sequence[Mention | None], reference: date) -> list[Dated]:
    """Oldest first, or newest first when that makes the whole span of time smaller; `reference` is the latest day."""
    forwards = _backwards(list(reversed(mentions)), reference)[::-1]
    if sum(m is not None and m.kind in ("date", "month") for m in mentions) < 2:
        return forwards
    newest_first = _backwards(mentions, reference)
    return newest_first if _stretch(newest_first) < _stretch(forwards) else forwards


def _backwards(mentions: Sequence[Mention | None], reference: date) -> list[Dated]:
    """Each day is the latest that is not after the one before it in this order."""
    found: list[Dated] = []
    anchor = reference
    for mention in mentions:
        if mention is None:
            found.append((None, None))
            continue
        # 上周五 counts from the day of writing; a bare 周五 from the entry after it.
        day, precision = mention.past(reference if mention.kind in ("near", "holiday") or mention.of_a_week else anchor)
        found.append((day, precision if day else None))
        if day is not None:
            anchor = min(anchor, day)
    return found


def _stretch(days: Sequence[Dated]) -> int:
    known = [day for day, _ in days if day is not None]
    return (max(known) - min(known)).days if known else 0
