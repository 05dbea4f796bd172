"""What follows from changes of a lead: when it must be handled (D11), and the talk that an A lead deserves (D15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from genjin.followups.models import Task
from genjin.followups.settings import load_policy, load_urgencies
from genjin.kernel.actor import Actor
from genjin.kernel.clock import day_start, local
from genjin.kernel.words import Words
from genjin.leads.models import Lead
from genjin.notices.kinds import NoticeKind, register_kind
from genjin.notices.telling import News, tell
from genjin.people.models import Person, Role
from genjin.pipelines.stages import load_stages
from genjin.tables.definition import extend
from genjin.tables.ledger.operation import Writer

TALK_DAYS = 3
TALK = register_kind(
    NoticeKind(
        "leads.talk",
        Words("A 级客户该当面谈", "A leads to talk to face to face"),
        Words("{title} 进入{stage}，约决策人当面谈", "{title} entered {stage}: meet the decision maker"),
    )
)


def prepare_urgency(_actor: Actor, writer: Writer, drafts: list[dict[str, Any]]) -> None:
    """Hook of new leads: the date by which the customer must be handled, where the draft names none."""
    if not any(draft.get("urgency") for draft in drafts):
        return
    days = load_urgencies()
    for draft in drafts:
        if draft.get("urgency") and draft.get("handle_by") is None:
            draft["handle_by"] = _handle_by(draft["urgency"], days, writer)


def after_urgency(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the leads table: a new urgency gives a new date by which the customer must be handled."""
    if "urgency" not in changed or "handle_by" in changed:
        return
    old = [i for i in row_ids if not writer.is_new("leads", i)]
    if not old:
        return
    days = load_urgencies()
    found = Lead.objects.filter(pk__in=old, deleted_at=None).values_list("pk", "urgency")
    writer.set("leads", {lead: {"handle_by": _handle_by(urgency, days, writer)} for lead, urgency in found})


def _handle_by(urgency: str | None, days: Mapping[str, int], writer: Writer) -> date | None:
    if urgency is None or urgency not in days:
        return None
    return local(writer.now).date() + timedelta(days=days[urgency])


def after_stage(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the leads table: an A lead that enters the stage of talks asks for its supervisor."""
    if "stage" not in changed:
        return
    stages = {s.id: s.name for s in load_stages().by_id.values() if s.name == load_policy().talk_stage}
    if not stages:
        return
    moved = [i for i in row_ids if not writer.is_new("leads", i)]
    if not moved:
        return
    leads = Lead.objects.filter(pk__in=moved, deleted_at=None, stage_id__in=stages, grade__startswith="A")
    for lead in leads:
        _propose_talk(writer, lead, stages[lead.stage_id or 0])


def _propose_talk(writer: Writer, lead: Lead, stage: str) -> None:
    title = lead.company or lead.contact or f"#{lead.pk}"
    text = f"约{title}的决策人当面谈"
    if Task.objects.filter(lead_id=lead.pk, kind="meeting", state="open", text=text, deleted_at=None).exists():
        return
    supervisor = _supervisor_of(lead.unit_id, lead.owner_id)
    due = day_start(local(writer.now).date() + timedelta(days=TALK_DAYS))
    row = {"lead": lead.pk, "kind": "meeting", "text": text, "due": due}
    writer.create("tasks", [row if supervisor is None else {**row, "assignee": supervisor}])
    if supervisor is not None and supervisor != writer.actor.id:
        facts = {"title": title, "stage": stage}
        tell(
            [News(supervisor, TALK, facts, ("leads", lead.pk), f"{lead.pk}:{writer.now.date()}")],
            operation_id=writer.operation.ensure_row(),
        )


def _supervisor_of(unit_id: int | None, owner_id: int | None) -> int | None:
    """Whoever leads the lead's unit; None when nobody does but the owner."""
    roles = Role.objects.filter(supervises=True, is_admin=False, deleted_at=None).values("pk")
    people = Person.objects.filter(unit_id=unit_id, role_id__in=roles, active=True, deleted_at=None)
    return people.exclude(pk=owner_id or 0).order_by("pk").values_list("pk", flat=True).first()


extend("leads", after_write=(after_urgency, after_stage), prepare=(prepare_urgency,))
