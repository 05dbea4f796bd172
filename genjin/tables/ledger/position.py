"""Where in the ledger a reader stands: one integer, compared and never interpreted by clients.

SQLite has one writer, so change ids appear in order and the position is the highest one. PostgreSQL hands out ids
before transactions commit: there the position is the highest transaction id below which nothing is in flight.
"""

from __future__ import annotations

from django.db import connection
from django.db.models import Max, QuerySet

from genjin.tables.models import Change

_HORIZON = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1"


def current_position() -> int:
    """Everything up to it is visible now and nothing up to it can appear later."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_HORIZON)
            return int(cursor.fetchone()[0])
    return Change.objects.aggregate(last=Max("id"))["last"] or 0


def order_column() -> str:
    """The column of the change table that positions count in."""
    return "txid" if connection.vendor == "postgresql" else "id"


def made_after(changes: QuerySet[Change], position: int) -> QuerySet[Change]:
    """Those of the changes that came after the position."""
    column = f"{Change._meta.db_table}.{connection.ops.quote_name(order_column())}"
    return changes.extra(where=[f"{column} > %s"], params=[position])
