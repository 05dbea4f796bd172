"""Mails to send: queued in the caller's transaction, so a mail goes out if and only if what it speaks of happened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import transaction

from genjin.jobs.models import Mail
from genjin.jobs.sending import cancel_message, retry_message
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.parse_emails import parse_email

State = Mail.State
UNSENT = (State.WAITING, State.FAILED)
# Out, or as good as out: whoever asks again must not think that it can still be stopped.
OUT = (State.SENDING, State.SENT, State.UNCLEAR)
_collecting: ContextVar[list[int] | None] = ContextVar("mails of this chunk", default=None)


# Told of an address that a mail server refused for good, with its words.
RefusedHook = Callable[[str, str], None]
_refused_hooks: list[RefusedHook] = []


def on_refused(hook: RefusedHook) -> None:
    """Registers what happens when a mail server says that an address does not exist. Called once, at loading."""
    _refused_hooks.append(hook)


def tell_refused(address: str, why: str) -> None:
    """Called by the sender, outside any transaction of the mail itself."""
    for hook in _refused_hooks:
        hook(address, why)


def cancel_mails_about(table: str, row_ids: Sequence[int], to: Collection[str]) -> int:
    """Cancels unsent mails about these rows to these addresses. Returns how many."""
    about = Mail.objects.filter(about_table=table, about_id__in=row_ids, to__in=to, state__in=UNSENT)
    return about.update(state=State.CANCELLED)


def queue_mail(
    *,
    to: str,
    subject: str,
    text: str,
    kind: str,
    key: str | None = None,
    about: tuple[str, int] | None = None,
    html: str | None = None,
    headers: Mapping[str, str] | None = None,
    not_before: datetime | None = None,
) -> int:
    """Queues one mail to one person in the surrounding transaction; the worker sends it. Returns its id.

    key: a repeat with the same key queues nothing and answers as the first time, also after it was sent or cancelled.
    headers: beside those that every mail has; an empty one leaves out what every mail has.
    about: table and row it speaks of. Undoing the operation it was queued in cancels it while it is unsent.
    Raises invalid_email.
    """
    address = check_address(to)
    mail = Mail(
        kind=kind,
        key=key,
        to=address,
        subject=" ".join(subject.split())[:250],
        text=text,
        html=html,
        headers=dict(headers or {}),
        next_at=not_before,
        about_table=about[0] if about else "",
        about_id=about[1] if about else None,
        created_at=clock.now(),
    )
    if key is None:
        mail.save(force_insert=True)
        return _collect(mail.pk)
    earlier = Mail.objects.filter(key=key).values_list("pk", flat=True).first()
    if earlier is not None:
        return earlier
    Mail.objects.bulk_create([mail], ignore_conflicts=True)
    return _collect(Mail.objects.filter(key=key).values_list("pk", flat=True)[0])


def cancel_mail(key: str) -> bool:
    """Cancels a mail that was not sent. False when there is none, or it is on its way."""
    return bool(Mail.objects.filter(key=key, state__in=UNSENT).update(state=State.CANCELLED))


def cancel_mail_by_id(mail_id: int) -> bool:
    """As `cancel_mail`, for one shown in the list."""
    return cancel_message(Mail, mail_id)


def retry_mail(mail_id: int) -> bool:
    """Lets a failed, cancelled or unclear mail go out again. The person who asks knows that unclear may mean twice."""
    return retry_message(Mail, mail_id)


def check_address(to: str) -> str:
    """The one address in `to`. Raises invalid_email."""
    found = parse_email(to)
    if found.value is None or found.warnings:
        raise AppError(ErrorCode.INVALID_EMAIL, value=to[:80])
    return found.value


@contextmanager
def collect_mails() -> Iterator[list[int]]:
    """The ids of mails queued in the block: the ledger stamps them with its operation."""
    ids: list[int] = []
    token = _collecting.set(ids)
    try:
        yield ids
    finally:
        _collecting.reset(token)


def stamp_mails(ids: Sequence[int], operation_id: int) -> None:
    """Binds mails to the operation they were queued in."""
    Mail.objects.filter(pk__in=ids, operation_id__isnull=True).update(operation_id=operation_id)


def follow_undo(fates: Mapping[int, bool]) -> int:
    """Operations that no longer count (False) take their unsent mails along; those that count again send them.

    Returns how many mails of the former were out already, or on their way: nothing brings them back.
    """
    with transaction.atomic():
        dead = [operation for operation, live in fates.items() if not live]
        alive = [operation for operation, live in fates.items() if live]
        theirs = Mail.objects.filter(operation_id__in=dead)
        theirs.filter(state__in=UNSENT).update(state=State.CANCELLED, undone=True)
        revived = Mail.objects.filter(operation_id__in=alive, state=State.CANCELLED, undone=True)
        revived.update(state=State.WAITING, undone=False, next_at=None, attempts=0)
        return theirs.filter(state__in=OUT).count()


def _collect(mail_id: int) -> int:
    ids = _collecting.get()
    if ids is not None:
        ids.append(mail_id)
    return mail_id
