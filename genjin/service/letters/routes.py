"""Writing a mail from the record: a thin door."""

from __future__ import annotations

from typing import Literal

from django.conf import settings
from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.access import request_actor
from genjin.service.letters.models import Letter
from genjin.service.letters.states import describe_state, find_states
from genjin.service.letters.writing import MAX_SUBJECT, MAX_TEXT, LetterDraft, write_letters

router = Router(tags=["letters"])


class LetterIn(Schema):
    """contact: a further contact of the lead; empty for its main contact. guard_reason: why all the same (D3)."""

    contact: int | None = None
    subject: str = Field(max_length=MAX_SUBJECT)
    text: str = Field(max_length=MAX_TEXT)
    guard_reason: str = Field("", max_length=2000)
    via: Literal["panel", "grid", "phone", "api"] = "panel"
    client_key: str | None = Field(None, max_length=64)


class LetterOut(Schema):
    """state: as `state_words` says it; `why` where it waits or failed."""

    operation: int | None
    letter: int
    state: str
    state_words: str
    why: str | None


@router.post("/leads/{int:lead_id}/letters", response=LetterOut)
def write_letter(request: HttpRequest, lead_id: int, body: LetterIn) -> LetterOut:
    """Sends one mail to a person of the lead. Refused, with the words of why, where a reason is missing."""
    actor = request_actor(request)
    draft = LetterDraft(lead_id, body.subject, body.text, body.contact, body.guard_reason)
    written = write_letters(actor, [draft], via=body.via, base_url=base_url(request), client_key=body.client_key)
    if written.refused:
        raise written.refused[0].error
    letter = Letter.objects.filter(pk=written.letters.get(draft.target, 0)).first()
    if letter is None:
        raise AppError(ErrorCode.NOT_FOUND, 404, what="letters")
    state = find_states([letter])[letter.pk]
    words, why = describe_state(state, actor.language)
    return LetterOut(operation=written.operation_id, letter=letter.pk, state=state.state, state_words=words, why=why)


def base_url(request: HttpRequest) -> str:
    """Where the product is reached, without a slash at the end."""
    return settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")
