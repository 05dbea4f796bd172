"""What became of letters, read from the outbox: one place knows, nothing is copied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from genjin.jobs.mailing import can_send
from genjin.jobs.models import Mail
from genjin.kernel import clock
from genjin.kernel.words import Words
from genjin.service.letters.models import Letter
from genjin.service.letters.rules import REASONS

State = Mail.State
PAGE = 500
QUIET = "quiet"
STATES: dict[str, Words] = {
    "waiting": Words("等待发出", "Waiting"),
    "sent": Words("已发出", "Sent"),
    "failed": Words("没有发出", "Not sent"),
    "unclear": Words("可能已发出", "May have been sent"),
    "skipped": Words("没有发", "Skipped"),
    "cancelled": Words("已取消", "Cancelled"),
}
TONES = {"waiting": "waiting", "sent": "good", "failed": "bad", "unclear": "bad"}
_OUTBOX = {
    State.WAITING: "waiting",
    State.SENDING: "waiting",
    State.SENT: "sent",
    State.FAILED: "failed",
    State.UNCLEAR: "unclear",
}
_NO_SERVER = Words("还没有设置发信服务器", "No mail server is set up")
_QUIET = Words("安静时段或休息日，{when} 后发出", "Quiet hours or a day off; goes out after {when}")
_LATER = Words("邮件服务器暂时不收，会再试", "The mail server takes none at the moment; it will be tried again")
_BROKE = Words("连接断了，不知道对方收到没有", "The line broke; whether it arrived is unknown")


@dataclass(frozen=True, slots=True)
class LetterState:
    """state: a key of `STATES`. why: a key of `REASONS` of a skipped one, `QUIET`, or the mail server's words."""

    state: str
    at: datetime | None = None
    why: str = ""


def state_of(mail: Mail | None) -> LetterState:
    """Pure but for the row it is given. A letter whose mail is gone was cancelled."""
    if mail is None:
        return LetterState("cancelled")
    if mail.state == State.CANCELLED:
        skipped = not mail.undone and mail.last_error in REASONS
        return LetterState("skipped" if skipped else "cancelled", why=mail.last_error if skipped else "")
    return LetterState(_OUTBOX[State(mail.state)], mail.sent_at or mail.next_at, mail.last_error)


def find_states(letters: Iterable[Letter]) -> Mapping[int, LetterState]:
    """By letter."""
    wanted = list(letters)
    mails: dict[int, Mail] = {}
    ids = [letter.mail_id for letter in wanted if letter.mail_id is not None]
    for start in range(0, len(ids), PAGE):
        mails.update(Mail.objects.in_bulk(ids[start : start + PAGE]))
    return {letter.pk: state_of(mails.get(letter.mail_id or 0)) for letter in wanted}


def describe_state(found: LetterState, language: str) -> tuple[str, str | None]:
    """The state in words, and why it is so where it is not plain."""
    return STATES[found.state].in_language(language), _why(found, language)


def _why(found: LetterState, language: str) -> str | None:
    if found.state == "skipped":
        return REASONS[found.why].in_language(language)
    if found.state == "unclear":
        return _BROKE.in_language(language)
    if found.state == "failed":
        return found.why or None
    if found.state != "waiting":
        return None
    if not can_send():
        return _NO_SERVER.in_language(language)
    if found.at is not None and found.why in (QUIET, ""):
        return _QUIET.in_language(language).format(when=f"{clock.local(found.at):%m-%d %H:%M}")
    return _LATER.in_language(language) if found.why else None
