"""Where the bench's data live: built once, kept outside git, brought to the newest schema before each run.

GENJIN_BENCH_DATA names the folder (default `bench-data` in the project). A process works on one database only, since
settings are read once: `prepare` builds in the process that runs it.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# Raised when data of an older shape are of no use any more.
SHAPE = 1


def data_folder() -> Path:
    return Path(os.environ.get("GENJIN_BENCH_DATA", str(ROOT / "bench-data"))).resolve()


def sqlite_folder(rows: int) -> Path:
    """Serves as the product's data folder, so `genjin serve --data` runs on it."""
    return data_folder() / f"sqlite-{rows}"


def is_built(folder: Path) -> bool:
    manifest = folder / "manifest.json"
    return manifest.is_file() and json.loads(manifest.read_text())["shape"] == SHAPE


def write_manifest(folder: Path, **facts: Any) -> None:
    (folder / "manifest.json").write_text(json.dumps({"shape": SHAPE, **facts}))


def build_sqlite(rows: int) -> Path:
    """The folder with `genjin.sqlite3` of `rows` leads; built in a process of its own when it is not there."""
    folder = sqlite_folder(rows)
    if not is_built(folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        environment = {**os.environ, "GENJIN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "genjin.config.settings"}
        environment.pop("GENJIN_DATABASE_URL", None)
        command = [sys.executable, "-m", "tests.bench.building", str(rows), str(folder)]
        subprocess.run(command, check=True, env=environment, cwd=ROOT)
    return folder


def read_only(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{folder / 'genjin.sqlite3'}?mode=ro", uri=True)


class Progress:
    """Says on standard error how far the building is."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    def say(self, words: str) -> None:
        print(f"[{time.monotonic() - self.began:6.0f} s] {words}", file=sys.stderr, flush=True)


def build_postgres(rows: int, url: str) -> str:
    """The URL of a database with the same rows as the SQLite data; copied in a process of its own when not there."""
    folder = postgres_folder(rows)
    target = f"{url}/genjin"
    if not is_built(folder):
        source = build_sqlite(rows)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(source / "secrets.json", folder / "secrets.json")
        environment = {**os.environ, "GENJIN_DATA": str(folder), "GENJIN_DATABASE_URL": target}
        environment["DJANGO_SETTINGS_MODULE"] = "genjin.config.settings"
        command = [sys.executable, "-m", "tests.bench.copying", str(source), url]
        subprocess.run(command, check=True, env=environment, cwd=ROOT)
        shutil.copy(source / "manifest.json", folder / "manifest.json")
    return target


def postgres_folder(rows: int) -> Path:
    """The product's data folder for the PostgreSQL runs: keys only; the rows are in the cluster beside it."""
    return data_folder() / f"postgresql-{rows}"


def cluster_folder(rows: int) -> Path:
    return data_folder() / f"cluster-{rows}"
