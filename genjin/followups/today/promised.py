"""Open promises as Today needs them: the only place here that knows where promises are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from genjin.followups.models import Task
from genjin.kernel.clock import day_end, local
from genjin.tables.rowreader import read_query

TABLE = "tasks"
PAGE = 2_000


def due_promises(lead_ids: Sequence[int], until: date) -> Mapping[tuple[int, str], tuple[date, str]]:
    """The earliest open promise of each side due by `until`, by lead and side: a query for 2,000 leads."""
    found: dict[tuple[int, str], tuple[date, str]] = {}
    for start in range(0, len(lead_ids), PAGE):
        part = lead_ids[start : start + PAGE]
        rows = Task.objects.filter(
            lead_id__in=part, deleted_at=None, state="open", side__isnull=False, due_at__lt=day_end(until)
        )
        for lead_id, side, due, text in read_query(
            rows.order_by("due_at", "pk").values_list("lead_id", "side", "due_at", "text")
        ):
            found.setdefault((lead_id, side), (local(due).date(), text or ""))
    return found
