"""Measurements that need no million leads: a simulated quarter, and workers killed while they send."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.bench.setting import Setting
from tests.jobs.kills import run_kills

APART = frozenset({"simulate", "kills"})
KILLS = 50
# GENJIN_SIMULATE holds another plan as JSON, such as {"sellers": 10, "leads": 600, "weeks": 4, "tick": 10}.
PLAN = "{}"


def measure_simulate(_setting: Setting) -> Iterator[Figure]:
    """Twenty sellers, 5,000 leads, thirteen weeks; the whole report goes to standard error."""
    with tempfile.TemporaryDirectory() as folder:
        plan = os.environ.get("GENJIN_SIMULATE", PLAN)
        command = [sys.executable, "-m", "tests.simulation.process", plan]
        done = subprocess.run(command, env=_environment(folder), check=True, stdout=subprocess.PIPE, text=True)
    print(done.stdout, file=sys.stderr)
    told = json.loads(done.stdout)
    details = {"leads": told["leads"], "weeks": told["plan"]["weeks"], "cpu": told["processor_seconds"]}
    yield Figure("forgotten", "simulated team: forgotten leads", told["forgotten"], "leads", details=details)
    over = told["over_contacted_by_automatic_sends"]
    yield Figure(
        "over_contacted", "simulated team: mails too many", over, "mails", details={"of": told["automatic_mails"]}
    )
    for key in ("told_within_10_minutes", "accepted_within_1_hour"):
        yield Figure("", f"simulated team: {key.replace('_', ' ')}", 100 * told[key], "%")
    for key in ("reassigned", "recycled"):
        yield Figure("", f"simulated team: {key}", told[key], "leads")


def measure_kills(_setting: Setting) -> Iterator[Figure]:
    """Real workers, killed one after the other while they send mails and group messages."""
    with tempfile.TemporaryDirectory() as folder:

        def start(*arguments: str, **more: str) -> subprocess.Popen[str]:
            command = [sys.executable, "-m", "tests.jobs.teller", *arguments]
            return subprocess.Popen(command, env={**_environment(folder), **more}, stdout=subprocess.PIPE, text=True)

        began = time.perf_counter()
        told = run_kills(start, KILLS)
    details = {"notices": told.notices, "kills": told.kills, "seconds": round(time.perf_counter() - began)}
    yield Figure(
        "lost", "notices lost by killed workers", len(told.counted.lost(told.notices)), "notices", details=details
    )
    yield Figure("", "messages that arrived twice", told.counted.again(), "messages")


def _environment(folder: str) -> dict[str, str]:
    environment = {**os.environ, "GENJIN_DATA": folder, "DJANGO_SETTINGS_MODULE": "genjin.config.settings"}
    environment.pop("GENJIN_DATABASE_URL", None)
    return environment
