"""The working hours a new installation starts with."""

from __future__ import annotations

from genjin.kernel.actor import Actor
from genjin.kernel.working_clock import DEFAULT_HOURS, format_working_hours
from genjin.people.models import WorkingTime
from genjin.tables.ledger.operation import single


def seed_working_hours(actor: Actor) -> None:
    """One row for everybody. Again changes nothing."""
    if not WorkingTime.objects.exists():
        with single(actor, verb="working_hours.seed", table="working_hours", via="setup") as writer:
            writer.create("working_hours", [{"hours": format_working_hours(DEFAULT_HOURS)}])
