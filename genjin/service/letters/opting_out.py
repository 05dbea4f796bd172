"""The link by which a reader of bulk mail opts out, without signing in (domain.md D13).

It carries a signed number and nothing else and never ends: who wants no more mail must not be too late. Opting out is
an operation of the customer, which can be undone like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core import signing

from genjin.contacts.models import Contact
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Words
from genjin.leads.models import Lead
from genjin.people.customer_actor import customer_actor
from genjin.service.letters.models import Letter
from genjin.tables.ledger.operation import single

VERB = "leads.opt_out"
VIA = "opt-out"
_SALT = "genjin.opt-out"
_REASON = Words("点了邮件“{subject}”里的退订链接", "followed the opt-out link of the mail “{subject}”")


@dataclass(frozen=True, slots=True)
class OpenOptOut:
    """What the opened link shows. done: the reader has opted out already."""

    letter_id: int
    address: str
    done: bool


def opt_out_address(base_url: str, letter_id: int) -> str:
    """base_url: where the product is reached, without a slash at the end."""
    return f"{base_url}/opt-out/{signing.dumps(letter_id, salt=_SALT)}"


def open_opt_out(token: str) -> OpenOptOut:
    """Raises link_unknown (404) for a forged link."""
    letter = _find(token)
    return OpenOptOut(letter.pk, letter.address or "", letter.opted_out_at is not None)


def opt_out(token: str) -> int | None:
    """The person of the letter wants no more mail. Returns the operation, None when that is so already.

    Raises as `open_opt_out`.
    """
    letter = _find(token)
    table, row_id = _row_of(letter)
    actor = customer_actor(letter.name or letter.address or "")
    reason = _REASON.zh.format(subject=letter.subject)
    args: dict[str, Any] = {"title": _title(letter), "letter": letter.pk}
    with single(actor, verb=VERB, table="leads", via=VIA, reason=reason, args=args) as writer:
        known = writer.rows("letters", [letter.pk], ("opted_out_at",), trashed=True)
        if known[letter.pk]["opted_out_at"] is not None:
            return None
        writer.set("letters", {letter.pk: {"opted_out_at": writer.now}}, trashed=True)
        # Also on a lead in the trash: it may come back, and the wish with it.
        if row_id is not None:
            writer.set(table, {row_id: {"mail_opt_out_at": writer.now}}, trashed=True)
        return writer.operation.ensure_row()


def _find(token: str) -> Letter:
    try:
        letter_id = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise AppError(ErrorCode.LINK_UNKNOWN, 404) from None
    letter = Letter.objects.filter(pk=letter_id).first()
    if letter is None:
        raise AppError(ErrorCode.LINK_UNKNOWN, 404)
    return letter


def _row_of(letter: Letter) -> tuple[str, int | None]:
    """Where the wish is kept: on the further contact it was written to, else on the lead."""
    if letter.contact_id is not None and Contact.objects.filter(pk=letter.contact_id).exists():
        return "contacts", letter.contact_id
    return "leads", letter.lead_id


def _title(letter: Letter) -> str:
    found = Lead.objects.filter(pk=letter.lead_id or 0).values_list("company", "contact").first()
    return next((name for name in found or () if name), letter.name or "")
