"""Web forms for those who build them: address, snippet and QR code, and what was sent in. The rows themselves are
written through the table `web_forms` like any other."""

from __future__ import annotations

import html
import io
from datetime import datetime
from typing import Any, Literal

import segno
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from genjin.exchange.forms.accepting import accept_submission, read_answers, show_answers
from genjin.exchange.forms.asked import askable_columns, input_of
from genjin.exchange.forms.models import FormConsent, FormSubmission, WebForm
from genjin.exchange.forms.page_words import page_words
from genjin.exchange.forms.reply import PLACES
from genjin.exchange.forms.verdict import in_words
from genjin.kernel.actor import Actor, Reach
from genjin.kernel.errors import not_found
from genjin.kernel.messages import render
from genjin.leads.intake import IDENTITY
from genjin.leads.models import Lead
from genjin.people.access import SIGNED_IN, request_actor
from genjin.people.models import Person
from genjin.tables.scope.mask import is_unmasked
from genjin.tables.scope.predicate import check_action, visible_ids

router = Router(tags=["web forms"], auth=SIGNED_IN)
PAGE = 50
SubmissionState = Literal["accepted", "held", "discarded", "failed", "new"]
State = FormSubmission.State


class AskableOut(Schema):
    column: str
    label: str
    kind: str
    options: list[str]
    identity: bool


class FormParts(Schema):
    """columns: what a form may ask for. places: what a reply may name. words: those of the public page."""

    columns: list[AskableOut]
    places: list[str]
    words: dict[str, str]


class FormOut(Schema):
    id: int
    name: str
    active: bool
    fields: list[dict[str, Any]]
    link: str
    embed: str
    consent_version: int | None
    held: int


class FormUseOut(Schema):
    """What a form has brought, whoever has it. waiting: submissions that nobody has decided about."""

    submissions: int
    waiting: int
    leads: int


class AnswerOut(Schema):
    label: str
    text: str


class SubmissionOut(Schema):
    """lead: empty when it is out of the reader's scope. Phones and addresses are masked as they are on the lead."""

    id: int
    created_at: datetime
    state: SubmissionState
    answers: list[AnswerOut]
    consent_version: int | None
    reasons: list[str]
    error: str
    seconds: int
    lead: int | None
    operation: int | None


class SubmissionPage(Schema):
    rows: list[SubmissionOut]
    next: int | None


class ConsentOut(Schema):
    version: int
    text: str
    created_at: datetime


@router.get("/web-forms/parts", response=FormParts)
def parts(request: HttpRequest) -> dict[str, Any]:
    """What a form can be built from."""
    actor = _reader(request)
    columns = [
        {
            "column": c.id,
            "label": c.words.in_language(actor.language),
            "identity": c.id in IDENTITY,
            **input_of(c, actor.language),
        }
        for c in askable_columns().values()
    ]
    return {"columns": columns, "places": [f"{{{p}}}" for p in PLACES], "words": page_words(actor.language)}


@router.get("/web-forms", response=list[FormOut])
def forms(request: HttpRequest) -> list[dict[str, Any]]:
    """All forms, newest first."""
    _reader(request)
    return [_form_out(request, f) for f in WebForm.objects.filter(deleted_at=None).order_by("-created_at", "-id")[:200]]


@router.get("/web-forms/{form_id}", response=FormOut)
def one_form(request: HttpRequest, form_id: int) -> dict[str, Any]:
    """One form with its fields, its public address and the snippet that embeds it."""
    _reader(request)
    return _form_out(request, _find(form_id))


@router.get("/web-forms/{form_id}/use", response=FormUseOut)
def use(request: HttpRequest, form_id: int) -> dict[str, int]:
    """What a form has brought, for whoever is about to remove it."""
    check_action("web_forms", request_actor(request), "delete")
    sent_in = FormSubmission.objects.filter(form_id=_find(form_id).pk)
    return {
        "submissions": sent_in.count(),
        "waiting": sent_in.filter(state__in=[State.HELD, State.FAILED]).count(),
        "leads": Lead.objects.filter(form_id=form_id, deleted_at=None).count(),
    }


@router.get("/web-forms/{form_id}/qr.svg")
def qr_code(request: HttpRequest, form_id: int) -> HttpResponse:
    """The address as a QR code, with the quiet zone that a printed one needs."""
    _reader(request)
    drawn = io.BytesIO()
    segno.make(_link(request, _find(form_id)), error="m").save(drawn, kind="svg", border=4, scale=8, light="#fff")
    answer = HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
    answer.headers["Content-Disposition"] = f'inline; filename="form-{form_id}.svg"'
    return answer


@router.get("/web-forms/{form_id}/consents", response=list[ConsentOut])
def consents(request: HttpRequest, form_id: int) -> list[FormConsent]:
    """Every consent text the form has asked for, newest first."""
    _reader(request)
    return list(FormConsent.objects.filter(form_id=_find(form_id).pk).order_by("-version")[:100])


