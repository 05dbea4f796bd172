"""Putting a lead off, taking it back, and the outline of what to say: each an operation that can be undone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from genjin.followups.today.models import Outline, Snooze
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.clock import day_start, local
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.leads.models import Lead
from genjin.tables.fields.base import MAX_LONG_TEXT, clean_text
from genjin.tables.ledger.operation import single
from genjin.tables.scope.predicate import check_action, visible_ids

Span = Literal["quarter", "hour", "tomorrow", "week"]


def wake_at(span: Span, now: datetime) -> datetime:
    """When a lead put off for `span` comes back: a day begins at its midnight, a week on its Monday. Pure."""
    today = local(now).date()
    if span == "quarter":
        return now + timedelta(minutes=15)
    if span == "hour":
        return now + timedelta(hours=1)
    days = 1 if span == "tomorrow" else 7 - today.weekday()
    return day_start(today + timedelta(days=days))


def snooze_lead(actor: Actor, lead_id: int, span: Span) -> tuple[int | None, datetime]:
    """Takes the lead out of the actor's own Today until then. Returns operation and instant. Raises not_found."""
    _check_lead(actor, lead_id, "snoozes")
    until = wake_at(span, clock.now())
    with single(actor, verb="today.snooze", table="snoozes", via="panel", args=_args(lead_id)) as writer:
        former = _snoozes(actor, lead_id)
        if former:
            writer.set("snoozes", {former[0]: {"until": until}})
        else:
            writer.create("snoozes", [{"lead": lead_id, "person": actor.id, "until": until}])
    return writer.operation.id, until


def wake_lead(actor: Actor, lead_id: int) -> int | None:
    """Puts the lead back into the actor's Today. Returns the operation, None when it was there. Raises not_found."""
    _check_lead(actor, lead_id, "snoozes")
    with single(actor, verb="today.wake", table="snoozes", via="panel", args=_args(lead_id)) as writer:
        writer.trash("snoozes", _snoozes(actor, lead_id))
    return writer.operation.id


def write_outline(actor: Actor, lead_id: int, text: str) -> int | None:
    """Sets what is to be said next; an empty text takes it away. Returns the operation, None for no change."""
    if lead_id not in visible_ids("leads", actor, [lead_id], "edit"):
        raise not_found("leads")
    check_action("outlines", actor, "edit")
    if len(text) > MAX_LONG_TEXT:
        raise AppError(ErrorCode.TOO_LONG, limit=MAX_LONG_TEXT)
    cleaned = clean_text(text, MAX_LONG_TEXT)
    with single(actor, verb="today.outline", table="outlines", via="panel", args=_args(lead_id)) as writer:
        former = list(
            Outline.objects.filter(lead_id=lead_id, deleted_at=None).order_by("pk").values_list("pk", flat=True)
        )
        if cleaned is None:
            writer.trash("outlines", former)
        elif former:
            writer.set("outlines", {former[0]: {"text": cleaned}})
        else:
            writer.create("outlines", [{"lead": lead_id, "text": cleaned}])
    return writer.operation.id


def _check_lead(actor: Actor, lead_id: int, table: str) -> None:
    check_action(table, actor, "create")
    if lead_id not in visible_ids("leads", actor, [lead_id]):
        raise not_found("leads")


def _snoozes(actor: Actor, lead_id: int) -> list[int]:
    found = Snooze.objects.filter(lead_id=lead_id, person_id=actor.id, deleted_at=None)
    return list(found.order_by("pk").values_list("pk", flat=True))


def _args(lead_id: int) -> dict[str, object]:
    company, contact = Lead.objects.values_list("company", "contact").get(pk=lead_id)
    return {"lead": lead_id, "title": company or contact or f"#{lead_id}"}
