"""Changing the stages of a pipeline: thin doors to the verbs."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.people.access import request_actor
from genjin.pipelines.lines import create_pipeline, make_default
from genjin.pipelines.verbs import reorder_stages, retire_stage

router = Router(tags=["stages"])


class RetireIn(Schema):
    """move_to: where the records that stand in the stage go."""

    move_to: int | None = None
    reason: str = Field("", max_length=2000)


class RetireOut(Schema):
    operation: int | None
    moved: int


class OrderIn(Schema):
    ids: list[int] = Field(min_length=1, max_length=200)


class OrderOut(Schema):
    operation: int | None


@router.post("/stages/{int:stage_id}/retire", response=RetireOut)
def retire(request: HttpRequest, stage_id: int, body: RetireIn) -> RetireOut:
    """Takes a stage out of use and moves its records; undone as one."""
    done = retire_stage(request_actor(request), stage_id, move_to=body.move_to, reason=body.reason)
    return RetireOut(operation=done.operation_id, moved=done.moved)


class PipelineIn(Schema):
    """copy_from: the pipeline whose stages it begins with."""

    name: str = Field(max_length=60)
    copy_from: int


class PipelineOut(Schema):
    operation: int | None
    id: int


@router.post("/pipelines", response=PipelineOut)
def create(request: HttpRequest, body: PipelineIn) -> PipelineOut:
    """A further pipeline, for a product line or a business unit."""
    operation, pipeline_id = create_pipeline(request_actor(request), body.name, body.copy_from)
    return PipelineOut(operation=operation, id=pipeline_id)


@router.post("/pipelines/{int:pipeline_id}/default", response=PipelineOut)
def default(request: HttpRequest, pipeline_id: int) -> PipelineOut:
    """New leads begin here from now on."""
    return PipelineOut(operation=make_default(request_actor(request), pipeline_id), id=pipeline_id)


@router.post("/stages/order", response=OrderOut)
def reorder(request: HttpRequest, body: OrderIn) -> OrderOut:
    """The new order of all stages in use of one pipeline."""
    return OrderOut(operation=reorder_stages(request_actor(request), body.ids))
