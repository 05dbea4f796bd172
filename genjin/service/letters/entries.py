"""Letters on the record's timeline (domain.md A11)."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from genjin.followups.timeline import Item, TimelineReader, add_source
from genjin.jobs.models import Mail
from genjin.jobs.outbox import OUT
from genjin.kernel.actor import Actor, ColumnRight, Reach
from genjin.kernel.words import Words
from genjin.service.letters.models import Letter
from genjin.service.letters.states import TONES, LetterState, describe_state, find_states

PLACE = 5
_TAKEN_BACK = Words("操作已撤销，但邮件在那之前已经发出", "Undone, but the mail had left before")


def read_letters(reader: TimelineReader) -> list[Item]:
    """Letters of the lead; of those taken back only what the customer has got all the same."""
    access = reader.actor.access("letters")
    if access.reach is Reach.NONE:
        return []
    out = Mail.objects.filter(pk=OuterRef("mail_id"), state__in=OUT)
    rows = reader.below(
        Letter.objects.filter(Q(deleted_at=None) | Exists(out), lead_id__in=reader.lead_ids), "created_at", PLACE
    )
    states = find_states(rows)
    return [
        Item(
            row.created_at,
            PLACE,
            row.pk,
            "letter",
            row.created_by_id,
            _show(reader.actor, row, states[row.pk]),
            lead_id=row.lead_id,
        )
        for row in rows
    ]


def _show(actor: Actor, row: Letter, found: LetterState) -> dict[str, Any]:
    words, why = describe_state(found, actor.language)
    if row.deleted_at is not None:
        why = _TAKEN_BACK.in_language(actor.language)
    return {
        "id": row.pk,
        "title": _readable(actor, "letters", "subject", row.subject) or "",
        "text": _readable(actor, "letters", "text", row.text) or "",
        "to": _whom(actor, row),
        "state": found.state,
        "state_words": words,
        "tone": TONES.get(found.state, "plain"),
        "why": why,
    }


def _whom(actor: Actor, row: Letter) -> str | None:
    """Name and address, each where the reader may know it."""
    source = "leads" if row.contact_id is None else "contacts"
    name = _readable(actor, source, "contact" if row.contact_id is None else "name", row.name)
    address = _readable(actor, source, "email", _readable(actor, "letters", "address", row.address))
    if name and address:
        return f"{name} <{address}>"
    return name or address


def _readable(actor: Actor, table: str, column: str, value: str | None) -> str | None:
    if actor.id is None:
        return value
    right = actor.access(table).column(column)
    return None if right in (ColumnRight.HIDDEN, ColumnRight.MASKED) else value


add_source("letters", read_letters)
