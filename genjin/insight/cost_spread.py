"""What of a cost falls into a span: spread evenly over its days. Pure.

A booth paid for from 28 March to 6 April costs March four tenths and April six tenths. Rounding never loses or adds a
fen: however a period is cut into pieces, the pieces' parts add up to the whole.
"""

from __future__ import annotations

from datetime import date


def spread(total: int, first: date, last: date, begin: date, end: date) -> int:
    """The part of `total` that falls on the days `begin` to `end`; both spans include their last day.

    Units: fen. What falls before the end of each day is rounded down, and a span gets the difference of its two ends.
    """
    days = (last - first).days + 1
    if days < 1:
        return 0
    return _until(total, days, (end - first).days + 1) - _until(total, days, (begin - first).days)


def _until(total: int, days: int, passed: int) -> int:
    return total * min(max(passed, 0), days) // days
