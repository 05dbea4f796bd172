"""One simulation in a process and on a database of its own: `python -m tests.simulation.process PLAN`, PLAN as JSON."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from genjin.cli.start import prepare_database, start_django

start_django()

from django.conf import settings  # noqa: E402
from django.core import mail  # noqa: E402

from tests.simulation.plan import Plan  # noqa: E402
from tests.simulation.quarter import Quarter  # noqa: E402


def run(plan: Plan) -> dict[str, Any]:
    """The report, with the seconds it took by the wall and of the processor."""
    settings.MAIL_READY = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ALLOWED_HOSTS = ["*"]
    mail.outbox = []
    prepare_database()
    wall, cpu = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        report = Quarter(plan, Path(folder)).run(_say)
    spent = {"seconds": round(time.perf_counter() - wall, 1), "processor_seconds": round(time.process_time() - cpu, 1)}
    return {**report, **spent}


def _say(week: int, report: dict[str, Any]) -> None:
    """On standard error, so that a long run can be followed."""
    print(f"week {week}: {json.dumps(report, ensure_ascii=False, default=str)}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    print(json.dumps(run(Plan(**json.loads(sys.argv[1]))), ensure_ascii=False, indent=1, default=str))
