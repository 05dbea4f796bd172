"""`genjin worker`: does background work."""

from __future__ import annotations

import argparse
import os
import signal
import threading
from types import FrameType

from genjin.cli.start import start_django

NAME = "worker"
HELP = "do background work only"
IDLE = 0.5
# How often the ledger is sealed, in seconds.
SEAL_EVERY = 60.0


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--parent", type=int, help="stop when this process is gone")


def run(args: argparse.Namespace) -> int:
    """Works until told to stop, or until its parent process is gone."""
    start_django()
    from django.db import close_old_connections

    from genjin.jobs.queue import run_next
    from genjin.tables.ledger.seal import seal_new

    stopping = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    waited = 0.0
    while not stopping.is_set():
        close_old_connections()
        if run_next():
            continue
        if waited >= SEAL_EVERY:
            seal_new(limit=20)
            waited = 0.0
        if args.parent and not _alive(args.parent):
            break
        stopping.wait(IDLE)
        waited += IDLE
    return 0


def _alive(process: int) -> bool:
    # The parent's id changes to the reaper's when it dies.
    return os.getppid() == process
