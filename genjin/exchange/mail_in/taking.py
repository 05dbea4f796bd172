"""From a mail to a lead: kept first, then made a lead, a note or neither; each once, however often the mail comes."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import OperationalError, connection, transaction

from genjin.exchange.mail_in.cells import MailCells, read_cells
from genjin.exchange.mail_in.message import ReadMail, mail_key, read_message
from genjin.exchange.mail_in.models import Mailbox, TakenMail
from genjin.exchange.mail_in.verdict import why_no_lead
from genjin.exchange.mail_in.writing import Placed, create_lead, find_leads, note_on_lead
from genjin.kernel import clock
from genjin.kernel.actor import Actor, SystemActor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.models import Organisation, Person
from genjin.tables.fields.encrypted import cipher
from genjin.tables.scope.predicate import visible_ids

log = logging.getLogger("genjin.mail_in")
MEGABYTE = 1024 * 1024
# A mail above this is not read, only listed.
MAX_SIZE = 20 * MEGABYTE
State = TakenMail.State


@dataclass(frozen=True, slots=True)
class Door:
    """Which way a mail came: imap with its numbers, pipe or api."""

    name: str
    mailbox_id: int | None = None
    uid_validity: int | None = None
    uid: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """new: False for a mail that was taken before, by whatever door."""

    id: int
    new: bool


def keep_mail(raw: bytes, door: Door, size: int | None = None) -> Kept:
    """Stores a mail as it came; nothing is lost from here on. raw: its beginning suffices. size: of the whole."""
    key = mail_key(raw)
    row = TakenMail(
        mailbox_id=door.mailbox_id,
        door=door.name,
        uid_validity=door.uid_validity,
        uid=door.uid,
        key=key,
        created_at=clock.now(),
        size=len(raw) if size is None else size,
        **_read(raw, len(raw) if size is None else size),
    )
    with transaction.atomic():
        earlier = TakenMail.objects.filter(key=key).values_list("pk", flat=True).first()
        if earlier is None:
            TakenMail.objects.bulk_create([row], ignore_conflicts=True)
        found = TakenMail.objects.filter(key=key).values_list("pk", flat=True).get()
    return Kept(found, earlier is None)


def _read(raw: bytes, size: int) -> dict[str, Any]:
    large = size > MAX_SIZE
    state, mail = State.NEW, ReadMail()
    reason: dict[str, Any] | None = None
    try:
        mail = read_message(raw, headers_only=large)
    except ValueError:
        state, reason = State.FAILED, {"code": "unreadable"}
    except Exception:
        # The library's reader fails on some mails that are made to make it fail: one must not stop the others.
        log.exception("a mail could not be read")
        state, reason = State.FAILED, {"code": "unreadable"}
    if large:
        state = State.SKIPPED
        reason = {"code": "too_large", "megabytes": round(size / MEGABYTE), "limit": MAX_SIZE // MEGABYTE}
    return {"state": state, "reason": reason, "parts": cipher().encrypt(orjson.dumps(mail.as_json()).decode())}


def read_parts(row: TakenMail) -> ReadMail:
    """What was kept of the mail."""
    return ReadMail.of_json(orjson.loads(cipher().decrypt(row.parts)))


def settle_mail(mail_id: int, *, actor: Actor | None = None, decided_by: Actor | None = None) -> TakenMail:
    """Makes of a kept mail what it is to be; again it changes nothing.

    actor: on whose behalf it came, with their rights; the system without. decided_by: who turns one that was left out
    into a lead after all.
    """
    wanted = [State.NEW] if decided_by is None else [State.NEW, State.SKIPPED, State.FAILED]
    with transaction.atomic():
        found = TakenMail.objects.filter(pk=mail_id)
        if connection.features.has_select_for_update:
            found = found.select_for_update()
        row = found.get()
        if row.state not in wanted:
            return row
        row.error = None
        try:
            with transaction.atomic():
                _settle(row, actor, decided_by)
        except AppError as refused:
            row.state, row.error = State.FAILED, {"code": refused.code.value, "data": refused.data}
        except OperationalError:
            # The database was busy or away: it waits for the next round.
            raise
        except Exception:
            log.exception("taken mail %s", row.pk)
            row.state, row.error = State.FAILED, {"code": ErrorCode.INTERNAL.value, "data": {}}
        row.save(update_fields=["state", "reason", "error", "lead_id", "operation_id", "decided_by_id"])
        return row


def _settle(row: TakenMail, actor: Actor | None, decided_by: Actor | None) -> None:
    mail, box = read_parts(row), Mailbox.objects.filter(pk=row.mailbox_id or 0).first()
    own = _own_addresses(box, mail)
    read = read_cells(mail, _our_names(), own)
    acting = decided_by or actor or SystemActor(name=f"邮件：{box.name}"[:100] if box else "邮件")
    if decided_by is None:
        reason = why_no_lead(mail, own, is_form=read.is_form, passed_on=read.passed_on)
        if reason is not None:
            row.state, row.reason = State.SKIPPED, dict(reason)
            return
        if _note(row, mail, read, acting):
            return
    if not read.address and not any(read.cells.get(c) for c in ("mobile", "phone", "wechat", "company", "contact")):
        row.state, row.reason = State.SKIPPED, {"code": "no_sender"}
        return
    placed = create_lead(acting, read, box, row.pk, as_person=actor is not None)
    row.state, row.reason = State.LEAD, _remark(placed)
    row.lead_id, row.operation_id = placed.lead_id, placed.operation_id
    row.decided_by_id = decided_by.id if decided_by else None


def _note(row: TakenMail, mail: ReadMail, read: MailCells, acting: Actor) -> bool:
    """Whether the sender has a lead already: then the mail is written on its timeline, within the actor's scope."""
    leads = find_leads(read.address)
    if not leads:
        return False
    if leads[0] not in visible_ids("leads", acting, leads[:1]):
        row.state, row.reason = State.SKIPPED, {"code": "belongs_elsewhere"}
        return True
    row.operation_id = note_on_lead(acting, leads[0], mail, read, row.pk)
    several: dict[str, Any] = {"code": "belongs_several", "count": len(leads)}
    row.state, row.lead_id, row.reason = State.NOTE, leads[0], several if len(leads) > 1 else {"code": "belongs"}
    return True


