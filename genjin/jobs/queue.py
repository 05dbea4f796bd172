"""Asking for work and doing it. Handlers register from the modules above; this one knows none of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from genjin.jobs.models import Job
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode

log = logging.getLogger("genjin.jobs")
Handler = Callable[["JobContext"], Any]
_handlers: dict[str, Handler] = {}
# A running job without a sign of life for this long belonged to a worker that died.
STALE = timedelta(minutes=2)


class Cancelled(Exception):
    """Raised by `check_cancelled`; ends the job without an error."""


@dataclass(slots=True)
class JobContext:
    """What a handler gets: its payload, and ways to report and to notice that it should stop."""

    id: int
    payload: Mapping[str, Any]
    actor_id: int | None
    resumed: bool = False

    def progress(self, done: int, total: int, words: str = "") -> None:
        """Reports progress; also the sign of life."""
        Job.objects.filter(pk=self.id).update(done=done, total=total, words=words, beat_at=clock.now())

    def step(self, done: int, total: int) -> None:
        """Between two transactions: reports progress, then raises Cancelled when somebody asked to stop."""
        self.progress(done, total)
        self.check_cancelled()

    def check_cancelled(self) -> None:
        """Raises Cancelled when somebody asked to stop."""
        if Job.objects.filter(pk=self.id, cancel_asked=True).exists():
            raise Cancelled


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Registers the function that does jobs of `kind`. Its return value becomes the job's result."""

    def register(function: Handler) -> Handler:
        _handlers[kind] = function
        return function

    return register


def enqueue(kind: str, payload: Mapping[str, Any], actor_id: int | None) -> int:
    """Adds a job; it starts after the surrounding transaction commits. Returns its id."""
    return Job.objects.create(kind=kind, payload=dict(payload), actor_id=actor_id, created_at=clock.now()).pk


def cancel_job(job_id: int) -> None:
    """Asks a job to stop; one that waits stops at once."""
    Job.objects.filter(pk=job_id).update(cancel_asked=True)
    Job.objects.filter(pk=job_id, state=Job.State.WAITING).update(state=Job.State.CANCELLED, finished_at=clock.now())


def run_next() -> bool:
    """Takes and does one job. False when nothing waits."""
    job = _take()
    if job is None:
        return False
    _run(job)
    return True


def _take() -> Job | None:
    now = clock.now()
    with transaction.atomic():
        waiting = Job.objects.filter(state=Job.State.WAITING).order_by("id")
        stale = Job.objects.filter(state=Job.State.RUNNING, beat_at__lt=now - STALE).order_by("id")
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
            stale = stale.select_for_update(skip_locked=True)
        job = waiting.first() or stale.first()
        if job is not None:
            Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, started_at=now, beat_at=now)
        return job


def _run(job: Job) -> None:
    context = JobContext(job.pk, job.payload, job.actor_id, resumed=job.state == Job.State.RUNNING)
    found = _handlers.get(job.kind)
    outcome: dict[str, Any]
    try:
        if found is None:
            raise AppError(ErrorCode.INTERNAL, 500, what=job.kind)
        outcome = {"state": Job.State.DONE, "result": found(context)}
    except Cancelled:
        outcome = {"state": Job.State.CANCELLED}
    except AppError as refused:
        outcome = {"state": Job.State.FAILED, "error": {"code": refused.code.value, "data": refused.data}}
    except Exception:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        outcome = {"state": Job.State.FAILED, "error": {"code": ErrorCode.INTERNAL.value, "data": {"what": job.kind}}}
    Job.objects.filter(pk=job.pk).update(finished_at=clock.now(), **outcome)
