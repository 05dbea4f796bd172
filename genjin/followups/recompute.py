"""What a lead shows of its follow-ups: when the last one was, and its words. Kept by every write, undo included."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import OuterRef, Subquery

from genjin.followups.guard.pestering import derive_pestered
from genjin.followups.models import Followup
from genjin.kernel.clock import local
from genjin.leads.models import Lead, LeadMerge
from genjin.tables.ledger.operation import Writer
from genjin.tables.models import Change

SHOWN_LENGTH = 120
_FOLLOWED = frozenset({"", "lead", "at", "summary", "feedback", "outcome"})


def after_followup_write(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the follow-ups table."""
    if not changed & _FOLLOWED:
        return
    leads = set(Followup.objects.filter(pk__in=row_ids).values_list("lead_id", flat=True))
    if "lead" in changed:
        leads |= _former_leads(row_ids)
    derive_last_contact(writer, {lead for lead in leads if lead is not None})


def _former_leads(followup_ids: Sequence[int]) -> set[int | None]:
    """Living leads that these follow-ups belonged to before: a merge and its undo move them to and fro."""
    moves = Change.objects.filter(table="followups", row_id__in=list(followup_ids), column="lead")
    former = {lead for move in moves.values_list("before", "after") for lead in move if lead is not None}
    return set(Lead.objects.filter(pk__in=former, deleted_at=None).values_list("pk", flat=True))


def after_merge_end(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the merges table: a lead that stands alone again shows its own follow-ups, and so does the other."""
    if "" in changed:
        ended = LeadMerge.objects.filter(pk__in=row_ids, deleted_at__isnull=False).values_list("lead_id", "merged_id")
        derive_last_contact(writer, {lead for pair in ended for lead in pair if lead is not None})


def derive_last_contact(writer: Writer, lead_ids: Collection[int]) -> None:
    """Writes `last_contact_at` and `last_followup` of these leads.

    The time goes through the ledger, so that whoever has the lead on the screen sees the contact and the new colour.
    """
    newest = Followup.objects.filter(lead_id=OuterRef("pk"), deleted_at=None).order_by("-at", "-pk")
    leads = Lead.objects.filter(pk__in=lead_ids).annotate(last_id=Subquery(newest.values("pk")[:1]))
    last = dict(leads.values_list("pk", "last_id"))
    rows = Followup.objects.filter(pk__in=[i for i in last.values() if i is not None])
    facts = {
        pk: (at, summary or feedback)
        for pk, at, summary, feedback in rows.values_list("pk", "at", "summary", "feedback")
    }
    found = {lead: facts.get(followup, (None, None)) for lead, followup in last.items()}
    writer.derive("leads", {lead: {"last_followup": _line(at, words)} for lead, (at, words) in found.items()})
    derive_pestered(writer, list(found))
    writer.set("leads", {lead: {"last_contact_at": at} for lead, (at, _) in found.items()}, trashed=True)


def _line(at: datetime | None, words: str | None) -> str | None:
    """`03-05 约下周三拜访`."""
    if at is None:
        return None
    line = " ".join((words or "").split())
    return f"{local(at):%m-%d} {line}".strip()[:SHOWN_LENGTH]
