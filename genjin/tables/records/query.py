"""The read path: scope → filter → keyset page of plain tuples → mask → cells."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.definition import Column, TableDefinition, get_table
from genjin.tables.filters.compile import FilterCompiler
from genjin.tables.filters.tree import EVERYTHING, Condition, Filter
from genjin.tables.ledger.position import current_position
from genjin.tables.records.context import build_filter_context
from genjin.tables.records.seek import Cursor, SortKey, decode_cursor, order_value, phases, whole
from genjin.tables.records.show import RowShape, build_shape, show_rows
from genjin.tables.rowreader import read_by_ids, read_for_each, read_query
from genjin.tables.scope.mask import check_unmasked
from genjin.tables.scope.predicate import ANY_UNIT, Branch, branches, predicate, visible_ids
from genjin.tables.search.match import search_ids

MAX_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asks for. sort: (column id, "asc" | "desc"); columns: None means all visible ones."""

    filter: Filter = EVERYTHING
    sort: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] | None = None
    cursor: str | None = None
    limit: int = 100
    search: str = ""
    trash: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """columns: ids in cell order. rows: `{"id", "cells", "masked"}`. next: cursor, None at the end."""

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    next: str | None
    position: int
    as_of: datetime
    shape: RowShape = field(repr=False)


def fetch_page(table: str, actor: Actor, query: Query) -> Page:
    """One page of the actor's rows. Raises typed errors for unknown or forbidden columns, bad filters and cursors."""
    definition = get_table(table)
    shape = build_shape(definition, actor, query.columns)
    position = current_position()
    keys, id_descending = sort_keys(definition, actor, query.sort)
    fingerprint = ",".join(f"{k.attr}{'-' if k.descending else '+'}" for k in keys)
    cursor = decode_cursor(query.cursor, fingerprint) if query.cursor else None
    as_of = cursor.as_of if cursor else clock.now()
    limit = max(1, min(query.limit, MAX_LIMIT))
    with clock.fixed(as_of):
        base, compiler = _base(definition, actor, query)
        for key in keys:
            if key.attr.startswith("_c"):
                base = base.annotate(**{key.attr: compiler.annotations[key.attr]})
        parts = branches(definition, actor, commons=asks_commons(definition, query.filter))
        found = _merged(base, parts, keys, cursor, id_descending, limit + 1)
        rows = show_rows(shape, actor, _in_order(definition, shape, [f[0] for f in found[:limit]]), as_of)
    following = None
    if len(found) > limit:
        last, *values = found[limit - 1]
        following = Cursor(tuple(values), last, as_of, fingerprint).encode()
    return Page(shape.column_ids, rows, following, position, as_of, shape)


def fetch_rows(table: str, actor: Actor, ids: Sequence[int], columns: tuple[str, ...] | None = None) -> Page:
    """Those of `ids` the actor sees, in the given order."""
    definition = get_table(table)
    shape = build_shape(definition, actor, columns)
    position, as_of = current_position(), clock.now()
    visible = visible_ids(table, actor, list(ids)[:MAX_LIMIT])
    rows = show_rows(shape, actor, _in_order(definition, shape, [i for i in ids if i in visible]), as_of)
    return Page(shape.column_ids, rows, None, position, as_of, shape)


