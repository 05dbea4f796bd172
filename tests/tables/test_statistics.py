"""The planner knows the rows there are: after an upgrade and by schedule."""

from __future__ import annotations

from typing import Any

from django.db import connection

from genjin.jobs.schedule import list_periodic
from genjin.tables.statistics import refresh_statistics
from tests.cast import Cast
from tests.selling_setting import new_leads


def known_indexes() -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT idx FROM sqlite_stat1 WHERE tbl = 'leads_lead'")
        else:
            cursor.execute("SELECT relname FROM pg_class WHERE reltuples > 0 AND relname LIKE 'lead\\_%'")
        return {str(row[0]) for row in cursor.fetchall()}


def test_what_was_entered_is_counted_by_index(cast: Cast, defaults: Any) -> None:
    new_leads(cast.seller_actor, [{"company": f"宿迁{n}号农机", "amount": n} for n in range(40)])
    refresh_statistics()
    assert {"lead_unit_amount", "lead_owner_next", "lead_created"} <= known_indexes()
    assert "tables.statistics" in {work.name for work in list_periodic()}
