"""Scorecards, reasons, similar leads and data review: thin doors to the verbs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.kernel.errors import not_found
from genjin.leads.answers import LeadBulkOut, bulk_out
from genjin.leads.bulk import BulkAnswer
from genjin.leads.quality.cards import activate_card, copy_card, deactivate_card
from genjin.leads.quality.conditions import COLUMNS, FACTS, OPERATORS, kind_of
from genjin.leads.quality.custom_conditions import describe_custom
from genjin.leads.quality.fit import explain_fit
from genjin.leads.quality.queue import list_sellers
from genjin.leads.quality.resembling import find_similar
from genjin.leads.quality.reviewing import review_leads
from genjin.leads.quality.trial import try_card
from genjin.people.access import request_actor
from genjin.tables.definition import custom_columns
from genjin.tables.scope.predicate import check_action, rows

router = Router(tags=["quality"])


class ReasonOut(Schema):
    id: int
    words: str
    kind: str
    state: Literal["met", "missed", "unknown"]
    columns: list[str]


class HorizonOut(Schema):
    grade: str | None
    reasons: list[str]


class FitOut(Schema):
    readable: bool
    score: int | None
    grade: str | None
    given: str | None
    reasons: list[ReasonOut]
    hidden: int
    horizon: HorizonOut | None


class SimilarOut(Schema):
    id: int
    company: str | None
    won: bool
    shared: list[str]
    at: datetime
    amount: int | None
    reason: str | None


class PastOut(Schema):
    industry: str | None
    won: int
    lost: int
    examples: list[SimilarOut]


class OperationOut(Schema):
    operation: int | None


class CopyOut(Schema):
    operation: int | None
    id: int


class ExampleOut(Schema):
    id: int
    company: str | None
    grade: str | None
    score_now: int | None
    score_then: int | None
    proposed_now: str | None
    proposed_then: str | None


class TrialOut(Schema):
    seen: int
    changed: int
    unscored: int
    spread_now: list[int]
    spread_then: list[int]
    grades: dict[str, int]
    grades_now: dict[str, int]
    grades_then: dict[str, int]
    met: dict[int, int]
    examples: list[ExampleOut]


class AskableOut(Schema):
    """A column or fact that a criterion may ask about, and how."""

    column: str
    kind: str
    operators: list[str]


class ReviewIn(Schema):
    ids: list[int] = Field(min_length=1, max_length=2_000)
    verdict: Literal["checked", "returned", "again"]
    note: str = Field("", max_length=2_000)


class SellerOut(Schema):
    id: int | None
    label: str
    leads: int
    completeness: float | None
    flagged: int
    returned: int


@router.get("/leads/{int:lead_id}/fit", response=FitOut)
def fit(request: HttpRequest, lead_id: int) -> Any:
    """Score, proposed grade and which criteria are met, as far as the reader may know."""
    return asdict(explain_fit(request_actor(request), lead_id))


@router.get("/leads/{int:lead_id}/similar", response=PastOut)
def similar(request: HttpRequest, lead_id: int) -> Any:
    """Closed leads of the same industry, and how they went. Empty for a reader to whom what they share is hidden."""
    actor = request_actor(request)
    attrs = ("id", "industry", "size_id", "province", "channel_id")
    lead = rows("leads", actor).filter(pk=lead_id).values(*attrs).first()
    if lead is None:
        raise not_found("leads")
    return asdict(find_similar(actor, lead))


@router.get("/scorecards/askable", response=list[AskableOut])
def askable(request: HttpRequest) -> list[AskableOut]:
    """What criteria may ask about: facts, columns, custom fields."""
    check_action("scorecards", request_actor(request), "see")
    custom = describe_custom(custom_columns("leads"))
    kinds = {c: kind_of(c, custom) for c in (*FACTS, *COLUMNS, *custom.by_id)}
    return [AskableOut(column=c, kind=kind, operators=list(OPERATORS[kind])) for c, kind in kinds.items()]


@router.post("/scorecards/{int:card_id}/try", response=TrialOut)
def trial(request: HttpRequest, card_id: int) -> Any:
    """What the card would say of the newest leads, beside what is said now. Writes nothing."""
    return asdict(try_card(request_actor(request), card_id))


@router.post("/scorecards/{int:card_id}/copy", response=CopyOut)
def copy(request: HttpRequest, card_id: int) -> CopyOut:
    """A draft with the same criteria."""
    operation, made = copy_card(request_actor(request), card_id)
    return CopyOut(operation=operation, id=made)


@router.post("/scorecards/{int:card_id}/activate", response=OperationOut)
def activate(request: HttpRequest, card_id: int) -> OperationOut:
    """Puts the card in use instead of the one before; undone as one."""
    return OperationOut(operation=activate_card(request_actor(request), card_id))


@router.post("/scorecards/{int:card_id}/deactivate", response=OperationOut)
def deactivate(request: HttpRequest, card_id: int) -> OperationOut:
    """Takes the card out of use."""
    return OperationOut(operation=deactivate_card(request_actor(request), card_id))


@router.post("/review", response=LeadBulkOut)
def review(request: HttpRequest, body: ReviewIn) -> LeadBulkOut:
    """A verdict on leads: accepted, returned to the owner with a note, handed in again."""
    actor = request_actor(request)
    answer: BulkAnswer = review_leads(actor, body.ids, body.verdict, body.note, via="panel")
    return bulk_out(answer, actor)


@router.get("/review/sellers", response=list[SellerOut])
def sellers(request: HttpRequest) -> Any:
    """Completeness by seller, least complete first."""
    return [asdict(row) for row in list_sellers(request_actor(request))]
