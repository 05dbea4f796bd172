"""The write-ahead log of one database file, copied into the database beside the writers.

Never opens the log or its index itself: closing a file drops every lock this process holds on it, SQLite's own too.
Source: https://www.sqlite.org/howtocorrupt.html, 2.2.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing, suppress

# Pages (400 MB). The log starts again at its beginning only when all of it was copied and nobody has written since. A
# copy beside busy writers never sees that moment, so a log of this length is copied while the writer waits.
FAR_TOO_LONG = 100_000

_copying: dict[str, threading.Thread] = {}
_held: dict[str, int] = {}
_guard = threading.Lock()


def relieve(database: str) -> None:
    """Copies the log of the file `database` in a thread of its own, one at a time; waits when it has fallen behind."""
    with _guard:
        running = _copying.get(database)
        if running is None or not running.is_alive():
            running = _copying[database] = threading.Thread(target=copy_log, args=(database,), name="log", daemon=True)
            running.start()
    if _held.get(database, 0) >= FAR_TOO_LONG:
        running.join()
        copy_log(database)


def copy_log(database: str) -> None:
    """Copies what waits now. Waits for nobody: what a reader still needs is left for the next time."""
    # Somebody else at it, or a database that is going away: the next one copies.
    with suppress(sqlite3.Error), closing(sqlite3.connect(database)) as connection:
        _, held, _ = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        _held[database] = held
