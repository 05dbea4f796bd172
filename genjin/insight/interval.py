"""How sure a rate is."""

from __future__ import annotations

from math import sqrt

# Two-sided 95 % of the normal distribution.
_Z = 1.959964


def wilson(won: int, total: int) -> tuple[float, float]:
    """95 % interval of a rate `won / total`, both ends 0…1.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
    """
    if total == 0:
        return 0.0, 1.0
    rate = won / total
    centre = rate + _Z**2 / (2 * total)
    spread = _Z * sqrt(rate * (1 - rate) / total + _Z**2 / (4 * total**2))
    scale = 1 + _Z**2 / total
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)
