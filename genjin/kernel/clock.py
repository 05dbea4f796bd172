"""The only source of "now", so that tests and simulations can move time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

ORGANISATION_ZONE = ZoneInfo("Asia/Shanghai")

_fixed: ContextVar[datetime | None] = ContextVar("fixed_now", default=None)


def now() -> datetime:
    """The present instant, UTC, microseconds kept."""
    return _fixed.get() or datetime.now(UTC)


def today() -> date:
    """The present day in the organisation's zone."""
    return now().astimezone(ORGANISATION_ZONE).date()


def local(instant: datetime) -> datetime:
    """`instant` on the organisation's wall clock."""
    return instant.astimezone(ORGANISATION_ZONE)


# One instant stamps all rows of a chunk, and each asks several times which day it is.
@lru_cache(maxsize=4096)
def local_day(instant: datetime) -> date:
    """The day of `instant` on the organisation's wall clock."""
    return instant.astimezone(ORGANISATION_ZONE).date()


@lru_cache(maxsize=4096)
def day_start(day: date) -> datetime:
    """The instant at which `day` begins in the organisation's zone, as UTC."""
    return datetime.combine(day, time.min, ORGANISATION_ZONE).astimezone(UTC)


@lru_cache(maxsize=4096)
def day_end(day: date) -> datetime:
    """The instant at which `day` is over: the next day's start, as UTC."""
    return day_start(day + timedelta(days=1))


@contextmanager
def fixed(instant: datetime) -> Iterator[None]:
    """Holds the clock at `instant` for the block. For tests, replays and sample data."""
    token = _fixed.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
