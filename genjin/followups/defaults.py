"""What a new installation starts with of follow-up discipline. All of it editable afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from genjin.followups.models import ContactPolicy
from genjin.kernel.actor import Actor
from genjin.tables.definition import get_table
from genjin.tables.ledger.operation import single
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


# outcome, consequence, days
_OUTCOMES = (
    ("current", "advance", "1"),
    ("visit_requested", "visit", "3"),
    ("recontact", "retry", "3"),
    ("future", "pause", "90"),
    ("not_needed", "lost", None),
    ("purchased", "lost", None),
    ("unreachable", "retry", "1,3,7"),
    ("dead_number", "none", None),
)
_SIGNALS = (
    ("问合同", "合同细节、合同条款、合同模板、签合同"),
    ("谈付款", "付款方式、付款条件、账期、预付款"),
    ("问实施", "实施周期、交付周期、多久上线、交期"),
    ("要试用", "试用、试点、样机"),
    ("要考察", "实地考察、参观工厂、看现场"),
    ("高层对接", "高层对接、老板要见、总经理要见"),
    ("比较后认可", "你们的更好、比别家好、还是你们好"),
)
_URGENCIES = (("urgent", 7), ("soon", 30), ("relaxed", 90), ("slow", 180))
_POLICY = {
    "name": "联系规则",
    "quiet_hours": "21:00-08:00",
    "holidays": True,
    "late_hours": 24,
    "signal_days": 1,
    "talk_stage": "谈判阶段",
    "sample_day": "1",
    "sample_size": 3,
}


def seed_defaults(actor: Actor) -> None:
    """Creates what is missing as a whole. Again changes nothing."""
    seed_views("tasks", TASK_VIEWS)
    keys = ("outcome", "consequence", "days")
    _seed(actor, "outcome_rules", [dict(zip(keys, row, strict=True)) for row in _OUTCOMES])
    _seed(actor, "signal_words", [{"name": name, "words": words} for name, words in _SIGNALS])
    _seed(actor, "urgency_rules", [{"urgency": urgency, "days": days} for urgency, days in _URGENCIES])
    if not ContactPolicy.objects.exists():
        with single(actor, verb="contact_policies.seed", table="contact_policies", via="setup") as writer:
            writer.create("contact_policies", [_POLICY])


def _seed(actor: Actor, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    if not get_table(table).model._default_manager.exists():
        with single(actor, verb=f"{table}.seed", table=table, via="setup") as writer:
            writer.create(table, [{**row, "position": n} for n, row in enumerate(rows, 1)])
