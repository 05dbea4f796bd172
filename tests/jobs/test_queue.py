"""Work that fails, that is taken up again, that is put off."""

from __future__ import annotations

from datetime import timedelta

import pytest

from genjin.jobs.claiming import STALE
from genjin.jobs.models import Job
from genjin.jobs.queue import CRASHES, JobContext, RetryLater, cancel_job, enqueue, handler, retry_job, run_next
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode

pytestmark = pytest.mark.django_db
State = Job.State


def test_a_fault_is_tried_again_with_growing_pauses_and_then_kept_with_its_words() -> None:
    tries: list[int] = []

    @handler("shaky", retries=2)
    def _(job: JobContext) -> None:
        tries.append(job.attempts)
        raise OSError("网络断了")

    start = clock.now()
    job_id = enqueue("shaky", {}, None)
    with clock.fixed(start):
        assert run_next()
        assert not run_next(), "it waits before the next attempt"
    job = Job.objects.get(pk=job_id)
    assert (job.state, job.last_error) == (State.WAITING, "OSError: 网络断了")
    first = job.next_at
    assert first is not None and first > start
    with clock.fixed(first):
        assert run_next()
    job.refresh_from_db()
    assert job.next_at is not None and job.next_at - first > first - start
    with clock.fixed(job.next_at):
        assert run_next()
    job.refresh_from_db()
    assert (job.state, tries) == (State.FAILED, [1, 2, 3])
    assert job.error["code"] == "internal"
    assert retry_job(job_id)
    with clock.fixed(job.next_at):
        assert run_next()
    assert tries == [1, 2, 3, 1], "a person's retry begins counting anew"


def test_what_succeeds_at_the_second_attempt_is_done() -> None:
    @handler("second", retries=1)
    def _(job: JobContext) -> str:
        if job.attempts == 1:
            raise OSError("once")
        return "ok"

    job_id = enqueue("second", {}, None)
    assert run_next()
    with clock.fixed(clock.now() + timedelta(hours=1)):
        assert run_next()
    job = Job.objects.get(pk=job_id)
    assert (job.state, job.result, job.error) == (State.DONE, "ok", None)


def test_a_refusal_is_not_tried_again() -> None:
    @handler("refused", retries=5)
    def _(_job: JobContext) -> None:
        raise AppError(ErrorCode.FORBIDDEN, 403)

    job_id = enqueue("refused", {}, None)
    assert run_next() and not run_next()
    assert Job.objects.get(pk=job_id).state == State.FAILED


def test_putting_off_uses_up_no_attempt() -> None:
    @handler("later")
    def _(_job: JobContext) -> None:
        raise RetryLater("not yet", timedelta(minutes=3))

    job_id = enqueue("later", {}, None)
    now = clock.now()
    for _ in range(5):
        with clock.fixed(now):
            assert run_next() and not run_next()
        now += timedelta(minutes=3)
    job = Job.objects.get(pk=job_id)
    assert (job.state, job.attempts, job.last_error) == (State.WAITING, 0, "not yet")
    cancel_job(job_id)
    with clock.fixed(now):
        assert not run_next()


def test_work_of_a_dead_worker_is_taken_up_and_its_late_answer_does_not_count() -> None:
    seen: list[bool] = []

    @handler("long")
    def _(job: JobContext) -> str:
        seen.append(job.resumed)
        return "second"

    job_id = enqueue("long", {}, None)
    now = clock.now()
    Job.objects.filter(pk=job_id).update(state=State.RUNNING, beat_at=now, worker="elsewhere:1:aa", attempts=1)
    with clock.fixed(now):
        assert not run_next(), "it gave a sign of life just now"
    late = JobContext(job_id, {}, None, worker="elsewhere:1:aa")
    late.progress(1, 2)
    with clock.fixed(clock.now() + STALE + timedelta(seconds=1)):
        assert run_next()
    assert seen == [True]
    from genjin.jobs.queue import Lost

    with pytest.raises(Lost):
        late.progress(2, 2)
    assert Job.objects.get(pk=job_id).result == "second"


def test_work_that_kills_its_workers_is_given_up() -> None:
    @handler("deadly")
    def _(_job: JobContext) -> None:
        raise AssertionError("must not run once more")

    job_id = enqueue("deadly", {}, None)
    old = clock.now() - timedelta(hours=1)
    Job.objects.filter(pk=job_id).update(state=State.RUNNING, beat_at=old, worker="elsewhere:1:aa", attempts=CRASHES)
    assert run_next()
    job = Job.objects.get(pk=job_id)
    assert job.state == State.FAILED
    assert "died" in job.last_error


def test_quick_work_passes_long_work() -> None:
    done: list[str] = []
    handler("slow")(lambda _job: done.append("slow"))
    handler("fast", quick=True)(lambda _job: done.append("fast"))
    enqueue("slow", {}, None)
    enqueue("fast", {}, None)
    assert run_next(quick_only=True) and not run_next(quick_only=True)
    assert run_next()
    assert done == ["fast", "slow"]
