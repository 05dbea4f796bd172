"""Leads that sellers gave back: what the pool holds on the first day."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from genjin.kernel import clock
from genjin.leads.models import Lead
from genjin.leads.pool.verbs import release_leads
from genjin.sample.team import Team

_REASONS = ("客户今年没有预算", "客户在外省，去不了现场", "手上项目排满了", "产品线不对口")
EACH = 3


def give_back(team: Team, random: Random) -> None:
    """Each seller gives back some of their oldest open C leads, over the last days."""
    for back, seller in enumerate(team.sellers, start=1):
        found = Lead.objects.filter(owner_id=seller.id, grade="C", won_at=None, lost_at=None, deleted_at=None)
        ids = list(found.order_by("created_at", "pk").values_list("pk", flat=True)[:EACH])
        at = clock.day_start(clock.today() - timedelta(days=back)) + timedelta(hours=16, minutes=random.randrange(90))
        with clock.fixed(at):
            release_leads(seller, ids, random.choice(_REASONS), via="panel")
