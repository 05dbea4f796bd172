"""What follows from changes of a lead: when it must be handled (D11), and the talk that an A lead deserves (D15)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from genjin.followups.models import Task
from genjin.followups.settings import load_policy, load_urgencies
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


def after_urgency(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the leads table: a new urgency gives a new date by which the customer must be handled."""
    if "urgency" not in changed or "handle_by" in changed:
        return
    days = load_urgencies()
    today = local(writer.now).date()
    found = Lead.objects.filter(pk__in=row_ids, deleted_at=None).values_list("pk", "urgency")
    cells = {
        lead: {"handle_by": today + timedelta(days=days[urgency]) if urgency in days else None}
        for lead, urgency in found
    }
    writer.set("leads", cells)


def after_stage(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the leads table: an A lead that enters the stage of talks asks for its supervisor."""
    if "stage" not in changed:
        return
    stages = {s.id: s.name for s in load_stages().by_id.values() if s.name == load_policy().talk_stage}
    if not stages:
        return
    moved = [i for i in row_ids if not writer.is_new("leads", i)]
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


extend("leads", after_write=(after_urgency, after_stage))
