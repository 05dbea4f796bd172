"""Collisions: the evidence of a question, the ruling, the appeal."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.followups.rulings.evidence import Claim, load_case
from genjin.followups.rulings.verbs import appeal, pass_up, rule_on_collision
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.leads.duplicates.showing import show_evidence
from genjin.people.access import request_actor

router = Router(tags=["collisions"])


class ClaimOut(Schema):
    """One lead that the question may be about. score: 0–100; reasons: why it looks like it, in words.

    first_contact_at, last_contact_at, contacts: contacts that reached the customer.
    """

    lead: int
    title: str
    number: str | None
    owner: str | None
    is_askers: bool
    score: int
    reasons: list[str]
    assigned_at: datetime | None
    created_at: datetime
    first_contact_at: datetime | None
    last_contact_at: datetime | None
    contacts: int
    protected_until: datetime | None
    is_protected: bool


class CaseOut(Schema):
    """hidden: leads out of the reader's scope that it may be about, too. days: the protection in force."""

    id: int
    claims: list[ClaimOut]
    hidden: int
    days: int
    may_rule: bool
    may_pass_up: bool
    may_appeal: bool


class RuleIn(Schema):
    ruling: Literal["keeps", "asker", "none"]
    lead: int | None = None
    reason: str = Field("", max_length=20_000)


class AppealIn(Schema):
    words: str = Field("", max_length=20_000)


class RuledOut(Schema):
    operation: int | None


@router.get("/collisions/{request_id}", response=CaseOut)
def case(request: HttpRequest, request_id: int) -> CaseOut:
    """The question with its evidence, who came first on top."""
    actor = request_actor(request)
    found = load_case(actor, request_id)
    open_ = found.request.state in ("open", "appealed")
    may_rule = open_ and "edit" in actor.access("collision_requests").actions
    return CaseOut(
        id=request_id,
        claims=[_claim_out(actor, c) for c in found.claims],
        hidden=found.hidden,
        days=found.days,
        may_rule=may_rule and "assign" in actor.access("leads").actions,
        may_pass_up=may_rule and found.hidden > 0,
        may_appeal=found.request.state == "answered" and actor.id in (found.request.owner_id, found.request.against_id),
    )


@router.post("/collisions/{request_id}/rule", response=RuledOut)
def rule(request: HttpRequest, request_id: int, body: RuleIn) -> RuledOut:
    """Decides who gets the lead; the decision keeps the evidence it went by."""
    actor = request_actor(request)
    return RuledOut(operation=rule_on_collision(actor, request_id, body.ruling, body.lead, body.reason))


@router.post("/collisions/{request_id}/appeal", response=RuledOut)
def contest(request: HttpRequest, request_id: int, body: AppealIn) -> RuledOut:
    """Says why a ruling is wrong; whoever leads the unit above decides for good."""
    return RuledOut(operation=appeal(request_actor(request), request_id, body.words))


@router.post("/collisions/{request_id}/pass-up", response=RuledOut)
def upwards(request: HttpRequest, request_id: int) -> RuledOut:
    """Leaves the question to the unit above, which sees more leads."""
    return RuledOut(operation=pass_up(request_actor(request), request_id))


def _claim_out(actor: Actor, claim: Claim) -> ClaimOut:
    card, contacts = claim.card, claim.contacts
    shown = show_evidence(actor, claim.verdict.evidence, None, (card.owner_id, card.unit_id))
    return ClaimOut(
        lead=card.id,
        title=card.title,
        number=card.number,
        owner=card.owner_name,
        is_askers=claim.is_askers,
        score=claim.verdict.score,
        reasons=[e.words.in_language(actor.language) for e in shown],
        assigned_at=claim.assigned_at,
        created_at=card.created_at,
        first_contact_at=contacts.first if contacts else None,
        last_contact_at=contacts.last if contacts else None,
        contacts=contacts.count if contacts else 0,
        protected_until=claim.protected_until,
        is_protected=claim.is_protected(clock.now()),
    )
