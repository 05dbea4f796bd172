"""Finishing, dropping, reopening and handing out tasks: each one operation over any number of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from genjin.followups.models import Task
from genjin.followups.options import TASK_STATES
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.kernel.words import Words
from genjin.people.models import Person
from genjin.tables.definition import CellEdit, Refusal
from genjin.tables.ledger.operation import Writer, chunk_rows, operation
from genjin.tables.ledger.verbs import name_verb
from genjin.tables.records.context import build_parse_context, build_resolver
from genjin.tables.scope.predicate import check_action, visible_ids

T = TypeVar("T")
_VERBS = {"done": "tasks.done", "dropped": "tasks.drop", "open": "tasks.reopen"}
name_verb("tasks.done", Words("完成任务：{title}", "finished a task: {title}"))
name_verb("tasks.drop", Words("放弃任务：{title}", "dropped a task: {title}"))
name_verb("tasks.reopen", Words("重新打开任务：{title}", "reopened a task: {title}"))
# Operations of the time when promises were a table of their own.
name_verb("promises.done", Words("承诺办完", "kept a promise"))
name_verb("promises.reopen", Words("承诺重新打开", "reopened a promise"))


@dataclass(frozen=True, slots=True)
class Settled:
    """operation_id is None when all were so already. done: tasks that are now as asked."""

    operation_id: int | None
    done: list[int]
    refused: list[tuple[int, AppError]] = field(default_factory=list)


def settle_tasks(actor: Actor, ids: Sequence[int], state: str, *, via: str = "panel") -> Settled:
    """Brings tasks to `done`, `dropped` or `open`. Those out of scope answer as not found; the others go on.

    Raises forbidden without the right to edit tasks, unknown_option for another state.
    """
    check_action("tasks", actor, "edit")
    if state not in _VERBS:
        raise AppError(ErrorCode.UNKNOWN_OPTION, value=str(state)[:40])
    wanted = list(dict.fromkeys(ids))
    visible = visible_ids("tasks", actor, wanted, "edit")
    ready = [i for i in wanted if i in visible]
    args = {"count": len(ready), "title": _title(ready)}
    with operation(actor, verb=_VERBS[state], table="tasks", via=via, args=args) as opened:
        for start in range(0, len(ready), chunk_rows()):
            with opened.chunk() as writer:
                write_states(writer, dict.fromkeys(ready[start : start + chunk_rows()], state))
    return Settled(opened.id, ready, [(i, not_found("tasks")) for i in wanted if i not in visible])


def write_states(writer: Writer, states: Mapping[int, str]) -> None:
    """Writes when tasks ended, or that they have not; a task that is so already keeps its time."""
    current = writer.rows("tasks", states, ("state",))
    cells = {
        task: {
            "done_at": writer.now if states[task] == "done" else None,
            "dropped_at": writer.now if states[task] == "dropped" else None,
        }
        for task, row in current.items()
        if row["state"] != states[task]
    }
    writer.set("tasks", cells)


def settle_cells(actor: Actor, writer: Writer, edits: Sequence[CellEdit]) -> list[Refusal]:
    """Cell verb of `state`."""
    context = build_parse_context(actor)

    def read(raw: Any) -> str:
        state = TASK_STATES.parse(raw, context)
        if state is None:
            raise AppError(ErrorCode.REQUIRED, column="state")
        return str(state)

    states, refused = _read(edits, read)
    write_states(writer, states)
    return refused


def give_cells(actor: Actor, writer: Writer, edits: Sequence[CellEdit]) -> list[Refusal]:
    """Cell verb of `assignee`: a person named by hand keeps the task when the lead changes hands."""
    resolve = build_resolver(actor)

    def read(raw: Any) -> int:
        raw = raw.get("id") if isinstance(raw, Mapping) else raw
        if raw is None or isinstance(raw, bool) or not isinstance(raw, (int, str)) or not str(raw).strip():
            raise AppError(ErrorCode.REQUIRED, column="assignee")
        person = resolve("people", f"#{raw}" if isinstance(raw, int) else raw.strip())
        if not Person.objects.filter(pk=person, active=True, deleted_at=None).exists():
            raise AppError(ErrorCode.UNKNOWN_OPTION, value=f"#{person}", table="people")
        return person

    people, refused = _read(edits, read)
    writer.set("tasks", {task: _given(actor, person) for task, person in people.items()})
    return refused


def _given(actor: Actor, person: int) -> dict[str, Any]:
    return {"assignee": person, "follows_owner": False, "given_by": actor.id if person != actor.id else None}


def _read(edits: Sequence[CellEdit], read: Callable[[Any], T]) -> tuple[dict[int, T], list[Refusal]]:
    found: dict[int, T] = {}
    refused: list[Refusal] = []
    for edit in edits:
        try:
            found[edit.row_id] = read(edit.raw)
        except AppError as error:
            refused.append(Refusal(edit.row_id, edit.column, error))
    return found, refused


def _title(ids: Sequence[int]) -> str:
    first = Task.objects.filter(pk=ids[0]).values_list("text", flat=True).first() if ids else None
    return f"{(first or '')[:60]}" + (f" …（{len(ids)}）" if len(ids) > 1 else "")
