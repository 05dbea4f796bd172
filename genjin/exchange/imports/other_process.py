"""A second process that works for an import: it reads the database, never writes, and ends with its pipe.

A process of its own, not a copy of the worker's: the worker has threads, whose locks a copy would inherit. What it is
to do it is told first; whatever it does not answer the first process does itself.
"""

from __future__ import annotations

import os
import pickle
import socket
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from django.db import connection

from genjin.exchange.imports.plain_table import PlainTable

# Seconds for one answer: whoever takes longer is stuck, and the first process goes on alone.
PATIENCE = 120
# Shorter files are done before a second process is there.
WORTH_ROWS = 8_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What the process will have said."""

    future: Future[Any]

    def done(self) -> bool:
        return self.future.done()

    def wait(self) -> Any:
        """None when it did not answer after all. A timeout is an OSError."""
        try:
            return self.future.result(PATIENCE)
        except (OSError, EOFError):
            return None


class OtherProcess:
    """The process, as the first one sees it."""

    def __init__(self, work: str, rules: PlainTable, **facts: Any) -> None:
        """work: what it is to do, by its name in `second_process`. facts: what that needs beside the table's rules."""
        mine, its = socket.socketpair()
        with its:
            command = [sys.executable, "-m", "genjin.exchange.imports.second_process", str(its.fileno())]
            self._process = subprocess.Popen(
                command, pass_fds=[its.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
        self._pipe = Connection(mine.detach())
        # One thread that speaks with the process: else both could wait for the other to read.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="second hand")
        told = {**facts, "table": rules.definition.key, "actor": rules.actor, "options": rules.options}
        greeting = pickle.dumps((work, connection.settings_dict["NAME"], {**told, "as_of": rules.as_of}))
        self._ready = self._thread.submit(self._greet, greeting)
        self._out: list[Future[Any]] = []

    def is_ready(self) -> bool:
        """False before it has answered the greeting, and after it has failed to."""
        return self._ready.done() and self._ready.exception() is None

    def waiting(self) -> int:
        """Questions not answered yet."""
        self._out = [future for future in self._out if not future.done()]
        return len(self._out)

    def ask(self, question: Any) -> Answer:
        future = self._thread.submit(self._ask, pickle.dumps(question, pickle.HIGHEST_PROTOCOL))
        self._out.append(future)
        return Answer(future)

    def close(self) -> None:
        """Ends what it is at, and with it the thread's wait for an answer nobody wants any more."""
        for future in self._out:
            future.cancel()
        self._process.terminate()
        self._process.wait()
        self._thread.shutdown()
        self._pipe.close()

    def _greet(self, greeting: bytes) -> None:
        self._pipe.send_bytes(greeting)
        self._pipe.recv_bytes()

    def _ask(self, packed: bytes) -> Any:
        self._pipe.send_bytes(packed)
        return pickle.loads(self._pipe.recv_bytes())


def can_help(rows: int) -> bool:
    """Whether it is worth it, there is a second processor, and another process sees the rows of the database."""
    if rows < WORTH_ROWS or sys.platform == "win32" or (os.cpu_count() or 1) < 2 or connection.in_atomic_block:
        return False
    return connection.vendor != "sqlite" or not connection.is_in_memory_db()  # type: ignore[attr-defined]
