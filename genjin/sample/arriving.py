"""Leads that came in just now by the website's form: the rules give them away, and their owners have to answer."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.leads.assigning.applying import assign_waiting
from genjin.leads.assigning.models import AssignmentRule
from genjin.sample.story import tell_stories
from genjin.tables.ledger.operation import single

ARRIVING = 8


def take_arriving(random: Random, channels: Sequence[int], unit: int | None) -> None:
    """Switches the shipped rules on and lets them decide about the newest leads, which belong to `unit`."""
    with single(
        SYSTEM, verb="cells.edit", table="assignment_rules", via="setup", args={"columns": ["active"]}
    ) as writer:
        found = AssignmentRule.objects.filter(deleted_at=None).values_list("pk", flat=True)
        writer.set("assignment_rules", {pk: {"active": True} for pk in found})
    stories = tell_stories(random, ARRIVING, 1, clock.today(), days=0)
    with single(SYSTEM, verb="rows.create", table="leads", via="form", reason="官网注册表单") as writer:
        source = random.choice(channels) if channels else None
        writer.create("leads", [{**story.cells, "owner": None, "unit": unit, "source": source} for story in stories])
    assign_waiting()
