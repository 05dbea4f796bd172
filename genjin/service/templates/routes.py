"""Trying a template on a real lead, and which places there are: thin doors."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.kernel.actor import Actor
from genjin.kernel.errors import not_found
from genjin.leads.models import Lead
from genjin.people.access import request_actor
from genjin.service.letters.writing import MAX_SUBJECT, MAX_TEXT
from genjin.service.templates.filling import Filler
from genjin.service.templates.places import list_places
from genjin.tables.scope.predicate import check_action, rows

router = Router(tags=["templates"])


class PlaceOut(Schema):
    key: str
    label: str


class TryIn(Schema):
    """lead: whose cells fill it; empty takes the lead worked on last."""

    subject: str = Field("", max_length=MAX_SUBJECT)
    text: str = Field("", max_length=MAX_TEXT)
    lead: int | None = None


class TriedOut(Schema):
    """lead, title: whose cells filled it, empty when there is no lead yet. missing: places without a value there."""

    lead: int | None
    title: str
    subject: str
    text: str
    missing: list[str]


@router.get("/mail-templates/places", response=list[PlaceOut])
def places(request: HttpRequest) -> list[PlaceOut]:
    """What may stand between the braces, the common ones first."""
    actor = request_actor(request)
    check_action("mail_templates", actor, "see")
    return [PlaceOut(key=key, label=label) for key, label in list_places(actor.language)]


@router.post("/mail-templates/try", response=TriedOut)
def try_template(request: HttpRequest, body: TryIn) -> TriedOut:
    """Fills a subject and text, saved or not, from a lead of one's own scope. Refused as saving would be."""
    actor = request_actor(request)
    filler = Filler(actor, body.subject, body.text)
    lead = _choose_lead(actor, body.lead)
    if lead is None:
        return TriedOut(lead=None, title="", subject=body.subject, text=body.text, missing=[])
    written = filler.fill([lead.pk])[lead.pk]
    title = lead.company or lead.contact or f"#{lead.pk}"
    return TriedOut(
        lead=lead.pk, title=title, subject=written.subject, text=written.text, missing=list(written.missing)
    )


def _choose_lead(actor: Actor, lead_id: int | None) -> Lead | None:
    mine = rows("leads", actor, "edit")
    if lead_id is None:
        return mine.order_by("-updated_at", "-pk").first()
    found: Lead | None = mine.filter(pk=lead_id).first()
    if found is None:
        raise not_found("leads")
    return found
