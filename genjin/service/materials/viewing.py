"""Whether what was sent was looked at: counted only where the customer agreed to it (domain.md D12, I7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max, Min, Q

from genjin.kernel import clock
from genjin.kernel.words import Words
from genjin.leads.models import Lead
from genjin.notices.kinds import NoticeKind, register_kind
from genjin.notices.telling import News, tell
from genjin.people.actor import actor_of
from genjin.service.materials.models import Sending, SentMaterial, Viewing
from genjin.tables.scope.predicate import visible_ids

What = Viewing.What
# Going back and forth, or a page that a phone loads anew, is one visit.
VISIT = timedelta(minutes=30)
VIEWED = register_kind(
    NoticeKind(
        key="materials.viewed",
        name=Words("客户看了我发的资料", "A customer looked at what I sent"),
        phrase=Words("{title} 打开了你发的《{material}》", "{title} opened “{material}”, which you sent"),
        mail="digest",
    )
)


@dataclass(frozen=True, slots=True)
class Views:
    """opens: visits to the page. reads: how often what is in it was looked at. opened_at, last_at: of either."""

    opens: int = 0
    reads: int = 0
    opened_at: datetime | None = None
    last_at: datetime | None = None


NONE = Views()


def may_tell(sent: SentMaterial, sending: Sending, lead: Lead) -> bool:
    """Whether views may be counted: the reader's own word, else the consent kept with the lead's main contact."""
    if sent.views_told is not None:
        return sent.views_told
    agreed = bool(lead.consent) and not lead.do_not_contact and lead.mail_opt_out_at is None
    return agreed and sending.contact_id is None


def record_viewing(sent: SentMaterial, sending: Sending, what: What) -> None:
    """Counts a visit or a look inside, and tells the seller of the first one. The caller has asked `may_tell`."""
    now = clock.now()
    with transaction.atomic():
        before = Viewing.objects.filter(sent_id=sent.pk)
        if before.filter(what=what, at__gt=now - VISIT).exists():
            return
        first = not before.exists()
        Viewing.objects.create(sent_id=sent.pk, what=what, at=now)
        if first:
            _tell_seller(sent, sending)


def count_views(sent_ids: Sequence[int]) -> dict[int, Views]:
    """By sent material; those never looked at are left out."""
    found = (
        Viewing.objects.filter(sent_id__in=list(sent_ids))
        .values("sent_id")
        .annotate(
            opens=Count("pk", filter=Q(what=What.OPENED)),
            reads=Count("pk", filter=Q(what=What.READ)),
            first=Min("at"),
            last=Max("at"),
        )
    )
    return {r["sent_id"]: Views(r["opens"], r["reads"], r["first"], r["last"]) for r in found}


def _tell_seller(sent: SentMaterial, sending: Sending) -> None:
    seller = actor_of(sending.person_id) if sending.person_id is not None else None
    if seller is None or seller.id is None or sent.lead_id not in visible_ids("leads", seller, [sent.lead_id or 0]):
        return
    company, contact = Lead.objects.values_list("company", "contact").get(pk=sent.lead_id)
    facts = {"title": company or contact or f"#{sent.lead_id}", "material": sent.name or ""}
    tell([News(seller.id, VIEWED, facts, ("leads", sent.lead_id or 0), key=f"sent:{sent.pk}")])
