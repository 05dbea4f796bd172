"""The doors to merging: what would happen, and doing it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.messages import message
from genjin.leads.merging.preview import SHOWN_MOMENTS, MergePreview, preview_merge
from genjin.leads.merging.verb import MAX_LEADS, merge_leads
from genjin.people.access import request_actor

router = Router(tags=["leads"])


class MergeChoicesIn(Schema):
    """choices: by column the lead to take the value from, several where texts are joined, none for empty."""

    choices: dict[str, list[int]] = Field(default_factory=dict, max_length=300)


class MergePreviewIn(MergeChoicesIn):
    ids: list[int] = Field(max_length=200)
    keep: int | None = None


class MergeIn(MergeChoicesIn):
    ids: list[int] = Field(max_length=200)
    keep: int
    reason: str = Field("", max_length=2000)


class MergeValueOut(Schema):
    lead: int
    value: Any
    masked: bool
    filled: bool


class MergeColumnOut(Schema):
    id: str
    values: list[MergeValueOut]
    leads: list[int]
    why: str
    same: bool
    locked: bool
    joinable: bool
    decide: bool


class MergeLeadOut(Schema):
    """contacts, last_contact_at: the contacts made with the customer."""

    id: int
    number: str
    created_at: datetime
    contacts: int
    last_contact_at: datetime | None


class MergeMovedOut(Schema):
    """counts: rows by lead, as text."""

    table: str
    label: str
    counts: dict[str, int]


class MergeCollaboratorOut(Schema):
    id: int
    table: str
    label: str
    can_edit: bool


class MergeMomentOut(Schema):
    lead: int
    at: datetime


class MergeRefusalOut(Schema):
    code: str
    message: str


class MergePreviewOut(Schema):
    keep: int
    leads: list[MergeLeadOut]
    columns: list[MergeColumnOut]
    moves: list[MergeMovedOut]
    contacts: list[str]
    collaborators: list[MergeCollaboratorOut]
    moments: list[MergeMomentOut]
    moment_count: int
    limit: int
    refused: MergeRefusalOut | None


class MergeOut(Schema):
    operation: int | None
    keep: int
    merged: list[int]
    moved: int


@router.post("/leads/merge/preview", response=MergePreviewOut)
def merge_preview(request: HttpRequest, body: MergePreviewIn) -> MergePreviewOut:
    """Leads side by side, the value each column would get and why, and what moves with them."""
    actor = request_actor(request)
    return _preview_out(preview_merge(actor, body.ids, body.keep, body.choices), actor)


@router.post("/leads/merge", response=MergeOut)
def merge(request: HttpRequest, body: MergeIn) -> MergeOut:
    """Makes one lead of several; undone from the history it is several again."""
    actor = request_actor(request)
    if body.keep not in body.ids:
        raise AppError(ErrorCode.BAD_REQUEST, what="keep")
    others = [i for i in body.ids if i != body.keep]
    answer = merge_leads(actor, body.keep, others, body.choices, body.reason)
    return MergeOut(operation=answer.operation_id, keep=answer.keep, merged=list(answer.merged), moved=answer.moved)


def _preview_out(found: MergePreview, actor: Actor) -> MergePreviewOut:
    return MergePreviewOut(
        keep=found.keep,
        leads=[_lead_out(i, found) for i in found.numbers],
        columns=[
            MergeColumnOut(
                id=c.id,
                values=[MergeValueOut(lead=v.lead, value=v.value, masked=v.masked, filled=v.filled) for v in c.values],
                leads=list(c.leads),
                why=c.why,
                same=c.same,
                locked=c.locked,
                joinable=c.joinable,
                decide=c.decide,
            )
            for c in found.columns
        ],
        moves=[
            MergeMovedOut(table=m.table, label=m.label, counts={str(k): n for k, n in m.counts.items()})
            for m in found.moves
        ],
        contacts=found.contacts,
        collaborators=[MergeCollaboratorOut(**c) for c in found.collaborators],
        moments=[MergeMomentOut(lead=m.lead_id, at=m.at) for m in found.moments[-SHOWN_MOMENTS:]],
        moment_count=len(found.moments),
        limit=MAX_LEADS,
        refused=_refusal(found.refused, actor),
    )


def _lead_out(lead_id: int, found: MergePreview) -> MergeLeadOut:
    at = [m.at for m in found.moments if m.lead_id == lead_id]
    return MergeLeadOut(
        id=lead_id,
        number=found.numbers[lead_id] or f"#{lead_id}",
        created_at=found.created[lead_id],
        contacts=len(at),
        last_contact_at=at[-1] if at else None,
    )


def _refusal(error: AppError | None, actor: Actor) -> MergeRefusalOut | None:
    return None if error is None else MergeRefusalOut(code=error.code.value, message=message(error, actor.language))
