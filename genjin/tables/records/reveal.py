"""Showing one sensitive cell to somebody who may read it, and saying so in the log (domain.md I4)."""

from __future__ import annotations

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.tables.definition import get_table
from genjin.tables.fields.encrypted import Encrypted
from genjin.tables.ledger.operation import single
from genjin.tables.models import Change
from genjin.tables.scope.mask import check_readable, is_unmasked
from genjin.tables.scope.predicate import rows


def reveal_cell(actor: Actor, table: str, row_id: int, column_id: str) -> str | None:
    """The plain value. Owner, unit supervisors and the system only; raises column_forbidden for others."""
    definition = get_table(table)
    column = definition.column(column_id)
    check_readable(definition, actor, column, "reveal")
    keys = ("owner_id", "unit_id") if definition.owned else ()
    found = rows(table, actor).filter(pk=row_id).values_list(column.attr, *keys).first()
    if found is None:
        raise not_found(table)
    if keys and not is_unmasked(actor, found[1], found[2]):
        raise AppError(ErrorCode.COLUMN_FORBIDDEN, 403, column=column.words.in_language(actor.language), use="reveal")
    # A secret refuses here, before the log would say that somebody saw it.
    field = column.field
    plain = field.reveal(found[0]) if isinstance(field, Encrypted) else _as_text(found[0])
    with single(actor, verb="cells.reveal", table=table, via="panel", args={"column": column_id}) as writer:
        writer.note(table, row_id, column_id, Change.Kind.REVEAL)
    return plain


def _as_text(value: object) -> str | None:
    return None if value is None else str(value)
