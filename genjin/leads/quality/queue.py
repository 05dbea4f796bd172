"""Figures of data review: how complete each seller keeps their leads (domain.md B12)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Avg, Count, Q

from genjin.kernel.actor import Actor
from genjin.leads.quality.reviewing import RETURNED
from genjin.tables.records.context import find_labels
from genjin.tables.scope.predicate import check_action, rows

MAX_SELLERS = 200


@dataclass(frozen=True, slots=True)
class SellerRow:
    """One seller's leads in the reader's scope. completeness: the mean, 0–100."""

    id: int | None
    label: str
    leads: int
    completeness: float | None
    flagged: int
    returned: int


def list_sellers(actor: Actor) -> list[SellerRow]:
    """Least complete first; leads without an owner as a row of their own. At most 200."""
    check_action("leads", actor, "see")
    means = (
        rows("leads", actor)
        .order_by()
        .values_list("owner_id")
        .annotate(n=Count("pk"), mean=Avg("completeness"))
        .order_by("mean")[:MAX_SELLERS]
    )
    # Two more queries over small indexes, instead of reading every row for them.
    doubtful = Q(flags__isnull=False) & (Q(flags_accepted=False) | Q(flags_accepted__isnull=True))
    flagged, returned = (_count(actor, q) for q in (doubtful, Q(review_state=RETURNED)))
    found = [(owner, n, mean) for owner, n, mean in means]
    labels = find_labels(actor, {"people": {owner for owner, _, _ in found if owner is not None}})
    return [
        SellerRow(
            owner,
            str(labels.get(("people", owner), "")) if owner is not None else "",
            n,
            None if mean is None else round(float(mean), 1),
            flagged.get(owner, 0),
            returned.get(owner, 0),
        )
        for owner, n, mean in found
    ]


def _count(actor: Actor, condition: Q) -> dict[int | None, int]:
    counted = rows("leads", actor).filter(condition).order_by().values_list("owner_id").annotate(n=Count("pk"))
    return dict(counted)
