"""The worker: long work one after the other, quick work and mails beside it, and a sign of life for both."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections, connection

from genjin.jobs.claiming import BEAT, worker_token
from genjin.jobs.mailing import Sender
from genjin.jobs.memory import give_back
from genjin.jobs.models import Job, Outgoing
from genjin.jobs.queue import run_next
from genjin.jobs.schedule import enqueue_due
from genjin.jobs.sending import make_senders
from genjin.kernel import clock
from genjin.kernel.sqlite import relieve_log

log = logging.getLogger("genjin.jobs")
IDLE = 0.5
# How often the schedule is looked at, in seconds.
LOOK = 5.0


def work(stopping: threading.Event, still_wanted: Callable[[], bool]) -> None:
    """Works until `stopping` is set or `still_wanted` says no. What is being done then is finished first."""
    lanes = [
        threading.Thread(target=_loop, args=(stopping, _quick_lane(), IDLE), name="quick"),
        threading.Thread(target=_loop, args=(stopping, _beat, BEAT), name="beat", daemon=True),
        threading.Thread(target=_loop, args=(stopping, _look, LOOK), name="schedule", daemon=True),
    ]
    for lane in lanes:
        lane.start()

    def long_lane() -> bool:
        if not still_wanted():
            stopping.set()
            return False
        did = run_next()
        if did:
            give_back()
        return did

    _loop(stopping, long_lane, IDLE)
    lanes[0].join()


def _loop(stopping: threading.Event, step: Callable[[], bool], pause: float) -> None:
    """Repeats `step`, without a pause while it finds something to do. A database that is away is waited for."""
    while not stopping.is_set():
        close_old_connections()
        try:
            found = step()
        except DatabaseError:
            log.exception("the worker could not use the database; it goes on in a moment")
            found = False
        if not found:
            stopping.wait(pause)
    connection.close()


def _quick_lane() -> Callable[[], bool]:
    senders = [Sender().send_next, *make_senders()]

    def step() -> bool:
        did = run_next(quick_only=True)
        # Each gets its turn, whatever the others found to do.
        sent = [send() for send in senders]
        return did or any(sent)

    return step


def _beat() -> bool:
    mine = {"worker": worker_token()}
    Job.objects.filter(state=Job.State.RUNNING, **mine).update(beat_at=clock.now())
    for model in Outgoing.__subclasses__():
        model._default_manager.filter(state=Outgoing.State.SENDING, **mine).update(beat_at=clock.now())
    return False


def _look() -> bool:
    enqueue_due()
    relieve_log()
    return False
