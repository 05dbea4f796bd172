"""Keeping data fresh: thin doors to confirming, marking and mailing."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.jobs.mailing import can_send
from genjin.leads.answers import LeadBulkOut, bulk_out
from genjin.leads.bad_channels import mark_channel, report_bounce
from genjin.leads.confirm_mail import mail_confirmations, plan_mails
from genjin.leads.confirming import confirm_leads
from genjin.people.access import request_actor

router = Router(tags=["freshness"])


class ConfirmIn(Schema):
    ids: list[int] = Field(max_length=20_000)
    reason: str = Field("", max_length=2000)


class MarkIn(ConfirmIn):
    column: Literal["mobile", "phone", "email", "wechat"]
    bad: bool


class MailIn(Schema):
    """dry_run: only counts. again: also those whose last link is still open."""

    ids: list[int] = Field(max_length=20_000)
    dry_run: bool = False
    again: bool = False


class MailOut(Schema):
    """skipped: how many leads get no mail, by reason. can_send: whether a mail server is set up; else mails wait."""

    operation: int | None = None
    ready: int
    skipped: dict[str, int]
    can_send: bool


class BounceIn(Schema):
    address: str = Field(min_length=3, max_length=254)
    reason: str = Field("", max_length=2000)


class BounceOut(Schema):
    leads: list[int]


@router.post("/leads/confirm", response=LeadBulkOut)
def confirm(request: HttpRequest, body: ConfirmIn) -> LeadBulkOut:
    """Says that the data of these leads are right as of now."""
    actor = request_actor(request)
    return bulk_out(confirm_leads(actor, body.ids, reason=body.reason), actor)


@router.post("/leads/mark-channel", response=LeadBulkOut)
def mark(request: HttpRequest, body: MarkIn) -> LeadBulkOut:
    """Marks a number or address of these leads as dead, or as working again."""
    actor = request_actor(request)
    return bulk_out(mark_channel(actor, body.ids, body.column, body.bad, reason=body.reason), actor)


@router.post("/freshness/mail", response=MailOut)
def mail(request: HttpRequest, body: MailIn) -> MailOut:
    """Queues a mail with a personal link for each of these leads; `dry_run` says who would get one."""
    actor = request_actor(request)
    if body.dry_run:
        plan, operation = plan_mails(actor, body.ids, again=body.again), None
    else:
        base_url = request.build_absolute_uri("/").rstrip("/")
        done = mail_confirmations(actor, body.ids, base_url, again=body.again)
        plan, operation = done.plan, done.operation_id
    counts = {reason: len(ids) for reason, ids in plan.skipped.items()}
    return MailOut(operation=operation, ready=len(plan.ready), skipped=counts, can_send=can_send())


@router.post("/mail/bounces", response=BounceOut)
def bounce(request: HttpRequest, body: BounceIn) -> BounceOut:
    """For a mail gateway: a mail to this address came back. Marks the leads that have it."""
    return BounceOut(leads=report_bounce(request_actor(request), body.address, reason=body.reason, via="webhook"))
