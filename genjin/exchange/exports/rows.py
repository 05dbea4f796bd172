"""The rows of an export, read in one pass: scope, mask and computed cells as on the screen, values as a sheet wants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import F
from django.db.models.expressions import OrderBy

from genjin.exchange.exports.request import ExportRequest
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.tables.definition import Column, get_table
from genjin.tables.fields.base import ShowContext
from genjin.tables.records.context import build_show_context
from genjin.tables.records.query import filtered, sort_keys
from genjin.tables.records.show import RowShape, build_shape, is_masked
from genjin.tables.scope.mask import is_unmasked

BATCH = 1_000
# A row's id and its cells in the order of the columns.
ExportRow = tuple[int, list[Any]]


def export_columns(actor: Actor, request: ExportRequest) -> tuple[Column, ...]:
    """The columns in their order: those asked for, else all that are not hidden by default."""
    return _shape(actor, request).columns


def export_rows(actor: Actor, request: ExportRequest, *, as_text: bool = False) -> Iterator[list[ExportRow]]:
    """Batches of rows of cell values: numbers, dates, text; `as_text` gives the clipboard text of each instead.

    A masked cell holds its mask and an encrypted one stars, whoever exports.
    """
    shape = _shape(actor, request)
    as_of = clock.now()
    stored = [(p, c) for p, c in zip(shape.places, shape.columns, strict=True) if p is not None]
    found = _read(actor, request, shape)
    while batch := list(islice(found, BATCH)):
        context = build_show_context(actor, stored, batch)
        yield [(row[0], _row(shape, actor, row, context, as_of, as_text)) for row in batch]


def _shape(actor: Actor, request: ExportRequest) -> RowShape:
    definition = get_table(request.table)
    shape = build_shape(definition, actor, request.columns)
    if request.columns is not None:
        return shape
    shown = tuple(c.id for c in shape.columns if not c.hidden_by_default)
    return build_shape(definition, actor, shown)


def _read(actor: Actor, request: ExportRequest, shape: RowShape) -> Iterator[Sequence[Any]]:
    keys, id_descending = sort_keys(shape.definition, actor, request.sort)
    order = [_by(k.attr, k.descending) for k in keys]
    selected = filtered(request.table, actor, request.query(), "export").annotate(**shape.annotations)
    return iter(selected.order_by(*order, _by("pk", id_descending)).values_list(*shape.attrs).iterator(BATCH * 2))


def _by(attr: str, descending: bool) -> OrderBy:
    return F(attr).desc(nulls_last=True) if descending else F(attr).asc(nulls_last=True)


def _row(
    shape: RowShape, actor: Actor, row: Sequence[Any], context: ShowContext, as_of: datetime, as_text: bool
) -> list[Any]:
    full = True
    if shape.owner_at is not None and shape.unit_at is not None:
        full = is_unmasked(actor, row[shape.owner_at], row[shape.unit_at])
    cells: list[Any] = []
    for place, column in zip(shape.places, shape.columns, strict=True):
        field = column.field
        if place is None:
            cells.append(field.format_text(_computed(shape, column, row, as_of, context), context))
            continue
        value = row[place]
        if value is None:
            cells.append("" if as_text else None)
            continue
        if column.is_custom:
            value = field.load(value)
        if is_masked(column, full, shape.masked):
            cells.append(field.mask(value))
        else:
            cells.append(field.format_text(value, context) if as_text else field.export_value(value, context))
    return cells


def _computed(shape: RowShape, column: Column, row: Sequence[Any], as_of: datetime, context: ShowContext) -> Any:
    assert column.computed is not None
    values = {name: row[shape.place(name)] for name in column.computed.needs}
    return column.computed.value(values, as_of, context.language)
