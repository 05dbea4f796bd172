"""One import, plan or export: `python -m tests.bench.exchange_process WHAT PERSON FILE ROWS` tells times and peak."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from genjin.cli.start import start_django

start_django()

from genjin.exchange.expiry import remove_import  # noqa: E402
from genjin.exchange.exports.job import write_file  # noqa: E402
from genjin.exchange.exports.request import ExportRequest  # noqa: E402
from genjin.exchange.imports.checking import start_import  # noqa: E402
from genjin.exchange.imports.running import write_import  # noqa: E402
from genjin.exchange.models import ImportRun  # noqa: E402
from genjin.kernel.actor import Actor  # noqa: E402
from genjin.leads.models import Lead  # noqa: E402
from genjin.people.actor import actor_of  # noqa: E402


def run(what: str, actor: Actor, path: Path, rows: int) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if what == "export":
        # The newest leads, so that exactly so many are taken.
        first = Lead.objects.filter(deleted_at=None).order_by("-created_at").values_list("created_at", flat=True)[rows]
        condition = {"column": "created_at", "op": "gt", "value": first.isoformat()}
        with _timed(told, "export"):
            told["rows"] = write_file(path, actor, ExportRequest("leads", filter=condition))
        return told
    with _timed(told, "plan"):
        planned = _plan(actor, path)
    told["rows"] = sum(planned.counts[o] for o in ("new", "partial", "duplicate"))
    if what == "import":
        with _timed(told, "write"):
            told["written"] = write_import(actor, planned, lambda _done: None)["created"]
    else:
        remove_import(planned)
    return told


def _plan(actor: Actor, path: Path) -> ImportRun:
    with path.open("rb") as file:
        return start_import(actor, file, path.name, path.stat().st_size, in_background=False)


@contextmanager
def _timed(told: dict[str, Any], name: str) -> Iterator[None]:
    """Seconds by the wall clock, and of processors: this process's and its children's."""
    wall, cpu = time.perf_counter(), _processors()
    yield
    told[name] = {"wall": round(time.perf_counter() - wall, 2), "cpu": round(_processors() - cpu, 2)}


def _processors() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


if __name__ == "__main__":
    asker = actor_of(int(sys.argv[2]))
    assert asker is not None
    answer = run(sys.argv[1], asker, Path(sys.argv[3]), int(sys.argv[4]))
    # The system's own note of the peak: what `getrusage` tells begins with that of the process that started this one.
    lines = Path("/proc/self/status").read_text().splitlines()
    peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    print(json.dumps({**answer, "peak_mb": round(peak / 1024)}))
