"""Looking at a handover, doing it, and reading its briefing on a page or in Excel."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from genjin.followups.handover.briefing import Brief, write_briefs
from genjin.followups.handover.dealing import Way
from genjin.followups.handover.verb import Wish, hand_over, leads_of_handover, preview_handover
from genjin.followups.handover.workbook import write_workbook
from genjin.kernel import clock
from genjin.leads.answers import LeadBulkOut, bulk_out
from genjin.people.access import request_actor
from genjin.people.models import Person

router = Router(tags=["handover"])

# Briefs shown on the page of the preview; the file holds all of them.
SHOWN = 200
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class HandoverIn(Schema):
    """Either everything of a person, or the leads chosen. to: who receives, in order."""

    person: int | None = None
    ids: list[int] | None = Field(None, max_length=20_000)
    to: list[int] = Field(default_factory=list, max_length=50)
    way: Way = Way.IN_TURN
    reason: str = Field("", max_length=2000)

    def wish(self) -> Wish:
        return Wish(self.person, self.ids, self.to, self.way)


class SaidOut(Schema):
    at: datetime
    words: str


class OwedOut(Schema):
    side: str
    words: str
    due: date | None


class HandoverBriefOut(Schema):
    """to: who gets it in a preview."""

    id: int
    cells: dict[str, Any]
    said: list[SaidOut]
    owed: list[OwedOut]
    risks: list[str]
    to: str = ""


class HandoverShareOut(Schema):
    id: int
    label: str
    count: int


class HandoverPreviewOut(Schema):
    """beyond: leads of the person that the reader may not hand over. briefs: the first ones."""

    label: str
    leads: int
    open: int
    promises: int
    plans: int
    beyond: int
    shares: list[HandoverShareOut]
    briefs: list[HandoverBriefOut]


@router.post("/handover/preview", response=HandoverPreviewOut)
def preview(request: HttpRequest, body: HandoverIn) -> HandoverPreviewOut:
    """Who would get what, with the briefing; writes nothing."""
    actor = request_actor(request)
    plan, counts = preview_handover(actor, body.wish())
    ids, names = list(plan.dealt), plan.receivers
    briefs = [_brief(b, names.get(plan.dealt[b.lead_id], "")) for b in write_briefs(actor, ids[:SHOWN])]
    shares = plan.shares()
    label = Person.objects.filter(pk=body.person).values_list("name", flat=True).first() if body.person else None
    return HandoverPreviewOut(
        label=label or "",
        leads=len(ids),
        beyond=plan.beyond,
        shares=[HandoverShareOut(id=pk, label=name, count=shares[pk]) for pk, name in names.items()],
        briefs=briefs,
        **counts,
    )


@router.post("/handover", response=LeadBulkOut)
def handover(request: HttpRequest, body: HandoverIn) -> LeadBulkOut:
    """Hands over as the preview showed: one operation, undoable, told to both sides."""
    actor = request_actor(request)
    return bulk_out(hand_over(actor, body.wish(), reason=body.reason.strip(), via="panel"), actor)


@router.get("/handover/{operation_id}/briefs", response=list[HandoverBriefOut])
def briefs(request: HttpRequest, operation_id: int) -> list[HandoverBriefOut]:
    """The briefing of a handover, of the leads in it that the reader sees now."""
    actor = request_actor(request)
    return [_brief(b, "") for b in write_briefs(actor, leads_of_handover(actor, operation_id)[:SHOWN])]


@router.get("/handover/{operation_id}/briefing.xlsx")
def workbook(request: HttpRequest, operation_id: int) -> HttpResponse:
    """The same as an Excel file, all of them."""
    actor = request_actor(request)
    found = write_briefs(actor, leads_of_handover(actor, operation_id))
    answer = HttpResponse(write_workbook(found, actor.language), content_type=_EXCEL)
    answer["Content-Disposition"] = f'attachment; filename="handover-{clock.today():%Y%m%d}-{operation_id}.xlsx"'
    return answer


def _brief(brief: Brief, to: str) -> HandoverBriefOut:
    return HandoverBriefOut(
        id=brief.lead_id,
        cells=dict(brief.cells),
        said=[SaidOut(at=s.at, words=s.words) for s in brief.said],
        owed=[OwedOut(side=o.side, words=o.words, due=o.due) for o in brief.owed],
        risks=list(brief.risks),
        to=to,
    )
