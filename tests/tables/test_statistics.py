"""The planner knows the rows there are: after an upgrade and by schedule."""

from __future__ import annotations

from typing import Any

import pytest
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


@pytest.mark.once
def test_indexes_of_all_rows_are_as_long_as_each_other(cast: Cast, defaults: Any) -> None:
    """Else the one that a sample makes look shortest is walked whole and sorted, though another has the order."""
    new_leads(cast.seller_actor, [{"company": f"沭阳{n}号花木", "amount": n} for n in range(40)])
    refresh_statistics()
    with connection.cursor() as cursor:
        cursor.execute("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = 'leads_lead'")
        lengths = {idx: int(stat.split()[0]) for idx, stat in cursor.fetchall()}
    whole = {lengths[idx] for idx in ("lead_amount", "lead_created", "lead_unit_next", "lead_number", "lead_stage")}
    assert len(whole) == 1
    assert max(lengths.values()) == whole.pop()