@router.get("/web-forms/{form_id}/submissions", response=SubmissionPage)
def submissions(
    request: HttpRequest, form_id: int, state: SubmissionState = "accepted", before: int | None = None
) -> dict[str, Any]:
    """What was sent in, newest first, 50 a page; held ones with why."""
    actor = request_actor(request)
    check_action("web_forms", actor, "edit")
    form = _find(form_id)
    found = FormSubmission.objects.filter(Q(pk__lt=before) if before else Q(), form_id=form.pk, state=state)
    rows = list(found.order_by("-pk")[: PAGE + 1])
    page = rows[:PAGE]
    visible = visible_ids("leads", actor, [r.lead_id for r in page if r.lead_id is not None])
    shown = [_submission_out(actor, form, row, row.lead_id in visible) for row in page]
    return {"rows": shown, "next": page[-1].pk if len(rows) > PAGE else None}


@router.post("/web-forms/submissions/{submission_id}/accept", response=SubmissionOut)
def accept(request: HttpRequest, submission_id: int) -> dict[str, Any]:
    """Makes a held submission a lead after all."""
    actor, row = _writer(request, submission_id)
    check_action("leads", actor, "create")
    accept_submission(row.pk, actor)
    return _fresh(actor, row)


@router.post("/web-forms/submissions/{submission_id}/discard", response=SubmissionOut)
def discard(request: HttpRequest, submission_id: int) -> dict[str, Any]:
    """Puts a held submission aside; it is kept and can still be accepted."""
    actor, row = _writer(request, submission_id)
    waiting = FormSubmission.objects.filter(pk=row.pk, state__in=[State.HELD, State.FAILED])
    waiting.update(state=State.DISCARDED, decided_by_id=actor.id)
    return _fresh(actor, row)


def _reader(request: HttpRequest) -> Actor:
    actor = request_actor(request)
    if not actor.access("web_forms").actions & {"create", "edit"}:
        check_action("web_forms", actor, "edit")
    return actor


def _writer(request: HttpRequest, submission_id: int) -> tuple[Actor, FormSubmission]:
    actor = request_actor(request)
    check_action("web_forms", actor, "edit")
    row = FormSubmission.objects.filter(pk=submission_id).first()
    if row is None:
        raise not_found("form_submission")
    return actor, row


def _find(form_id: int) -> WebForm:
    form = WebForm.objects.filter(pk=form_id, deleted_at=None).first()
    if form is None:
        raise not_found("web_forms")
    return form


def _fresh(actor: Actor, row: FormSubmission) -> dict[str, Any]:
    row.refresh_from_db()
    form = WebForm.objects.get(pk=row.form_id)
    visible = row.lead_id is not None and row.lead_id in visible_ids("leads", actor, [row.lead_id])
    return _submission_out(actor, form, row, visible)


def _link(request: HttpRequest, form: WebForm) -> str:
    return request.build_absolute_uri(f"/f/{form.token}")


def _form_out(request: HttpRequest, form: WebForm) -> dict[str, Any]:
    link = _link(request, form)
    title = html.escape(form.title or form.name or "")
    frame = f'<iframe src="{html.escape(link)}" title="{title}" style="width:100%;height:720px;border:0"></iframe>'
    held = FormSubmission.objects.filter(form_id=form.pk, state__in=[State.HELD, State.FAILED])
    return {
        "id": form.pk,
        "name": form.name or "",
        "active": bool(form.active),
        "fields": form.fields or [],
        "link": link,
        "embed": frame,
        "consent_version": form.consent_version if form.consent else None,
        "held": len(held.values_list("pk")[:100]),
    }


def _reads_in_full(actor: Actor, form: WebForm) -> bool:
    """As on the lead it becomes: its owner and their supervisors; of leads that nobody gets, who supervises all."""
    owners = Person.objects.filter(pk=form.lead_owner_id or 0).values_list("unit_id", flat=True)
    unit = owners.first() or form.lead_unit_id
    if unit is None and form.lead_owner_id is None:
        return bool(actor.supervised_ids) and actor.access("leads").reach is Reach.ALL
    return is_unmasked(actor, form.lead_owner_id, unit)


def _submission_out(actor: Actor, form: WebForm, row: FormSubmission, visible: bool) -> dict[str, Any]:
    columns = askable_columns()
    full = _reads_in_full(actor, form)

    def shown(column_id: str, text: str) -> str:
        column = columns.get(column_id)
        hidden = column is not None and (column.field.encrypted or (column.mask != "never" and not full))
        return str(column.field.mask(text)) if hidden and column is not None else text

    answers = [{"label": label, "text": shown(c, text)} for c, label, text in show_answers(form, read_answers(row))]
    error = row.error or {}
    return {
        "id": row.pk,
        "created_at": row.created_at,
        "state": row.state,
        "answers": answers,
        "consent_version": row.consent_version,
        "reasons": [in_words(reason, actor.language) for reason in row.reasons],
        "error": render(error["code"], error["data"], actor.language) if error else "",
        "seconds": row.seconds,
        "lead": row.lead_id if visible else None,
        "operation": row.operation_id,
    }
