"""What a new installation starts with of tasks. All of it editable afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from genjin.kernel.actor import Actor
from genjin.tables.views.saved import seed_views

_OPEN: Mapping[str, Any] = {"column": "state", "op": "is", "value": "open"}
_COLUMNS = [{"id": c} for c in ("status", "text", "kind", "lead", "assignee", "due", "given_by", "state", "note")]
TASK_VIEWS: Sequence[Mapping[str, Any]] = (
    {
        "name": "我的待办",
        "name_en": "My tasks",
        "filter": {"and": [{"column": "assignee", "op": "me"}, _OPEN]},
        "sort": [["status", "asc"]],
        "columns": _COLUMNS,
    },
    {
        "name": "我派出的",
        "name_en": "Given by me",
        "filter": {"and": [{"column": "given_by", "op": "me"}, _OPEN]},
        "sort": [["status", "asc"]],
        "columns": _COLUMNS,
    },
    {
        "name": "逾期",
        "name_en": "Overdue",
        "filter": {"column": "status", "op": "is", "value": "red"},
        "sort": [["status", "asc"]],
        "columns": _COLUMNS,
    },
    {"name": "全部任务", "name_en": "All tasks", "columns": _COLUMNS},
)


def seed_defaults(actor: Actor) -> None:
    """Creates what is missing. Again changes nothing."""
    seed_views("tasks", TASK_VIEWS)
