"""Counts and sums over disjoint parts of the leads: what each part gives adds up; averages are made of sums."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import DurationField, ExpressionWrapper, F, QuerySet

from genjin.tables.records.aggregate import add_known

Parts = Iterable[QuerySet[Any]]
Groups = dict[tuple[Any, ...], dict[str, Any]]
# From intake to signing.
LASTED = ExpressionWrapper(F("won_at") - F("created_at"), output_field=DurationField())


def count_up(parts: Parts) -> int:
    """Rows of all parts."""
    return sum(part.count() for part in parts)


def add_up(parts: Parts, **measures: Any) -> dict[str, Any]:
    """Each measure (a count or a sum) over all parts; None for the sum of nothing."""
    totals: dict[str, Any] = dict.fromkeys(measures)
    for part in parts:
        found = part.aggregate(**measures)
        totals = {name: add_known(total, found[name]) for name, total in totals.items()}
    return totals


def add_groups(parts: Parts, keys: tuple[str, ...], **measures: Any) -> Groups:
    """The measures of each combination of `keys` (attributes or annotations of the parts)."""
    groups: Groups = {}
    for part in parts:
        counted = part.order_by().values(*keys).annotate(**measures).values_list(*keys, *measures)
        for row in counted:
            _join(groups, row[: len(keys)], dict(zip(measures, row[len(keys) :], strict=True)))
    return groups


def merge_groups(groups: Groups, place: int) -> dict[Any, dict[str, Any]]:
    """The groups by one part of their key."""
    merged: dict[Any, dict[str, Any]] = {}
    for key, numbers in groups.items():
        _join(merged, key[place], numbers)
    return merged


def _join(groups: dict[Any, dict[str, Any]], key: Any, numbers: dict[str, Any]) -> None:
    known = groups.get(key)
    groups[key] = numbers if known is None else {name: add_known(known[name], v) for name, v in numbers.items()}
