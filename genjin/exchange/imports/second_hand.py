"""A second process that plans chunks of a long file while the first one reads, plans others and stores.

A process of its own, not a copy of the worker's: the worker has threads, whose locks a copy would inherit. It only
reads the database, ends with its pipe, and whatever it does not answer is planned by the first one.
"""

from __future__ import annotations

import os
import pickle
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from django.db import connection

from genjin.exchange.imports.plain_table import PlainTable
from genjin.exchange.imports.planning import PlannedLine, Planner
from genjin.exchange.imports.source import SourceCell, SourceRow
from genjin.exchange.imports.tables import build_rules

# Shorter files are planned before a second process is there.
WORTH_ROWS = 8_000
# Chunks in its hands: one it plans, one it finds when it is done.
_AT_MOST = 2


@dataclass(frozen=True, slots=True)
class _Answer:
    future: Future[list[PlannedLine]]

    def done(self) -> bool:
        return self.future.done()

    def wait(self) -> list[PlannedLine] | None:
        try:
            return self.future.result()
        except (OSError, EOFError):
            return None


class SecondHand:
    """The other process, as the first one sees it."""

    def __init__(self, greeting: bytes) -> None:
        mine, its = socket.socketpair()
        with its:
            command = [sys.executable, "-m", "genjin.exchange.imports.second_process", str(its.fileno())]
            self._process = subprocess.Popen(
                command, pass_fds=[its.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
        self._pipe = Connection(mine.detach())
        # One thread that speaks with the process: else both could wait for the other to read.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="second hand")
        self._ready = self._thread.submit(self._greet, greeting)
        self._out: list[Future[list[PlannedLine]]] = []

    def take(self, rows: Sequence[SourceRow]) -> _Answer | None:
        """None before it is ready, after it has failed, and with both hands full."""
        self._out = [future for future in self._out if not future.done()]
        if not self._ready.done() or self._ready.exception() is not None or len(self._out) >= _AT_MOST:
            return None
        future = self._thread.submit(self._ask, pickle.dumps([_pack(row) for row in rows], pickle.HIGHEST_PROTOCOL))
        self._out.append(future)
        return _Answer(future)

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

    def _ask(self, packed: bytes) -> list[PlannedLine]:
        self._pipe.send_bytes(packed)
        lines: list[PlannedLine] = pickle.loads(self._pipe.recv_bytes())
        return lines


@contextmanager
def second_hand(rules: PlainTable, rows: int) -> Iterator[SecondHand | None]:
    """For the block; None where it is not worth it or could not see what this process sees."""
    if rows < WORTH_ROWS or not _can_help():
        yield None
        return
    facts = (connection.settings_dict["NAME"], rules.definition.key, rules.actor, rules.options, rules.as_of)
    hand = SecondHand(pickle.dumps(facts))
    try:
        yield hand
    finally:
        hand.close()


def _can_help() -> bool:
    """A second processor, and a database whose rows another process sees."""
    if sys.platform == "win32" or (os.cpu_count() or 1) < 2 or connection.in_atomic_block:
        return False
    return connection.vendor != "sqlite" or not connection.is_in_memory_db()  # type: ignore[attr-defined]


def _pack(row: SourceRow) -> tuple[Any, ...]:
    """Plain tuples: objects take several times as long on their way."""
    cells = {column: (c.text, c.value, c.error, c.warnings, c.void) for column, c in row.cells.items()}
    return row.line, cells, row.people, row.skipped, row.origin


def _unpack(packed: tuple[Any, ...]) -> SourceRow:
    line, cells, *rest = packed
    return SourceRow(line, {column: SourceCell(*cell) for column, cell in cells.items()}, *rest)


def work(pipe: Connection) -> None:
    """Plans what comes until the other side is gone."""
    name, table, actor, options, as_of = pickle.loads(pipe.recv_bytes())
    connection.settings_dict["NAME"] = name
    rules = build_rules(actor, table, options)
    rules.as_of = as_of
    planner = Planner(rules)
    with suppress(EOFError, OSError):
        pipe.send_bytes(b"ready")
        while True:
            rows = [_unpack(row) for row in pickle.loads(pipe.recv_bytes())]
            pipe.send_bytes(pickle.dumps(planner.plan(rows)))
