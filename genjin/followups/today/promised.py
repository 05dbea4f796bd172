"""Open promises as Today needs them: the only place here that knows where promises are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from genjin.followups.models import Promise
from genjin.followups.timeline import open_promises
from genjin.tables.rowreader import read_query

MAX_DUE = 2_000


def due_promises(leads: QuerySet[Any], until: date) -> Mapping[tuple[int, str], tuple[date, str]]:
    """The earliest open promise of each side due by `until`, by lead and side. One query."""
    rows = Promise.objects.filter(lead_id__in=leads.values("pk"), deleted_at=None, done_at=None, due__lte=until)
    found: dict[tuple[int, str], tuple[date, str]] = {}
    for lead_id, side, due, text in read_query(
        rows.order_by("due", "pk").values_list("lead_id", "side", "due", "text")[:MAX_DUE]
    ):
        found.setdefault((lead_id, side or "ours"), (due, text or ""))
    return found


def promises_of(lead_id: int) -> list[dict[str, Any]]:
    """All that is still owed on one lead, both sides, the earliest due first."""
    return open_promises(lead_id)
