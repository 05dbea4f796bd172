"""The same cells set in many rows: one operation, answered per row (lesson 10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.definition import CellEdit
from genjin.tables.records.edit import MAX_EDITS, BulkOutcome, edit_cells
from genjin.tables.records.query import Query, filtered


def set_everywhere(
    actor: Actor, table: str, query: Query, ids: Sequence[int] | None, values: Mapping[str, Any], reason: str
) -> BulkOutcome:
    """Sets `values` in the rows of `ids`, or of the query. Raises limit above 20,000 cells, bad_request for none."""
    if not values:
        raise AppError(ErrorCode.BAD_REQUEST, what="set")
    limit = MAX_EDITS // len(values)
    chosen = (
        ids
        if ids is not None
        else list(filtered(table, actor, query, "edit").values_list("pk", flat=True)[: limit + 1])
    )
    if len(chosen) > limit:
        raise AppError(ErrorCode.LIMIT, limit=limit)
    edits = [CellEdit(i, c, v) for i in chosen for c, v in values.items()]
    outcome = edit_cells(actor, table, edits, via="grid", reason=reason, verb="cells.bulk", args={"kind": "bulk"})
    refused = {r.row_id: r.error for r in outcome.results if r.error is not None}
    done = [i for i in dict.fromkeys(chosen) if i not in refused]
    return BulkOutcome(outcome.operation_id, done, list(refused.items()))
