"""Sending a mailing: confirmed with its count, written by a job in short transactions, one operation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction

from genjin.jobs.queue import Cancelled, JobContext, enqueue, handler
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Words
from genjin.people.actor import actor_of_job
from genjin.service.letters.models import Letter
from genjin.service.letters.writing import CHUNK, add_letters
from genjin.service.mailings.cancelling import stop_mailing
from genjin.service.mailings.models import Mailing
from genjin.service.mailings.planning import MailingPlan, ReadyLetter, check_mailing, plan_mailing, plan_part
from genjin.tables.ledger.operation import OpenOperation, Writer, operation

JOB = "mailings.send"
# A mail server that gets thousands at once takes the sender for a spammer: thirty a minute.
PACE = timedelta(seconds=2)


def ask_mailing(
    actor: Actor, subject: str, text: str, lead_ids: Sequence[int], *, confirmed: int, base_url: str
) -> int:
    """The job that sends it. confirmed: how many mails the person has been told; raises mailing_changed otherwise.

    Raises as `plan_mailing`.
    """
    ready = len(plan_mailing(actor, subject, text, lead_ids).ready)
    if ready != confirmed:
        raise AppError(ErrorCode.MAILING_CHANGED, 409, count=ready)
    if not base_url:
        raise AppError(ErrorCode.BAD_REQUEST, what="base_url")
    payload = {"subject": subject, "text": text, "ids": list(dict.fromkeys(lead_ids)), "base_url": base_url}
    return enqueue(JOB, payload, actor.id)


@handler(JOB, words=Words("群发邮件", "Send a mailing"))
def run_mailing(job: JobContext) -> dict[str, Any]:
    """Writes the letters with the rights that the person has when it runs; the outbox sends them at its pace.

    Answers the operation, the mailing, how many letters were written and how many leads got none. Told to stop, it
    stops the letters as well that are written and have not left.
    """
    actor, told = actor_of_job(job), job.payload
    ids: list[int] = told["ids"]
    filler = check_mailing(actor, told["subject"], told["text"], ids)
    title = told["subject"][:80]
    with operation(actor, verb=JOB, table="mailings", via="grid", args={"title": title, "count": 0}) as opened:
        mailing = _find_or_create(opened, job)
        # A worker that takes over goes on behind what there is.
        letters = Letter.objects.filter(mailing_id=mailing.pk).values_list("lead_id", "address")
        plan, addresses = MailingPlan(skipped=dict(mailing.skipped)), {a for _, a in letters if a}
        done = {lead for lead, _ in letters} | {lead for leads in plan.skipped.values() for lead in leads}
        count, left = len(letters), [i for i in ids if i not in done]
        try:
            for start in range(0, len(left), CHUNK):
                job.step(len(done) + start, len(ids))
                part = left[start : start + CHUNK]
                with opened.chunk() as writer:
                    ready = len(plan.ready)
                    plan_part(plan, actor, filler.fill(part), part, addresses)
                    count += _write(writer, plan, plan.ready[ready:], mailing.pk, told["base_url"], count)
                    writer.derive("mailings", {mailing.pk: {"skipped": plan.skipped}})
        except Cancelled:
            stop_mailing(actor, mailing)
            raise
        finally:
            opened.facts["args"]["count"] = count
        job.progress(len(ids), len(ids))
    skipped = sum(len(leads) for leads in plan.skipped.values())
    return {"operation": opened.id, "mailing": mailing.pk, "written": count, "skipped": skipped}


def _find_or_create(opened: OpenOperation, job: JobContext) -> Mailing:
    """The mailing of this job; there is one when an earlier worker had begun it."""
    with transaction.atomic():
        found = Mailing.objects.filter(job_id=job.id).first() if job.resumed else None
    if found is not None:
        return found
    told, actor = job.payload, opened.actor
    cells = {
        "subject": " ".join(told["subject"].split()),
        "text": told["text"],
        "owner": actor.id,
        "unit": actor.unit_id,
        "chosen": len(told["ids"]),
    }
    with opened.chunk() as writer:
        (mailing_id,) = writer.create("mailings", [cells])
        writer.derive("mailings", {mailing_id: {"job_id": job.id}})
    return Mailing.objects.get(pk=mailing_id)


def _write(
    writer: Writer, plan: MailingPlan, ready: Sequence[ReadyLetter], mailing_id: int, base_url: str, before: int
) -> int:
    """Writes what is ready. before: how many letters of the mailing there are, which gives each its turn."""
    drafts = [letter.draft for letter in ready]
    first = clock.now() + before * PACE
    answer = add_letters(writer, drafts, "bulk", base_url, mailing_id=mailing_id, first=first, pace=PACE)
    for refusal in answer.refused:
        plan.skip(refusal.draft.lead_id, refusal.reason)
    return len(answer.letters)
