"""Which leads of the past this one resembles, and how those went (domain.md B9). Bounded: never more than 600 rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from genjin.kernel.actor import Actor, ColumnRight
from genjin.kernel.parse_places import parse_province
from genjin.leads.quality.book import load_surroundings
from genjin.tables.scope.predicate import rows

# Newest closed leads of the same industry that are compared, each won and lost.
COMPARED = 300
SHOWN = 5
_ATTRS = (
    "id",
    "company",
    "industry",
    "size_id",
    "province",
    "channel_id",
    "won_at",
    "won_amount",
    "lost_at",
    "lost_reason",
)
# Columns the answer tells about; what a reader may not read is left out.
_SHOWN_COLUMNS = ("company", "industry", "size", "province", "source", "won_amount", "lost_reason")
# What two leads may have in common; the industry is asked for, the others rank.
LIKE = ("size", "region", "source")


@dataclass(frozen=True, slots=True)
class Similar:
    """One closed lead. shared: what it has in common beside the industry. amount in fen."""

    id: int
    company: str | None
    won: bool
    shared: tuple[str, ...]
    at: Any
    amount: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Past:
    """won, lost: how many there are of those compared. industry None: the lead has none, or the reader may not know."""

    industry: str | None
    won: int
    lost: int
    examples: tuple[Similar, ...]


def find_similar(actor: Actor, lead: Mapping[str, Any]) -> Past:
    """Closed leads of the same industry in the actor's scope, most alike first, then newest.

    Shape: `lead` holds id, industry, size_id, province, channel_id.
    """
    industry = lead["industry"]
    known = {c: actor.access("leads").column(c) in (ColumnRight.READ, ColumnRight.EDIT) for c in _SHOWN_COLUMNS}
    if not industry or not known["industry"]:
        return Past(None, 0, 0, ())
    same = rows("leads", actor).filter(industry=industry).exclude(pk=lead["id"])
    won = list(same.filter(won_at__isnull=False).order_by("-won_at").values(*_ATTRS)[:COMPARED])
    lost = list(same.filter(lost_at__isnull=False).order_by("-lost_at").values(*_ATTRS)[:COMPARED])
    regions = load_surroundings().regions
    found = [_compare(lead, row, regions, known) for row in (*won, *lost)]
    found.sort(key=lambda s: (-len(s.shared), -s.at.timestamp()))
    return Past(industry, len(won), len(lost), tuple(found[:SHOWN]))


def _compare(
    lead: Mapping[str, Any],
    row: Mapping[str, Any],
    regions: Mapping[str, frozenset[str]],
    known: Mapping[str, bool],
) -> Similar:
    shared = {
        "size": known["size"] and lead["size_id"] is not None and lead["size_id"] == row["size_id"],
        "region": known["province"] and _same_region(lead["province"], row["province"], regions),
        "source": known["source"] and lead["channel_id"] is not None and lead["channel_id"] == row["channel_id"],
    }
    won = row["won_at"] is not None
    return Similar(
        id=row["id"],
        company=row["company"] if known["company"] else None,
        won=won,
        shared=tuple(name for name in LIKE if shared[name]),
        at=row["won_at"] if won else row["lost_at"],
        amount=row["won_amount"] if won and known["won_amount"] else None,
        reason=row["lost_reason"] if not won and known["lost_reason"] else None,
    )


def _same_region(one: str | None, other: str | None, regions: Mapping[str, frozenset[str]]) -> bool:
    if not one or not other:
        return False
    first, second = parse_province(one).value, parse_province(other).value
    return first == second or any(first in r and second in r for r in regions.values())
