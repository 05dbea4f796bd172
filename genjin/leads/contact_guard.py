"""Which leads no automatic mail may go to now (domain.md D3): a module above knows it and registers its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

# Leads held back, with the instant from which they may be written to again; None when never by itself.
ContactGuard = Callable[[Sequence[int]], Mapping[int, datetime | None]]

_guard: ContactGuard = lambda _ids: {}  # noqa: E731


def set_contact_guard(guard: ContactGuard) -> None:
    """Set once, by the module that knows the contacts made."""
    global _guard
    _guard = guard


def held_back(lead_ids: Sequence[int]) -> Mapping[int, datetime | None]:
    return _guard(lead_ids)
