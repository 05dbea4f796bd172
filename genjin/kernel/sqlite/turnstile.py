"""A fair queue before SQLite's one writer lock, for all threads and processes that share a database file.

SQLite lets waiters poll with ever longer sleeps, so a bulk change that takes the lock again and again starves
everybody else: edits beside an assignment waited 235 ms. Here a writer first takes the turn, then the pen, and hands
the turn on; whoever has just put down the pen finds the turn taken by the next in line.
"""

from __future__ import annotations

import os
import sys
import time

if sys.platform != "win32":
    import fcntl

# Seconds: as long as SQLite itself would wait, whose own error then tells.
PATIENCE = 15.0
_POLL = 0.0005


class Turnstile:
    """One connection's place in the queue. Not shared between threads."""

    def __init__(self, database: str) -> None:
        self._turn = _open(f"{database}-turn")
        self._pen = _open(f"{database}-pen")
        self._has_pen = False

    def take(self) -> None:
        """Waits for the pen. After `PATIENCE` goes on without: SQLite's own lock still keeps writers apart."""
        until = time.monotonic() + PATIENCE
        if self._pen is None or not _lock(self._turn, until):
            return
        self._has_pen = _lock(self._pen, until)
        _unlock(self._turn)

    def give(self) -> None:
        """Puts the pen down, if held."""
        if self._has_pen:
            self._has_pen = False
            _unlock(self._pen)

    def close(self) -> None:
        """Leaves the queue for good; the system takes back what was held."""
        self._has_pen = False
        for handle in (self._turn, self._pen):
            if handle is not None:
                os.close(handle)
        self._turn = self._pen = None


def _open(path: str) -> int | None:
    """A handle of its own: the lock belongs to it, not to the process. None where there can be none: no queue then."""
    if sys.platform == "win32":
        return None
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError:
        # A folder one may only read, or a file that another user of the machine has made.
        return None


def _lock(handle: int | None, until: float) -> bool:
    if handle is None or sys.platform == "win32":
        return False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_POLL)


def _unlock(handle: int | None) -> None:
    if handle is not None and sys.platform != "win32":
        fcntl.flock(handle, fcntl.LOCK_UN)
