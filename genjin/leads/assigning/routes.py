"""Rules, trials, assigning by rule, and the owner's answers: thin doors to the verbs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.jobs.queue import JobContext, enqueue, handler
from genjin.kernel.messages import message
from genjin.kernel.words import Words
from genjin.leads.answers import LeadBulkOut, bulk_out
from genjin.leads.assigning.answering import accept_leads, decline_leads
from genjin.leads.assigning.applying import assign_by_rules
from genjin.leads.assigning.explaining import explain_lead
from genjin.leads.assigning.models import AssignmentRule
from genjin.leads.assigning.rules import ready_rule
from genjin.leads.assigning.trial import try_rules
from genjin.leads.selection import LeadSelection
from genjin.people.access import request_actor
from genjin.people.actor import actor_of_job
from genjin.tables.records.bulk import MAX_AT_ONCE
from genjin.tables.scope.predicate import check_action

router = Router(tags=["assigning"])
JOB = "leads.assign_chosen_by_rule"


class AssignByRuleIn(LeadSelection):
    """Either ids, or everything that a filter and a search find."""

    reason: str = Field("", max_length=2000)


class AcceptIn(Schema):
    ids: list[int] = Field(min_length=1, max_length=2_000)


class DeclineIn(AcceptIn):
    reason: str = Field("", max_length=2000)


class RuleFaultOut(Schema):
    """Why a rule rests although it is switched on."""

    id: int
    code: str
    message: str


class AssignmentTrialIn(Schema):
    """rule: that one alone; without it the whole list, with `drafts` those switched off, too."""

    first: date
    last: date
    rule: int | None = None
    drafts: bool = False


class WouldGetOut(Schema):
    person: int | None
    label: str
    count: int
    held: int


class TriedLeadOut(Schema):
    id: int
    number: str | None
    company: str | None
    owner: str | None
    would: str | None
    how: str
    rule: str | None
    reason: str | None


class AssignmentTrialOut(Schema):
    seen: int
    total: int
    given: int
    unfit: int
    pooled: int
    by_rule: dict[int, int]
    people: list[WouldGetOut]
    examples: list[TriedLeadOut]
    faults: list[int]


class SeenValueOut(Schema):
    column: str
    label: str
    text: str | None


class AssignmentStepOut(Schema):
    id: int
    at: datetime
    how: str
    state: str
    person: str | None
    person_id: int | None
    by: str | None
    rule: str | None
    rule_id: int | None
    reason: str | None
    note: str | None
    answered_at: datetime | None
    inputs: list[SeenValueOut]


class AssignmentOut(Schema):
    accept_by: datetime | None
    accepted_at: datetime | None
    mine: bool
    steps: list[AssignmentStepOut]


@router.post("/leads/assign-by-rule", response=LeadBulkOut)
def assign(request: HttpRequest, body: AssignByRuleIn) -> LeadBulkOut:
    """Assigns leads by the active rules; more than 2,000 go on as a job."""
    actor = request_actor(request)
    check_action("leads", actor, "assign")
    ids = body.chosen_by(actor)
    if len(ids) > MAX_AT_ONCE:
        return LeadBulkOut(job=enqueue(JOB, {"ids": ids, "reason": body.reason}, actor.id))
    return bulk_out(assign_by_rules(actor, ids, via="grid", reason=body.reason), actor)


@handler(JOB, words=Words("按规则批量分配线索", "Assign many leads by rule"))
def assign_chosen(job: JobContext) -> dict[str, Any]:
    """With the rights that the person has when it runs."""
    told = job.payload
    answer = assign_by_rules(actor_of_job(job), told["ids"], via="grid", reason=told["reason"], progress=job.step)
    return {"operation": answer.operation_id, "done": len(answer.done), "refused": len(answer.refused)}


@router.post("/leads/accept", response=LeadBulkOut)
def accept(request: HttpRequest, body: AcceptIn) -> LeadBulkOut:
    """Takes leads on."""
    actor = request_actor(request)
    return bulk_out(accept_leads(actor, body.ids, via="panel"), actor)


@router.post("/leads/decline", response=LeadBulkOut)
def decline(request: HttpRequest, body: DeclineIn) -> LeadBulkOut:
    """Gives leads back with a reason; they go on as the service level says."""
    actor = request_actor(request)
    return bulk_out(decline_leads(actor, body.ids, body.reason, via="panel"), actor)


@router.get("/leads/{int:lead_id}/assignment", response=AssignmentOut)
def explain(request: HttpRequest, lead_id: int) -> Any:
    """Why the lead is whose it is."""
    return asdict(explain_lead(request_actor(request), lead_id))


@router.get("/assignment-rules/faults", response=list[RuleFaultOut])
def faults(request: HttpRequest) -> list[RuleFaultOut]:
    """Rules that cannot be asked any more, and why."""
    actor = request_actor(request)
    check_action("assignment_rules", actor, "see")
    rows = AssignmentRule.objects.filter(deleted_at=None).order_by("position", "pk")
    found = [(row.pk, ready_rule(row).fault) for row in rows]
    return [
        RuleFaultOut(id=i, code=f.code.value, message=message(f, actor.language)) for i, f in found if f is not None
    ]


@router.post("/assignment-rules/try", response=AssignmentTrialOut)
def trial(request: HttpRequest, body: AssignmentTrialIn) -> Any:
    """What rules would have done with past leads. Writes nothing."""
    actor = request_actor(request)
    return asdict(try_rules(actor, body.first, body.last, rule_id=body.rule, drafts=body.drafts))
