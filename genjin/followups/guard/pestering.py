"""Which customers were contacted too often: kept on the lead with every follow-up, so that the list counts nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from genjin.followups.guard.rules import last_excess
from genjin.followups.models import Followup
from genjin.followups.reach import NOT_REACHED
from genjin.leads.models import Lead
from genjin.pipelines.cadence import load_cadences
from genjin.tables.ledger.operation import Writer

# Contacts further back than this were too many for nobody who reads the list now.
LOOKS_BACK = timedelta(days=90)


def derive_pestered(writer: Writer, lead_ids: Sequence[int]) -> None:
    """Writes `pestered_at` of these leads, by the limit of the grade they have now. Two queries.

    The count is the customer's, whoever of us contacted them. A limit that changes counts from the next contact on.
    """
    contacts: dict[int, list[datetime]] = defaultdict(list)
    made = Followup.objects.filter(
        lead_id__in=lead_ids, deleted_at=None, at__gte=writer.now - LOOKS_BACK, at__lte=writer.now
    )
    for lead, at, outcome in made.values_list("lead_id", "at", "outcome"):
        if lead is not None and at is not None and outcome not in NOT_REACHED:
            contacts[lead].append(at)
    book = load_cadences()
    leads = Lead.objects.filter(pk__in=lead_ids).values_list("pk", "pipeline_id", "grade", "pestered_at")
    found = {
        pk: (last_excess(book.find(pipeline, grade), contacts[pk]), before) for pk, pipeline, grade, before in leads
    }
    writer.derive("leads", {pk: {"pestered_at": at} for pk, (at, before) in found.items() if at != before})
