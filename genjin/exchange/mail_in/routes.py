"""Mail intake over HTTP: the state of the mailboxes and what was taken, for administrators; one mail, for programs.

The mailboxes themselves are written through the table `mailboxes` like any other settings rows.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.db.models import Count, Q
from django.http import HttpRequest
from ninja import Router, Schema

from genjin.exchange.mail_in.faults import MailboxFault, fault_words
from genjin.exchange.mail_in.models import Mailbox, MailboxState, TakenMail
from genjin.exchange.mail_in.polling import LOOK_KIND, try_mailbox
from genjin.exchange.mail_in.taking import Door, check_size, hand_in, read_parts, settle_mail
from genjin.exchange.mail_in.verdict import in_words
from genjin.jobs.queue import enqueue
from genjin.kernel.errors import not_found
from genjin.kernel.messages import render
from genjin.people.access import SIGNED_IN, request_actor
from genjin.people.actor import PersonActor, check_administrator
from genjin.tables.scope.predicate import check_action, visible_ids

router = Router(tags=["mail intake"], auth=SIGNED_IN)
PAGE = 50
MailState = Literal["new", "lead", "note", "skipped", "failed"]
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"message/rfc822": {"schema": {"type": "string", "description": "RFC 5322, up to 20 MB"}}},
    }
}


class MailboxOut(Schema):
    """ready: server, user and password are there. error: why the last look failed, in words.

    in_folder: mails in the folder at the last look. counts: what was taken, by state.
    """

    id: int
    name: str
    active: bool
    ready: bool
    address: str
    folder: str
    since: date | None
    tried_at: datetime | None
    looked_at: datetime | None
    error: str
    in_folder: int | None
    counts: dict[MailState, int]


class MailboxTried(Schema):
    """since: of the mails in the folder those that would be taken."""

    ok: bool
    error: str
    in_folder: int | None = None
    since: int | None = None


class LookStarted(Schema):
    job: int


class TakenOut(Schema):
    """text: the sender's words as they were kept; none when forgotten, its days being over.

    lead: empty when it is out of the reader's scope.
    """

    id: int
    mailbox: int | None
    door: str
    created_at: datetime
    state: MailState
    subject: str
    sender: str
    sender_name: str
    sent_at: datetime | None
    text: str
    cut: bool
    attachments: list[str]
    size: int
    reason: str
    error: str
    lead: int | None
    operation: int | None
    forgotten: bool


class TakenPage(Schema):
    rows: list[TakenOut]
    next: int | None


class HandedIn(Schema):
    """repeated: the same mail had come before, by whatever way; nothing was written again."""

    id: int
    state: MailState
    repeated: bool
    lead: int | None
    reason: str
    error: str


@router.get("/mailboxes", response=list[MailboxOut])
def mailboxes(request: HttpRequest) -> list[dict[str, Any]]:
    """Every mailbox with how far it was read; never its password."""
    actor = _administrator(request)
    boxes = list(Mailbox.objects.filter(deleted_at=None).order_by("-created_at", "-pk")[:200])
    ids = [box.pk for box in boxes]
    states = {s.mailbox_id: s for s in MailboxState.objects.filter(pk__in=ids)}
    counted = TakenMail.objects.filter(mailbox_id__in=ids).order_by().values_list("mailbox_id", "state")
    counts: dict[int, dict[str, int]] = {}
    for mailbox_id, state, count in counted.annotate(count=Count("pk")):
        counts.setdefault(mailbox_id or 0, {})[state] = count
    return [_box_out(actor, box, states.get(box.pk), counts.get(box.pk, {})) for box in boxes]


@router.post("/mailboxes/{mailbox_id}/test", response=MailboxTried)
def try_out(request: HttpRequest, mailbox_id: int) -> dict[str, Any]:
    """Signs in with the saved settings and opens the folder; nothing is taken."""
    actor = _administrator(request, write=True)
    try:
        return {"ok": True, "error": "", **try_mailbox(_find(mailbox_id))}
    except MailboxFault as fault:
        return {"ok": False, "error": fault_words({"code": fault.code, "data": fault.data}, actor.language)}


@router.post("/mailboxes/{mailbox_id}/look", response=LookStarted)
def look(request: HttpRequest, mailbox_id: int) -> dict[str, int]:
    """Looks into the mailbox at once, whether it is switched on or not."""
    actor = _administrator(request, write=True)
    return {"job": enqueue(LOOK_KIND, {"mailbox": _find(mailbox_id).pk}, actor.id)}


@router.get("/mail-in/mails", response=TakenPage)
def mails(
    request: HttpRequest, state: MailState | None = None, mailbox: int | None = None, before: int | None = None
) -> dict[str, Any]:
    """What was taken, newest first, 50 a page; of one state or all, of one mailbox or of every door."""
    actor = _administrator(request)
    found = TakenMail.objects.filter(
        Q(pk__lt=before) if before is not None else Q(),
        Q(state=state) if state else Q(),
        Q(mailbox_id=mailbox) if mailbox is not None else Q(),
    )
    rows = list(found.order_by("-pk")[: PAGE + 1])
    page = rows[:PAGE]
    visible = visible_ids("leads", actor, [r.lead_id for r in page if r.lead_id is not None])
    shown = [_taken_out(actor, row, row.lead_id in visible) for row in page]
    return {"rows": shown, "next": page[-1].pk if len(rows) > PAGE else None}


@router.post("/mail-in/mails/{mail_id}/accept", response=TakenOut)
def accept(request: HttpRequest, mail_id: int) -> dict[str, Any]:
    """Makes a lead of a mail that was left out."""
    actor = _administrator(request, write=True)
    check_action("leads", actor, "create")
    if not TakenMail.objects.filter(pk=mail_id).exists():
        raise not_found("mail")
    row = settle_mail(mail_id, decided_by=actor)
    return _taken_out(actor, row, row.lead_id in visible_ids("leads", actor, [row.lead_id or 0]))


@router.post("/intake/mail", response=HandedIn, openapi_extra=_BODY)
def hand_over(request: HttpRequest, mailbox: int | None = None) -> dict[str, Any]:
    """Takes one raw message in, as if it had been found in a mailbox; with `mailbox`, by that one's settings."""
    actor = request_actor(request)
    check_action("leads", actor, "create")
    if mailbox is not None:
        check_administrator(actor, "mailboxes")
        _find(mailbox)
    length = request.META.get("CONTENT_LENGTH") or "0"
    check_size(int(length) if length.isdigit() else 0)
    row, repeated = hand_in(request.body, Door("api", mailbox), actor)
    visible = row.lead_id in visible_ids("leads", actor, [row.lead_id or 0])
    return {
        "id": row.pk,
        "state": row.state,
        "repeated": repeated,
        "lead": row.lead_id if visible else None,
        "reason": in_words(row.reason, actor.language),
        "error": _error(row, actor),
    }


