"""The lead's columns of pool and recycling (domain.md C3, C4, C8)."""

from __future__ import annotations

from typing import Any

from genjin.kernel.words import Words
from genjin.leads.pool.state import REASONS
from genjin.leads.pool.words import NEEDS, describe_recycling
from genjin.tables.definition import Column, Computed
from genjin.tables.fields import Choice, DateTime, Option, PersonLink, Status
from genjin.tables.fields.base import FieldType

_LEVELS = Choice(
    (
        Option("red", Words("到期", "Due"), "red", ("回收到期",)),
        Option("amber", Words("已提醒", "Warned"), "amber", ("将回收",)),
        Option("green", Words("未到期", "Not yet"), "green"),
        Option("done", Words("不回收", "Never"), "gray"),
    )
)


def _column(column_id: str, zh: str, en: str, field: FieldType, **facts: Any) -> Column:
    facts.setdefault("attr", column_id)
    return Column(column_id, Words(zh, en), field, writable="never", hidden_by_default=True, group="pool", **facts)


POOL_COLUMNS = (
    _column("pooled_at", "进公海时间", "In the pool since", DateTime(), width=134, aliases=("公海时间",)),
    _column("pool_reason", "进公海原因", "Why in the pool", REASONS, width=96),
    _column("former_owner", "原负责人", "Former owner", PersonLink(), attr="former_owner_id", width=90),
    _column("recycle_at", "回收时间", "Falls back at", DateTime(), width=134),
    _column(
        "recycling",
        "回收",
        "Falls back",
        Status("recycle_warned_at", "recycle_at", _LEVELS),
        attr="recycle_at",
        sort_attr="recycle_at",
        computed=Computed(NEEDS, describe_recycling),
        width=180,
        help=Words(
            "太久没有跟进、没有计划也没有改动的线索会回到公海；保护的、暂停的不回收",
            "Leads without contact, plan or edit for too long fall back into the pool; protected and paused ones stay",
        ),
    ),
    _column("touched_at", "负责人最近更新", "Owner's last update", DateTime(), width=134),
)
