"""A lead's ledger changes in the reader's words: labels, values, masks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from genjin.kernel.actor import Actor, ColumnRight
from genjin.leads.models import Lead
from genjin.tables.definition import Column, get_table
from genjin.tables.fields.base import ShowContext
from genjin.tables.models import Change
from genjin.tables.records.context import find_labels
from genjin.tables.records.show import is_masked
from genjin.tables.scope.mask import is_unmasked

# Cells that other items of the timeline tell, or that only accompany a cell which is told.
COLUMNS_LEFT_OUT = (
    "",
    "stage",
    "pipeline",
    "unit",
    "assigned_at",
    "next_has_time",
    "won_at",
    "lost_at",
    "last_contact_at",
    "pooled_at",
    "former_owner",
)


def describe_changes(
    actor: Actor, lead_id: int, by_operation: Mapping[int, Sequence[Change]]
) -> dict[int, list[dict[str, Any]]]:
    """`{operation: [{column, label, before, after}]}`; hidden columns left out, masked values as their mask."""
    definition = get_table("leads")
    columns = definition.by_id()
    access = actor.access("leads")
    masked = frozenset(c for c in columns if access.column(c) is ColumnRight.MASKED)
    keys = Lead.objects.filter(pk=lead_id).values_list("owner_id", "unit_id").first() or (None, None)
    full = is_unmasked(actor, *keys)
    every = [c for changes in by_operation.values() for c in changes]
    context = ShowContext(actor.language, find_labels(actor, _linked(columns, every)))
    shown: dict[int, list[dict[str, Any]]] = {}
    for operation_id, changes in by_operation.items():
        shown[operation_id] = [
            {
                "column": column.id,
                "label": column.words.in_language(actor.language),
                "before": _value(column, change.before, context, is_masked(column, full, masked)),
                "after": _value(column, change.after, context, is_masked(column, full, masked)),
            }
            for change in changes
            if (column := columns.get(change.column)) is not None and access.column(column.id) is not ColumnRight.HIDDEN
        ]
    return shown


def _value(column: Column, dumped: Any, context: ShowContext, masked: bool) -> Any:
    if dumped is None:
        return None
    stored = column.field.load(dumped)
    return column.field.mask(stored) if masked else column.field.show(stored, context)


def _linked(columns: Mapping[str, Column], changes: Sequence[Change]) -> dict[str, set[int]]:
    wanted: dict[str, set[int]] = {}
    for change in changes:
        column = columns.get(change.column)
        if column is not None and column.field.link_table:
            ids = {v for v in (change.before, change.after) if isinstance(v, int)}
            wanted.setdefault(column.field.link_table, set()).update(ids)
    return wanted
