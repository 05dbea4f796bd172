"""Who may see and take which leads of the pool (domain.md C3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Q

from genjin.kernel.actor import SYSTEM, Actor
from genjin.leads.pool.models import Pool
from genjin.leads.pool.state import IN_POOL
from genjin.people.actor import parse_path
from genjin.people.models import Unit
from genjin.tables.definition import Commons, get_table
from genjin.tables.filters.compile import FilterCompiler
from genjin.tables.filters.tree import EVERYTHING, Filter, read_filter
from genjin.tables.records.context import build_filter_context
from genjin.tables.rowreader import read_living


@dataclass(frozen=True, slots=True)
class PoolRule:
    """One active pool. Empty limits: none. Units: days."""

    id: int
    name: str
    unit_id: int | None
    tree: Filter
    per_day: int | None
    max_held: int | None
    cool_off_days: int


def load_pools() -> tuple[PoolRule, ...]:
    """The active pools in their order: one small query."""
    attrs = ("id", "name", "unit_id", "filter", "per_day", "max_held", "cool_off_days")
    return _build(read_living(Pool, *attrs, where=" AND active"))


def pools_of(actor: Actor) -> list[PoolRule]:
    """The pools from which this person may take leads."""
    found = load_pools()
    if any(p.unit_id is not None for p in found):
        path = _path(actor.unit_id)
        found = tuple(p for p in found if p.unit_id is None or p.unit_id in path)
    return list(found)


def pool_condition(pool: PoolRule) -> Q:
    """The leads of this pool.

    A pool of a unit holds what lies in the unit, below it, above it, or nowhere: what the head office has not yet
    given to a region is open to all of them, where the filter lets it through.
    """
    condition = IN_POOL
    if pool.unit_id is not None:
        below = Unit.objects.filter(path__contains=f"/{pool.unit_id}/", deleted_at=None).values_list("pk", flat=True)
        condition &= Q(unit_id__isnull=True) | Q(unit_id__in=sorted({*below, *_path(pool.unit_id)}))
    return condition & _filter(pool.tree)


def claimable(actor: Actor) -> Q | None:
    """Leads of the pool that this person may see, none of their own; None for nobody's."""
    if actor.id is None or "edit" not in actor.access("leads").actions:
        return None
    conditions = [pool_condition(p) for p in pools_of(actor)]
    if not conditions:
        return None
    joined = conditions[0]
    for condition in conditions[1:]:
        joined |= condition
    return IN_POOL & joined


def check_tree(raw: str | None) -> None:
    """Raises bad_filter, unknown_column or the operand's error for a filter that could never be asked."""
    _filter(read_filter(raw))


def _filter(tree: Filter) -> Q:
    if tree == EVERYTHING:
        return Q()
    leads = get_table("leads")
    compiler = FilterCompiler(leads, SYSTEM, build_filter_context(SYSTEM))
    condition = compiler.compile(tree)
    if not compiler.annotations:
        return condition
    # Own columns need the annotations that hold them.
    found = leads.model._default_manager.annotate(**compiler.annotations).filter(IN_POOL & condition)
    return Q(pk__in=found.values("pk"))


@lru_cache(maxsize=8)
def _build(rows: tuple[tuple[Any, ...], ...]) -> tuple[PoolRule, ...]:
    return tuple(
        PoolRule(pk, name or "", unit, read_filter(tree), _limit(per_day), _limit(held), max(0, cool or 0))
        for pk, name, unit, tree, per_day, held, cool in rows
    )


def _limit(number: int | None) -> int | None:
    return None if number is None or number < 0 else number


def _path(unit_id: int | None) -> Sequence[int]:
    """The unit and all above it."""
    if unit_id is None:
        return ()
    return parse_path(Unit.objects.filter(pk=unit_id, deleted_at=None).values_list("path", flat=True).first())


COMMONS = Commons("pooled_at", claimable)
