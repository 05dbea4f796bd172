"""What the database knows of its own rows: without it, an index nobody has counted looks as good as the right one."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection

from genjin.jobs.queue import JobContext
from genjin.jobs.schedule import periodic
from genjin.kernel.words import Words

# Index entries SQLite looks at for its estimate: enough to tell indexes apart, a second or two at a million rows.
SAMPLE = 1000


def refresh_statistics() -> None:
    """Counts anew what query plans are chosen by. Needed after an upgrade brings indexes, and as tables grow."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {SAMPLE}")
        cursor.execute("ANALYZE")


@periodic("tables.statistics", every=timedelta(hours=6), words=Words("更新查询统计", "Refresh query statistics"))
def refresh_by_schedule(job: JobContext) -> None:
    """Several times a day: a first import turns an empty table into a big one."""
    refresh_statistics()
