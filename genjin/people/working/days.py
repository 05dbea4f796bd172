"""Days entered by administrators reach the calendar of every process within seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponseBase

from genjin.kernel.calendar import use_special_days
from genjin.people.models import CalendarDay
from genjin.tables.ledger.operation import Writer
from genjin.tables.rowreader import read_query

# A process that did not make the change hears of it this much later.
FRESH_FOR = 5.0
_read_at = float("-inf")
_listeners: list[Callable[[Writer], None]] = []


def on_days_changed(listener: Callable[[Writer], None]) -> None:
    """Registers what has to be worked out again when days change. Called once, at loading."""
    _listeners.append(listener)


def refresh_days(*, now: bool = False) -> bool:
    """Reads the days, unless that was done a moment ago. Answers whether they changed."""
    global _read_at
    moment = time.monotonic()
    if not now and moment - _read_at < FRESH_FOR:
        return False
    _read_at = moment
    living = CalendarDay.objects.filter(deleted_at=None, day__isnull=False, works__isnull=False).order_by("id")
    return use_special_days(dict(read_query(living.values_list("day", "works"))))


def after_days_write(writer: Writer, _table: str, _ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of calendar days: this process goes by them from the commit on, and what follows is worked out again."""
    if changed & {"", "day", "works"}:
        transaction.on_commit(lambda: refresh_days(now=True))
        for listener in _listeners:
            listener(writer)


def fresh_days(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: no page is older than `FRESH_FOR` in what it knows of the calendar."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        # While the database is away or not migrated, the answer to that is not the calendar's business.
        with suppress(DatabaseError):
            refresh_days()
        return get_response(request)

    return answer
