"""Reading the ledger: operations somebody may know of, changes of a record, in the reader's words and rights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate

from genjin.kernel import clock
from genjin.kernel.actor import Actor, ColumnRight, Reach
from genjin.kernel.errors import not_found
from genjin.tables.definition import Column, TableDefinition, current_key, get_table, ledger_keys, list_tables
from genjin.tables.ledger.undo import WINDOW
from genjin.tables.models import Change
from genjin.tables.models import Operation as OperationRow
from genjin.tables.records.context import build_show_context
from genjin.tables.scope.mask import is_unmasked
from genjin.tables.scope.predicate import predicate, rows

PAGE = 50


@dataclass(frozen=True, slots=True)
class OperationFilter:
    actor_id: int | None = None
    via: str | None = None
    table: str | None = None
    verb: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before_id: int | None = None


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change as its reader may see it. before/after: API values, masked where the reader gets the mask."""

    id: int
    operation_id: int
    table: str
    row_id: int
    title: str
    column: str
    label: str
    kind: str
    before: Any
    after: Any


def list_operations(actor: Actor, wanted: OperationFilter, limit: int = PAGE) -> list[OperationRow]:
    """Newest first: one's own, and those that touched rows in one's scope."""
    found: list[OperationRow] = []
    before = wanted.before_id
    # Operations are read in slices and filtered by scope, so that a reader of little still gets full pages.
    for _ in range(20):
        batch = list(_operations(wanted, before)[: limit * 2])
        if not batch:
            break
        found += _visible(actor, batch)
        before = batch[-1].pk
        if len(found) >= limit:
            break
    return found[:limit]


def count_by_day(wanted: OperationFilter, operations: Sequence[OperationRow], actor: Actor) -> list[dict[str, Any]]:
    """Operations and cells per day of the organisation's zone, for the days of the page; exact for who sees all."""
    if not operations:
        return []
    if not _sees_all(actor):
        days: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
        for op in operations:
            day = days[clock.local(op.at).date()]
            day[0] += 1
            day[1] += op.cells
        return [{"day": d, "operations": n, "cells": c} for d, (n, c) in days.items()]
    first = clock.day_start(clock.local(operations[-1].at).date())
    last = clock.day_end(clock.local(operations[0].at).date())
    counted = (
        _operations(wanted, None)
        .filter(at__gte=first, at__lt=last)
        .order_by()
        .values(day=TruncDate("at", tzinfo=clock.ORGANISATION_ZONE))
        .annotate(operations=Count("pk"), cells=Sum("cells"))
    )
    return sorted(counted, key=lambda d: d["day"], reverse=True)


def list_changes(actor: Actor, operation: OperationRow, limit: int = 500) -> list[ShownChange]:
    """The first changes of an operation, those on rows in the reader's scope only."""
    changes = list(Change.objects.filter(operation_id=operation.pk).order_by("id")[:limit])
    return show_changes(actor, changes, own=operation.actor_id == actor.id)


def list_record_changes(
    actor: Actor, table: str, row_id: int, column: str | None, before_id: int | None, limit: int = PAGE
) -> list[ShownChange]:
    """A record's changes, newest first. Raises not_found out of scope."""
    if not any(rows(table, actor, trash=t).filter(pk=row_id).exists() for t in (False, True)):
        raise not_found(table)
    found = Change.objects.filter(table__in=ledger_keys(table), row_id=row_id).order_by("-id")
    if column is not None:
        found = found.filter(column=column)
    if before_id is not None:
        found = found.filter(id__lt=before_id)
    return show_changes(actor, list(found[:limit]))


def show_changes(actor: Actor, changes: Sequence[Change], own: bool = False) -> list[ShownChange]:
    """Changes with titles and labels; hidden columns left out, masked and encrypted values masked."""
    by_table: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_table[current_key(change.table)].append(change)
    shown: dict[int, ShownChange] = {}
    for table, part in by_table.items():
        definition = get_table(table)
        facts = _row_facts(definition, actor, {c.row_id for c in part}, own)
        for change in part:
            if change.row_id in facts:
                title, full = facts[change.row_id]
                one = _show(definition, actor, change, title, full)
                if one is not None:
                    shown[change.id] = one
    return [shown[c.id] for c in changes if c.id in shown]


