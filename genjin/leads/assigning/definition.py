"""Rules, service levels, shares and decisions as the engine knows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from genjin.kernel.words import Words
from genjin.leads.assigning.levels import check_levels
from genjin.leads.assigning.models import Assignment, AssignmentRule, AssignmentShare, ServiceLevel
from genjin.leads.assigning.reasons import describe_facts
from genjin.leads.assigning.rules import check_rules
from genjin.people.definition import SENIORITY
from genjin.tables.definition import Column, Computed, ParentScope, TableDefinition, register
from genjin.tables.fields import (
    Checkbox,
    Choice,
    Choices,
    DateTime,
    Link,
    LongText,
    Number,
    Option,
    PersonLink,
    Text,
)
from genjin.tables.ledger.verbs import name_verb

TARGETS = Choice(
    (
        Option("unit", Words("团队", "Team"), "teal"),
        Option("person", Words("一个人", "Person"), "blue"),
        Option("pool", Words("公海", "Pool"), "gray"),
    )
)
METHODS = Choice(
    (
        Option("round_robin", Words("轮流", "In turn"), "teal"),
        Option("least_loaded", Words("在手最少的先", "Fewest leads first"), "blue"),
        Option("weighted", Words("按权重", "By weight"), "violet"),
    )
)
PROFILE = Choices(
    (
        Option("regions", Words("负责区域", "Regions"), "gray"),
        Option("industries", Words("擅长行业", "Industries"), "gray"),
        Option("product_lines", Words("产品线", "Product lines"), "gray"),
    )
)
AFTERWARDS = Choice(
    (
        Option("supervisor", Words("告诉主管改派", "The supervisor reassigns"), "teal"),
        Option("next", Words("按规则给下一位", "The next seller by rule"), "blue"),
        Option("pool", Words("回公海", "Back to the pool"), "gray"),
    )
)
HOW = Choice(
    (
        Option("rule", Words("按规则", "By rule"), "teal"),
        Option("supervisor", Words("给主管", "To the supervisor"), "orange"),
        Option("next", Words("给下一位", "To the next seller"), "blue"),
        Option("pool", Words("进公海", "To the pool"), "gray"),
        Option("hand", Words("人工分配", "By hand"), "gray"),
    )
)
STATES = Choice(
    (
        Option("waiting", Words("待接收", "Waiting"), "orange"),
        Option("escalated", Words("已提醒主管", "Supervisor told"), "red"),
        Option("accepted", Words("已接收", "Accepted"), "green"),
        Option("declined", Words("已拒收", "Declined"), "gray"),
        Option("timed_out", Words("超时转走", "Timed out"), "gray"),
        Option("ended", Words("已结束", "Ended"), "gray"),
    )
)
_POSITION = Column("position", Words("顺序", "Order"), Number(), "position", hidden_by_default=True, width=70)
_ACTIVE = Column("active", Words("启用", "On"), Checkbox(), "active", width=70)

RULES = register(
    TableDefinition(
        key="assignment_rules",
        words=Words("分配规则", "Assignment rules"),
        model=AssignmentRule,
        title="name",
        settings=True,
        default_sort=(("position", "asc"),),
        after_write=(check_rules,),
        columns=(
            Column("name", Words("名称", "Name"), Text(60), "name", required=True, width=180),
            _ACTIVE,
            Column("pipeline", Words("销售流程", "Pipeline"), Link("pipelines"), "pipeline_id", width=120),
            Column("unit", Words("哪个组织的线索", "Leads of the unit"), Link("units"), "unit_id", width=130),
            Column("conditions", Words("条件", "Conditions"), LongText(), "conditions", width=260),
            Column("target", Words("分给", "Goes to"), TARGETS, "target", width=90),
            Column("person", Words("人", "Person"), PersonLink(), "person_id", width=100),
            Column(
                "team",
                Words("团队", "Team"),
                Link("units"),
                "team_id",
                width=120,
                help=Words("空着：线索所在的组织；都没有就是全公司", "Empty: the lead's own unit, or everybody"),
            ),
            Column("method", Words("怎样选人", "How"), METHODS, "method", width=110),
            Column("profile", Words("只给符合的人", "Only whose profile fits"), PROFILE, "profile", width=160),
            Column("seniority", Words("资历", "Seniority"), SENIORITY, "seniority", width=80),
            _POSITION,
        ),
    )
)

LEVELS = register(
    TableDefinition(
        key="service_levels",
        words=Words("接收时限", "Service levels"),
        model=ServiceLevel,
        title="letter",
        settings=True,
        default_sort=(("position", "asc"),),
        after_write=(check_levels,),
        columns=(
            Column("pipeline", Words("销售流程", "Pipeline"), Link("pipelines"), "pipeline_id", width=130),
            Column("letter", Words("等级", "Grade"), Text(2), "letter", width=80),
            _ACTIVE,
            Column(
                "accept_minutes",
                Words("多少分钟内接收", "Accept within (minutes)"),
                Number(0, 1),
                "accept_minutes",
                required=True,
                width=150,
                help=Words("只算工作时间", "Of working time"),
            ),
            Column("on_timeout", Words("超时后", "When time is up"), AFTERWARDS, "on_timeout", width=150),
            Column("on_decline", Words("拒收后", "When declined"), AFTERWARDS, "on_decline", width=150),
            _POSITION,
        ),
    )
)

SHARES = register(
    TableDefinition(
        key="assignment_shares",
        words=Words("分配上限和权重", "Limits and weights"),
        model=AssignmentShare,
        title="capacity",
        settings=True,
        default_sort=(("person", "asc"),),
        columns=(
            Column(
                "person",
                Words("人", "Person"),
                PersonLink(),
                "person_id",
                width=130,
                help=Words("空着：没有单独一行的人都用它", "Empty: for everybody without a row"),
            ),
            Column(
                "capacity",
                Words("在手线索最多", "Open leads at most"),
                Number(0, 0),
                "capacity",
                width=130,
                help=Words("到了这个数规则就不再分；空着不限", "Rules give no more then; empty: no limit"),
            ),
            Column("weight", Words("权重", "Weight"), Number(0, 0), "weight", width=90),
        ),
    )
)


def _reason(values: Mapping[str, Any], _now: datetime, language: str) -> str | None:
    return describe_facts(values["facts"], language)


ASSIGNMENTS = register(
    TableDefinition(
        key="assignments",
        words=Words("分配记录", "Assignments"),
        model=Assignment,
        title="how",
        parent=ParentScope("leads", "lead_id"),
        default_sort=(("at", "desc"),),
        columns=(
            Column("lead", Words("线索", "Lead"), Link("leads"), "lead_id", writable="never", width=180),
            Column("person", Words("分给", "Person"), PersonLink(), "person_id", writable="never", width=90),
            Column("how", Words("怎样", "How"), HOW, "how", writable="never", width=90),
            Column("rule", Words("规则", "Rule"), Link("assignment_rules"), "rule_id", writable="never", width=160),
            Column(
                "reason",
                Words("原因", "Reason"),
                Text(),
                "facts",
                writable="never",
                computed=Computed(("facts",), _reason),
                width=260,
            ),
            Column("state", Words("状态", "State"), STATES, "state", writable="never", width=100),
            Column("note", Words("说明", "Note"), LongText(), "note", writable="never", width=200),
            Column("at", Words("时间", "At"), DateTime(), "at", writable="never", width=134),
            Column("by", Words("谁分的", "By"), PersonLink(), "by_id", writable="never", width=84),
            Column(
                "answered_at", Words("答复时间", "Answered"), DateTime(), "answered_at", writable="never", width=134
            ),
            Column("facts", Words("依据", "Facts"), Text(), "facts", writable="never", hidden_by_default=True),
            Column("step", Words("第几次转手", "Step"), Number(), "step", writable="never", hidden_by_default=True),
        ),
    )
)

name_verb("leads.assign_by_rule", Words("按规则分配 {count} 条线索", "assigned {count} leads by rule"))
name_verb("leads.accept", Words("接收 {count} 条线索", "accepted {count} leads"))
name_verb("leads.decline", Words("拒收 {count} 条线索", "declined {count} leads"))
name_verb("leads.escalate", Words("{count} 条线索没有按时接收", "{count} leads were not accepted in time"))
for _verb in ("assignment_rules.seed", "service_levels.seed"):
    name_verb(_verb, Words("建立默认{table}", "set up default {table}"))