def _remark(placed: Placed) -> dict[str, Any] | None:
    if placed.faults:
        return {"code": "faults", "count": placed.faults}
    return {"code": "lookalikes", "count": placed.lookalikes} if placed.lookalikes else None


def _own_addresses(box: Mailbox | None, mail: ReadMail) -> set[str]:
    """The mailbox, and whichever of the mail's addresses are our people's."""
    named = Person.objects.filter(email__in=[a for a in (mail.sender, mail.reply_to) if a], deleted_at=None)
    people = {address for address in named.values_list("email", flat=True) if address}
    return people | ({box.user.strip().lower()} if box is not None and box.user else set())


def _our_names() -> tuple[str, ...]:
    return tuple(name for name in Organisation.objects.values_list("name", flat=True) if name)


def settle_waiting(limit: int = 200) -> int:
    """Settles what was kept while something kept it from being settled. Answers how many."""
    waiting = list(TakenMail.objects.filter(state=State.NEW).order_by("pk").values_list("pk", flat=True)[:limit])
    for mail_id in waiting:
        with suppress(TakenMail.DoesNotExist):
            settle_mail(mail_id)
    return len(waiting)


def hand_in(raw: bytes, door: Door, actor: Actor | None = None) -> tuple[TakenMail, bool]:
    """A mail that somebody or some mail server hands over: kept and settled. Answers it and whether it came before.

    Raises mail_too_large, mail_unreadable: then it was not kept, and whoever hands it in still has it.
    """
    check_size(len(raw))
    try:
        read_message(raw)
    except Exception as broken:
        raise AppError(ErrorCode.MAIL_UNREADABLE, 422) from broken
    kept = keep_mail(raw, door)
    if not kept.new:
        return TakenMail.objects.get(pk=kept.id), True
    # A busy database: it is kept and waits for the next round; whoever handed it in need not come again.
    with suppress(OperationalError):
        return settle_mail(kept.id, actor=actor), False
    return TakenMail.objects.get(pk=kept.id), False


def check_size(size: int) -> None:
    """Raises mail_too_large."""
    if size > MAX_SIZE:
        facts: Mapping[str, Any] = {"megabytes": round(size / MEGABYTE), "limit": MAX_SIZE // MEGABYTE}
        raise AppError(ErrorCode.MAIL_TOO_LARGE, 413, **facts)
