"""What of a visible row an actor may read, filter by and change: one column mask for every reader."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from genjin.kernel.actor import Actor, ColumnRight
from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.definition import Column, TableDefinition


def column_right(definition: TableDefinition, actor: Actor, column: Column) -> ColumnRight:
    """The actor's right on the column, whatever the row."""
    return actor.access(definition.key).column(column.id)


def visible_columns(definition: TableDefinition, actor: Actor) -> tuple[Column, ...]:
    """All columns that are not hidden from the actor, in the table's order."""
    access = actor.access(definition.key)
    return tuple(c for c in definition.all_columns() if access.column(c.id) is not ColumnRight.HIDDEN)


def check_readable(definition: TableDefinition, actor: Actor, column: Column, use: str) -> ColumnRight:
    """Raises column_forbidden when the column is hidden; else the right."""
    right = column_right(definition, actor, column)
    if right is ColumnRight.HIDDEN:
        raise AppError(ErrorCode.COLUMN_FORBIDDEN, 403, column=column.id, use=use)
    return right


def check_unmasked(definition: TableDefinition, actor: Actor, column: Column, use: str) -> None:
    """Raises column_forbidden unless the value itself may order, group or sum rows."""
    right = check_readable(definition, actor, column, use)
    if right is ColumnRight.MASKED or column.field.encrypted or mask_applies(definition, actor, column):
        raise AppError(ErrorCode.COLUMN_FORBIDDEN, 403, column=column.id, use=use)


def mask_applies(definition: TableDefinition, actor: Actor, column: Column) -> bool:
    """Whether some rows show this actor only the column's mask."""
    return column.mask == "unless_owner" and definition.owned and not reads_everything(actor)


def reads_everything(actor: Actor) -> bool:
    """The system itself reads unmasked; people read what they own or supervise."""
    return actor.id is None


def unmasked_rows(actor: Actor) -> Q:
    """The rows in which the actor reads `unless_owner` columns in full."""
    condition = Q(owner_id=actor.id)
    if actor.stands_in_for:
        condition |= Q(owner_id__in=actor.stands_in_for)
    if actor.supervised_ids:
        condition |= Q(unit_id__in=actor.supervised_ids)
    return condition


def is_unmasked(actor: Actor, owner_id: Any, unit_id: Any) -> bool:
    """`unmasked_rows` for one row at hand."""
    if reads_everything(actor) or owner_id == actor.id or unit_id in actor.supervised_ids:
        return True
    return owner_id is not None and owner_id in actor.stands_in_for
