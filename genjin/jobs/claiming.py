"""Who has a piece of work: each worker process signs with a token of its own, so that dead are told from busy."""

from __future__ import annotations

import os
import secrets
import socket
from datetime import datetime, timedelta
from functools import cache

from django.db.models import Q

# Without a sign of life for this long, work belonged to a worker that died. Living workers give one every BEAT seconds.
STALE = timedelta(minutes=2)
BEAT = 15.0
# How long to wait before the second, third, … attempt.
WAITS = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)


@cache
def _drawn(process: int) -> str:
    return f"{socket.gethostname()[:60]}:{process}:{secrets.token_hex(4)}"


def worker_token() -> str:
    """This process' signature. Shape: host:process:random."""
    return _drawn(os.getpid())


def wait_before_retry(attempts: int) -> timedelta:
    """The pause after `attempts` failed attempts, growing, then staying."""
    return WAITS[min(max(attempts, 1), len(WAITS)) - 1]


def is_dead(token: str) -> bool:
    """Whether the worker is known to be gone: its process was on this machine and is no more."""
    host, _, rest = token.rpartition(":")[0].rpartition(":")
    if not rest.isdigit() or host != socket.gethostname()[:60] or token == worker_token():
        return False
    if int(rest) == os.getpid():
        return True
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def abandoned(now: datetime, tokens: set[str]) -> Q:
    """Running work without a sign of life, or of a worker of `tokens` that is gone."""
    return Q(beat_at__lt=now - STALE) | Q(worker__in=[t for t in tokens if is_dead(t)])
