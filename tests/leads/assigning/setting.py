"""Rules and people that the tests of assignment share."""

from __future__ import annotations

from typing import Any

import orjson

from genjin.kernel.actor import SYSTEM, Actor
from genjin.leads.assigning.models import Assignment
from genjin.leads.models import Lead
from genjin.notices.kinds import get_kind
from genjin.notices.models import Notice
from genjin.tables.ledger.operation import single
from genjin.tables.records.edit import create_rows


def rule(actor: Actor = SYSTEM, *, conditions: Any = None, **cells: Any) -> int:
    """A rule made the way the settings page makes one, switched on."""
    draft = {"name": "其余的轮流", "target": "unit", "method": "round_robin", "active": True, **cells}
    if conditions is not None:
        draft["conditions"] = orjson.dumps(conditions).decode()
    _, (made,) = create_rows(actor, "assignment_rules", [draft])
    assert made.row_id is not None, made.errors
    return made.row_id


def nobodys(*drafts: dict[str, Any]) -> list[int]:
    """Leads that came in without an owner, as a form's do."""
    with single(SYSTEM, verb="forms.submit", table="leads", via="form") as writer:
        return writer.create(
            "leads", [{"company": f"扬州第{n}泵业", "owner": None, **d} for n, d in enumerate(drafts, 1)]
        )


def owner(lead: int) -> int | None:
    return Lead.objects.get(pk=lead).owner_id


def last_row(lead: int) -> Assignment:
    return Assignment.objects.filter(lead_id=lead, deleted_at=None).order_by("-pk")[0]


def told(person: int) -> list[str]:
    """What this person was told, in words, oldest first."""
    found = Notice.objects.filter(person_id=person, withdrawn_at=None).order_by("pk")
    return [get_kind(n.kind).words(n.facts, "zh-CN") for n in found]