def _administrator(request: HttpRequest, *, write: bool = False) -> PersonActor:
    actor = request_actor(request)
    if write or not actor.is_admin:
        check_administrator(actor, "mailboxes")
    return actor


def _find(mailbox_id: int) -> Mailbox:
    box = Mailbox.objects.filter(pk=mailbox_id, deleted_at=None).first()
    if box is None:
        raise not_found("mailboxes")
    return box


def _box_out(actor: PersonActor, box: Mailbox, state: MailboxState | None, counts: dict[str, int]) -> dict[str, Any]:
    return {
        "id": box.pk,
        "name": box.name or "",
        "active": bool(box.active),
        "ready": bool(box.host and box.user and box.password),
        "address": box.user or "",
        "folder": box.folder or "INBOX",
        "since": box.since,
        "tried_at": state.tried_at if state else None,
        "looked_at": state.looked_at if state else None,
        "error": fault_words(state.error, actor.language) if state else "",
        "in_folder": state.in_folder if state else None,
        "counts": {name: counts.get(name, 0) for name in TakenMail.State.values},
    }


def _taken_out(actor: PersonActor, row: TakenMail, visible: bool) -> dict[str, Any]:
    mail = read_parts(row)
    return {
        "id": row.pk,
        "mailbox": row.mailbox_id,
        "door": row.door,
        "created_at": row.created_at,
        "state": row.state,
        "subject": mail.subject,
        "sender": mail.sender,
        "sender_name": mail.sender_name,
        "sent_at": mail.sent_at,
        "text": mail.text,
        "cut": mail.cut,
        "attachments": list(mail.attachments),
        "size": row.size,
        "reason": in_words(row.reason, actor.language),
        "error": _error(row, actor),
        "lead": row.lead_id if visible else None,
        "operation": row.operation_id,
        "forgotten": row.forgotten_at is not None,
    }


def _error(row: TakenMail, actor: PersonActor) -> str:
    return render(row.error["code"], row.error["data"], actor.language) if row.error else ""
