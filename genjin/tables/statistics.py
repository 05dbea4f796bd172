"""What the database knows of its own rows: without it, an index nobody has counted looks as good as the right one."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from genjin.jobs.queue import JobContext
from genjin.jobs.schedule import periodic
from genjin.kernel.words import Words

# Index entries SQLite looks at for its estimate: enough to tell indexes apart, a second or two at a million rows.
SAMPLE = 1000


def refresh_statistics() -> None:
    """Counts anew what query plans are chosen by. Needed after an upgrade brings indexes, and as tables grow."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            with transaction.atomic():
                cursor.execute(f"PRAGMA analysis_limit = {SAMPLE}")
                cursor.execute("ANALYZE")
                _even_out(cursor)
            # Takes what was corrected into the plans of this connection; others read it when they connect.
            cursor.execute("ANALYZE sqlite_schema")
        else:
            cursor.execute("ANALYZE")


def _even_out(cursor: Any) -> None:
    """Says of every index that holds the living rows that it holds all of them.

    From a sample, SQLite guesses the length of each index by itself, between 70,000 and 4,800,000 for a million rows:
    the one that looks shortest is then walked whole and sorted, where the right one has the order already (2.7 s
    instead of 9 ms).
    """
    cursor.execute(
        "SELECT s.rowid, s.tbl, s.stat, m.sql FROM sqlite_stat1 s JOIN sqlite_schema m ON m.name = s.idx "
        "WHERE m.type = 'index' AND s.idx IS NOT NULL"
    )
    by_table: dict[str, list[tuple[int, int, str, bool]]] = defaultdict(list)
    for rowid, table, stat, sql in cursor.fetchall():
        guessed, _, rest = str(stat).partition(" ")
        condition = str(sql).partition(" WHERE ")[2]
        whole = condition.replace('"', "").strip() in ("", "deleted_at IS NULL")
        by_table[table].append((rowid, int(guessed), rest, whole))
    for table, indexes in by_table.items():
        highest = _highest(cursor, table)
        longest = max(guessed for _, guessed, _, _ in indexes)
        length = longest if highest is None else min(highest, longest)
        for row, guess, rest, whole in indexes:
            corrected = f"{length if whole else min(guess, length)} {rest}".strip()
            cursor.execute("UPDATE sqlite_stat1 SET stat = %s WHERE rowid = %s", [corrected, row])


def _highest(cursor: Any, table: str) -> int | None:
    """The highest id: no table has more rows. None where rows have no number."""
    if "id" not in {c.name for c in connection.introspection.get_table_description(cursor, table)}:
        return None
    cursor.execute(f"SELECT MAX(id) FROM {connection.ops.quote_name(table)}")
    highest = cursor.fetchone()[0]
    return highest if isinstance(highest, int) and highest > 0 else None


@periodic("tables.statistics", every=timedelta(hours=6), words=Words("更新查询统计", "Refresh query statistics"))
def refresh_by_schedule(job: JobContext) -> None:
    """Several times a day: a first import turns an empty table into a big one."""
    refresh_statistics()
