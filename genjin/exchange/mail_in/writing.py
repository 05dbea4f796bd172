"""A mail's cells written: as a new lead through the pipe that all leads come through, or as a note on one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from genjin.contacts.models import Contact
from genjin.exchange.mail_in.cells import MailCells
from genjin.exchange.mail_in.message import ReadMail
from genjin.exchange.mail_in.models import Mailbox
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Words
from genjin.leads.duplicates import find_matches
from genjin.leads.models import Channel, Lead
from genjin.people.models import Person
from genjin.tables.definition import get_table
from genjin.tables.fields.base import MAX_LONG_TEXT
from genjin.tables.ledger.operation import operation, single
from genjin.tables.ledger.verbs import name_verb
from genjin.tables.records.context import build_parse_context
from genjin.tables.records.edit import check_editable, parse_cell
from genjin.tables.scope.predicate import check_action

TAKE = "mail.take"
NOTE = "mail.note"
VIA = "mail"
name_verb(TAKE, Words("邮件变成线索：{subject}", "made a lead of a mail: {subject}"))
name_verb(NOTE, Words("客户来信：{subject}", "a mail from the customer: {subject}"))
_LONGEST_NOTE = 4_000
_MANY = 20


@dataclass(frozen=True, slots=True)
class Placed:
    """faults: cells whose text could not be read and went into the remarks. lookalikes: leads it may be the same as."""

    lead_id: int
    operation_id: int
    faults: int
    lookalikes: int


def find_leads(address: str) -> list[int]:
    """Living leads that have this address, or a contact with it: open ones before won ones, then the newest first.

    Lost ones are left out: nobody looks at them any more, so that who writes again is a new lead.
    """
    if not address:
        return []
    people = Contact.objects.filter(email=address, deleted_at=None).order_by("-pk").values_list("lead_id", flat=True)
    theirs = [lead for lead in people[:_MANY] if lead is not None]
    found: dict[int, bool] = {}
    for condition in ({"email": address}, {"pk__in": theirs}):
        leads = Lead.objects.filter(deleted_at=None, lost_at=None, **condition).order_by("-pk")
        found.update({pk: won is not None for pk, won in leads.values_list("pk", "won_at")[:_MANY]})
    return sorted(found, key=lambda pk: (found[pk], -pk))


def create_lead(actor: Actor, read: MailCells, box: Mailbox | None, mail_id: int, *, as_person: bool) -> Placed:
    """as_person: the actor handed the mail in and owns the lead unless the mailbox names another.

    Raises forbidden without the right to create leads.
    """
    check_action("leads", actor, "create")
    draft, faults = _draft(actor, read)
    (suspects,) = find_matches(actor, [draft])
    draft.update(_origin(box, as_person=as_person))
    facts = {"mail": mail_id, "subject": draft.get("company") or draft.get("contact") or draft.get("email") or ""}
    with operation(actor, verb=TAKE, table="leads", via=VIA, args=facts) as opened, opened.chunk() as writer:
        (lead_id,) = writer.create("leads", [draft])
    if opened.id is None:
        raise AppError(ErrorCode.INTERNAL, 500, what=TAKE)
    return Placed(lead_id, opened.id, faults, len(suspects))


def note_on_lead(actor: Actor, lead_id: int, mail: ReadMail, read: MailCells, mail_id: int) -> int | None:
    """A comment, not a follow-up: that a customer wrote is no contact of ours, and no plan is met by it."""
    check_action("comments", actor, "create")
    head = f"客户来信：{mail.subject or '（无主题）'}"
    files = f"附件：{'、'.join(mail.attachments)}" if mail.attachments else ""
    text = "\n".join(part for part in (head, read.text[:_LONGEST_NOTE], files) if part)
    facts = {"lead": lead_id, "mail": mail_id, "subject": mail.subject[:100]}
    with single(actor, verb=NOTE, table="comments", via=VIA, args=facts) as writer:
        writer.create("comments", [{"lead": lead_id, "text": text[:MAX_LONG_TEXT]}])
    return writer.operation.id


def _draft(actor: Actor, read: MailCells) -> tuple[dict[str, Any], int]:
    """The cells as stored. A text that no cell takes goes into the remarks instead of getting lost."""
    definition, context = get_table("leads"), build_parse_context(actor)
    columns = definition.by_id()
    draft: dict[str, Any] = {}
    unread: list[str] = []
    for column_id, text in read.cells.items():
        column = columns[column_id]
        try:
            check_editable(definition, actor, column, None)
            draft[column_id] = parse_cell(column, text, context)
        except AppError:
            unread.append(f"{column.words.zh}：{text}")
    if unread:
        kept = [part for part in (draft.get("remarks"), *unread) if part]
        draft["remarks"] = "\n".join(kept)[:MAX_LONG_TEXT]
    return {c: v for c, v in draft.items() if v is not None}, len(unread)


def _origin(box: Mailbox | None, *, as_person: bool) -> dict[str, Any]:
    """Where it came from and whose it is: without an owner it waits for whoever assigns."""
    if box is None:
        return {} if as_person else {"owner": None}
    owner = Person.objects.filter(pk=box.lead_owner_id or 0, active=True, deleted_at=None).first()
    channel = Channel.objects.filter(pk=box.channel_id or 0, deleted_at=None, retired_at=None).first()
    facts: dict[str, Any] = {"source": channel.pk if channel else None, "unit": None if owner else box.lead_unit_id}
    return {**{c: v for c, v in facts.items() if v is not None}, "owner": owner.pk if owner else None}
