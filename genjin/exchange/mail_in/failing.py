"""A mailbox that goes on failing is told to the administrators, once each time it begins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from genjin.exchange.mail_in.faults import fault_words
from genjin.exchange.mail_in.models import Mailbox, MailboxState
from genjin.kernel import clock
from genjin.kernel.words import Words
from genjin.notices.kinds import NoticeKind, register_kind
from genjin.notices.telling import News, tell
from genjin.people.placing import administrators

# Shorter than this it may be the server's own business: it is tried again every other minute.
PATIENCE = timedelta(minutes=30)


def _details(facts: Mapping[str, Any], language: str) -> list[str]:
    return [fault_words(facts.get("error"), language)]


FAILING = register_kind(
    NoticeKind(
        key="mail_in.failing",
        name=Words("收件邮箱收不到邮件", "A mailbox cannot be read"),
        phrase=Words(
            "收件邮箱“{name}”半小时收不到邮件，到设置里看原因",
            "The mailbox “{name}” could not be read for half an hour; its settings say why",
        ),
        mail="now",
        details=_details,
    )
)


def note_fault(box: Mailbox, state: MailboxState, code: str, data: Mapping[str, Any]) -> None:
    """Remembers the fault with the mailbox; one that lasts is told. state: as it was before this look."""
    now = clock.now()
    since = state.failing_since or now
    error = {"code": code, "data": dict(data)}
    MailboxState.objects.filter(pk=box.pk).update(tried_at=now, error=error, failing_since=since)
    if box.active and now - since >= PATIENCE:
        _tell(box, f"{box.pk}:{since.isoformat()}", error)


def _tell(box: Mailbox, key: str, error: Mapping[str, Any]) -> None:
    facts = {"name": box.name or "", "error": error}
    tell([News(person, FAILING, facts, ("mailboxes", box.pk), key) for person in administrators()])
