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


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--parent", type=int, help="stop when this process is gone")


def run(args: argparse.Namespace) -> int:
    """Works until told to stop, or until its parent process is gone."""
    start_django()
    from genjin.jobs.worker import work

    stopping = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    # The parent's id changes to the reaper's when it dies.
    work(stopping, lambda: not args.parent or os.getppid() == args.parent)
    return 0
