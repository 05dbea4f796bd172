"""Tasks of a record in the reader's words: on the timeline, in the header, on the card."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from genjin.followups.models import Task
from genjin.followups.readable import readable_columns
from genjin.followups.tasks.rules import describe_task
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.leads.next_contact import has_time_of_day
from genjin.tables.records.context import find_labels

MOST = 200


def open_tasks(actor: Actor, lead_id: int) -> list[dict[str, Any]]:
    """What is still to do on this lead, the earliest due first, what has no date last."""
    rows = Task.objects.filter(lead_id=lead_id, deleted_at=None, state="open")
    return show_tasks(actor, rows.order_by("red_at", "pk")[:MOST])


def show_tasks(actor: Actor, tasks: Iterable[Task]) -> list[dict[str, Any]]:
    """Shape: `TaskItem` of the routes; none to who may not read tasks."""
    columns = readable_columns(actor, "tasks")
    found = list(tasks) if columns else []
    labels = find_labels(actor, {"people": {t.assignee_id for t in found if t.assignee_id is not None}})
    return [_show(actor, task, labels, columns) for task in found]


def _show(actor: Actor, task: Task, labels: Any, columns: frozenset[str]) -> dict[str, Any]:
    due = task.due_at
    values = {"due_at": due, "done_at": task.done_at, "dropped_at": task.dropped_at}
    person = task.assignee_id
    return {
        "id": task.pk,
        "kind": task.kind or "task",
        "side": task.side,
        "text": (task.text or "") if "text" in columns else "",
        "due": None if due is None else clock.local(due).date(),
        "time": f"{clock.local(due):%H:%M}" if due is not None and has_time_of_day(due) else None,
        "state": task.state or "open",
        "status": describe_task(values, clock.now(), actor.language),
        "assignee": None if person is None else {"id": person, "label": labels.get(("people", person)) or f"#{person}"},
    }
