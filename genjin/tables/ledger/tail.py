"""New changes in an order in which none can appear late: what event streams read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from genjin.tables.definition import current_key
from genjin.tables.ledger.position import current_position
from genjin.tables.models import Change
from genjin.tables.models import Operation as OperationRow

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class TailBatch:
    """Changes of one operation on one table, and the position after them."""

    position: int
    table: str
    operation: OperationRow
    changes: Sequence[Change]


def read_tail(after: int) -> tuple[int, list[TailBatch]]:
    """Changes behind position `after` and the new position. At most about 2,000 changes a call, whole transactions."""
    horizon = current_position()
    if horizon <= after:
        return after, []
    if connection.vendor == "postgresql":
        changes, reached = _read_postgres(after, horizon)
    else:
        changes = list(Change.objects.filter(id__gt=after).order_by("id")[:BATCH])
        reached = changes[-1].pk if changes else horizon
    operations = OperationRow.objects.in_bulk({c.operation_id for c in changes})
    groups: dict[tuple[int, str], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.operation_id, current_key(change.table)), []).append(change)
    return reached, [
        TailBatch(reached, table, operations[op], part) for (op, table), part in groups.items() if op in operations
    ]


def _read_postgres(after: int, horizon: int) -> tuple[list[Change], int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, txid FROM tables_change WHERE txid > %s AND txid <= %s ORDER BY txid, id LIMIT %s",
            [after, horizon, BATCH + 1],
        )
        found: list[Any] = cursor.fetchall()
    if len(found) <= BATCH:
        return _in_order([i for i, _ in found]), horizon
    # Cut at a transaction's edge; a single transaction is never longer than a batch.
    last = found[-1][1]
    whole = [i for i, txid in found if txid < last]
    return _in_order(whole), last - 1


def _in_order(ids: list[int]) -> list[Change]:
    by_id = Change.objects.in_bulk(ids)
    return [by_id[i] for i in ids]
