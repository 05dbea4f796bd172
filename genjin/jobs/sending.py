"""What all outgoing messages share: taken by one worker, put off with growing pauses, never sent twice knowingly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from genjin.jobs.claiming import WAITS, abandoned, wait_before_retry, worker_token
from genjin.jobs.models import Outgoing
from genjin.kernel import clock

State = Outgoing.State
M = TypeVar("M", bound=Outgoing)
# After the last pause of `WAITS` a message has been tried for nine hours.
ATTEMPTS = len(WAITS) + 1
# While a server cannot be reached, one message after the other would only wait for it.
UNREACHABLE = timedelta(minutes=1)
DIED = "worker died while sending"


# One step of the quick lane: sends one message, or says that none is due.
Step = Callable[[], bool]
_senders: list[Callable[[], Step]] = []


def send_beside_mails(make: Callable[[], Step]) -> None:
    """Registers a sender of the worker's quick lane. Called once, at loading; made anew for each worker."""
    _senders.append(make)


def make_senders() -> list[Step]:
    return [make() for make in _senders]


def due_messages(model: type[M]) -> QuerySet[M]:
    waiting = model._default_manager.filter(state=State.WAITING)
    return waiting.filter(Q(next_at__isnull=True) | Q(next_at__lte=clock.now())).order_by("id")


def claim_message(model: type[M]) -> M | None:
    """The next due message, signed by this process; those of dead workers are taken back or set aside first."""
    now = clock.now()
    if not due_messages(model).exists() and not _orphans(model).exists():
        return None
    with transaction.atomic():
        orphans = _orphans(model)
        handed = orphans.filter(handed_at__isnull=False)
        # Whatever must not get lost goes out again, knowing that it may arrive twice; a person decides about the rest.
        handed.filter(model.rather_twice(), attempts__lt=ATTEMPTS).update(state=State.WAITING, last_error=DIED)
        handed.update(state=State.UNCLEAR, last_error=DIED)
        orphans.filter(handed_at__isnull=True).update(state=State.WAITING)
        due = due_messages(model)
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        message = due.first()
        if message is None:
            return None
        message.worker, message.attempts = worker_token(), message.attempts + 1
        model._default_manager.filter(pk=message.pk).update(
            state=State.SENDING, worker=message.worker, attempts=message.attempts, beat_at=now, handed_at=None
        )
        return message


def finish_message(message: Outgoing, values: Mapping[str, Any]) -> bool:
    """Writes what became of it, unless another worker has taken it over meanwhile."""
    every = type(message)._default_manager
    return bool(every.filter(pk=message.pk, worker=message.worker, state=State.SENDING).update(**values))


def put_off_message(message: Outgoing, why: str, *, attempts: int = ATTEMPTS) -> bool:
    """Tried again later. False when it was the last of `attempts`: then it has failed."""
    if message.attempts >= attempts:
        finish_message(message, {"state": State.FAILED, "last_error": why})
        return False
    next_at = clock.now() + wait_before_retry(message.attempts)
    finish_message(message, {"state": State.WAITING, "next_at": next_at, "last_error": why})
    return True


def retry_message(model: type[Outgoing], message_id: int) -> bool:
    """Lets a failed, cancelled or unclear message go out again. Who asks knows that unclear may mean twice."""
    stuck = model._default_manager.filter(pk=message_id, state__in=[State.FAILED, State.UNCLEAR, State.CANCELLED])
    return bool(stuck.update(state=State.WAITING, attempts=0, next_at=None, handed_at=None, worker="", undone=False))


def cancel_message(model: type[Outgoing], message_id: int) -> bool:
    """Cancels one that was not sent. False when it is on its way."""
    unsent = model._default_manager.filter(pk=message_id, state__in=[State.WAITING, State.FAILED])
    return bool(unsent.update(state=State.CANCELLED))


def _orphans(model: type[M]) -> QuerySet[M]:
    sending = model._default_manager.filter(state=State.SENDING)
    return sending.filter(abandoned(clock.now(), set(sending.values_list("worker", flat=True))))
