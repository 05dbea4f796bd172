"""Tasks: finished, dropped, opened again. Everything else about them is the table's."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.followups.tasks.verbs import settle_tasks
from genjin.kernel.messages import message
from genjin.people.access import request_actor

router = Router(tags=["tasks"])


class PersonRef(Schema):
    id: int | None
    label: str


class StatusOut(Schema):
    level: Literal["green", "amber", "red", "done"]
    words: str


class TaskItem(Schema):
    """side: whose promise it is, empty for what is none. due, time: on the organisation's clock."""

    id: int
    kind: str
    side: Literal["ours", "theirs"] | None
    text: str
    due: date | None
    time: str | None
    state: Literal["open", "done", "dropped"]
    status: StatusOut
    assignee: PersonRef | None


class SettleIn(Schema):
    ids: list[int] = Field(min_length=1, max_length=10_000)
    state: Literal["open", "done", "dropped"] = "done"
    via: Literal["panel", "grid", "phone", "api"] = "panel"


class RefusedTask(Schema):
    id: int
    code: str
    message: str


class SettleOut(Schema):
    operation: int | None
    done: list[int]
    refused: list[RefusedTask]


@router.post("/tasks/settle", response=SettleOut)
def settle(request: HttpRequest, body: SettleIn) -> SettleOut:
    """Finishes, drops or reopens tasks; answers for each."""
    actor = request_actor(request)
    found = settle_tasks(actor, body.ids, body.state, via=body.via)
    refused = [RefusedTask(id=i, code=e.code.value, message=message(e, actor.language)) for i, e in found.refused]
    return SettleOut(operation=found.operation_id, done=found.done, refused=refused)