def _in_order(definition: TableDefinition, shape: RowShape, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """The rows with these ids, as the shape wants them. A row that went away meanwhile is left out."""
    found = read_by_ids(definition.model, ids, shape.stored, tuple(shape.annotations.values()))
    by_id = {row[0]: row for row in found}
    return [by_id[i] for i in ids if i in by_id]


def filtered(table: str, actor: Actor, query: Query, action: str = "see") -> QuerySet[Any]:
    """The rows a query selects, unordered: for counts, sums, bulk selections and exports."""
    definition = get_table(table)
    base, _ = _base(definition, actor, query)
    return base.filter(predicate(definition, actor, action, commons=asks_commons(definition, query.filter)))


def asks_commons(definition: TableDefinition, tree: Filter) -> bool:
    """Whether a filter is about rows that are nobody's: all it finds have the column of `Commons` filled."""
    if definition.commons is None:
        return False
    if isinstance(tree, Condition):
        return tree.column == definition.commons.column and tree.op == "not_empty"
    return tree.join == "and" and any(asks_commons(definition, part) for part in tree.parts)


def filtered_branch(table: str, actor: Actor, query: Query, branch: Branch, *, each: bool = False) -> QuerySet[Any]:
    """The rows a query selects in one part of the actor's scope: for counts and sums.

    each: a part with units says `unit_id = ANY_UNIT`, to be read for each of them (see `rowreader.read_for_each`).
    """
    base, _ = _base(get_table(table), actor, query)
    return base.filter(unit_id=ANY_UNIT) if each and branch.units else base.filter(branch.condition)


def sort_keys(definition: TableDefinition, actor: Actor, sort: Sequence[tuple[str, str]]) -> tuple[list[SortKey], bool]:
    """Sort keys and the direction of the tie-breaking id (that of the first key)."""
    chosen = list(sort)[:4] or list(definition.default_sort)
    keys = []
    for column_id, direction in chosen:
        if direction not in ("asc", "desc"):
            raise AppError(ErrorCode.BAD_REQUEST, what="sort")
        column = _sortable(definition, actor, column_id)
        attr = f"_{column.custom_key}" if column.is_custom else column.sort_attr or column.attr
        nullable = column.is_custom or bool(definition.model._meta.get_field(attr).null)
        keys.append(SortKey(attr, direction == "desc", nullable))
    return keys, bool(keys) and keys[0].descending


def _sortable(definition: TableDefinition, actor: Actor, column_id: str) -> Column:
    column = definition.column(column_id)
    check_unmasked(definition, actor, column, "sort")
    if column.computed is not None and column.sort_attr is None:
        raise AppError(ErrorCode.UNKNOWN_OPERATOR, operator="sort", column=column_id)
    return column


def _base(definition: TableDefinition, actor: Actor, query: Query) -> tuple[QuerySet[Any], FilterCompiler]:
    compiler = FilterCompiler(definition, actor, build_filter_context(actor))
    condition = compiler.compile(query.filter)
    for column_id, _ in query.sort:
        column = definition.column(column_id)
        if column.is_custom:
            compiler.attribute(column)
    living = definition.model._default_manager.filter(deleted_at__isnull=not query.trash)
    if compiler.annotations:
        living = living.annotate(**compiler.annotations)
    if query.search.strip():
        condition &= Q(
            pk__in=search_ids(definition, actor, query.search, commons=asks_commons(definition, query.filter))
        )
    return living.filter(condition), compiler


def _merged(
    base: QuerySet[Any],
    parts: Sequence[Branch],
    keys: list[SortKey],
    cursor: Cursor | None,
    id_descending: bool,
    wanted: int,
) -> list[tuple[Any, ...]]:
    """`(id, *sort values)` of the first rows of the union of the scope's branches, in order, without doubles.

    Only what the order needs is read here: of a dozen branches with a hundred rows each, a hundred rows are shown.
    """
    pages: list[list[tuple[Any, ...]]] = []
    for branch in parts:
        if branch.units:
            pages += _unit_pages(base, branch.units, keys, cursor, id_descending, wanted)
        else:
            pages.append(_page(base.filter(branch.condition), branch.few, keys, cursor, id_descending, wanted))
    if len(pages) == 1:
        return pages[0]

    def order(row: tuple[Any, ...]) -> tuple[Any, ...]:
        return order_value(keys, row[1:], row[0], id_descending)

    seen: set[int] = set()
    merged = (r for r in heapq.merge(*pages, key=order) if not (r[0] in seen or seen.add(r[0])))  # type: ignore[func-returns-value]
    return list(islice(merged, wanted))


def _page(
    rows: QuerySet[Any], few: bool, keys: list[SortKey], cursor: Cursor | None, id_descending: bool, wanted: int
) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for part in _parts(rows, few, keys, cursor, id_descending):
        found += read_query(part[: wanted - len(found)])
        if len(found) >= wanted:
            break
    return found


def _unit_pages(
    rows: QuerySet[Any],
    units: Sequence[int],
    keys: list[SortKey],
    cursor: Cursor | None,
    id_descending: bool,
    wanted: int,
) -> list[list[tuple[Any, ...]]]:
    """One page a unit, each in the order of its index, asked for together."""
    pages: list[list[tuple[Any, ...]]] = [[] for _ in units]
    for part in _parts(rows.filter(unit_id=ANY_UNIT), False, keys, cursor, id_descending):
        short = [n for n, page in enumerate(pages) if len(page) < wanted]
        if not short:
            break
        for place, found in zip(short, read_for_each(part[:wanted], ANY_UNIT, [units[n] for n in short]), strict=True):
            pages[place] += found[: wanted - len(pages[place])]
    return pages


def _parts(
    rows: QuerySet[Any], few: bool, keys: list[SortKey], cursor: Cursor | None, id_descending: bool
) -> Iterator[QuerySet[Any]]:
    """The order's slices behind the cursor, one after the other."""
    after = None if cursor is None else (*cursor.values, cursor.row_id)
    slices = [whole(keys, after, id_descending)] if few else phases(keys, after, id_descending)
    for part in slices:
        yield rows.filter(part.condition).order_by(*part.order).values_list("id", *(k.attr for k in keys))
