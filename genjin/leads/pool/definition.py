"""Pools and recycling rules as the engine knows them, and what verbs of the pool are called."""

from __future__ import annotations

from collections.abc import Sequence

from genjin.kernel.words import Words
from genjin.leads.pool import sweep
from genjin.leads.pool.book import check_tree
from genjin.leads.pool.models import Pool, RecycleRule
from genjin.leads.pool.recycling import FLAG, KEEP, POOL, REASSIGN
from genjin.leads.refresh import after_settings_write
from genjin.tables.definition import Column, TableDefinition, register
from genjin.tables.fields import Checkbox, Choice, Link, LongText, Number, Option, Text
from genjin.tables.ledger.operation import Writer
from genjin.tables.ledger.verbs import name_verb

__all__ = ["POOLS", "RECYCLE_RULES", "sweep"]

ACTIONS = Choice(
    (
        Option(POOL, Words("回到公海", "Back to the pool"), "teal", ("公海",)),
        Option(REASSIGN, Words("按规则重新分配", "Assigned anew by rules"), "blue", ("重新分配",)),
        Option(FLAG, Words("退回待清洗", "Returned to be cleaned"), "orange", ("待清洗",)),
        Option(KEEP, Words("不回收", "Stays"), "gray", ("例外",)),
    )
)


def check_pools(writer: Writer, table: str, ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of pools: a filter that cannot be asked is refused. Raises what is wrong with it."""
    if changed & {"", "filter"}:
        for row in writer.rows(table, ids, ("filter",)).values():
            check_tree(row["filter"])


POOLS = register(
    TableDefinition(
        key="pools",
        words=Words("公海", "Pools"),
        model=Pool,
        title="name",
        settings=True,
        default_sort=(("position", "asc"),),
        after_write=(check_pools,),
        columns=(
            Column("name", Words("名称", "Name"), Text(60), "name", required=True, width=140),
            Column(
                "unit",
                Words("谁能领", "Whose people"),
                Link("units"),
                "unit_id",
                width=140,
                help=Words("这个组织和它下面的人；空着：所有人", "The unit and all below it; empty: everybody"),
            ),
            Column(
                "filter",
                Words("哪些线索", "Which leads"),
                LongText(),
                "filter",
                width=220,
                help=Words("空着：公海里的全部线索", "Empty: everything in the pool"),
            ),
            Column("per_day", Words("每天最多领", "Claims a day"), Number(0, 0), "per_day", width=100),
            Column("max_held", Words("手上最多", "Held at most"), Number(0, 0), "max_held", width=100),
            Column(
                "cool_off_days",
                Words("自己的多少天后才能再领", "Own ones again after (days)"),
                Number(0, 0),
                "cool_off_days",
                width=160,
            ),
            Column("active", Words("启用", "Active"), Checkbox(), "active", width=70),
            Column("position", Words("顺序", "Order"), Number(), "position", hidden_by_default=True, width=70),
        ),
    )
)

RECYCLE_RULES = register(
    TableDefinition(
        key="recycle_rules",
        words=Words("回收规则", "Recycling rules"),
        model=RecycleRule,
        title="action",
        settings=True,
        default_sort=(("position", "asc"),),
        after_write=(after_settings_write,),
        columns=(
            Column("pipeline", Words("销售流程", "Pipeline"), Link("pipelines"), "pipeline_id", width=120),
            Column("letter", Words("等级", "Grade"), Text(2), "letter", width=70),
            Column("stage", Words("阶段", "Stage"), Link("stages"), "stage_id", width=110),
            Column(
                "days", Words("多少天没更新", "Days without update"), Number(0, 1), "days", required=True, width=120
            ),
            Column("warn_days", Words("提前几天提醒", "Warn days before"), Number(0, 0), "warn_days", width=110),
            Column("action", Words("之后", "Then"), ACTIONS, "action", required=True, width=150),
            Column("active", Words("启用", "Active"), Checkbox(), "active", width=70),
            Column("position", Words("顺序", "Order"), Number(), "position", hidden_by_default=True, width=70),
        ),
    )
)

name_verb("leads.claim", Words("领取 {count} 条线索", "claimed {count} leads"))
name_verb("leads.release", Words("放回公海 {count} 条线索", "gave {count} leads back to the pool"))
name_verb(
    "leads.recycle",
    Words("回收 {count} 条线索，{days} 天没有更新", "{count} leads fell back, no update for {days} days"),
)
for _verb in ("pools.seed", "recycle_rules.seed"):
    name_verb(_verb, Words("建立默认{table}", "set up default {table}"))
