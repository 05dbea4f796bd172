"""Background work and mails as administrators see them: what waits, what failed and why, again or never."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Schema

from genjin.jobs.mailing import can_send
from genjin.jobs.models import Job, Mail, Schedule
from genjin.jobs.outbox import cancel_mail_by_id, retry_mail
from genjin.jobs.queue import cancel_job, describe_kind, retry_job
from genjin.jobs.schedule import list_periodic
from genjin.kernel.errors import not_found
from genjin.notices.models import RobotMessage
from genjin.people.access import request_actor
from genjin.people.actor import PersonActor, check_administrator
from genjin.people.models import Person

router = Router(tags=["background work"])
PAGE = 50
# Beyond this many the page says "and more": nobody counts further.
COUNTED = 1_000
WorkState = Literal["open", "failed", "ended"]
MailState = Literal["waiting", "stuck", "ended"]
_JOB_STATES: dict[str, list[str]] = {
    "open": [Job.State.WAITING, Job.State.RUNNING],
    "failed": [Job.State.FAILED],
    "ended": [Job.State.DONE, Job.State.CANCELLED],
}
_MAIL_STATES: dict[str, list[str]] = {
    "waiting": [Mail.State.WAITING, Mail.State.SENDING],
    "stuck": [Mail.State.FAILED, Mail.State.UNCLEAR],
    "ended": [Mail.State.SENT, Mail.State.CANCELLED],
}


class ScheduleOut(Schema):
    name: str
    words: str
    next_at: datetime | None
    last_at: datetime | None


class BackgroundOut(Schema):
    """Counts stop at `counted`."""

    mail_ready: bool
    mail_from: str
    jobs_open: int
    jobs_failed: int
    mails_waiting: int
    mails_stuck: int
    messages_waiting: int
    messages_stuck: int
    counted: int
    schedule: list[ScheduleOut]


class WorkOut(Schema):
    id: int
    kind: str
    words: str
    state: str
    actor: str | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    next_at: datetime | None
    done: int
    total: int
    attempts: int
    last_error: str


class WorkPage(Schema):
    rows: list[WorkOut]
    next: int | None


class MailOut(Schema):
    """text stays out: who administers the machine need not read what sellers write."""

    id: int
    kind: str
    to: str
    subject: str
    state: str
    created_at: datetime
    next_at: datetime | None
    sent_at: datetime | None
    attempts: int
    last_error: str


class MailPage(Schema):
    rows: list[MailOut]
    next: int | None


class Done(Schema):
    done: bool


@router.get("/background", response=BackgroundOut)
def background(request: HttpRequest) -> dict[str, Any]:
    """What waits and what is stuck, whether mails can be sent, and when periodic work is due."""
    language = _administrator(request).language
    times = {s.name: s for s in Schedule.objects.all()}
    return {
        "mail_ready": can_send(),
        "mail_from": settings.DEFAULT_FROM_EMAIL if can_send() else "",
        "jobs_open": _count(Job.objects.filter(state__in=_JOB_STATES["open"])),
        "jobs_failed": _count(Job.objects.filter(state=Job.State.FAILED)),
        "mails_waiting": _count(Mail.objects.filter(state__in=_MAIL_STATES["waiting"])),
        "mails_stuck": _count(Mail.objects.filter(state__in=_MAIL_STATES["stuck"])),
        "messages_waiting": _count(RobotMessage.objects.filter(state__in=_MAIL_STATES["waiting"])),
        "messages_stuck": _count(RobotMessage.objects.filter(state__in=_MAIL_STATES["stuck"])),
        "counted": COUNTED,
        "schedule": [
            {
                "name": work.name,
                "words": describe_kind(work.name, language),
                "next_at": times[work.name].next_at if work.name in times else None,
                "last_at": times[work.name].last_at if work.name in times else None,
            }
            for work in list_periodic()
        ],
    }


@router.get("/background/jobs", response=WorkPage)
def jobs(request: HttpRequest, state: WorkState = "open", before: int | None = None) -> dict[str, Any]:
    """Work of one kind of state, newest first, 50 a page."""
    language = _administrator(request).language
    page, following = _page(Job.objects.filter(state__in=_JOB_STATES[state]), before)
    names = dict(Person.objects.filter(pk__in={j.actor_id for j in page}).values_list("pk", "name"))
    rows = [
        {**_plain(job, WorkOut), "words": describe_kind(job.kind, language), "actor": names.get(job.actor_id)}
        for job in page
    ]
    return {"rows": rows, "next": following}


@router.post("/background/jobs/{job_id}/retry", response=Done)
def again(request: HttpRequest, job_id: int) -> dict[str, bool]:
    """Lets a failed or cancelled job be taken again."""
    _administrator(request, write=True)
    return {"done": _known(Job, job_id) and retry_job(job_id)}


@router.post("/background/jobs/{job_id}/cancel", response=Done)
def stop(request: HttpRequest, job_id: int) -> dict[str, bool]:
    """Stops a job that waits at once, a running one at its next pause."""
    _administrator(request, write=True)
    _known(Job, job_id)
    cancel_job(job_id)
    return {"done": True}


@router.get("/background/mails", response=MailPage)
def mails(request: HttpRequest, state: MailState = "waiting", before: int | None = None) -> dict[str, Any]:
    """Mails of one kind of state, newest first, 50 a page."""
    _administrator(request)
    page, following = _page(Mail.objects.filter(state__in=_MAIL_STATES[state]), before)
    return {"rows": [_plain(mail, MailOut) for mail in page], "next": following}


@router.post("/background/mails/{mail_id}/retry", response=Done)
def send_again(request: HttpRequest, mail_id: int) -> dict[str, bool]:
    """Lets a failed, unclear or cancelled mail go out again."""
    _administrator(request, write=True)
    return {"done": _known(Mail, mail_id) and retry_mail(mail_id)}


@router.post("/background/mails/{mail_id}/cancel", response=Done)
def never_send(request: HttpRequest, mail_id: int) -> dict[str, bool]:
    """Cancels a mail that was not sent yet."""
    _administrator(request, write=True)
    return {"done": _known(Mail, mail_id) and cancel_mail_by_id(mail_id)}


def _administrator(request: HttpRequest, *, write: bool = False) -> PersonActor:
    actor = request_actor(request)
    if write or not actor.is_admin:
        check_administrator(actor, "background")
    return actor


def _known(model: type[Job] | type[Mail], row_id: int) -> bool:
    if not model._default_manager.filter(pk=row_id).exists():
        raise not_found("job")
    return True


def _count(found: QuerySet[Any]) -> int:
    return len(found.order_by().values_list("pk")[:COUNTED])


def _page(found: QuerySet[Any], before: int | None) -> tuple[list[Any], int | None]:
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None


def _plain(row: Job | Mail, shape: type[Schema]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in shape.model_fields if hasattr(row, name)}
