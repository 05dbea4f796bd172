"""Snoozes, outlines and the weights of Today as the engine knows them."""

from __future__ import annotations

from genjin.followups.today.models import Outline, Snooze, TodayWeight
from genjin.followups.today.weights import REASONS, explain_reason
from genjin.kernel.words import Words
from genjin.tables.definition import Column, Computed, ParentScope, TableDefinition, register
from genjin.tables.fields import DateTime, Link, LongText, Number, PersonLink, Text
from genjin.tables.ledger.verbs import name_verb

LEAD_SCOPE = ParentScope("leads", "lead_id")

SNOOZES = register(
    TableDefinition(
        key="snoozes",
        words=Words("稍后再看", "Snoozes"),
        model=Snooze,
        title="until",
        parent=LEAD_SCOPE,
        default_sort=(("until", "asc"),),
        columns=(
            Column("lead", Words("线索", "Lead"), Link("leads"), "lead_id", writable="never", width=180),
            Column("person", Words("谁", "Who"), PersonLink(), "person_id", writable="never", width=84),
            Column("until", Words("到什么时候", "Until"), DateTime(), "until", writable="never", width=134),
        ),
    )
)

OUTLINES = register(
    TableDefinition(
        key="outlines",
        words=Words("提纲", "Outlines"),
        model=Outline,
        title="text",
        parent=LEAD_SCOPE,
        default_sort=(("updated_at", "desc"),),
        columns=(
            Column("lead", Words("线索", "Lead"), Link("leads"), "lead_id", required=True, width=180),
            Column("text", Words("提纲", "Outline"), LongText(), "text", required=True, width=320),
            Column("updated_by", Words("谁写的", "By"), PersonLink(), "updated_by_id", writable="never", width=84),
            Column("updated_at", Words("时间", "Time"), DateTime(), "updated_at", writable="never", width=134),
        ),
    )
)

TODAY_WEIGHTS = register(
    TableDefinition(
        key="today_weights",
        words=Words("今日排序", "Ranking of Today"),
        model=TodayWeight,
        title="reason",
        settings=True,
        default_sort=(("position", "asc"),),
        columns=(
            Column("reason", Words("理由", "Reason"), REASONS, "reason", required=True, writable="never", width=150),
            Column(
                "weight",
                Words("分量", "Weight"),
                Number(1, 0),
                "weight",
                width=90,
                help=Words("满分多少；0 就是不用这条理由", "Points at full strength; 0 switches the reason off"),
            ),
            Column("days", Words("天数", "Days"), Number(1, 0), "days", width=90),
            Column(
                "explained",
                Words("怎么算", "How it counts"),
                Text(),
                "reason",
                writable="never",
                computed=Computed(("reason",), explain_reason),
                width=360,
            ),
            Column("position", Words("顺序", "Order"), Number(), "position", hidden_by_default=True, width=70),
        ),
    )
)

name_verb("today.snooze", Words("稍后再看：{title}", "snoozed: {title}"))
name_verb("today.wake", Words("放回今日：{title}", "back to Today: {title}"))
name_verb("today.outline", Words("写提纲：{title}", "wrote an outline: {title}"))
name_verb("today_weights.seed", Words("建立默认{table}", "set up default {table}"))
