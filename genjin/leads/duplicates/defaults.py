"""The matcher's numbers as rows that administrators change."""

from __future__ import annotations

from genjin.kernel.actor import Actor
from genjin.leads.duplicates.models import DuplicatePoint
from genjin.leads.duplicates.points import SHIPPED
from genjin.tables.ledger.operation import single


def seed_points(actor: Actor) -> None:
    """Adds the numbers that have no row yet; those people changed or removed are left alone."""
    present = set(DuplicatePoint.objects.values_list("key", flat=True))
    missing = [
        {"key": key, "points": shipped.points, "position": n}
        for n, (key, shipped) in enumerate(SHIPPED.items(), 1)
        if key not in present
    ]
    if missing:
        with single(actor, verb="duplicate_points.seed", table="duplicate_points", via="setup") as writer:
            writer.create("duplicate_points", missing)
