"""Assigning and advancing many leads, and the stages to advance through: thin doors to the verbs."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.leads.advance import advance_leads
from genjin.leads.answers import LeadBulkOut, bulk_out
from genjin.leads.assigning.routes import router as assigning_routes
from genjin.leads.assignment import assign_leads
from genjin.leads.channel_routes import router as channel_routes
from genjin.leads.duplicates.routes import router as duplicate_routes
from genjin.leads.freshness_routes import router as freshness_routes
from genjin.leads.intake_routes import router as intake_routes
from genjin.leads.merging.routes import router as merge_routes
from genjin.leads.pool.routes import router as pool_routes
from genjin.leads.quality.routes import router as quality_routes
from genjin.leads.referral_routes import router as referral_routes
from genjin.leads.selection import LeadSelection, enqueue_assignment
from genjin.people.access import request_actor
from genjin.pipelines.models import Pipeline
from genjin.pipelines.routes import router as stage_routes
from genjin.pipelines.stages import load_stages
from genjin.tables.records.bulk import MAX_AT_ONCE
from genjin.tables.scope.predicate import check_action

router = Router(tags=["leads"])
router.add_router("", stage_routes)
router.add_router("", intake_routes)
router.add_router("", channel_routes)
router.add_router("", referral_routes)
router.add_router("", freshness_routes)
router.add_router("", merge_routes)
router.add_router("", duplicate_routes)
router.add_router("", quality_routes)
router.add_router("", assigning_routes)
router.add_router("", pool_routes)


class AssignIn(LeadSelection):
    """despite_flags: leads with doubts that nobody accepted are assigned all the same."""

    owner: int | str | None
    reason: str = Field("", max_length=2000)
    despite_flags: bool = False


class AdvanceIn(Schema):
    ids: list[int] = Field(max_length=20_000)
    stage: int | str
    reason: str | None = Field(None, max_length=20_000)
    amount: int | str | None = None
    lost_reason: str | None = Field(None, max_length=20_000)
    competitor: str | None = Field(None, max_length=2000)


class StageOut(Schema):
    id: int
    label: str
    kind: str
    progress: float
    definition: str
    requires: list[str]
    allowance_days: int | None
    is_default: bool
    pipeline: int | None
    pipeline_label: str
    in_default_pipeline: bool


@router.post("/leads/assign", response=LeadBulkOut)
def assign(request: HttpRequest, body: AssignIn) -> LeadBulkOut:
    """Gives leads to a person, or to nobody; more than 2,000 go on as a job."""
    actor = request_actor(request)
    check_action("leads", actor, "assign")
    ids = body.chosen_by(actor)
    if len(ids) > MAX_AT_ONCE:
        return LeadBulkOut(
            job=enqueue_assignment(actor, ids, body.owner, body.reason, despite_flags=body.despite_flags)
        )
    answer = assign_leads(actor, ids, body.owner, reason=body.reason, via="grid", despite_flags=body.despite_flags)
    return bulk_out(answer, actor)


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
    return bulk_out(answer, actor)


@router.get("/leads/stages", response=list[StageOut])
def stages(request: HttpRequest) -> list[StageOut]:
    """The stages in use of every pipeline, each in its order; the default pipeline's come first."""
    check_action("leads", request_actor(request), "see")
    book = load_stages()
    names = dict(Pipeline.objects.filter(deleted_at=None).order_by("position", "id").values_list("pk", "name"))
    ordered = sorted(names, key=lambda pk: pk != book.default_pipeline_id)
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
            pipeline=s.pipeline_id,
            pipeline_label=names[pipeline] or "",
            in_default_pipeline=pipeline == book.default_pipeline_id,
        )
        for pipeline in ordered
        for s in book.in_pipeline(pipeline)
    ]
