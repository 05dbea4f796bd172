"""From a submission to a lead: by a job, in one transaction, through the pipe every lead comes through."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import orjson
from django.db import connection, transaction

from genjin.exchange.forms.asked import askable_columns
from genjin.exchange.forms.models import FormSubmission, WebForm
from genjin.exchange.forms.reply import fill_places
from genjin.jobs.outbox import queue_mail, stamp_mails
from genjin.jobs.queue import JobContext, handler
from genjin.jobs.schedule import periodic
from genjin.kernel import clock
from genjin.kernel.actor import Actor, SystemActor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Words
from genjin.leads.models import Lead
from genjin.people.models import Person
from genjin.tables.fields.encrypted import cipher
from genjin.tables.ledger.operation import operation
from genjin.tables.ledger.verbs import name_verb
from genjin.tables.records.context import build_parse_context
from genjin.tables.records.edit import parse_cell

ACCEPT_KIND = "forms.accept"
VERB = "forms.submit"
FORGET_AFTER = timedelta(days=1)
PICK_UP_AFTER = timedelta(minutes=10)
PICKED_UP = 200
State = FormSubmission.State
name_verb(VERB, Words("网络表单“{form}”收到一条线索", "a lead came in by the form “{form}”"))


@handler(ACCEPT_KIND, retries=6, quick=True, words=Words("网络表单变为线索", "Make a lead of a form submission"))
def accept_in_background(job: JobContext) -> dict[str, Any]:
    return {"lead": accept_submission(job.payload["submission"])}


def accept_submission(submission_id: int, decided_by: Actor | None = None) -> int | None:
    """Makes the lead and queues the reply, once however often it is called. Answers the lead's id, if there is one.

    decided_by: who lets a held submission in. What the table refuses stays as failed, with the reason.
    """
    wanted = [State.NEW] if decided_by is None else [State.NEW, State.HELD, State.FAILED, State.DISCARDED]
    with transaction.atomic():
        found = FormSubmission.objects.filter(pk=submission_id)
        if connection.features.has_select_for_update:
            found = found.select_for_update()
        row = found.first()
        if row is None or row.state not in wanted:
            return None if row is None else row.lead_id
        form = WebForm.objects.get(pk=row.form_id)
        try:
            with transaction.atomic():
                row.lead_id, row.operation_id = _create_lead(form, row, decided_by)
            row.state, row.error = State.ACCEPTED, None
        except AppError as refused:
            row.state, row.error = State.FAILED, {"code": refused.code.value, "data": refused.data}
        row.decided_by_id = decided_by.id if decided_by else None
        row.save(update_fields=["lead_id", "operation_id", "state", "error", "decided_by_id"])
        return row.lead_id


def read_answers(row: FormSubmission) -> dict[str, str]:
    """What was sent, by column id."""
    found: dict[str, str] = orjson.loads(cipher().decrypt(row.answers))
    return found


def _create_lead(form: WebForm, row: FormSubmission, decided_by: Actor | None) -> tuple[int, int]:
    actor: Actor = decided_by or SystemActor(name=f"网络表单：{form.name}"[:100])
    draft = _draft(form, row)
    facts = {"form": form.name, "submission": row.pk}
    with operation(actor, verb=VERB, table="leads", via="form", args=facts) as opened, opened.chunk() as writer:
        (lead_id,) = writer.create("leads", [draft])
    if opened.id is None:
        raise AppError(ErrorCode.INTERNAL, 500, what=VERB)
    mail_id = _reply(form, lead_id)
    if mail_id is not None:
        stamp_mails([mail_id], opened.id)
    return lead_id, opened.id


def _draft(form: WebForm, row: FormSubmission) -> dict[str, Any]:
    """The lead's cells, as stored. A cell that can no longer be read goes into the remarks instead of getting lost."""
    askable, context = askable_columns(), build_parse_context(SystemActor())
    labels = {field["column"]: field["label"] for field in form.fields or ()}
    draft: dict[str, Any] = {}
    unread: list[str] = []
    for column_id, text in read_answers(row).items():
        column = askable.get(column_id)
        try:
            value = None if column is None else parse_cell(column, text, context)
        except AppError:
            value = None
        if value is not None:
            draft[column_id] = value
        else:
            unread.append(f"{labels.get(column_id, column_id)}：{text}")
    if unread:
        draft["remarks"] = "\n".join(part for part in (draft.get("remarks"), *unread) if part)
    draft.update(_origin(form, row))
    return draft


def _origin(form: WebForm, row: FormSubmission) -> dict[str, Any]:
    owner = Person.objects.filter(pk=form.lead_owner_id or 0, active=True, deleted_at=None).first()
    facts: dict[str, Any] = {
        "source": form.channel_id,
        "campaign": form.campaign,
        "form": form.pk,
        "consent": _consent(form, row),
        "owner": owner.pk if owner else None,
        # Given to nobody, it belongs to the unit that the form names.
        "unit": None if owner else form.lead_unit_id,
    }
    return {column: value for column, value in facts.items() if value is not None or column == "owner"}


def _consent(form: WebForm, row: FormSubmission) -> str | None:
    if row.consent_version is None:
        return None
    at = clock.local(row.created_at)
    return f"{at:%Y-%m-%d %H:%M} 同意网络表单“{form.name}”第 {row.consent_version} 版条款"


def _reply(form: WebForm, lead_id: int) -> int | None:
    """One reply a day to one address: nobody can make us flood somebody else's."""
    lead = Lead.objects.get(pk=lead_id)
    if not (form.reply_subject and form.reply_text and lead.email):
        return None
    owner = Person.objects.filter(pk=lead.owner_id or 0).values_list("name", flat=True).first()
    values = {"contact": lead.contact, "company": lead.company, "products": lead.products, "owner": owner}
    return queue_mail(
        to=lead.email,
        subject=fill_places(form.reply_subject, values),
        text=fill_places(form.reply_text, values),
        kind="form.reply",
        key=f"form:{form.pk}:{cipher().blind(lead.email)[:40]}:{clock.today():%Y%m%d}",
        about=("leads", lead_id),
    )


@periodic(
    "forms.forget", every=timedelta(hours=1), words=Words("忘掉表单提交者的地址", "Forget where forms were sent from")
)
def forget_addresses(_: JobContext) -> dict[str, int]:
    """Digests of addresses are kept for a day."""
    old = FormSubmission.objects.filter(created_at__lt=clock.now() - FORGET_AFTER).exclude(address="")
    return {"forgotten": old.update(address="")}


@periodic("forms.pick_up", every=timedelta(minutes=10), words=Words("补收表单提交", "Pick up form submissions"))
def pick_up(_: JobContext) -> dict[str, int]:
    """Makes leads of what still waits although its own job has ended, for whatever reason; some at a time."""
    waiting = FormSubmission.objects.filter(state=State.NEW, created_at__lt=clock.now() - PICK_UP_AFTER)
    ids = list(waiting.order_by("id").values_list("pk", flat=True)[:PICKED_UP])
    return {"leads": sum(accept_submission(submission_id) is not None for submission_id in ids)}


def show_answers(form: WebForm, answers: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Column, label and text in the order of the form."""
    return [(f["column"], f["label"], answers[f["column"]]) for f in form.fields or () if answers.get(f["column"])]
