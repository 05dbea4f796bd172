"""Django's SQLite with writers that queue up fairly and a write-ahead log that is emptied between writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from genjin.kernel.sqlite.log import relieve

__all__ = ["CACHE", "relieve_log", "wide_cache"]

# Kilobytes of pages a connection keeps. It is each thread's own: sixteen threads with 32 MB each filled half a
# gigabyte and answered no sooner. Only who writes thousands of rows gains by more, for as long as that takes.
CACHE = 4_000
WIDE_CACHE = 32_000


def relieve_log() -> None:
    """Copies the log into the database beside the writers, so that no short edit has to.

    Does nothing inside a transaction and on other databases.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    if not connection.is_in_memory_db():  # type: ignore[attr-defined]
        relieve(str(connection.settings_dict["NAME"]))


@contextmanager
def wide_cache() -> Iterator[None]:
    """A bulk change's pages stay in memory from chunk to chunk, and are let go at the end."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA cache_size=-{WIDE_CACHE}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size=-{CACHE}")
            cursor.execute("PRAGMA shrink_memory")