def _show(definition: TableDefinition, actor: Actor, change: Change, title: str, full: bool) -> ShownChange | None:
    column = definition.by_id().get(change.column) if change.column else None
    before, after = change.before, change.after
    if column is not None:
        right = actor.access(definition.key).column(column.id)
        if right is ColumnRight.HIDDEN:
            return None
        masked = right is ColumnRight.MASKED or (column.mask == "unless_owner" and not full)
        before, after = (show_dumped(actor, column, v, masked) for v in (before, after))
    elif change.kind == Change.Kind.CREATE:
        before, after = None, None
    label = column.words.in_language(actor.language) if column else ""
    return ShownChange(
        change.id,
        change.operation_id,
        definition.key,
        change.row_id,
        title,
        change.column,
        label,
        change.kind,
        before,
        after,
    )


def show_dumped(actor: Actor, column: Column, dumped: Any, masked: bool) -> Any:
    """A ledger value as the API shows cells."""
    if dumped is None:
        return None
    stored = column.field.load(dumped)
    if masked or column.field.encrypted:
        return column.field.mask(stored)
    return column.field.show(stored, build_show_context(actor, [(0, column)], [[stored]]))


def _row_facts(definition: TableDefinition, actor: Actor, ids: set[int], own: bool) -> dict[int, tuple[str, bool]]:
    """`{row id: (title, whether the reader reads it in full)}` for rows in scope, trash included."""
    title = definition.column(definition.title).attr
    keys = ("owner_id", "unit_id") if definition.owned else ()
    source = definition.model._default_manager.filter(pk__in=list(ids))
    if not own:
        source = source.filter(predicate(definition, actor))
    found: dict[int, tuple[str, bool]] = {}
    for row_id, label, *owner in source.values_list("pk", title, *keys):
        found[row_id] = (str(label or ""), not owner or is_unmasked(actor, *owner))
    return found


def _operations(wanted: OperationFilter, before: int | None) -> Any:
    condition = Q()
    for name, value in (
        ("actor_id", wanted.actor_id),
        ("via", wanted.via),
        ("table__in", None if wanted.table is None else ledger_keys(wanted.table)),
        ("verb", wanted.verb),
        ("at__gte", wanted.since),
        ("at__lt", wanted.until),
        ("id__lt", before),
    ):
        if value is not None:
            condition &= Q(**{name: value})
    return OperationRow.objects.filter(condition).order_by("-id")


def _sees_all(actor: Actor) -> bool:
    return all(actor.access(t.key).reach is Reach.ALL for t in list_tables())


def _visible(actor: Actor, batch: Iterable[OperationRow]) -> list[OperationRow]:
    candidates = list(batch)
    if _sees_all(actor):
        return candidates
    unknown = [op.pk for op in candidates if op.actor_id != actor.id]
    touched: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for op_id in unknown:
        sample = Change.objects.filter(operation_id=op_id).order_by("id").values_list("table", "row_id")[:50]
        for table, row_id in sample:
            touched[current_key(table)][row_id].add(op_id)
    known: set[int] = set()
    for table, by_row in touched.items():
        for trash in (False, True):
            for row_id in rows(table, actor, trash=trash).filter(pk__in=list(by_row)).values_list("pk", flat=True):
                known |= by_row[row_id]
    return [op for op in candidates if op.actor_id == actor.id or op.pk in known]


def can_undo(operation: OperationRow) -> bool:
    """Done or cancelled half way, with something to take back, inside the window."""
    open_states = (OperationRow.State.DONE, OperationRow.State.CANCELLED)
    return (
        operation.state in open_states
        and operation.verb not in ("cells.reveal", "rows.share", "rows.unshare")
        and clock.now() - operation.at <= WINDOW
    )
