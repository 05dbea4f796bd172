"""Sends what the outbox holds, one mail at a time over one connection, through Django's mail backend."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from genjin.jobs.models import Mail
from genjin.jobs.outbox import tell_refused
from genjin.jobs.sending import UNREACHABLE, claim_message, due_messages, finish_message, put_off_message
from genjin.kernel import clock

log = logging.getLogger("genjin.mail")
State = Mail.State


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a mail does not go out now. until: when it may be asked about again; None when it never goes out.

    why: a short word that whoever registered the check can read again in `last_error`.
    """

    why: str
    until: datetime | None = None


SendingCheck = Callable[[Mail], Hold | None]
_checks: dict[str, SendingCheck] = {}


def check_before_sending(kind: str, check: SendingCheck) -> None:
    """Registers what is asked at the last moment about each mail of `kind`. Called once, at loading."""
    _checks[kind] = check


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
        mail = claim_message(Mail)
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
        if _held(mail):
            return
        try:
            message = build_message(mail)
            self._open()
        except (OSError, smtplib.SMTPException) as fault:
            self._backend = None
            _put_off(mail, fault, everything=True)
            return
        except ValueError as fault:
            finish_message(mail, {"state": State.FAILED, "last_error": _words(fault)})
            return
        # From here until the server's answer, a crash leaves open whether it was delivered.
        if not finish_message(mail, {"handed_at": clock.now()}):
            return
        try:
            self._backend.send_messages([message])
        except (OSError, smtplib.SMTPException) as fault:
            self.close()
            _after_refusal(mail, fault)
            return
        finish_message(mail, {"state": State.SENT, "sent_at": clock.now(), "last_error": ""})

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
    usual = {"Message-ID": f"<genjin-{mail.pk}-{stamp}@{domain}>", "Auto-Submitted": "auto-generated"}
    headers = {name: value for name, value in {**usual, **mail.headers}.items() if value}
    message = EmailMultiAlternatives(mail.subject, mail.text, sender, [mail.to], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _held(mail: Mail) -> bool:
    """Puts a mail off, or cancels it, when its check says so. Waiting for its turn uses up no attempt."""
    check = _checks.get(mail.kind)
    hold = check(mail) if check is not None else None
    if hold is None:
        return False
    if hold.until is None:
        finish_message(mail, {"state": State.CANCELLED, "last_error": hold.why})
    else:
        later = {"state": State.WAITING, "next_at": hold.until, "attempts": mail.attempts - 1}
        finish_message(mail, {**later, "last_error": hold.why})
    return True


def _after_refusal(mail: Mail, fault: Exception) -> None:
    codes = _codes(fault)
    if not codes:
        # The line broke between handing over and the answer: sending again might be twice.
        finish_message(mail, {"state": State.UNCLEAR, "last_error": _words(fault)})
    elif all(400 <= code < 500 for code in codes):
        _put_off(mail, fault)
    else:
        finish_message(mail, {"state": State.FAILED, "last_error": _words(fault)})
        if isinstance(fault, smtplib.SMTPRecipientsRefused):
            tell_refused(mail.to, _words(fault))


def _put_off(mail: Mail, fault: Exception, *, everything: bool = False) -> None:
    """Tried again later; after the last attempt it has failed. A refused sign-in counts like a server out of reach."""
    if put_off_message(mail, _words(fault)) and everything:
        due_messages(Mail).update(next_at=clock.now() + UNREACHABLE, last_error=_words(fault))


def _codes(fault: Exception) -> list[int]:
    """The server's answers in `fault`; none when it gave none."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return [answer[0] for answer in fault.recipients.values()]
    if isinstance(fault, smtplib.SMTPResponseException):
        return [fault.smtp_code] if fault.smtp_code > 0 else []
    return []


def _words(fault: Exception) -> str:
    return f"{type(fault).__name__}: {fault}"[:1000]
