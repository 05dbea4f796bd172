"""Not now, and taken up again: thin doors to the verbs."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.followups.pausing import pause_leads, wake_leads
from genjin.leads.answers import LeadBulkOut, bulk_out
from genjin.people.access import request_actor

router = Router(tags=["followups"])


class PauseIn(Schema):
    """until: a day as typed; empty until a buying signal is logged."""

    ids: list[int] = Field(min_length=1, max_length=20_000)
    until: str | None = Field(None, max_length=60)
    reason: str = Field("", max_length=20_000)
    via: str = Field("panel", max_length=20)


class WakeIn(Schema):
    ids: list[int] = Field(min_length=1, max_length=20_000)
    via: str = Field("panel", max_length=20)


@router.post("/leads/pause", response=LeadBulkOut)
def pause(request: HttpRequest, body: PauseIn) -> LeadBulkOut:
    """Pauses leads until a day or a buying signal."""
    actor = request_actor(request)
    return bulk_out(pause_leads(actor, body.ids, body.until, body.reason, via=body.via), actor)


@router.post("/leads/wake", response=LeadBulkOut)
def wake(request: HttpRequest, body: WakeIn) -> LeadBulkOut:
    """Ends pauses."""
    actor = request_actor(request)
    return bulk_out(wake_leads(actor, body.ids, via=body.via), actor)
