"""Tells tailing readers in this process (and, on PostgreSQL, in others) that the ledger has grown."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection, transaction

CHANNEL = "genjin_ledger"
_listeners: list[Callable[[], None]] = []


def on_growth(listener: Callable[[], None]) -> None:
    """Registers a callback; it must return at once and may be called from any thread."""
    _listeners.append(listener)


def wake_readers() -> None:
    """Called after a chunk; takes effect when the surrounding transaction commits."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")
    transaction.on_commit(_call_listeners)


def _call_listeners() -> None:
    for listener in _listeners:
        listener()
