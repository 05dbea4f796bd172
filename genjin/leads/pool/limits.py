"""How many leads a person may take from the pool (domain.md C3): checked wherever somebody becomes owner of one.

"Held" are open leads of one's own; "a day" is what one took since midnight on the organisation's clock and has not
undone. A lead that lies in several pools goes by the first that its taker may take from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from genjin.kernel.actor import Actor
from genjin.kernel.clock import day_start, local
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.models import Lead
from genjin.leads.pool.book import PoolRule, pool_condition, pools_of
from genjin.people.models import Person
from genjin.tables.models import Change, Operation

# Verbs by which somebody may become owner of a lead that was there before.
TAKING = ("leads.claim", "leads.assign", "cells.edit", "cells.bulk", "followups.log", "imports.run", "leads.merge")
# Attributes of a lead that the limits look at.
NEEDS = ("owner_id", "pooled_at", "former_owner_id")


@dataclass(slots=True)
class Standing:
    """What a person took today and has."""

    today: int
    held: int

    def check(self, pool: PoolRule) -> None:
        """Raises claim_day or claim_held when one more would be too many."""
        if pool.max_held is not None and self.held >= pool.max_held:
            raise AppError(ErrorCode.CLAIM_HELD, 409, held=self.held, limit=pool.max_held)
        if pool.per_day is not None and self.today >= pool.per_day:
            raise AppError(ErrorCode.CLAIM_DAY, 409, taken=self.today, limit=pool.per_day)

    def left(self, pool: PoolRule) -> int | None:
        """How many more; None without limit."""
        rest = [
            limit - have
            for limit, have in ((pool.per_day, self.today), (pool.max_held, self.held))
            if limit is not None
        ]
        return max(0, min(rest)) if rest else None


def load_standing(actor: Actor, now: datetime) -> Standing:
    """Two small counts over indexes: the person's own operations of today, and their open leads."""
    since = day_start(local(now).date())
    own = Operation.objects.filter(actor_id=actor.id, at__gte=since).exclude(state=Operation.State.UNDONE)
    ids = list(own.filter(table="leads", verb__in=TAKING).order_by("-id").values_list("pk", flat=True)[:5_000])
    taken = 0
    for start in range(0, len(ids), 500):
        changes = Change.objects.filter(operation_id__in=ids[start : start + 500], table="leads", column="owner")
        taken += changes.filter(kind=Change.Kind.SET, before__isnull=True, after=actor.id).count()
    return Standing(taken, Lead.objects.filter(owner_id=actor.id, deleted_at=None, stage_kind="open").count())


def refuse_claims(actor: Actor, rows: Mapping[int, Mapping[str, Any]], now: datetime) -> dict[int, AppError]:
    """Those of `rows` that the actor may not take for themselves, with the reason; the others count as taken.

    Shape: rows of the pool with `NEEDS`. The person is locked until the chunk ends, so that two requests of theirs at
    once do not both take the last one.
    """
    assert actor.id is not None
    Person.objects.select_for_update().filter(pk=actor.id).first()
    pools = pools_of(actor)
    place = _places(pools, list(rows))
    standing = load_standing(actor, now)
    refused: dict[int, AppError] = {}
    for lead_id, row in rows.items():
        pool = place.get(lead_id)
        if pool is None:
            continue
        try:
            _check_cool_off(actor, row, pool, now)
            standing.check(pool)
        except AppError as error:
            refused[lead_id] = error
            continue
        standing.today += 1
        standing.held += 1
    return refused


def _check_cool_off(actor: Actor, row: Mapping[str, Any], pool: PoolRule, now: datetime) -> None:
    if row["former_owner_id"] != actor.id or not pool.cool_off_days:
        return
    free_on = local(row["pooled_at"]).date() + timedelta(days=pool.cool_off_days)
    if local(now).date() < free_on:
        raise AppError(ErrorCode.CLAIM_COOL_OFF, 409, days=pool.cool_off_days, day=f"{free_on:%m-%d}")


def _places(pools: Sequence[PoolRule], ids: Sequence[int]) -> dict[int, PoolRule]:
    """The first pool that holds each lead."""
    found: dict[int, PoolRule] = {}
    for pool in pools:
        left = [i for i in ids if i not in found]
        for start in range(0, len(left), 500):
            inside = Lead.objects.filter(pool_condition(pool), pk__in=left[start : start + 500])
            found.update(dict.fromkeys(inside.values_list("pk", flat=True), pool))
    return found
