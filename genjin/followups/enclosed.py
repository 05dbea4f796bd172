"""What went along with a contact: materials sent, whether they were looked at, what to send next (domain.md D6, D12).

The module of materials stands above this one and says so here; without it nothing was sent and nothing is proposed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from genjin.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One material that was sent. told: whether the reader lets us know of views; then opens since `opened_at`.

    reads: how often what is in it was looked at or downloaded.
    """

    id: int
    material_id: int
    name: str
    kind: str
    at: datetime
    told: bool
    opens: int
    reads: int
    opened_at: datetime | None
    last_at: datetime | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Suggested:
    """A material to send next. reasons: why, in the reader's words."""

    id: int
    name: str
    kind: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MaterialBrief:
    """sent: the latest first. suggested: the best first. may_send: whether this reader may send any."""

    sent: tuple[Enclosed, ...]
    suggested: tuple[Suggested, ...]
    may_send: bool


# Kind of timeline item and ids of such items of one lead → what went along with each.
EnclosedSource = Callable[[Actor, str, Sequence[int]], Mapping[int, Sequence[Enclosed]]]
BriefSource = Callable[[Actor, int], MaterialBrief | None]
_enclosed: list[EnclosedSource] = []
_briefs: list[BriefSource] = []


def tell_enclosed(source: EnclosedSource) -> None:
    """Registers who knows what went along with contacts. Called once, at loading."""
    _enclosed.append(source)


def tell_material_brief(source: BriefSource) -> None:
    """Registers who knows what to prepare. Called once, at loading."""
    _briefs.append(source)


def find_enclosed(actor: Actor, kind: str, ids: Sequence[int]) -> dict[int, list[Enclosed]]:
    """What went along, by the id of the item; rights are the sources' to ask."""
    found: dict[int, list[Enclosed]] = {}
    for source in _enclosed if ids else ():
        for item_id, sent in source(actor, kind, ids).items():
            found.setdefault(item_id, []).extend(sent)
    return found


def fetch_material_brief(actor: Actor, lead_id: int) -> MaterialBrief | None:
    """None where nobody knows of materials, or the reader sees none."""
    return next((brief for source in _briefs if (brief := source(actor, lead_id)) is not None), None)
