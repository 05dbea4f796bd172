"""The rules and limits a new installation starts with (domain.md C1, C2)."""

from __future__ import annotations

from typing import Any

import orjson

from genjin.kernel.actor import Actor
from genjin.leads.assigning.levels import SUPERVISOR
from genjin.leads.assigning.models import AssignmentRule, ServiceLevel
from genjin.tables.ledger.operation import single


def _graded(*letters: str) -> str:
    """Grades of these letters, with and without sign."""
    return orjson.dumps(
        {"column": "grade", "op": "in", "value": [f"{x}{s}" for x in letters for s in ("+", "", "-")]}
    ).decode()


# Switched off: a team first fills in who is good at what, tries the rules on past leads, and switches them on.
RULES: tuple[dict[str, Any], ...] = (
    {
        "name": "按行业专长",
        "target": "unit",
        "method": "round_robin",
        "profile": "|industries|",
    },
    {
        "name": "按产品专长",
        "target": "unit",
        "method": "round_robin",
        "profile": "|product_lines|",
    },
    {
        "name": "按负责区域",
        "target": "unit",
        "method": "round_robin",
        "profile": "|regions|",
    },
    {
        "name": "A 级给资深销售",
        "target": "unit",
        "method": "least_loaded",
        "seniority": "senior",
        "conditions": _graded("A"),
    },
    {
        "name": "B、C 级给新人",
        "target": "unit",
        "method": "round_robin",
        "seniority": "new",
        "conditions": _graded("B", "C"),
    },
    {
        "name": "其余的轮流",
        "target": "unit",
        "method": "round_robin",
    },
)
LEVEL = {
    "active": True,
    "accept_minutes": 60,
    "on_timeout": SUPERVISOR,
    "on_decline": SUPERVISOR,
    "position": 10,
}


def seed_assigning(actor: Actor) -> None:
    """Creates what is missing as a whole. Again changes nothing."""
    if not AssignmentRule.objects.exists():
        with single(actor, verb="assignment_rules.seed", table="assignment_rules", via="setup") as writer:
            rows = [{**rule, "active": False, "position": 10 * n} for n, rule in enumerate(RULES, 1)]
            writer.create("assignment_rules", rows)
    if not ServiceLevel.objects.exists():
        with single(actor, verb="service_levels.seed", table="service_levels", via="setup") as writer:
            writer.create("service_levels", [LEVEL])
