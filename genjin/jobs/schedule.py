"""Periodic work: which there is, the code says; when it is due next, the database, so that many workers do it once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction

from genjin.jobs.models import Job, Schedule
from genjin.jobs.queue import Handler, enqueue, handler
from genjin.kernel import clock

# Done work is forgotten after a while: periodic work soon, what a person asked for later. Failed work stays longer.
KEEP_PERIODIC = timedelta(days=1)
KEEP = timedelta(days=30)
KEEP_FAILED = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Periodic:
    """every: a span between runs; at: a time of day in the organisation's zone. One of the two."""

    name: str
    every: timedelta | None = None
    at: time | None = None


_periodic: dict[str, Periodic] = {}


def periodic(
    name: str, *, every: timedelta | None = None, at: time | None = None, retries: int = 2
) -> Callable[[Handler], Handler]:
    """Registers work done `every` so often, or each day `at` this time, as a job called `name`.

    Runs that were missed while nobody worked are made up for once, not one by one.
    """
    if (every is None) == (at is None):
        raise ValueError(f"{name}: either every or at")
    _periodic[name] = Periodic(name, every, at)
    return handler(name, retries=retries, quick=True)


def list_periodic() -> list[Periodic]:
    return list(_periodic.values())


def next_run(work: Periodic, after: datetime) -> datetime:
    """The first due instant later than `after`."""
    if work.every is not None:
        return after + work.every
    assert work.at is not None
    today = clock.local(after).replace(hour=work.at.hour, minute=work.at.minute, second=work.at.second, microsecond=0)
    due = today if today > clock.local(after) else today + timedelta(days=1)
    return due.astimezone(after.tzinfo)


def enqueue_due() -> list[str]:
    """Enqueues what is due and names it. Whoever moves the row to its next time enqueues, so it happens once."""
    now = clock.now()
    known = dict(Schedule.objects.values_list("name", "next_at"))
    started: list[str] = []
    for work in _periodic.values():
        due = known.get(work.name)
        if due is None:
            first = now if work.every is not None else next_run(work, now)
            Schedule.objects.bulk_create([Schedule(name=work.name, next_at=first)], ignore_conflicts=True)
            due = first
        if due <= now and _start(work, due, now):
            started.append(work.name)
    return started


def _start(work: Periodic, due: datetime, now: datetime) -> bool:
    with transaction.atomic():
        moved = Schedule.objects.filter(pk=work.name, next_at=due).update(next_at=next_run(work, now), last_at=now)
        # The one before may still be running, or waiting for its next attempt.
        open_states = [Job.State.WAITING, Job.State.RUNNING]
        if not moved or Job.objects.filter(kind=work.name, state__in=open_states).exists():
            return False
        enqueue(work.name, {}, None)
        return True


@periodic("jobs.tidy", at=time(3, 30))
def tidy_jobs(_: object) -> dict[str, int]:
    """Forgets work that ended long ago."""
    now = clock.now()
    ended = Job.objects.filter(state__in=[Job.State.DONE, Job.State.CANCELLED])
    count, _ = ended.filter(kind__in=list(_periodic), finished_at__lt=now - KEEP_PERIODIC).delete()
    more, _ = ended.filter(finished_at__lt=now - KEEP).delete()
    failed, _ = Job.objects.filter(state=Job.State.FAILED, finished_at__lt=now - KEEP_FAILED).delete()
    return {"forgotten": count + more + failed}
