"""Mailings: planned, confirmed, followed, stopped. Thin doors."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.jobs.mailing import can_send
from genjin.jobs.models import Job
from genjin.kernel.actor import Actor
from genjin.leads.selection import LeadSelection
from genjin.people.access import request_actor
from genjin.people.models import Person
from genjin.service.letters.routes import base_url
from genjin.service.letters.rules import REASONS
from genjin.service.letters.states import STATES
from genjin.service.letters.writing import MAX_SUBJECT, MAX_TEXT
from genjin.service.mailings.cancelling import cancel_mailing
from genjin.service.mailings.models import Mailing
from genjin.service.mailings.planning import MailingPlan, plan_mailing
from genjin.service.mailings.reading import (
    MailingCounts,
    count_letters,
    find_mailing,
    list_leads,
    list_mailings,
    show_leads,
)
from genjin.service.mailings.sending import PACE, ask_mailing

router = Router(tags=["mailings"])
MAX_PREVIEWS = 5
_RUNNING = (Job.State.WAITING, Job.State.RUNNING)


class MailingIn(LeadSelection):
    subject: str = Field(max_length=MAX_SUBJECT)
    text: str = Field(max_length=MAX_TEXT)


class MailingSendIn(MailingIn):
    """confirmed: the number of mails that the person has been told."""

    confirmed: int = Field(ge=1)


class MailingLeadOut(Schema):
    """state_words, why: of its letter, where it has one."""

    id: int
    title: str
    state_words: str | None = None
    why: str | None = None


class MailingGroupOut(Schema):
    """A count with its words. leads: the first of them, where they are asked for at once."""

    key: str
    words: str
    count: int
    leads: list[MailingLeadOut] = []


class MailingPreviewOut(Schema):
    lead: int
    title: str
    to: str
    subject: str
    text: str


class MailingPlanOut(Schema):
    """minutes: how long the sending takes at its pace. not_before: when quiet hours end, empty when it may go now."""

    ready: int
    minutes: int
    not_before: datetime | None
    skipped: list[MailingGroupOut]
    missing: list[str]
    previews: list[MailingPreviewOut]
    can_send: bool


class MailingOut(Schema):
    """state: writing, sending, done, stopped or undone. job: the work that writes it."""

    id: int
    subject: str
    text: str
    by: str
    at: datetime
    chosen: int
    state: str
    job: int | None
    last_at: datetime | None
    letters: list[MailingGroupOut]
    skipped: list[MailingGroupOut]
    opted_out: int
    may_stop: bool


class MailingAskedOut(Schema):
    job: int


class MailingStoppedOut(Schema):
    operation: int | None


@router.post("/mailings/plan", response=MailingPlanOut)
def plan(request: HttpRequest, body: MailingIn) -> MailingPlanOut:
    """Who would get it, who not and why, and the first few as they would read. Writes nothing."""
    actor = request_actor(request)
    found = plan_mailing(actor, body.subject, body.text, body.chosen_by(actor))
    later = [letter.not_before for letter in found.ready if letter.not_before is not None]
    return MailingPlanOut(
        ready=len(found.ready),
        minutes=round(len(found.ready) * PACE.total_seconds() / 60),
        not_before=min(later) if later and len(later) == len(found.ready) else None,
        skipped=_planned_groups(actor, found),
        missing=list(found.missing),
        previews=_previews(actor, found),
        can_send=can_send(),
    )


@router.post("/mailings", response=MailingAskedOut)
def send(request: HttpRequest, body: MailingSendIn) -> MailingAskedOut:
    """Begins to send it, in a job of its own. Refused when the number is no longer the confirmed one."""
    actor = request_actor(request)
    job = ask_mailing(
        actor,
        body.subject,
        body.text,
        body.chosen_by(actor),
        confirmed=body.confirmed,
        base_url=base_url(request),
    )
    return MailingAskedOut(job=job)


@router.get("/mailings", response=list[MailingOut])
def mailings(request: HttpRequest) -> list[MailingOut]:
    """The newest mailings of one's reach, with what became of them."""
    actor = request_actor(request)
    return _show(actor, list_mailings(actor))


@router.get("/mailings/{int:mailing_id}/leads", response=list[MailingLeadOut])
def leads(request: HttpRequest, mailing_id: int, group: str) -> list[dict[str, Any]]:
    """The leads behind one of its counts, as far as one sees them."""
    actor = request_actor(request)
    return list_leads(actor, find_mailing(actor, mailing_id), group)


@router.post("/mailings/{int:mailing_id}/cancel", response=MailingStoppedOut)
def stop(request: HttpRequest, mailing_id: int) -> MailingStoppedOut:
    """Stops what has not left; undoing that lets it go on."""
    return MailingStoppedOut(operation=cancel_mailing(request_actor(request), mailing_id))


def _planned_groups(actor: Actor, found: MailingPlan) -> list[MailingGroupOut]:
    groups = []
    for reason in REASONS:
        ids = found.skipped.get(reason) or []
        if ids:
            shown = [MailingLeadOut(**lead) for lead in show_leads(actor, ids, {})]
            words = REASONS[reason].in_language(actor.language)
            groups.append(MailingGroupOut(key=reason, words=words, count=len(ids), leads=shown))
    return groups


def _previews(actor: Actor, found: MailingPlan) -> list[MailingPreviewOut]:
    first = found.ready[:MAX_PREVIEWS]
    titles = {lead["id"]: lead["title"] for lead in show_leads(actor, [x.draft.lead_id for x in first], {})}
    return [
        MailingPreviewOut(
            lead=x.draft.lead_id,
            title=titles.get(x.draft.lead_id, ""),
            to=x.recipient.address,
            subject=x.draft.subject,
            text=x.draft.text,
        )
        for x in first
    ]


def _show(actor: Actor, found: list[Mailing]) -> list[MailingOut]:
    names = dict(Person.objects.filter(pk__in={m.owner_id for m in found}).values_list("pk", "name"))
    jobs = [m.job_id for m in found if m.job_id is not None]
    running = set(Job.objects.filter(pk__in=jobs, state__in=_RUNNING).values_list("pk", flat=True))
    return [_show_one(actor, m, names.get(m.owner_id or 0) or "", m.job_id in running) for m in found]


def _show_one(actor: Actor, mailing: Mailing, by: str, writing: bool) -> MailingOut:
    counts, language = count_letters(mailing), actor.language
    letters = [
        MailingGroupOut(key=key, words=words.in_language(language), count=counts.states[key])
        for key, words in STATES.items()
        if counts.states[key]
    ]
    skipped = [
        MailingGroupOut(key=key, words=words.in_language(language), count=counts.skipped[key])
        for key, words in REASONS.items()
        if counts.skipped[key]
    ]
    state = _state(mailing, counts, writing)
    return MailingOut(
        id=mailing.pk,
        subject=mailing.subject or "",
        text=mailing.text or "",
        by=by,
        at=mailing.created_at,
        chosen=mailing.chosen or 0,
        state=state,
        job=mailing.job_id,
        last_at=counts.last_at,
        letters=letters,
        skipped=skipped,
        opted_out=counts.opted_out,
        may_stop=state in ("writing", "sending") and "create" in actor.access("mailings").actions,
    )


def _state(mailing: Mailing, counts: MailingCounts, writing: bool) -> str:
    if mailing.deleted_at is not None:
        return "undone"
    if mailing.cancelled_at is not None:
        return "stopped"
    if writing:
        return "writing"
    return "sending" if counts.states["waiting"] else "done"
