"""The same cells set in many rows: one operation, answered per row (lesson 10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.records.edit import BulkOutcome, edit_rows
from genjin.tables.records.query import Query, filtered

# What one request writes while the person waits; more goes on as a job.
MAX_AT_ONCE = 2_000
MAX_SELECTED = 100_000


def select_ids(table: str, actor: Actor, query: Query) -> list[int]:
    """Ids of the rows the query finds that the actor may edit. Raises limit above 100,000."""
    found = filtered(table, actor, query, "edit").order_by("pk").values_list("pk", flat=True)
    ids = list(found[: MAX_SELECTED + 1])
    if len(ids) > MAX_SELECTED:
        raise AppError(ErrorCode.LIMIT, limit=MAX_SELECTED)
    return ids


def set_everywhere(
    actor: Actor,
    table: str,
    ids: Sequence[int],
    values: Mapping[str, Any],
    reason: str,
    progress: Callable[[int, int], None] | None = None,
) -> BulkOutcome:
    """Sets `values` in the rows of `ids`. Raises bad_request for none."""
    if not values:
        raise AppError(ErrorCode.BAD_REQUEST, what="set")
    return edit_rows(actor, table, ids, values, via="grid", reason=reason, args={"kind": "bulk"}, progress=progress)
