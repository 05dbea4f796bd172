"""Writing letters: rights, wishes and frequency checked, the letter and its mail written in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from genjin.followups.guard.contacts import may_contact
from genjin.followups.guard.rules import YES
from genjin.jobs.outbox import queue_mail
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.kernel.words import Words
from genjin.people.models import Person
from genjin.service.letters.html import html_of
from genjin.service.letters.opting_out import opt_out_address
from genjin.service.letters.recipients import Target, check_addresses_readable, find_recipients
from genjin.service.letters.rules import Judgement, Recipient, judge_letter
from genjin.tables.ledger.operation import Writer, operation
from genjin.tables.ledger.repeated import find_repeated
from genjin.tables.scope.predicate import check_action

LetterKind = Literal["single", "bulk", "materials"]
# Letters a transaction writes: each is a row and a mail.
CHUNK = 50
MAX_LETTERS = 10_000
MAX_SUBJECT = 250
MAX_TEXT = 20_000
_FOOT = Words("不想再收到我们的邮件，点这里退订：{address}", "To get no more mail from us: {address}")


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """One mail to one person. contact_id: None for the lead's main contact.

    guard_reason: why the customer is written to although they wished otherwise, or were contacted often enough (D3).
    """

    lead_id: int
    subject: str
    text: str
    contact_id: int | None = None
    guard_reason: str = ""

    @property
    def target(self) -> Target:
        return (self.lead_id, self.contact_id)


@dataclass(frozen=True, slots=True)
class LetterRefusal:
    """reason: a key of `rules.REASONS`."""

    draft: LetterDraft
    reason: str
    error: AppError


@dataclass(slots=True)
class WrittenLetters:
    """operation_id: None when nobody got a letter. letters: ids by lead and contact."""

    operation_id: int | None = None
    letters: dict[Target, int] = field(default_factory=dict)
    refused: list[LetterRefusal] = field(default_factory=list)


def write_letters(
    actor: Actor,
    drafts: Sequence[LetterDraft],
    *,
    verb: str = "letters.write",
    kind: LetterKind = "single",
    reason: str = "",
    via: str = "panel",
    base_url: str = "",
    args: Mapping[str, Any] | None = None,
    mailing_id: int | None = None,
    client_key: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> WrittenLetters:
    """Writes each draft as a letter whose mail waits in the outbox: one operation, whose undo cancels what is unsent.

    kind: `bulk` goes out by itself: no reason helps against wish or frequency, quiet hours are waited for, and each
    carries a link to opt out, for which base_url is needed. The same `client_key` again answers as the first time.
    Answers for each draft. Raises forbidden without the right to write letters, column_forbidden for who may not read
    addresses, required for an empty subject or text, too_long, limit above 10,000.
    """
    check_letters(actor, drafts, kind, base_url)
    earlier = _find_earlier(actor, verb, client_key)
    if earlier is not None:
        return earlier
    written = WrittenLetters()
    facts = {"title": drafts[0].subject[:80] if drafts else "", "count": len(drafts), **(args or {})}
    with operation(
        actor, verb=verb, table="leads", via=via, reason=reason, args=facts, client_key=client_key
    ) as opened:
        for start in range(0, len(drafts), CHUNK):
            with opened.chunk() as writer:
                part = add_letters(writer, drafts[start : start + CHUNK], kind, base_url, mailing_id=mailing_id)
            written.letters.update(part.letters)
            written.refused += part.refused
            if progress is not None:
                progress(min(start + CHUNK, len(drafts)), len(drafts))
        opened.facts["args"] |= {"count": len(written.letters)}
        if client_key:
            opened.facts["args"]["letters"] = [[*target, letter] for target, letter in written.letters.items()]
    written.operation_id = opened.id
    return written


def check_letters(actor: Actor, drafts: Sequence[LetterDraft], kind: LetterKind, base_url: str = "") -> None:
    """What `write_letters` raises, before anything is written."""
    check_action("letters", actor, "create")
    check_addresses_readable(actor, contacts=any(d.contact_id is not None for d in drafts))
    if len(drafts) > MAX_LETTERS:
        raise AppError(ErrorCode.LIMIT, limit=MAX_LETTERS)
    if kind == "bulk" and not base_url:
        raise AppError(ErrorCode.BAD_REQUEST, what="base_url")
    for draft in drafts:
        for column, value, most in (("subject", draft.subject, MAX_SUBJECT), ("text", draft.text, MAX_TEXT)):
            if not value.strip():
                raise AppError(ErrorCode.REQUIRED, column=column)
            if len(value) > most:
                raise AppError(ErrorCode.TOO_LONG, column=column, limit=most)


def add_letters(
    writer: Writer,
    drafts: Sequence[LetterDraft],
    kind: LetterKind,
    base_url: str = "",
    *,
    mailing_id: int | None = None,
    first: datetime | None = None,
    pace: timedelta = timedelta(0),
) -> WrittenLetters:
    """The same inside a chunk that is open, for verbs that write more than letters; call `check_letters` before.

    first, pace: when the first of them is to go out, and how long after each the next; quiet hours move them on.
    Facts are read in the transaction that writes, so that two at once do not both pass.
    """
    found = judge_drafts(writer.actor, drafts, kind)
    answer = WrittenLetters()
    ready: list[tuple[LetterDraft, Recipient, Judgement]] = []
    for draft, (recipient, judgement) in zip(drafts, found, strict=True):
        if recipient is None or judgement.reason is not None:
            error = judgement.error or not_found("leads")
            answer.refused.append(LetterRefusal(draft, judgement.reason or "not_found", error))
        else:
            ready.append((draft, recipient, judgement))
    if not ready:
        return answer
    ids = writer.create("letters", [_row(draft, recipient, kind) for draft, recipient, _ in ready])
    reply_to = _reply_to(writer.actor)
    belonging: dict[int, dict[str, Any]] = {}
    for index, (letter_id, (draft, recipient, judgement)) in enumerate(zip(ids, ready, strict=True)):
        turn = _turn(judgement.not_before, first, index * pace)
        mail_id = _queue(letter_id, draft, recipient, turn, kind, base_url, reply_to)
        belonging[letter_id] = {"mail_id": mail_id, "mailing_id": mailing_id}
        answer.letters[draft.target] = letter_id
    writer.derive("letters", belonging)
    answer.operation_id = writer.operation.ensure_row()
    return answer


def judge_drafts(
    actor: Actor, drafts: Sequence[LetterDraft], kind: LetterKind
) -> list[tuple[Recipient | None, Judgement]]:
    """For each draft whom it would go to, None out of scope, and whether it may."""
    recipients = find_recipients(actor, [d.target for d in drafts])
    leads = list(dict.fromkeys(lead for lead, _ in recipients))
    verdicts = may_contact(leads, automatic=kind == "bulk")
    found: list[tuple[Recipient | None, Judgement]] = []
    for draft in drafts:
        recipient = recipients.get(draft.target)
        if recipient is None:
            found.append((None, Judgement("not_found", not_found("leads"))))
            continue
        said_why = kind != "bulk" and bool(draft.guard_reason.strip())
        verdict = verdicts.get(draft.lead_id, YES)
        found.append((recipient, judge_letter(recipient, verdict, said_why=said_why)))
    return found


def _turn(not_before: datetime | None, first: datetime | None, later: timedelta) -> datetime | None:
    """When a letter goes out; None for at once."""
    if first is None:
        return not_before
    if not_before is None or not_before <= first:
        return first + later
    # Those that wait for the morning go out one after the other then, too.
    return not_before + (first - clock.now()) + later


def _row(draft: LetterDraft, recipient: Recipient, kind: str) -> dict[str, Any]:
    return {
        "lead": draft.lead_id,
        "contact": draft.contact_id,
        "name": recipient.name or None,
        "address": recipient.address,
        "subject": " ".join(draft.subject.split()),
        "text": draft.text.strip(),
        "kind": kind,
        "guard_reason": draft.guard_reason.strip() or None,
    }


def _queue(
    letter_id: int,
    draft: LetterDraft,
    recipient: Recipient,
    turn: datetime | None,
    kind: LetterKind,
    base_url: str,
    reply_to: str,
) -> int:
    headers = {"Reply-To": reply_to}
    text = draft.text.strip()
    if kind == "bulk":
        address = opt_out_address(base_url, letter_id)
        # RFC 8058: a mail program's own button posts to it without opening the page.
        headers |= {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        text = f"{text}\n\n{_FOOT.zh.format(address=address)}"
    else:
        # A person wrote it: programs that answer for people away may answer.
        headers["Auto-Submitted"] = ""
    return queue_mail(
        to=recipient.address,
        subject=draft.subject,
        text=text,
        html=html_of(text),
        kind=f"letter.{kind}",
        about=("leads", draft.lead_id),
        headers=headers,
        not_before=turn,
    )


def _reply_to(actor: Actor) -> str:
    """Where answers go: to whoever wrote it."""
    return Person.objects.filter(pk=actor.id or 0).values_list("email", flat=True).first() or ""


def _find_earlier(actor: Actor, verb: str, client_key: str | None) -> WrittenLetters | None:
    found = find_repeated(actor, client_key, verb)
    if found is None:
        return None
    letters = {(lead, contact): letter for lead, contact, letter in found.args.get("letters", [])}
    return WrittenLetters(found.pk, letters)
