"""`python -m genjin.exchange.imports.second_process HANDLE`: what `other_process` starts; never imported."""

from __future__ import annotations

import pickle
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection

import django

django.setup()

from django.db import connection  # noqa: E402

from genjin.exchange.imports import reading_ahead, second_hand  # noqa: E402
from genjin.exchange.imports.tables import build_rules  # noqa: E402
from genjin.jobs.memory import settle_in  # noqa: E402

_WORKS = {second_hand.WORK: second_hand.begin, reading_ahead.WORK: reading_ahead.begin}


def work(pipe: Connection) -> None:
    """Answers what comes until the other side is gone."""
    name, database, facts = pickle.loads(pipe.recv_bytes())
    connection.settings_dict["NAME"] = database
    rules = build_rules(facts["actor"], facts["table"], facts["options"])
    rules.as_of = facts["as_of"]
    answer = _WORKS[name](rules, facts)
    with suppress(EOFError, OSError):
        pipe.send_bytes(b"ready")
        while True:
            pipe.send_bytes(pickle.dumps(answer(pickle.loads(pipe.recv_bytes())), pickle.HIGHEST_PROTOCOL))


if __name__ == "__main__":
    # Whoever started this one is stopped by the keyboard, too, and ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    settle_in()
    work(Connection(int(sys.argv[1])))
