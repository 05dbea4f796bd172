"""`python -m tests.bench`: builds the data once, measures the budgets on SQLite and PostgreSQL, prints all.

Exit status 1 when a budget is broken.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench.apart import APART
from tests.bench.dataset import ROOT, build_postgres, build_sqlite, cluster_folder, postgres_folder
from tests.bench.figures import Figure
from tests.bench.report import build_markdown, build_table
from tools.postgres import find_binaries, kept_postgres

# A server with 8 GB of memory, a quarter of it for its pages, and durability on; `max_wal_size` keeps checkpoints rare
# while the data are built.
POSTGRES = (
    "shared_buffers=2GB", "work_mem=16MB", "effective_cache_size=6GB", "max_connections=120", "random_page_cost=1.1",
    "max_wal_size=4GB",
)  # fmt: skip


def main() -> int:
    """Builds, measures, reports."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="leads (ten changes each)")
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--json", type=Path, help="also write the figures here; those measured before are kept")
    parser.add_argument("--markdown", type=Path, help="write the figures of --json as a page")
    parser.add_argument("only", nargs="*", help="names of measurements; default all")
    args = parser.parse_args()
    found: dict[str, list[dict[str, Any]]] = {}
    for vendor in ("sqlite", "postgresql"):
        if args.database in (vendor, "both"):
            found[vendor] = list(_measure(vendor, args.rows, args.only))
    kept = _join(args.json, {"rows": args.rows, "figures": found})
    document = json.dumps(kept, ensure_ascii=False, indent=1)
    if args.json:
        args.json.write_text(document, encoding="utf-8")
    if args.markdown:
        args.markdown.write_text(build_markdown(kept), encoding="utf-8")
    print(document)
    for vendor, figures in found.items():
        print(build_table(vendor, figures), file=sys.stderr)
    return int(any(f["kept"] is False for figures in found.values() for f in figures))


def _join(file: Path | None, document: dict[str, Any]) -> dict[str, Any]:
    """The document with the figures of earlier runs in `file` that this run did not measure again."""
    if file is None or not file.is_file():
        return document
    earlier = json.loads(file.read_text(encoding="utf-8"))
    for vendor, figures in earlier["figures"].items():
        now = document["figures"].setdefault(vendor, [])
        # A budget's row may count in its words what it happened to find, so its key says which one it is.
        known = {f["key"] or f["words"] for f in now}
        now += [f for f in figures if f["unit"] != "–" and (f["key"] or f["words"]) not in known]
    return document


def _measure(vendor: str, rows: int, only: list[str]) -> Iterator[dict[str, Any]]:
    if only and APART.issuperset(only):
        # They bring their own data, on SQLite.
        if vendor == "sqlite":
            with tempfile.TemporaryDirectory() as empty:
                facts = {"vendor": vendor, "rows": 0, "folder": empty, "database_url": "", "indexed": "", "plain": ""}
                yield from _run(facts, only)
        return
    if vendor == "postgresql" and find_binaries() is None:
        print("PostgreSQL is not installed (apt-get install postgresql): not measured", file=sys.stderr)
        return
    source = build_sqlite(rows)
    with _database(vendor, rows) as url:
        folder = source if vendor == "sqlite" else postgres_folder(rows)
        manifest = json.loads((folder / "manifest.json").read_text())
        facts = {
            "vendor": vendor, "rows": rows, "folder": str(folder), "database_url": url,
            "indexed": manifest["indexed"], "plain": manifest["plain"],
        }  # fmt: skip
        yield from _run(facts, only)


def _run(facts: dict[str, Any], only: list[str]) -> Iterator[dict[str, Any]]:
    environment = {**os.environ, "GENJIN_DATA": facts["folder"], "DJANGO_SETTINGS_MODULE": "genjin.config.settings"}
    environment.pop("GENJIN_DATABASE_URL", None)
    if facts["database_url"]:
        environment["GENJIN_DATABASE_URL"] = facts["database_url"]
    command = [sys.executable, "-m", "tests.bench.running", json.dumps(facts), *only]
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        yield json.loads(line)
    if process.wait():
        # What was measured before stands; the row that is missing breaks the run.
        yield Figure("", f"measuring {facts['vendor']} stopped", 0, "–", budget=0, kept=False).as_json()


@contextmanager
def _database(vendor: str, rows: int) -> Iterator[str]:
    if vendor == "sqlite":
        yield ""
        return
    with kept_postgres(cluster_folder(rows), POSTGRES) as url:
        yield build_postgres(rows, url)


if __name__ == "__main__":
    sys.exit(main())
