"""Import and export as the product does them, each in a process of its own so that its peak memory is its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from genjin.leads.models import Lead
from tests.bench.figures import Figure
from tests.bench.import_sheet import write_sheet
from tests.bench.readers import readers
from tests.bench.setting import Setting

IMPORTED = 20_000
PLANNED = 100_000
EXPORTED = 100_000
CHUNK = 300
# What an imported lead writes: its row, its search entry, its first visit, and a line of history for row and visit.
_RAW_TABLES = (
    ("leads_lead", "id", "id"),
    ("tables_searchentry", "id", "\"table\" = 'leads' AND row_id"),
    ("pipelines_stagevisit", "id", "lead_id"),
    ("tables_change", "id", "\"table\" = 'leads' AND row_id"),
)


def measure_import(setting: Setting) -> Iterator[Figure]:
    """30 columns, cleaned, compared with all that is there, planned and written; then a long file planned alone."""
    before = _highest()
    told = _run(setting, "import", IMPORTED)
    rate = told["rows"] / (told["plan"]["wall"] + told["write"]["wall"])
    raw = _raw_import(before)
    details = {**told["plan"], **{f"write_{k}": v for k, v in told["write"].items()}, "peak_mb": told["peak_mb"]}
    yield Figure("import", f"import {told['rows']:,} × 30 cells", rate, "rows/s", raw, details)
    told = _run(setting, "plan", PLANNED)
    words = f"plan an import of {told['rows']:,} × 30 cells, peak memory"
    yield Figure("import_memory", words, told["peak_mb"], "MB", details=told["plan"])


def measure_export(setting: Setting) -> Iterator[Figure]:
    """All columns of the grid to a workbook."""
    told = _run(setting, "export", min(EXPORTED, setting.rows // 2))
    words = f"export {told['rows']:,} rows to .xlsx"
    yield Figure("export_time", words, told["export"]["wall"], "s", details=told["export"])
    yield Figure("export_memory", f"{words}, peak memory", told["peak_mb"], "MB")


def _run(setting: Setting, what: str, rows: int) -> dict[str, Any]:
    """Runs `tests.bench.exchange_process` for the head office; answers what it tells."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "客户进程表.xlsx"
        if what != "export":
            write_sheet(path, rows, seed=_highest())
        person = readers("all")[0].actor.id
        command = [sys.executable, "-m", "tests.bench.exchange_process", what, str(person), str(path), str(rows)]
        environment = {**os.environ, "GENJIN_DATA": str(setting.folder)}
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _highest() -> int:
    return int(Lead.objects.aggregate(last=Max("pk"))["last"] or 0)


def _raw_import(after: int) -> float:
    """Rows a second when finished rows are only inserted: those of the import, once more under other ids."""
    batches = [_copies(table, key, where, after) for table, key, where in _RAW_TABLES]
    count = len(batches[0][1])
    began = time.perf_counter()
    for start in range(0, count, CHUNK):
        with transaction.atomic(), connection.cursor() as cursor:
            for statement, rows in batches:
                cursor.executemany(statement, rows[start : start + CHUNK])
    took = time.perf_counter() - began
    with transaction.atomic(), connection.cursor() as cursor:
        for (table, _, _), (_, rows) in zip(_RAW_TABLES, batches, strict=True):
            cursor.execute(f"DELETE FROM {table} WHERE id >= %s AND id <= %s", [rows[0][0], rows[-1][0]])
            if connection.vendor == "sqlite":
                # Else the product's next ids would follow those that are gone.
                last = f"(SELECT MAX(id) FROM {table})"
                cursor.execute(f"UPDATE sqlite_sequence SET seq = {last} WHERE name = %s", [table])
    return count / took


def _copies(table: str, key: str, where: str, after: int) -> tuple[str, list[tuple[Any, ...]]]:
    """An INSERT and its rows, moved far behind the ids in use; the same ids again for the rows that name a lead."""
    distance = 1_000_000_000
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE {where} > %s AND {where} < %s ORDER BY {key}", [after, distance])
        assert cursor.description is not None
        names = [c[0] for c in cursor.description]
        moved = [i for i, name in enumerate(names) if name in ("id", "row_id", "lead_id")]
        rows = [
            tuple(v + distance if i in moved else json.dumps(v) if isinstance(v, dict) else v for i, v in enumerate(r))
            for r in cursor.fetchall()
        ]
    quoted = ", ".join(connection.ops.quote_name(n) for n in names)
    # The product's ids come from a sequence that must not follow these.
    return f"INSERT INTO {table} ({quoted}) VALUES ({', '.join(['%s'] * len(names))})", rows
