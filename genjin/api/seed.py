"""The rows every installation begins with: roles, pipeline, cadence, channels, views. Safe to run at every start."""

from __future__ import annotations

from genjin.followups.defaults import seed_defaults as seed_followups
from genjin.followups.today.weights import seed_weights
from genjin.kernel.actor import SYSTEM
from genjin.leads.defaults import seed_defaults as seed_leads
from genjin.people.setup import seed_roles
from genjin.people.working.defaults import seed_working_hours
from genjin.service.materials.defaults import seed_materials


def seed_everything() -> None:
    """Each module's own rows, lowest module first. What people changed or removed is left alone."""
    seed_roles()
    seed_working_hours(SYSTEM)
    seed_leads(SYSTEM)
    seed_followups(SYSTEM)
    seed_weights(SYSTEM)
    seed_materials(SYSTEM)
