"""Pasted 跟进记录 texts: what they are read as, and writing them as follow-ups."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.followups.cells.history import MAX_READ
from genjin.followups.cells.item_words import show_reading
from genjin.followups.history_log import PastedText, read_pasted, split_pasted
from genjin.leads.answers import LeadBulkOut, bulk_out
from genjin.people.access import request_actor

router = Router(tags=["followups"])
MAX_TEXTS = 300


class ReadItemOut(Schema):
    """One thing read out of a 跟进记录 text. span: its characters, half-open. words: what it was read as."""

    key: str
    kind: Literal["entry", "promise", "next"]
    span: tuple[int, int]
    day: date | None
    precision: str | None
    words: str
    contact: str | None = None
    side: str | None = None
    method: str | None = None
    kept: bool


class HistoryReadingOut(Schema):
    text: str
    items: list[ReadItemOut]


class TextsIn(Schema):
    texts: list[str] = Field(max_length=MAX_TEXTS)


class PastedIn(Schema):
    """rejected: keys of what stays plain text."""

    lead: int
    text: str = Field(max_length=MAX_READ)
    rejected: list[str] = Field(default=[], max_length=500)


class SplitIn(Schema):
    texts: list[PastedIn] = Field(min_length=1, max_length=MAX_TEXTS)
    via: Literal["panel", "grid", "phone", "api"] = "panel"
    client_key: str | None = Field(None, max_length=64)


@router.post("/leads/followups/history", response=list[HistoryReadingOut])
def read_texts(request: HttpRequest, body: TextsIn) -> list[dict[str, Any]]:
    """What each text tells of: dated follow-ups, promises, a next contact; each with its characters."""
    language = request_actor(request).language
    return [show_reading(read_pasted(text[:MAX_READ]), language) for text in body.texts]


@router.post("/leads/followups/split", response=LeadBulkOut)
def split_texts(request: HttpRequest, body: SplitIn) -> LeadBulkOut:
    """Writes each text as the dated follow-ups it tells of, all in one operation; answers per lead."""
    actor = request_actor(request)
    texts = [PastedText(t.lead, t.text, tuple(t.rejected)) for t in body.texts]
    return bulk_out(split_pasted(actor, texts, via=body.via, client_key=body.client_key), actor)
