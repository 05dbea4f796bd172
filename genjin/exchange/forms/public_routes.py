"""What anybody may ask: the description of an open form, and to send it."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from genjin.exchange.forms.page import describe_form
from genjin.exchange.forms.submitting import Sent, find_open_form, submit
from genjin.kernel.words import pick_language

router = Router(tags=["web forms"], auth=None)
LONGEST = 5_000


class AskedOut(Schema):
    column: str
    label: str
    required: bool
    hint: str
    kind: str
    options: list[str]


class FormPageOut(Schema):
    token: str
    title: str
    intro: str
    thanks: str
    fields: list[AskedOut]
    consent: str
    consent_version: int | None
    challenge: str
    bits: int
    words: dict[str, str]


class SentIn(Schema):
    """proof: a text whose sha256 together with the challenge, joined by a colon, begins with `bits` zero bits."""

    answers: dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=LONGEST)]] = Field(
        max_length=60
    )
    consent: bool = False
    consent_version: int | None = Field(None, ge=0, le=10**9)
    challenge: str = Field(max_length=300)
    proof: str = Field(max_length=40)
    website: str = Field("", max_length=500)


class Received(Schema):
    received: bool


@router.get("/forms/{token}", response=FormPageOut)
def one_form(request: HttpRequest, token: str) -> dict[str, Any]:
    """An open form with a fresh puzzle."""
    language = pick_language(request.headers.get("Accept-Language"))
    return describe_form(request, find_open_form(token), language)


@router.post("/forms/{token}", response={201: Received})
def send_form(request: HttpRequest, token: str, body: SentIn) -> Status[dict[str, bool]]:
    """Stores what somebody sent; it becomes a lead right after, or waits for a person if it looks like a robot's."""
    language = pick_language(request.headers.get("Accept-Language"))
    sent = Sent(body.answers, body.consent, body.consent_version, body.challenge, body.proof, body.website)
    submit(request, find_open_form(token), sent, language)
    return Status(201, {"received": True})
