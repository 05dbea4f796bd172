"""`python -m genjin.exchange.imports.second_process HANDLE`: what `second_hand` starts; never imported."""

from __future__ import annotations

import signal
import sys
from multiprocessing.connection import Connection

import django

django.setup()

from genjin.exchange.imports.second_hand import work  # noqa: E402
from genjin.jobs.memory import settle_in  # noqa: E402

if __name__ == "__main__":
    # Whoever started this one is stopped by the keyboard, too, and ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    settle_in()
    work(Connection(int(sys.argv[1])))
