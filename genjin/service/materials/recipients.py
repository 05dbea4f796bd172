"""To whom of a lead materials can be sent: the main contact and the further persons."""

from __future__ import annotations

from dataclasses import dataclass

from genjin.followups.guard.rules import YES
from genjin.kernel.actor import Actor, ColumnRight, Reach
from genjin.kernel.errors import AppError, not_found
from genjin.service.letters.recipients import find_recipients
from genjin.service.letters.rules import YIELDING, Recipient, judge_letter
from genjin.tables.scope.predicate import rows

MOST = 50


@dataclass(frozen=True, slots=True)
class Addressee:
    """contact_id: empty for the main contact. email: empty for readers who may not know it.

    refusal: why no mail goes there. yields: it goes all the same when somebody says why.
    """

    contact_id: int | None
    name: str
    title: str
    email: str | None
    refusal: AppError | None
    yields: bool


def list_addressees(actor: Actor, lead_id: int) -> list[Addressee]:
    """The main contact first; none for a lead that the actor does not work."""
    lead = rows("leads", actor, "edit").filter(pk=lead_id).values("title").first()
    if lead is None:
        return []
    titles: dict[int | None, str] = {None: lead["title"] or ""}
    if actor.access("contacts").reach is not Reach.NONE:
        further = rows("contacts", actor).filter(lead_id=lead_id).order_by("pk")
        titles.update({pk: title or "" for pk, title in further.values_list("pk", "title")[:MOST]})
    return [
        _addressee(actor, recipient, titles[recipient.contact_id])
        for recipient in find_recipients(actor, [(lead_id, contact) for contact in titles]).values()
    ]


def find_addressee(actor: Actor, lead_id: int, contact_id: int | None) -> Addressee:
    """Raises not_found."""
    found = next((a for a in list_addressees(actor, lead_id) if a.contact_id == contact_id), None)
    if found is None:
        raise not_found("contacts")
    return found


def _addressee(actor: Actor, recipient: Recipient, title: str) -> Addressee:
    table = "leads" if recipient.contact_id is None else "contacts"
    hidden = actor.access(table).column("email") in (ColumnRight.HIDDEN, ColumnRight.MASKED)
    judged = judge_letter(recipient, YES)
    return Addressee(
        contact_id=recipient.contact_id,
        name=recipient.name,
        title=title,
        email=None if hidden else recipient.address or None,
        refusal=judged.error,
        yields=judged.reason in YIELDING,
    )
