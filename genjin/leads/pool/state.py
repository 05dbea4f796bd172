"""Whether a lead is in the pool, and why. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from genjin.kernel.words import Words
from genjin.tables.fields import Choice, Option

UNASSIGNED, RELEASED, DECLINED, RECYCLED, LEFT = "unassigned", "released", "declined", "recycled", "left"
REASONS = Choice(
    (
        Option(UNASSIGNED, Words("未分配", "Not assigned"), "gray"),
        Option(RELEASED, Words("放回", "Released"), "teal", ("主动放回",)),
        Option(DECLINED, Words("拒收", "Declined"), "orange", ("退回",)),
        Option(RECYCLED, Words("回收", "Recycled"), "red", ("超期回收",)),
        Option(LEFT, Words("离职", "Owner left"), "violet", ("人员离职",)),
    )
)
# Whatever is in the pool. The first part is what the partial indexes of the lead table are made for.
IN_POOL = Q(owner_id__isnull=True, pooled_at__isnull=False) & Q(stage_kind="open")


def pool_cells(row: Mapping[str, Any], owner: int | None, now: datetime, reason: str) -> dict[str, Any]:
    """The cells that go with a changed owner, by column. Shape: row holds owner_id, pooled_at, pool_reason, stage_kind.

    A lead that nobody has goes into the pool, one that somebody gets comes out of it; a closed one stays away.
    """
    if owner is not None:
        return {"pooled_at": None, "pool_reason": None}
    if row["stage_kind"] not in (None, "open"):
        return {"former_owner": row["owner_id"]}
    return {"pooled_at": now, "pool_reason": reason, "former_owner": row["owner_id"]}


def settle_pool(row: Mapping[str, Any], kind: str | None, now: datetime) -> dict[str, Any]:
    """What must be true of any lead, however it came about: a new row, one that reopens, an undo of long ago."""
    since, reason = row.get("pooled_at"), row.get("pool_reason")
    if row["owner_id"] is not None:
        return {"pooled_at": None, "pool_reason": None}
    if since is None and kind in (None, "open"):
        return {"pooled_at": now, "pool_reason": UNASSIGNED}
    return {"pooled_at": since, "pool_reason": reason}
