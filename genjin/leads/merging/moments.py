"""When leads were contacted, as far as merging asks: a module above knows it and registers its reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """One contact made with the customer of a lead."""

    lead_id: int
    at: datetime


# Contacts of these leads, oldest first, at most `limit`.
MomentSource = Callable[[Sequence[int], int], list[Moment]]

_source: MomentSource = lambda _ids, _limit: []  # noqa: E731


def set_moment_source(source: MomentSource) -> None:
    """Set once, by the module that keeps the follow-ups."""
    global _source
    _source = source


def list_moments(lead_ids: Sequence[int], limit: int = 1_000) -> list[Moment]:
    return _source(lead_ids, limit)
