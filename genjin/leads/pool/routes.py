"""Claiming, releasing, and what one may still claim: thin doors to the verbs."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.leads.answers import LeadBulkOut, bulk_out
from genjin.leads.pool.verbs import claim_leads, claim_standing, release_leads
from genjin.people.access import request_actor
from genjin.tables.scope.predicate import check_action

router = Router(tags=["pool"])


class ClaimIn(Schema):
    ids: list[int] = Field(max_length=20_000)


class ReleaseIn(ClaimIn):
    reason: str = Field(max_length=2000)


class PoolOut(Schema):
    """left: how many more this person may claim from it now; empty without limit."""

    id: int
    name: str
    per_day: int | None
    max_held: int | None
    cool_off_days: int
    left: int | None


class StandingOut(Schema):
    """today: leads claimed since midnight. held: open leads of one's own."""

    pools: list[PoolOut]
    today: int
    held: int


@router.get("/leads/pool", response=StandingOut)
def standing(request: HttpRequest) -> StandingOut:
    """The pools from which one may claim, and how many more."""
    actor = request_actor(request)
    check_action("leads", actor, "see")
    return StandingOut.model_validate(claim_standing(actor))


@router.post("/leads/claim", response=LeadBulkOut)
def claim(request: HttpRequest, body: ClaimIn) -> LeadBulkOut:
    """Takes leads of the pool; each beyond a limit, or taken by somebody meanwhile, is refused with the reason."""
    actor = request_actor(request)
    return bulk_out(claim_leads(actor, body.ids, via="grid"), actor)


@router.post("/leads/release", response=LeadBulkOut)
def release(request: HttpRequest, body: ReleaseIn) -> LeadBulkOut:
    """Gives leads back to the pool, with a reason."""
    actor = request_actor(request)
    return bulk_out(release_leads(actor, body.ids, body.reason, via="grid"), actor)
