"""Assigning and advancing many leads, and the stages to advance through: thin doors to the verbs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.messages import message
from genjin.leads.advance import advance_leads
from genjin.leads.assignment import assign_leads
from genjin.leads.bulk import BulkAnswer
from genjin.leads.selection import enqueue_assignment, select_leads
from genjin.people.access import request_actor
from genjin.pipelines.routes import router as stage_routes
from genjin.pipelines.stages import load_stages
from genjin.tables.records.bulk import MAX_AT_ONCE
from genjin.tables.scope.predicate import check_action

router = Router(tags=["leads"])
router.add_router("", stage_routes)


class LeadSelection(Schema):
    """Either ids, or everything that a filter and a search find."""

    ids: list[int] | None = Field(None, max_length=100_000)
    filter: dict[str, Any] | None = None
    search: str = Field("", max_length=100)


class AssignIn(LeadSelection):
    owner: int | str | None
    reason: str = Field("", max_length=2000)


class AdvanceIn(Schema):
    ids: list[int] = Field(max_length=20_000)
    stage: int | str
    reason: str | None = Field(None, max_length=20_000)
    amount: int | str | None = None
    lost_reason: str | None = Field(None, max_length=20_000)
    competitor: str | None = Field(None, max_length=2000)


class LeadRefusedOut(Schema):
    id: int
    code: str
    message: str
    data: dict[str, Any] = {}


class LeadBulkOut(Schema):
    """operation is empty when nothing had to change; job is set when the work goes on in the background."""

    operation: int | None = None
    done: list[int] = []
    refused: list[LeadRefusedOut] = []
    job: int | None = None


class StageOut(Schema):
    id: int
    label: str
    kind: str
    progress: float
    definition: str
    requires: list[str]
    allowance_days: int | None
    is_default: bool


@router.post("/leads/assign", response=LeadBulkOut)
def assign(request: HttpRequest, body: AssignIn) -> LeadBulkOut:
    """Gives leads to a person, or to nobody; more than 2,000 go on as a job."""
    actor = request_actor(request)
    check_action("leads", actor, "assign")
    ids = body.ids
    if ids is None:
        if body.filter is None and not body.search:
            raise AppError(ErrorCode.BAD_REQUEST, what="ids | filter")
        ids = select_leads(actor, body.filter, body.search)
    if len(ids) > MAX_AT_ONCE:
        return LeadBulkOut(job=enqueue_assignment(actor, ids, body.owner, body.reason))
    return _bulk_out(assign_leads(actor, ids, body.owner, reason=body.reason, via="grid"), actor)


@router.post("/leads/advance", response=LeadBulkOut)
def advance(request: HttpRequest, body: AdvanceIn) -> LeadBulkOut:
    """Moves leads to a stage; each that lacks what the stage needs is refused with the reason."""
    actor = request_actor(request)
    answer = advance_leads(
        actor,
        body.ids,
        body.stage,
        reason=body.reason,
        amount=body.amount,
        lost_reason=body.lost_reason,
        competitor=body.competitor,
        via="grid",
    )
    return _bulk_out(answer, actor)


@router.get("/leads/stages", response=list[StageOut])
def stages(request: HttpRequest) -> list[StageOut]:
    """The stages of the default pipeline, in order, without the retired ones."""
    check_action("leads", request_actor(request), "see")
    book = load_stages()
    return [
        StageOut(
            id=s.id,
            label=s.name,
            kind=s.kind,
            progress=s.progress,
            definition=s.definition,
            requires=list(s.requires),
            allowance_days=s.allowance_days,
            is_default=s.is_default,
        )
        for s in book.in_pipeline(book.default_pipeline_id)
    ]


def _bulk_out(answer: BulkAnswer, actor: Actor) -> LeadBulkOut:
    refused = [
        LeadRefusedOut(id=i, code=e.code.value, message=message(e, actor.language), data=e.data)
        for i, e in answer.refused
    ]
    return LeadBulkOut(operation=answer.operation_id, done=answer.done, refused=refused)
