"""What a new task gets by itself, who goes along with a lead, and who is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from genjin.followups.models import Task
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Words
from genjin.leads.models import Lead
from genjin.notices.kinds import NoticeKind, register_kind
from genjin.notices.telling import News, tell
from genjin.tables.definition import ledger_keys
from genjin.tables.ledger.operation import Writer
from genjin.tables.models import Change

TASK_GIVEN = register_kind(
    NoticeKind(
        "tasks.given",
        Words("派给我的任务", "Tasks given to me"),
        Words("{by}派给你：{text}", "{by} gave you: {text}"),
        passes_over=True,
    )
)
SHOWN_LENGTH = 80


def prepare_tasks(actor: Actor, writer: Writer, drafts: list[dict[str, Any]]) -> None:
    """Completes drafts in place: kind, and whose it is: nobody named, it is the lead's owner's, without lead one's own.

    Raises required for a promise that does not say whose it is.
    """
    unnamed = {d["lead"] for d in drafts if d.get("assignee") is None and d.get("lead") is not None}
    owners = dict(Lead.objects.filter(pk__in=unnamed).values_list("pk", "owner_id")) if unnamed else {}
    for draft in drafts:
        draft.setdefault("kind", "promise" if draft.get("side") is not None else "task")
        if draft["kind"] == "promise" and draft.get("side") is None:
            raise AppError(ErrorCode.REQUIRED, column="side")
        if draft.get("assignee") is not None:
            draft["follows_owner"] = False
            if draft["assignee"] != actor.id and actor.id is not None:
                draft["given_by"] = actor.id
        elif draft.get("lead") is not None:
            draft["follows_owner"] = True
            draft["assignee"] = owners.get(draft["lead"])
        else:
            draft["follows_owner"] = False
            draft["assignee"] = actor.id


def after_task_write(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the tasks table: the lead knows what is due first; whoever was given a task by name is told, once."""
    if changed & {"", "lead", "due", "done_at", "dropped_at", "side"}:
        derive_first_task(writer, _leads_of(row_ids, "lead" in changed))
    if not changed & {"", "assignee"}:
        return
    given = Task.objects.filter(pk__in=row_ids, deleted_at=None, state="open", follows_owner=False)
    mine: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for pk, person, text in given.order_by("pk").values_list("pk", "assignee_id", "text"):
        if person is not None and person != writer.actor.id:
            mine[person].append((pk, text or ""))
    operation = writer.operation.ensure_row() if mine else None
    tell([_news(writer, person, tasks) for person, tasks in mine.items()], operation_id=operation)


def _leads_of(task_ids: Sequence[int], moved: bool) -> set[int]:
    """Living leads that these tasks hang on, or hung on before."""
    found = set(Task.objects.filter(pk__in=task_ids).values_list("lead_id", flat=True))
    if moved:
        moves = Change.objects.filter(table__in=ledger_keys("tasks"), row_id__in=list(task_ids), column="lead")
        found |= {lead for move in moves.values_list("before", "after") for lead in move}
    return {lead for lead in found if lead is not None}


def derive_first_task(writer: Writer, lead_ids: Collection[int]) -> None:
    """Writes `task_due` of these leads through the ledger, so that whoever sees the lead sees its colour change."""
    found: dict[int, tuple[Any, str | None]] = {}
    tasks = Task.objects.filter(lead_id__in=lead_ids, deleted_at=None, state="open", due_at__isnull=False)
    for lead, due, side in tasks.order_by("-red_at", "-pk").values_list("lead_id", "due_at", "side"):
        found[lead or 0] = (due, side)
    first = {lead: found.get(lead, (None, None)) for lead in lead_ids}
    if first:
        writer.derive("leads", {lead: {"task_side": side} for lead, (_, side) in first.items()})
        writer.set("leads", {lead: {"task_due": due} for lead, (due, _) in first.items()}, trashed=True)


def _news(writer: Writer, person: int, tasks: Sequence[tuple[int, str]]) -> News:
    task_id, text = tasks[0]
    shown = text[:SHOWN_LENGTH] + (f" …（{len(tasks)}）" if len(tasks) > 1 else "")
    facts = {"by": writer.actor.name, "text": shown}
    return News(person, TASK_GIVEN, facts, ("tasks", task_id), f"{task_id}:{writer.operation.ensure_row()}")


def follow_owner(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the leads table: open tasks that nobody was named for go along to the new owner."""
    if "owner" not in changed:
        return
    old = [i for i in row_ids if not writer.is_new("leads", i)]
    if not old:
        return
    following = Task.objects.filter(lead_id__in=old, deleted_at=None, state="open", follows_owner=True)
    tasks = list(following.values_list("pk", "lead_id"))
    if tasks:
        owners = dict(Lead.objects.filter(pk__in={lead for _, lead in tasks}).values_list("pk", "owner_id"))
        writer.set("tasks", {task: {"assignee": owners.get(lead)} for task, lead in tasks if lead in owners})
