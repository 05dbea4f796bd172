"""Looks into the mailboxes every other minute and remembers how far it came, mail by mail."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction

from genjin.exchange.mail_in.failing import note_fault
from genjin.exchange.mail_in.faults import MailboxFault
from genjin.exchange.mail_in.imap import Account, Connection, connect
from genjin.exchange.mail_in.models import Mailbox, MailboxState
from genjin.exchange.mail_in.taking import Door, keep_mail, settle_mail, settle_waiting
from genjin.jobs.queue import JobContext, handler
from genjin.jobs.schedule import periodic
from genjin.kernel import clock
from genjin.kernel.words import Words
from genjin.tables.fields.secret import open_secret

log = logging.getLogger("genjin.mail_in")
LOOK_KIND = "mail_in.look"
# Mails taken from one mailbox in a round, and the seconds it may take; the rest comes with the next.
ROUND = 200
SECONDS = 60


@periodic("mail_in.poll", every=timedelta(minutes=2), words=Words("收取邮件线索", "Take mails in"))
def poll_mailboxes(job: JobContext | None) -> dict[str, int]:
    """Every mailbox that is switched on; one that fails keeps none of the others waiting for ever."""
    settle_waiting()
    taken = 0
    boxes = list(Mailbox.objects.filter(active=True, deleted_at=None).order_by("pk"))
    for at, box in enumerate(boxes):
        if job is not None:
            job.step(at, len(boxes))
        taken += look_into(box)
    return {"mailboxes": len(boxes), "taken": taken}


@handler(LOOK_KIND, quick=True, words=Words("收取一个邮箱", "Take the mails of one mailbox"))
def look_now(job: JobContext) -> dict[str, int]:
    """One mailbox, because somebody asked."""
    box = Mailbox.objects.filter(pk=job.payload["mailbox"], deleted_at=None).first()
    return {"taken": look_into(box) if box is not None else 0}


def look_into(box: Mailbox) -> int:
    """Takes what is new. Answers how many mails; a fault is remembered with the mailbox, in words for its page."""
    state, _ = MailboxState.objects.get_or_create(mailbox_id=box.pk)
    mine = MailboxState.objects.filter(pk=box.pk)
    try:
        account = account_of(box)
        with connect(account) as opened:
            taken = _take_new(box, state, account, opened)
    except MailboxFault as fault:
        if fault.code == "internal":
            log.error("mailbox %s cannot be read", box.pk, exc_info=fault.__cause__)
        note_fault(box, state, fault.code, fault.data)
        return 0
    except Exception:
        log.exception("mailbox %s", box.pk)
        note_fault(box, state, "internal", {})
        return 0
    now = clock.now()
    mine.update(tried_at=now, looked_at=now, error=None, failing_since=None, in_folder=opened.folder.count)
    return taken


def account_of(box: Mailbox) -> Account:
    """Raises MailboxFault: unset, password_host."""
    if not (box.host and box.user and box.password):
        raise MailboxFault("unset")
    if box.password_host != box.host:
        raise MailboxFault("password_host")
    return Account(
        host=box.host.strip(),
        port=box.port or 993,
        security=box.security or "ssl",
        user=box.user,
        password=open_secret(box.password),
        folder=box.folder or "INBOX",
    )


def try_mailbox(box: Mailbox) -> Mapping[str, Any]:
    """Signs in and opens the folder; takes nothing. Raises MailboxFault."""
    with connect(account_of(box)) as opened:
        new = len(opened.new_uids(0, box.since))
        return {"in_folder": opened.folder.count, "since": new}


def _take_new(box: Mailbox, state: MailboxState, account: Account, opened: Connection) -> int:
    """Mail by mail: kept and remembered in one transaction, then settled. A break anywhere loses and repeats none."""
    _begin(state, account, opened)
    until = time.monotonic() + SECONDS
    taken = 0
    for uid in opened.new_uids(state.last_uid, box.since)[:ROUND]:
        fetched = opened.fetch(uid)
        with transaction.atomic():
            kept = None
            if fetched is not None:
                door = Door("imap", box.pk, opened.folder.uid_validity, uid)
                kept = keep_mail(fetched.raw, door, fetched.size)
            MailboxState.objects.filter(pk=box.pk, last_uid__lt=uid).update(last_uid=uid)
        if kept is not None and kept.new:
            settle_mail(kept.id)
            taken += 1
        if time.monotonic() > until:
            break
    return taken


def _begin(state: MailboxState, account: Account, opened: Connection) -> None:
    """Numbers of another folder, or of before the server renumbered, mean nothing: read anew, and taken once still."""
    place = sha256(f"{account.host}\n{account.user}\n{account.folder}".encode()).hexdigest()
    validity = opened.folder.uid_validity
    if (state.place, state.uid_validity) != (place, validity):
        state.place, state.uid_validity, state.last_uid = place, validity, 0
        state.save(update_fields=["place", "uid_validity", "last_uid"])
