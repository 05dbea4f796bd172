"""When leads were contacted, for whoever below asks (merging)."""

from __future__ import annotations

from collections.abc import Sequence

from genjin.followups.models import Followup
from genjin.leads.merging.moments import Moment, set_moment_source


def read_moments(lead_ids: Sequence[int], limit: int) -> list[Moment]:
    """Contacts of these leads, oldest first."""
    rows = Followup.objects.filter(lead_id__in=list(lead_ids), deleted_at=None, at__isnull=False)
    found = rows.order_by("at", "pk").values_list("lead_id", "at")[:limit]
    return [Moment(lead, at) for lead, at in found if lead is not None and at is not None]


set_moment_source(read_moments)
