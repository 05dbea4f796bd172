"""A worker with handlers of the tests' own, in a process that can be killed: `python -m tests.jobs.hands COMMAND`."""

from __future__ import annotations

import json
import sys
import threading
import time
from typing import Any

import django


def main(command: str, *arguments: str) -> None:
    django.setup()
    from django.db import transaction

    from genjin.jobs.models import Job, Mail
    from genjin.jobs.outbox import queue_mail
    from genjin.jobs.queue import JobContext, enqueue, handler
    from genjin.jobs.worker import work

    @handler("slow")
    def _slow(job: JobContext) -> dict[str, Any]:
        if not job.resumed:
            print("begun", flush=True)
            time.sleep(600)
        return {"resumed": job.resumed}

    @handler("count")
    def _count(job: JobContext) -> None:
        queue_mail(to="a@b.example", subject="x", text="x", kind="count", key=None)

    if command == "prepare":
        from genjin.cli.start import prepare_database

        prepare_database()
    if command == "enqueue":
        kind, count = arguments
        with transaction.atomic():
            for _ in range(int(count)):
                enqueue(kind, {}, None)
    if command == "mail":
        with transaction.atomic():
            for at in range(int(arguments[0])):
                queue_mail(to=f"p{at}@hengli.example", subject=f"第 {at} 封", text="您好", kind="test")
    if command == "work":
        until = int(arguments[0])

        def wanted() -> bool:
            jobs = Job.objects.exclude(kind__contains=".")
            open_jobs = jobs.filter(state__in=["waiting", "running"]).count()
            open_mails = Mail.objects.filter(state__in=["waiting", "sending"], kind="test").count()
            return not until or bool(open_jobs + open_mails)

        work(threading.Event(), wanted)
    if command == "report":
        jobs = list(Job.objects.exclude(kind__contains=".").values("state", "result", "attempts"))
        mails = list(Mail.objects.values("state", "kind", "attempts"))
        seals = Job.objects.filter(kind="ledger.seal").count()
        print(json.dumps({"jobs": jobs, "mails": mails, "seals": seals}))


if __name__ == "__main__":
    main(*sys.argv[1:])
