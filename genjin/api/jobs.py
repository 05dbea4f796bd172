"""Background work as its owner sees it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from genjin.api.schemas import ErrorOut
from genjin.jobs.models import Job
from genjin.jobs.queue import cancel_job
from genjin.kernel.errors import not_found
from genjin.kernel.messages import render
from genjin.people.access import request_actor

router = Router(tags=["jobs"])


class JobOut(Schema):
    id: int
    kind: str
    state: str
    done: int
    total: int
    words: str
    result: Any = None
    error: ErrorOut | None = None


def _find(request: HttpRequest, job_id: int) -> Job:
    actor = request_actor(request)
    job = Job.objects.filter(pk=job_id).first()
    if job is None or (job.actor_id != actor.id and not actor.is_admin):
        raise not_found("job")
    return job


def job_out(job: Job, language: str) -> JobOut:
    error = None
    if job.error:
        facts = job.error.get("data") or {}
        error = ErrorOut(code=job.error["code"], message=render(job.error["code"], facts, language), data=facts)
    return JobOut(
        id=job.pk,
        kind=job.kind,
        state=job.state,
        done=job.done,
        total=job.total,
        words=job.words,
        result=job.result,
        error=error,
    )


@router.get("/jobs/{job_id}", response=JobOut)
def one_job(request: HttpRequest, job_id: int) -> JobOut:
    """Progress and result of one's own job."""
    return job_out(_find(request, job_id), request_actor(request).language)


@router.post("/jobs/{job_id}/cancel", response=JobOut)
def cancel(request: HttpRequest, job_id: int) -> JobOut:
    """Asks a job to stop; what it wrote stays and can be undone."""
    cancel_job(_find(request, job_id).pk)
    return one_job(request, job_id)
