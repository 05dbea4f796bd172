"""Plain tuples → what the reader gets: computed cells, masks, titles of linked rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from genjin.kernel import clock
from genjin.kernel.actor import Actor, ColumnRight
from genjin.tables.definition import Column, TableDefinition
from genjin.tables.fields.base import FieldType, ShowContext
from genjin.tables.records.context import build_show_context
from genjin.tables.records.custom_value import CustomValue
from genjin.tables.scope.mask import check_readable, is_unmasked, visible_columns


@dataclass(frozen=True, slots=True)
class RowShape:
    """Which attributes a query selects (id first) and where each asked column finds its value."""

    definition: TableDefinition
    columns: tuple[Column, ...]
    attrs: tuple[str, ...]
    places: tuple[int | None, ...]
    owner_at: int | None
    unit_at: int | None
    masked: frozenset[str]
    annotations: dict[str, CustomValue] = field(default_factory=dict)

    @property
    def column_ids(self) -> tuple[str, ...]:
        return tuple(c.id for c in self.columns)

    def place(self, attr: str) -> int:
        return self.attrs.index(attr)

    @property
    def stored(self) -> tuple[str, ...]:
        """The attributes that are the model's own; those of `annotations` follow behind."""
        return tuple(a for a in self.attrs if a not in self.annotations)


def build_shape(definition: TableDefinition, actor: Actor, wanted: tuple[str, ...] | None) -> RowShape:
    """All visible columns, or the wanted ones. Raises unknown_column or column_forbidden."""
    if wanted is None:
        columns = visible_columns(definition, actor)
    else:
        columns = tuple(definition.column(c) for c in dict.fromkeys(wanted))
        for column in columns:
            check_readable(definition, actor, column, "read")
    annotations = {_attr(c): CustomValue(c.custom_key, c.field.stored_as) for c in columns if c.is_custom}
    attrs = ["id"]
    if definition.owned:
        attrs += ["owner_id", "unit_id", *(definition.stand_in or ())]
    for column in columns:
        if column.computed is not None:
            attrs += [n for n in column.computed.needs if n not in attrs]
        elif not column.is_custom and column.attr not in attrs:
            attrs.append(column.attr)
    attrs += annotations
    access = actor.access(definition.key)
    return RowShape(
        definition,
        columns,
        tuple(attrs),
        tuple(None if c.computed else attrs.index(_attr(c)) for c in columns),
        attrs.index("owner_id") if definition.owned else None,
        attrs.index("unit_id") if definition.owned else None,
        frozenset(c.id for c in columns if access.column(c.id) is ColumnRight.MASKED),
        annotations,
    )


def show_rows(shape: RowShape, actor: Actor, found: Sequence[Sequence[Any]], as_of: datetime) -> list[dict[str, Any]]:
    """`{"id", "cells": […in column order], "masked": [indexes]}` for each tuple."""
    stored = [(p, c) for p, c in zip(shape.places, shape.columns, strict=True) if p is not None]
    context = build_show_context(actor, stored, found)
    cells = [_cell(shape, place, column) for place, column in zip(shape.places, shape.columns, strict=True)]
    return [_show_row(shape, actor, row, cells, context, as_of) for row in found]


@dataclass(frozen=True, slots=True)
class _Cell:
    """How one column's value becomes what is sent: worked out once a page, used for each row.

    hides: the value is replaced by its mask always (True), never (False), or in rows of others (None).
    show: None where the stored value is sent as it is. needs: the computed cell's attributes and their places.
    """

    place: int | None
    hides: bool | None
    show: Callable[[Any, ShowContext], Any] | None
    load: Callable[[Any], Any] | None
    column: Column
    needs: tuple[tuple[str, int], ...] = ()


def _cell(shape: RowShape, place: int | None, column: Column) -> _Cell:
    field = column.field
    if place is None:
        assert column.computed is not None
        needs = tuple((name, shape.place(name)) for name in column.computed.needs)
        return _Cell(None, False, None, None, column, needs)
    hides: bool | None = None
    if is_masked(column, True, shape.masked):
        hides = True
    elif not is_masked(column, False, shape.masked):
        hides = False
    plain = type(field).show is FieldType.show and type(field).dump is FieldType.dump
    return _Cell(place, hides, None if plain else field.show, field.load if column.is_custom else None, column)


def _show_row(
    shape: RowShape, actor: Actor, row: Sequence[Any], shown: Sequence[_Cell], context: ShowContext, as_of: datetime
) -> dict[str, Any]:
    full = True
    if shape.owner_at is not None and shape.unit_at is not None:
        full = is_unmasked(actor, row[shape.owner_at], row[shape.unit_at]) or _stands_in(shape, actor, row)
    cells: list[Any] = []
    masked: list[int] = []
    for index, cell in enumerate(shown):
        if cell.place is None:
            cells.append(_computed(cell, row, as_of, context))
            continue
        value = row[cell.place]
        if value is None:
            cells.append(None)
            continue
        if cell.load is not None:
            value = cell.load(value)
        if cell.hides or (cell.hides is None and not full):
            cells.append(cell.column.field.mask(value))
            masked.append(index)
        else:
            cells.append(value if cell.show is None else cell.show(value, context))
    return {"id": row[0], "cells": cells, "masked": masked}


def _stands_in(shape: RowShape, actor: Actor, row: Sequence[Any]) -> bool:
    """Whether this one row was given to the reader for a while."""
    if shape.definition.stand_in is None or actor.id is None:
        return False
    person, until = (row[shape.place(attr)] for attr in shape.definition.stand_in)
    return bool(person == actor.id and until is not None and until >= clock.today())


def is_masked(column: Column, full: bool, masked_ids: frozenset[str]) -> bool:
    """Whether this reader gets the mask in this row. `full`: the row is the reader's or of a supervised unit."""
    return column.field.encrypted or column.id in masked_ids or (column.mask == "unless_owner" and not full)


def _computed(cell: _Cell, row: Sequence[Any], as_of: datetime, context: ShowContext) -> Any:
    assert cell.column.computed is not None
    values = {name: row[place] for name, place in cell.needs}
    return cell.column.computed.value(values, as_of, context.language)


def _attr(column: Column) -> str:
    return f"_{column.custom_key}" if column.is_custom else column.attr
