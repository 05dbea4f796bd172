"""The pool and the rule of recycling that a new installation starts with (domain.md C3, C4)."""

from __future__ import annotations

from genjin.kernel.actor import Actor
from genjin.leads.pool.models import Pool, RecycleRule
from genjin.leads.pool.recycling import POOL
from genjin.tables.ledger.operation import single

COMMON_POOL = {"name": "公海", "per_day": 10, "max_held": 200, "cool_off_days": 7, "active": True, "position": 1}
RECYCLE = {"days": 7, "warn_days": 2, "action": POOL, "active": True, "position": 1}


def seed_pool(actor: Actor) -> None:
    """One pool for everybody, one rule for every lead. Again changes nothing."""
    if not Pool.objects.exists():
        with single(actor, verb="pools.seed", table="pools", via="setup", reason="默认公海") as writer:
            writer.create("pools", [COMMON_POOL])
    if not RecycleRule.objects.exists():
        with single(actor, verb="recycle_rules.seed", table="recycle_rules", via="setup") as writer:
            writer.create("recycle_rules", [RECYCLE])
