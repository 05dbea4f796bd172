"""The same cells in many rows: more than a request should write goes on as a job, undone as one operation."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import orjson
import pytest
from django.test import Client

from genjin.jobs.models import Job
from genjin.jobs.queue import cancel_job, run_next
from genjin.leads.models import Lead
from genjin.people.models import Person
from tests.cast import Cast
from tests.selling_setting import last_operation, new_lead, new_leads, undo

pytestmark = pytest.mark.usefixtures("defaults")


def bulk(person: Person, **body: Any) -> Any:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.post("/api/v1/tables/leads/bulk", orjson.dumps(body), content_type="application/json")


def grades(ids: list[int]) -> list[str | None]:
    return list(Lead.objects.filter(pk__in=ids).order_by("pk").values_list("grade", flat=True))


def in_nanjing(cast: Cast, count: int) -> list[int]:
    return new_leads(cast.seller_actor, [{"company": f"南京云栖{n}厂", "city": "南京"} for n in range(count)])


NANJING = {"column": "city", "op": "eq", "value": "南京"}


def test_all_that_a_filter_finds_is_changed_by_a_job(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("genjin.api.records.MAX_AT_ONCE", 2)
    ids = in_nanjing(cast, 3)
    elsewhere = new_lead(cast.seller_actor, city="苏州")
    theirs = new_lead(cast.other_seller_actor, city="南京")
    answer = bulk(cast.seller, filter=NANJING, set={"grade": "A"}, reason="展会跟进").json()
    assert answer["operation"] is None
    assert grades(ids) == [None] * 3
    assert run_next()
    job = Job.objects.get(pk=answer["job"])
    assert (job.state, job.done, job.total) == ("done", 3, 3)
    assert (job.result["done"], job.result["refused"]) == (3, 0)
    assert grades(ids) == ["A"] * 3
    assert grades([elsewhere, theirs]) == [None, None]
    undo(cast.seller_actor, job.result["operation"])
    assert grades(ids) == [None] * 3


def test_what_every_row_would_refuse_is_refused_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("genjin.api.records.MAX_AT_ONCE", 2)
    in_nanjing(cast, 3)
    for wrong in ({"grade": "很好"}, {"number": "XS1"}, {"no_such": 1}, {}):
        assert bulk(cast.seller, filter=NANJING, set=wrong).status_code >= 400
    assert not Job.objects.filter(kind="cells.bulk").exists()


def test_a_stopped_job_keeps_what_it_wrote_and_can_be_undone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("genjin.api.records.MAX_AT_ONCE", 2)
    monkeypatch.setattr("genjin.tables.records.edit.chunk_rows", lambda: 2)
    ids = in_nanjing(cast, 5)
    job = bulk(cast.seller, ids=ids, set={"grade": "B"}).json()["job"]

    def stop(*_: object) -> None:
        cancel_job(job)

    monkeypatch.setattr("genjin.jobs.queue.JobContext.progress", stop)
    assert run_next()
    assert Job.objects.get(pk=job).state == "cancelled"
    assert grades(ids) == ["B", "B", None, None, None]
    undo(cast.seller_actor, last_operation().pk)
    assert grades(ids) == [None] * 5


def test_a_worker_by_itself_knows_how_to_do_these_jobs() -> None:
    script = (
        "from genjin.cli.start import start_django; start_django(); "
        "from genjin.jobs.queue import _handlers; print(*_handlers)"
    )
    known = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split()
    assert {"cells.bulk", "leads.assign", "import.run", "export.write"} <= set(known)
