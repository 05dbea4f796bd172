"""Periodic work is due once, however many look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest

from genjin.jobs import schedule
from genjin.jobs.models import Job, Schedule
from genjin.jobs.queue import run_next
from genjin.jobs.schedule import Periodic, enqueue_due, next_run, periodic
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.tables.ledger.seal import check_seal
from genjin.tables.records.edit import create_rows
from tests.selling_setting import defaults

__all__ = ["defaults"]
BEGIN = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai


@pytest.fixture(autouse=True)
def _own_schedule() -> Iterator[None]:
    before = dict(schedule._periodic)
    yield
    schedule._periodic.clear()
    schedule._periodic.update(before)


@pytest.mark.once
def test_a_time_of_day_is_the_organisations() -> None:
    early, late = Periodic("x", at=time(9, 0)), Periodic("x", at=time(18, 30))
    assert next_run(early, BEGIN) == datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
    assert next_run(late, BEGIN) == datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
    assert next_run(Periodic("x", every=timedelta(hours=2)), BEGIN) == BEGIN + timedelta(hours=2)
    with pytest.raises(ValueError, match="either"):
        periodic("x")


@pytest.mark.django_db
def test_due_work_is_enqueued_once_and_missed_runs_are_made_up_for_once() -> None:
    schedule._periodic.clear()
    periodic("tick", every=timedelta(minutes=1))(lambda _job: "ok")
    with clock.fixed(BEGIN):
        assert enqueue_due() == ["tick"]
        assert enqueue_due() == []
    with clock.fixed(BEGIN + timedelta(hours=5)):
        assert enqueue_due() == [], "the first is still waiting"
        assert run_next()
    with clock.fixed(BEGIN + timedelta(hours=6)):
        assert enqueue_due() == ["tick"]
        assert enqueue_due() == []
    assert Job.objects.filter(kind="tick").count() == 2
    assert Schedule.objects.get(pk="tick").next_at == BEGIN + timedelta(hours=6, minutes=1)


@pytest.mark.django_db
def test_a_worker_that_read_the_schedule_before_another_moved_it_starts_nothing() -> None:
    work = Periodic("tick", every=timedelta(minutes=1))
    periodic("tick", every=work.every)(lambda _job: "ok")
    Schedule.objects.create(name="tick", next_at=BEGIN)
    assert schedule._start(work, BEGIN, BEGIN)
    assert run_next()
    assert not schedule._start(work, BEGIN, BEGIN)


@pytest.mark.django_db
def test_the_ledger_is_sealed_on_schedule(defaults: None) -> None:
    create_rows(SYSTEM, "channels", [{"name": "行业展会"}])
    assert check_seal().unsealed > 0
    assert "ledger.seal" in enqueue_due()
    while run_next():
        pass
    assert check_seal().unsealed == 0


@pytest.mark.django_db
def test_done_work_is_forgotten_failed_work_stays() -> None:
    def job(kind: str, state: str, age: timedelta) -> int:
        at = clock.now() - age
        return Job.objects.create(kind=kind, state=state, created_at=at, finished_at=at).pk

    kept = [
        job("ledger.seal", "failed", timedelta(days=2)),
        job("import.run", "done", timedelta(days=2)),
        job("import.run", "failed", timedelta(days=40)),
    ]
    job("ledger.seal", "done", timedelta(days=2))
    job("import.run", "done", timedelta(days=40))
    schedule.tidy_jobs(None)
    assert sorted(Job.objects.values_list("pk", flat=True)) == kept
