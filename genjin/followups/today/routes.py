"""Today over HTTP: thin doors to the list, the brief, putting off and the outline."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from genjin.followups.tasks.routes import TaskItem
from genjin.followups.today.brief import fetch_brief
from genjin.followups.today.listing import Today, fetch_today
from genjin.followups.today.snoozing import Span, snooze_lead, wake_lead, write_outline
from genjin.kernel.errors import not_found
from genjin.kernel.json_bytes import dump_json
from genjin.people.access import request_actor

router = Router(tags=["today"])


class TodayReasonOut(Schema):
    """Why a lead is in the list, in the reader's words. points: its share of the score."""

    key: str
    words: str
    level: Literal["red", "amber", "accent", "plain"]
    points: float


class EntryOut(Schema):
    """One lead to contact. call: a number to dial, empty where there is none or it is masked.

    stands_for: the owner, where it is worked for somebody else for a while.
    """

    id: int
    title: str
    contact: str | None
    position: str | None
    grade: str | None
    stage: Any
    amount: int | None
    call: str | None
    stands_for: str | None
    next_at: datetime | None
    next_has_time: bool
    accept_by: datetime | None
    score: float
    reasons: list[TodayReasonOut]


class DoneEntryOut(Schema):
    """A contact made today, the latest of its lead."""

    id: int
    title: str
    at: datetime
    method: str | None
    summary: str


class SleepingOut(Schema):
    id: int
    title: str
    until: datetime


class TodayOut(Schema):
    """entries: the most urgent first, at most 200 of `total`. tomorrow: planned for the next day."""

    now: datetime
    total: int
    entries: list[EntryOut]
    done: list[DoneEntryOut]
    done_count: int
    snoozed: list[SleepingOut]
    tomorrow: int


class BriefContactOut(Schema):
    id: int
    at: datetime
    method: str | None
    summary: str
    person: str | None
    contact: str | None


class BriefSignalOut(Schema):
    words: str
    at: datetime


class BriefPersonOut(Schema):
    id: int
    name: str
    title: str | None
    phone: str | None
    masked: bool


class BriefCadenceOut(Schema):
    """The row of the cadence that the grade falls under. Units: days."""

    letter: str
    min_days: int
    max_days: int
    methods: str
    goal: str


class OutlineOut(Schema):
    text: str
    by: int | None
    at: datetime


class EnclosedOut(Schema):
    """A material that was sent. told: whether the reader lets us know; then opens and reads since `opened_at`."""

    id: int
    material_id: int
    name: str
    kind: str
    at: datetime
    told: bool
    opens: int
    reads: int
    opened_at: datetime | None
    last_at: datetime | None
    expires_at: datetime


class SuggestedOut(Schema):
    """A material to send next, and why in the reader's words."""

    id: int
    name: str
    kind: str
    reasons: list[str]


class MaterialBriefOut(Schema):
    """sent: the latest first. suggested: the best first."""

    sent: list[EnclosedOut]
    suggested: list[SuggestedOut]
    may_send: bool


class BriefOut(Schema):
    """cells: what the reader may see of the lead, by column id; `masked` names those shown as their mask."""

    id: int
    cells: dict[str, Any]
    masked: list[str]
    contacts: list[BriefContactOut]
    tasks: list[TaskItem]
    objections: list[str]
    signals: list[BriefSignalOut]
    people: list[BriefPersonOut]
    cadence: BriefCadenceOut | None
    contacts_today: int
    outline: OutlineOut | None
    materials: MaterialBriefOut | None


class PutOffIn(Schema):
    span: Span


class PutOffOut(Schema):
    operation: int | None
    until: datetime | None


class OutlineIn(Schema):
    text: str = Field(max_length=100_000)


class WrittenOut(Schema):
    operation: int | None


@router.get("/today", response=TodayOut)
def today(request: HttpRequest, person: int | None = None) -> HttpResponse:
    """Whom to contact now and why; `person` reads a colleague's list, as far as their leads are in scope."""
    actor = request_actor(request)
    whose = person if person is not None else actor.id
    if whose is None:
        raise not_found("people")
    found = fetch_today(actor, whose)
    # In the shape of `TodayOut` already: looking through 200 entries again would cost as much as ranking them did.
    body = {field.name: getattr(found, field.name) for field in fields(Today)}
    return HttpResponse(dump_json(body), content_type="application/json; charset=utf-8")


@router.get("/today/{int:lead_id}/brief", response=BriefOut)
def brief(request: HttpRequest, lead_id: int) -> dict[str, Any]:
    """What to know before contacting this lead."""
    return fetch_brief(request_actor(request), lead_id)


@router.post("/today/{int:lead_id}/snooze", response=PutOffOut)
def snooze(request: HttpRequest, lead_id: int, body: PutOffIn) -> PutOffOut:
    """Puts the lead off in the caller's own list; undone like any operation."""
    operation, until = snooze_lead(request_actor(request), lead_id, body.span)
    return PutOffOut(operation=operation, until=until)


@router.post("/today/{int:lead_id}/wake", response=PutOffOut)
def wake(request: HttpRequest, lead_id: int) -> PutOffOut:
    """Puts a lead back that was put off."""
    return PutOffOut(operation=wake_lead(request_actor(request), lead_id), until=None)


@router.put("/today/{int:lead_id}/outline", response=WrittenOut)
def outline(request: HttpRequest, lead_id: int, body: OutlineIn) -> WrittenOut:
    """Sets what is to be said to this customer next; an empty text takes it away."""
    return WrittenOut(operation=write_outline(request_actor(request), lead_id, body.text))
