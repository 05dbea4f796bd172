"""New leads that belong to nobody wait for the rules: noted in the transaction that makes them, decided by a job."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from genjin.jobs.models import Job
from genjin.jobs.queue import JobContext, enqueue, handler
from genjin.kernel import clock
from genjin.kernel.words import Words
from genjin.leads.assigning.applying import assign_waiting
from genjin.leads.assigning.models import WaitingLead
from genjin.leads.assigning.rules import has_rules
from genjin.leads.models import Lead
from genjin.leads.quality.cleaning import CHECKED
from genjin.tables.ledger.operation import Writer

JOB = "leads.assign_by_rule"
# What may take the doubts from a lead: an acceptance, or better values.
_CLEANED = frozenset((*CHECKED, "flags_accepted"))


def queue_new(writer: Writer, made: Mapping[int, dict[str, Any]]) -> None:
    """Hook of new leads: those without an owner wait for the rules, when there are any."""
    nobodys = [i for i, row in made.items() if row.get("owner_id") is None and row.get("pooled_at") is None]
    if nobodys and has_rules():
        _wait(nobodys, writer.now)


def queue_cleaned(_writer: Writer, _table: str, ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of leads: one that cleaning kept out waits again once it is accepted or corrected."""
    if not changed & _CLEANED or not WaitingLead.objects.filter(held=True).exists():
        return
    held = WaitingLead.objects.filter(held=True, lead_id__in=ids)
    cleaned = Lead.objects.filter(pk__in=held.values("lead_id"), deleted_at=None)
    again = [
        pk for pk, flags, accepted in cleaned.values_list("pk", "flags", "flags_accepted") if accepted or not flags
    ]
    if again:
        WaitingLead.objects.filter(lead_id__in=again).update(held=False)
        _ask()


@handler(JOB, retries=6, quick=True, words=Words("按规则分配线索", "Assign leads by rule"))
def assign_in_background(job: JobContext) -> dict[str, Any]:
    """Decides about everything that waits. Begun again after a crash, it takes what is still there."""
    done = refused = 0
    while True:
        job.check_cancelled()
        answer = assign_waiting(job.progress)
        done, refused = done + len(answer.done), refused + len(answer.refused)
        if not WaitingLead.objects.filter(held=False).exists():
            return {"done": done, "refused": refused}


def ask_again() -> bool:
    """Asks for the job when leads wait and none is on its way. Answers whether it did."""
    return WaitingLead.objects.filter(held=False).exists() and _ask()


def _wait(ids: Collection[int], at: datetime) -> None:
    WaitingLead.objects.bulk_create([WaitingLead(lead_id=i, at=at) for i in ids], ignore_conflicts=True)
    _ask()


def _ask() -> bool:
    if Job.objects.filter(kind=JOB, state=Job.State.WAITING).exists():
        return False
    enqueue(JOB, {}, None, next_at=clock.now())
    return True
