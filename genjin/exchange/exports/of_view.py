"""What a saved view shows, as an export request."""

from __future__ import annotations

from collections.abc import Sequence

from genjin.exchange.exports.request import ExportRequest, Format
from genjin.kernel.actor import Actor
from genjin.kernel.errors import not_found
from genjin.tables.definition import get_table
from genjin.tables.records.show import build_shape
from genjin.tables.views.saved import find_view, visible_views


def request_of_view(actor: Actor, table: str, view: int | str, format: Format = "xlsx") -> ExportRequest:
    """The rows and columns of a saved view, by id or name. Raises not_found."""
    if isinstance(view, int):
        found = find_view(actor, view)
    else:
        named = [v for v in visible_views(actor, table) if view in (v.name, v.name_en)]
        if not named:
            raise not_found("view")
        found = named[0]
    if found.table != table:
        raise not_found("view")
    columns = tuple(c["id"] for c in found.columns if not c.get("hidden"))
    return ExportRequest(
        table=table,
        columns=_readable(actor, table, columns) or None,
        filter=found.filter,
        sort=tuple((c, d) for c, d in found.sort),
        format=format,
        title=found.name,
    )


def _readable(actor: Actor, table: str, columns: Sequence[str]) -> tuple[str, ...]:
    """A shared view may name columns this reader does not have: those are left out, as on the screen."""
    shape = build_shape(get_table(table), actor, None)
    return tuple(c for c in columns if c in shape.column_ids)
