"""Sends what the outbox holds, one mail at a time over one connection, through Django's mail backend."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from genjin.jobs.claiming import WAITS, abandoned, wait_before_retry, worker_token
from genjin.jobs.models import Mail
from genjin.jobs.outbox import tell_refused
from genjin.kernel import clock

log = logging.getLogger("genjin.mail")
State = Mail.State
# After the last pause of `WAITS` a mail has been tried for nine hours.
ATTEMPTS = len(WAITS) + 1
# While the mail server cannot be reached, one mail after the other would only wait for it.
UNREACHABLE = timedelta(minutes=1)


def can_send() -> bool:
    """Whether a mail server is configured; without one, mails wait."""
    return bool(settings.MAIL_READY)


class Sender:
    """Holds the connection between mails that follow one another."""

    def __init__(self) -> None:
        self._backend: Any = None

    def send_next(self) -> bool:
        """Sends one due mail. False when none is due, or none can be sent."""
        if not can_send():
            return False
        mail = _claim()
        if mail is None:
            self.close()
            return False
        self._send(mail)
        return True

    def close(self) -> None:
        if self._backend is None:
            return
        try:
            self._backend.close()
        except (OSError, smtplib.SMTPException):
            log.info("the mail server closed the connection first")
        self._backend = None

    def _send(self, mail: Mail) -> None:
        try:
            message = build_message(mail)
            self._open()
        except (OSError, smtplib.SMTPException) as fault:
            self._backend = None
            _put_off(mail, fault, everything=True)
            return
        except ValueError as fault:
            _finish(mail, {"state": State.FAILED, "last_error": _words(fault)})
            return
        # From here until the server's answer, a crash leaves open whether it was delivered.
        if not _finish(mail, {"handed_at": clock.now()}):
            return
        try:
            self._backend.send_messages([message])
        except (OSError, smtplib.SMTPException) as fault:
            self.close()
            _after_refusal(mail, fault)
            return
        _finish(mail, {"state": State.SENT, "sent_at": clock.now(), "last_error": ""})

    def _open(self) -> None:
        if self._backend is None:
            backend = get_connection(fail_silently=False)
            backend.open()
            self._backend = backend


def build_message(mail: Mail) -> EmailMultiAlternatives:
    """The mail as it goes out. Its Message-ID stays the same at every attempt, so that receivers can tell a repeat."""
    sender = settings.DEFAULT_FROM_EMAIL
    domain = sender.rpartition("@")[2].strip("> ") or "genjin"
    stamp = mail.created_at.strftime("%Y%m%d%H%M%S%f")
    headers = {"Message-ID": f"<genjin-{mail.pk}-{stamp}@{domain}>", "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(mail.subject, mail.text, sender, [mail.to], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _claim() -> Mail | None:
    """The next due mail, signed by this process; those of dead workers are taken back or set aside first."""
    now = clock.now()
    if not _due(now).exists() and not _orphans(now).exists():
        return None
    with transaction.atomic():
        orphans = _orphans(now)
        orphans.filter(handed_at__isnull=False).update(state=State.UNCLEAR, last_error="worker died while sending")
        orphans.filter(handed_at__isnull=True).update(state=State.WAITING)
        due = _due(now)
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        mail = due.first()
        if mail is None:
            return None
        mail.worker, mail.attempts = worker_token(), mail.attempts + 1
        Mail.objects.filter(pk=mail.pk).update(
            state=State.SENDING, worker=mail.worker, attempts=mail.attempts, beat_at=now, handed_at=None
        )
        return mail


def _due(now: Any) -> QuerySet[Mail]:
    return Mail.objects.filter(Q(next_at__isnull=True) | Q(next_at__lte=now), state=State.WAITING).order_by("id")


def _orphans(now: Any) -> QuerySet[Mail]:
    sending = Mail.objects.filter(state=State.SENDING)
    return sending.filter(abandoned(now, set(sending.values_list("worker", flat=True))))


def _finish(mail: Mail, values: Mapping[str, Any]) -> bool:
    """Writes what became of it, unless another worker has taken it over meanwhile."""
    mine = Mail.objects.filter(pk=mail.pk, worker=mail.worker, state=State.SENDING)
    return bool(mine.update(**values))


def _after_refusal(mail: Mail, fault: Exception) -> None:
    codes = _codes(fault)
    if not codes:
        # The line broke between handing over and the answer: sending again might be twice.
        _finish(mail, {"state": State.UNCLEAR, "last_error": _words(fault)})
    elif all(400 <= code < 500 for code in codes):
        _put_off(mail, fault)
    else:
        _finish(mail, {"state": State.FAILED, "last_error": _words(fault)})
        if isinstance(fault, smtplib.SMTPRecipientsRefused):
            tell_refused(mail.to, _words(fault))


def _put_off(mail: Mail, fault: Exception, *, everything: bool = False) -> None:
    """Tried again later; after the last attempt it has failed. A refused sign-in counts like a server out of reach."""
    if mail.attempts >= ATTEMPTS:
        _finish(mail, {"state": State.FAILED, "last_error": _words(fault)})
        return
    next_at = clock.now() + wait_before_retry(mail.attempts)
    _finish(mail, {"state": State.WAITING, "next_at": next_at, "last_error": _words(fault)})
    if everything:
        now = clock.now()
        _due(now).update(next_at=now + UNREACHABLE, last_error=_words(fault))


def _codes(fault: Exception) -> list[int]:
    """The server's answers in `fault`; none when it gave none."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return [answer[0] for answer in fault.recipients.values()]
    if isinstance(fault, smtplib.SMTPResponseException):
        return [fault.smtp_code] if fault.smtp_code > 0 else []
    return []


def _words(fault: Exception) -> str:
    return f"{type(fault).__name__}: {fault}"[:1000]
