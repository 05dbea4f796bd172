"""Duplicates: the standing scan of all leads, and what is told while somebody types."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from typing import Any

from genjin.leads.models import Lead
from tests.bench.figures import Figure, time_calls
from tests.bench.readers import readers
from tests.bench.setting import Setting

REPEAT = 60


def measure_scan(setting: Setting) -> Iterator[Figure]:
    """In a process of its own, so that its peak memory is its own."""
    environment = {**os.environ, "GENJIN_DATA": str(setting.folder)}
    command = [sys.executable, "-m", "tests.bench.scan_process"]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, Any] = json.loads(done.stdout)
    words = f"duplicate scan of {told['seen']:,} leads"
    details = {"cpu": told["cpu"], "found": told["found"]}
    yield Figure("scan", words, told["wall"], "s", details=details)
    yield Figure("scan_memory", f"{words}, peak memory", told["peak_mb"], "MB")


def measure_typing(setting: Setting) -> Iterator[Figure]:
    """Names, half names and numbers of leads there are, asked for by people who see everything and by sellers."""
    step = max(1, Lead.objects.count() // REPEAT)
    known = Lead.objects.filter(pk__in=list(range(1, step * REPEAT, step))).values("company", "mobile", "contact")
    bodies = [
        body
        for lead in known
        for body in (
            {"company": lead["company"]},
            {"company": (lead["company"] or "")[:6]},
            {"mobile": lead["mobile"], "contact": lead["contact"]},
        )
    ]
    for key, reach in (("typing", "all"), ("", "own")):
        asked = zip(cycle(readers(reach)), bodies, strict=False)
        calls = [lambda r=r, b=b: r.post("/leads/lookalikes", b) for r, b in asked]
        timing, _ = time_calls(calls)
        yield Figure(key, f"look-alikes while typing, {reach}", timing.p95, "ms", details=timing.details())
