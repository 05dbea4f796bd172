"""Counts, groups and sums: asked for apart from the page, capped where they could run away."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Case, Count, Sum, Value, When

from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.definition import Column, TableDefinition, get_table
from genjin.tables.fields.choice import Choice
from genjin.tables.fields.link import Link
from genjin.tables.records.context import find_labels
from genjin.tables.records.custom_value import CustomValue
from genjin.tables.records.query import Query, asks_commons, filtered_branch
from genjin.tables.rowreader import read_for_each, read_query
from genjin.tables.scope.mask import check_unmasked
from genjin.tables.scope.predicate import ANY_UNIT, Branch, disjoint

COUNT_CAP = 10_000
MAX_GROUPS = 500
_GROUPABLE = ("choice", "grade", "link", "person", "stage", "checkbox", "text", "rating")


@dataclass(frozen=True, slots=True)
class Group:
    value: Any
    label: str
    count: int
    sums: dict[str, Any]
    attention: int


def count_rows(table: str, actor: Actor, query: Query) -> tuple[int, bool]:
    """Exact up to 10,000; beyond that (10,000, True)."""
    found = 0
    for part in selections(table, actor, query):
        found += part.values("pk")[: COUNT_CAP + 1 - found].count()
        if found > COUNT_CAP:
            return COUNT_CAP, True
    return found, False


def total_rows(table: str, actor: Actor, query: Query, sums: tuple[str, ...]) -> dict[str, Any]:
    """Sum per column (fen for money) over all rows of the query."""
    definition = get_table(table)
    totals: dict[str, Any] = {}
    for part in selections(table, actor, query):
        rows, names = _with_sums(definition, actor, part, sums)
        found = rows.aggregate(**{f"sum_{c}": Sum(a) for c, a in names.items()}) if names else {}
        totals = {c: add_known(totals.get(c), found.get(f"sum_{c}")) for c in names}
    return totals


def selections(table: str, actor: Actor, query: Query) -> list[Any]:
    """The rows of the query in parts without overlap, each answered by one index: counts and sums add up."""
    definition = get_table(table)
    return [filtered_branch(table, actor, query, branch) for branch in _parts(definition, actor, query)]


def _parts(definition: TableDefinition, actor: Actor, query: Query) -> list[Branch]:
    return disjoint(definition, actor, commons=asks_commons(definition, query.filter))


def add_known(one: Any, other: Any) -> Any:
    """The sum of two parts' numbers; one that has nothing to add is None."""
    return other if one is None else one if other is None else one + other


def group_rows(table: str, actor: Actor, query: Query, group: str, sums: tuple[str, ...]) -> tuple[list[Group], bool]:
    """Groups of one column in that column's order with counts, sums and how many rows want attention."""
    definition = get_table(table)
    column = definition.column(group)
    check_unmasked(definition, actor, column, "group")
    if column.field.kind not in _GROUPABLE or column.computed:
        raise AppError(ErrorCode.UNKNOWN_OPERATOR, operator="group", column=group)
    status = next((c for c in definition.columns if c.field.kind == "status"), None)
    found = _counted(definition, actor, query, column, sums, status)
    labels = _labels(definition, column, actor, [r[0] for r in found])
    groups = [_group(column, labels, row, sums, bool(status), actor) for row in found[:MAX_GROUPS]]
    order = _order(column, actor)
    groups.sort(key=lambda g: (g.value is None, order.get(_key(g.value), 1 << 30), g.label))
    return groups, len(found) > MAX_GROUPS


def _counted(
    definition: TableDefinition,
    actor: Actor,
    query: Query,
    column: Column,
    sums: tuple[str, ...],
    status: Column | None,
) -> list[tuple[Any, ...]]:
    """`(value, count, *sums, attention)` of each group, added up over the parts of the actor's scope."""
    groups: dict[Any, tuple[Any, ...]] = {}
    for branch in _parts(definition, actor, query):
        part = filtered_branch(definition.key, actor, query, branch, each=True)
        rows, names = _with_sums(definition, actor, part, sums)
        attr = column.attr
        if column.is_custom:
            attr = "_group"
            rows = rows.annotate(_group=CustomValue(column.custom_key, column.field.stored_as))
        measures: dict[str, Any] = {"count": Count("*"), **{f"sum_{c}": Sum(a) for c, a in names.items()}}
        if status is not None:
            amber = getattr(status.field, "amber_attr", "amber_at")
            # Counting the column, not the row: answered from the index that holds it.
            measures["attention"] = Count(Case(When(**{f"{amber}__lte": clock.now()}, then=Value(1))))
        counted = rows.order_by().values(attr).annotate(**measures)[: MAX_GROUPS + 1].values_list(attr, *measures)
        pages = read_for_each(counted, ANY_UNIT, branch.units) if branch.units else [read_query(counted)]
        for value, *numbers in chain.from_iterable(pages):
            before = groups.get(value, (None,) * len(numbers))
            groups[value] = tuple(add_known(a, b) for a, b in zip(before, numbers, strict=True))
    return [(value, *numbers) for value, numbers in groups.items()][: MAX_GROUPS + 1]


def _with_sums(
    definition: TableDefinition, actor: Actor, rows: Any, sums: tuple[str, ...]
) -> tuple[Any, dict[str, str]]:
    names: dict[str, str] = {}
    for column_id in sums:
        column = definition.column(column_id)
        check_unmasked(definition, actor, column, "sum")
        if column.field.kind not in ("number", "money", "percent", "rating"):
            raise AppError(ErrorCode.UNKNOWN_OPERATOR, operator="sum", column=column_id)
        names[column_id] = column.attr
        if column.is_custom:
            names[column_id] = f"_{column.custom_key}"
            rows = rows.annotate(**{names[column_id]: CustomValue(column.custom_key, column.field.stored_as)})
    return rows, names


def _labels(definition: TableDefinition, column: Column, actor: Actor, values: list[Any]) -> dict[Any, Any]:
    if not column.field.link_table:
        return {}
    found = find_labels(actor, {column.field.link_table: {v for v in values if v is not None}})
    return {row_id: label for (_, row_id), label in found.items()}


def _group(
    column: Column,
    labels: dict[Any, Any],
    row: tuple[Any, ...],
    sums: tuple[str, ...],
    attention: bool,
    actor: Actor,
) -> Group:
    value, count, *rest = row
    shown: Any = value
    label = "" if value is None else str(value)
    if column.field.link_table and value is not None:
        unseen = column.field.unseen(value, actor.language) if isinstance(column.field, Link) else f"#{value}"
        facts = labels.get(value, unseen) or f"#{value}"
        label = facts["label"] if isinstance(facts, dict) else str(facts)
        shown = {"id": value, **facts} if isinstance(facts, dict) else {"id": value, "label": label}
    elif isinstance(column.field, Choice) and value in column.field.by_key:
        label = column.field.by_key[value].words.zh
    return Group(shown, label, count, dict(zip(sums, rest, strict=False)), rest[-1] if attention else 0)


def _key(value: Any) -> Any:
    return value["id"] if isinstance(value, dict) else value


def _order(column: Column, actor: Actor) -> dict[Any, int]:
    """Place of each value: option order, or the linked table's own order when it has a position."""
    if isinstance(column.field, Choice):
        return {o.key: i for i, o in enumerate(column.field.options)}
    if column.field.kind == "stage":
        linked = get_table(str(column.field.link_table))
        ids = linked.model._default_manager.order_by("pipeline_id", "position", "id").values_list("pk", flat=True)
        return {row_id: i for i, row_id in enumerate(ids[:1000])}
    return {}
