"""Asking for work and doing it. Handlers register from the modules above; this one knows none of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from genjin.jobs.claiming import abandoned, wait_before_retry, worker_token
from genjin.jobs.models import Job
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Words

log = logging.getLogger("genjin.jobs")
Handler = Callable[["JobContext"], Any]
# A job that took its worker down this often is not taken again.
CRASHES = 3


@dataclass(frozen=True, slots=True)
class Registered:
    """retries: attempts after the first fault. quick: done beside long work, so that it never waits for it.
    patient: nobody waits for it, so that all others go first, however long it has waited.
    """

    function: Handler
    retries: int = 0
    quick: bool = False
    patient: bool = False
    words: Words | None = None


_handlers: dict[str, Registered] = {}
_before: list[Callable[[], Any]] = []


def before_jobs(hook: Callable[[], Any]) -> None:
    """Registers what a worker does before each job, such as reading settings afresh. Called once, at loading."""
    _before.append(hook)


class Cancelled(Exception):
    """Raised by `check_cancelled`; ends the job without an error."""


class Lost(Exception):
    """Raised by `progress` when another worker has taken the job over; what was written stays, nothing is answered."""


class RetryLater(Exception):
    """Raised by a handler whose turn has not come: the job waits and is taken again."""

    def __init__(self, why: str, after: timedelta | None = None) -> None:
        super().__init__(why)
        self.after = after


@dataclass(slots=True)
class JobContext:
    """What a handler gets: its payload, and ways to report and to notice that it should stop.

    resumed: an earlier worker began it and died. attempts: this one included.
    """

    id: int
    payload: Mapping[str, Any]
    actor_id: int | None
    resumed: bool = False
    attempts: int = 1
    worker: str = ""

    def progress(self, done: int, total: int, words: str = "") -> None:
        """Reports progress; also the sign of life. Raises Lost."""
        mine = Job.objects.filter(pk=self.id, **({"worker": self.worker} if self.worker else {}))
        if not mine.update(done=done, total=total, words=words, beat_at=clock.now()) and self.worker:
            raise Lost

    def step(self, done: int, total: int) -> None:
        """Between two transactions: reports progress, then raises Cancelled when somebody asked to stop."""
        self.progress(done, total)
        self.check_cancelled()

    def check_cancelled(self) -> None:
        """Raises Cancelled when somebody asked to stop."""
        if Job.objects.filter(pk=self.id, cancel_asked=True).exists():
            raise Cancelled


def handler(
    kind: str, *, retries: int = 0, quick: bool = False, patient: bool = False, words: Words | None = None
) -> Callable[[Handler], Handler]:
    """Registers the function that does jobs of `kind`. Its return value becomes the job's result.

    retries: how often it is tried again, with growing pauses, after a fault that is no refusal. Only for work that may
    be begun again from its start or notices `resumed`. words: what administrators read for it.
    patient: such jobs let all others go first.
    """

    def register(function: Handler) -> Handler:
        _handlers[kind] = Registered(function, retries, quick, patient, words)
        return function

    return register


def describe_kind(kind: str, language: str) -> str:
    """The kind of work in words; the kind itself where it has none."""
    registered = _handlers.get(kind)
    return kind if registered is None or registered.words is None else registered.words.in_language(language)


def enqueue(kind: str, payload: Mapping[str, Any], actor_id: int | None, *, next_at: datetime | None = None) -> int:
    """Adds a job; it starts after the surrounding transaction commits, and not before `next_at`. Returns its id."""
    now = clock.now()
    return Job.objects.create(kind=kind, payload=dict(payload), actor_id=actor_id, created_at=now, next_at=next_at).pk


def cancel_job(job_id: int) -> None:
    """Asks a job to stop; one that waits stops at once."""
    Job.objects.filter(pk=job_id).update(cancel_asked=True)
    Job.objects.filter(pk=job_id, state=Job.State.WAITING).update(state=Job.State.CANCELLED, finished_at=clock.now())


def retry_job(job_id: int) -> bool:
    """Lets a failed or cancelled job be taken again. False when it is neither."""
    ended = Job.objects.filter(pk=job_id, state__in=[Job.State.FAILED, Job.State.CANCELLED])
    fresh = {"attempts": 0, "next_at": None, "cancel_asked": False, "finished_at": None, "worker": ""}
    return bool(ended.update(state=Job.State.WAITING, **fresh))


def run_next(*, quick_only: bool = False) -> bool:
    """Takes and does one job. False when nothing is due."""
    taken = _take(quick_only)
    if taken is None:
        return False
    _run(*taken)
    return True


def _take(quick_only: bool) -> tuple[Job, bool] | None:
    """The next job, signed by this process, and whether an earlier worker had begun it."""
    now = clock.now()
    if not _due(now, quick_only).exists() and not _orphans(now, quick_only).exists():
        # Looking costs no write lock; only taking does.
        return None
    with transaction.atomic():
        waiting, orphans = _due(now, quick_only), _orphans(now, quick_only)
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
            orphans = orphans.select_for_update(skip_locked=True)
        job = orphans.first() or waiting.first()
        if job is None:
            return None
        resumed = job.state == Job.State.RUNNING
        job.worker, job.attempts = worker_token(), job.attempts + 1
        Job.objects.filter(pk=job.pk).update(
            state=Job.State.RUNNING, started_at=now, beat_at=now, worker=job.worker, attempts=job.attempts
        )
        return job, resumed


def _due(now: datetime, quick_only: bool) -> QuerySet[Job]:
    due = Job.objects.filter(Q(next_at__isnull=True) | Q(next_at__lte=now), state=Job.State.WAITING).order_by(
        _patience(), "id"
    )
    return due.filter(kind__in=_quick_kinds()) if quick_only else due


def _patience() -> Case:
    patient = [kind for kind, registered in _handlers.items() if registered.patient]
    return Case(When(kind__in=patient, then=Value(1)), default=Value(0), output_field=IntegerField())


def _orphans(now: datetime, quick_only: bool) -> QuerySet[Job]:
    running = Job.objects.filter(state=Job.State.RUNNING).order_by("id")
    tokens = {token for token in running.values_list("worker", flat=True) if token}
    orphans = running.filter(abandoned(now, tokens))
    return orphans.filter(kind__in=_quick_kinds()) if quick_only else orphans


def _quick_kinds() -> list[str]:
    return [kind for kind, registered in _handlers.items() if registered.quick]


def _run(job: Job, resumed: bool) -> None:
    context = JobContext(job.pk, job.payload, job.actor_id, resumed, job.attempts, job.worker)
    registered = _handlers.get(job.kind)
    retries = registered.retries if registered else 0
    outcome: dict[str, Any]
    try:
        if resumed and job.attempts > retries + CRASHES:
            raise RuntimeError(f"its worker died {job.attempts - 1} times")
        if registered is None:
            raise AppError(ErrorCode.INTERNAL, 500, what=job.kind)
        for hook in _before:
            hook()
        outcome = {"state": Job.State.DONE, "result": registered.function(context), "error": None}
    except Lost:
        log.warning("job %s (%s) was taken over by another worker", job.pk, job.kind)
        return
    except Cancelled:
        outcome = {"state": Job.State.CANCELLED}
    except RetryLater as later:
        # Waiting is no fault, so it does not use up an attempt.
        next_at = clock.now() + (later.after or wait_before_retry(job.attempts))
        outcome = {
            "state": Job.State.WAITING,
            "next_at": next_at,
            "last_error": str(later),
            "attempts": F("attempts") - 1,
        }
    except AppError as refused:
        error = {"code": refused.code.value, "data": refused.data}
        outcome = {"state": Job.State.FAILED, "error": error, "last_error": refused.code.value}
    except Exception as fault:
        outcome = _after_fault(job, retries, fault)
    if outcome["state"] != Job.State.WAITING:
        outcome["finished_at"] = clock.now()
    Job.objects.filter(pk=job.pk, worker=job.worker).update(**outcome)


def _after_fault(job: Job, retries: int, fault: Exception) -> dict[str, Any]:
    again = job.attempts <= retries
    log.exception("job %s (%s) failed, attempt %s", job.pk, job.kind, job.attempts)
    error = {"code": ErrorCode.INTERNAL.value, "data": {"what": job.kind}}
    outcome: dict[str, Any] = {"error": error, "last_error": f"{type(fault).__name__}: {fault}"[:1000]}
    if again:
        return {**outcome, "state": Job.State.WAITING, "next_at": clock.now() + wait_before_retry(job.attempts)}
    return {**outcome, "state": Job.State.FAILED}
