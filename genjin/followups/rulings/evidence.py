"""Who was first with a customer: what a ruling on a collision goes by (domain.md C7).

A contact is effective when it reached the customer. Whoever had the first effective contact came first; a lead is
protected for some days (`protection.days` of the duplicate rules) after the last one, or after its assignment while
nobody was reached yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q

from genjin.followups.models import Followup
from genjin.followups.reach import NOT_REACHED
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import not_found
from genjin.leads.duplicates.evidence import Verdict
from genjin.leads.duplicates.lookalikes import find_suspects
from genjin.leads.duplicates.models import CollisionRequest
from genjin.leads.duplicates.pairs import LeadCard, load_cards
from genjin.leads.duplicates.party import read_party
from genjin.leads.duplicates.points import load_points
from genjin.leads.models import Lead
from genjin.tables.scope.predicate import rows, visible_ids

FACTS = ("company", "contact", "mobile", "phone", "email", "wechat", "credit_code")


@dataclass(frozen=True, slots=True)
class Contacts:
    """Effective contacts with one lead."""

    count: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """One lead that the question may be about, and what its owner can say for themselves.

    protected_until: None for a lead that nobody has.
    """

    card: LeadCard
    verdict: Verdict
    assigned_at: datetime | None
    contacts: Contacts | None
    protected_until: datetime | None
    is_askers: bool

    def is_protected(self, now: datetime) -> bool:
        return self.protected_until is not None and now < self.protected_until


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its evidence. hidden: leads out of the reader's scope, for somebody above to rule on.

    days: the protection in force.
    """

    request: CollisionRequest
    claims: tuple[Claim, ...]
    hidden: int
    days: int


def load_case(actor: Actor, request_id: int) -> Case:
    """The question as it stands now. Raises not_found out of scope."""
    request = rows("collision_requests", actor).filter(pk=request_id).first()
    if not isinstance(request, CollisionRequest):
        raise not_found("collision_requests")
    points = load_points()
    days = int(points["protection.days"])
    party = read_party({name: getattr(request, name) or "" for name in FACTS})
    verdicts = find_suspects(party, points)
    visible = visible_ids("leads", actor, verdicts)
    cards = load_cards(visible)
    assigned = dict(Lead.objects.filter(pk__in=cards).values_list("pk", "assigned_at"))
    contacts = count_contacts(list(cards))
    claims = [
        _claim(cards[i], verdict, assigned.get(i), contacts.get(i), days, request)
        for i, verdict in verdicts.items()
        if i in cards
    ]
    return Case(request, tuple(sorted(claims, key=_precedence)), len(verdicts) - len(claims), days)


def count_contacts(lead_ids: Sequence[int]) -> dict[int, Contacts]:
    """Effective contacts by lead, in one query; leads without any are missing."""
    reached = Followup.objects.filter(lead_id__in=lead_ids, deleted_at=None, at__isnull=False)
    reached = reached.filter(Q(outcome__isnull=True) | ~Q(outcome__in=NOT_REACHED)).order_by()
    counted = reached.values("lead_id").annotate(count=Count("pk"), first=Min("at"), last=Max("at"))
    return {lead: Contacts(r["count"], r["first"], r["last"]) for r in counted if (lead := r["lead_id"]) is not None}


def protected_until(
    owner_id: int | None, assigned_at: datetime | None, contacts: Contacts | None, days: int
) -> datetime | None:
    """Until when nobody else may have the lead. Pure."""
    since = contacts.last if contacts is not None else assigned_at
    return None if owner_id is None or since is None else since + timedelta(days=days)


def basis_of(case: Case, lead_id: int | None) -> Mapping[str, object]:
    """What a ruling went by, to be kept with it: the rule then in force and each claim as it stood."""
    return {
        "protection_days": case.days,
        "at": clock.now().isoformat(),
        "lead": lead_id,
        "claims": [
            {
                "lead": claim.card.id,
                "owner": claim.card.owner_id,
                "score": claim.verdict.score,
                "assigned_at": _iso(claim.assigned_at),
                "first_contact_at": _iso(claim.contacts.first) if claim.contacts else None,
                "last_contact_at": _iso(claim.contacts.last) if claim.contacts else None,
                "contacts": claim.contacts.count if claim.contacts else 0,
                "protected_until": _iso(claim.protected_until),
            }
            for claim in case.claims
        ],
    }


def _claim(
    card: LeadCard,
    verdict: Verdict,
    assigned_at: datetime | None,
    contacts: Contacts | None,
    days: int,
    request: CollisionRequest,
) -> Claim:
    until = protected_until(card.owner_id, assigned_at, contacts, days)
    is_askers = card.owner_id is not None and card.owner_id == request.owner_id
    return Claim(card, verdict, assigned_at, contacts, until, is_askers)


def _precedence(claim: Claim) -> tuple[bool, datetime, int]:
    """The first effective contact first, then who was created first."""
    first = claim.contacts.first if claim.contacts else claim.card.created_at
    return (claim.contacts is None, first, claim.card.id)


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
