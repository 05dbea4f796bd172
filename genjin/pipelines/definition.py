"""Pipelines, stages, visits and cadence as the engine knows them."""

from __future__ import annotations

from genjin.kernel.words import Words
from genjin.pipelines.models import Cadence, Pipeline, Stage, StageVisit
from genjin.tables.definition import BoundTo, Column, ParentScope, TableDefinition, register
from genjin.tables.fields import (
    Checkbox,
    Choice,
    DateTime,
    Link,
    LongText,
    Number,
    Option,
    Percent,
    PersonLink,
    Text,
)
from genjin.tables.fields import (
    Stage as StageField,
)
from genjin.tables.ledger.verbs import name_verb

SCHEMES = Choice(
    (
        Option("intent", Words("意向 A/B/C", "Intent A/B/C"), aliases=("意向",)),
        Option("horizon", Words("成交期 A–E", "Horizon A–E"), aliases=("成交期",)),
    )
)
KINDS = Choice(
    (
        Option("open", Words("进行", "Open"), "teal", ("进行中",)),
        Option("won", Words("成交", "Won"), "green", ("已成交", "赢单")),
        Option("lost", Words("流失", "Lost"), "gray", ("已流失", "输单")),
    )
)

PIPELINES = register(
    TableDefinition(
        key="pipelines",
        words=Words("销售流程", "Pipelines"),
        model=Pipeline,
        title="name",
        settings=True,
        default_sort=(("position", "asc"),),
        search_attrs=(),
        columns=(
            Column("name", Words("名称", "Name"), Text(60), "name", required=True, width=180),
            Column("position", Words("顺序", "Order"), Number(), "position", width=70),
            Column("is_default", Words("默认", "Default"), Checkbox(), "is_default", width=70),
            Column("scheme", Words("分级方式", "Grading"), SCHEMES, "scheme", width=120),
        ),
    )
)

STAGES = register(
    TableDefinition(
        key="stages",
        words=Words("阶段", "Stages"),
        model=Stage,
        title="name",
        settings=True,
        default_sort=(("position", "asc"),),
        link_facts=("progress", "kind"),
        columns=(
            Column("name", Words("名称", "Name"), Text(60), "name", required=True, width=140),
            Column("pipeline", Words("销售流程", "Pipeline"), Link("pipelines"), "pipeline_id", width=120),
            Column("position", Words("顺序", "Order"), Number(), "position", width=70),
            Column("kind", Words("类型", "Kind"), KINDS, "kind", width=80),
            Column("definition", Words("定义", "Definition"), LongText(), "definition", width=320),
            Column("is_default", Words("新记录默认", "Default for new"), Checkbox(), "is_default", width=90),
            Column(
                "allowance_days",
                Words("停留允许（工作日）", "Allowed stay (working days)"),
                Number(),
                "allowance_days",
                width=140,
                help=Words("超过一半变黄，超过变红；空着表示不限", "Amber past half, red past it; empty for no limit"),
            ),
            Column("progress", Words("进度", "Progress"), Number(), "progress", width=80),
            Column("probability", Words("成交概率", "Probability"), Percent(), "probability", width=90),
            Column(
                "requires",
                Words("进入前必填", "Required to enter"),
                Text(),
                "requires",
                width=200,
                help=Words("字段编号，用逗号分开", "Field ids, separated by commas"),
            ),
            Column(
                "retired_at", Words("停用时间", "Retired at"), DateTime(), "retired_at", writable="never", width=130
            ),
        ),
    )
)

STAGE_VISITS = register(
    TableDefinition(
        key="stage_visits",
        words=Words("阶段停留", "Stage visits"),
        model=StageVisit,
        title="stage",
        parent=ParentScope("leads", "lead_id"),
        bound_to=BoundTo("leads", "lead_id", "stage"),
        default_sort=(("entered_at", "desc"),),
        columns=(
            Column("lead", Words("线索", "Lead"), Link("leads"), "lead_id", writable="never"),
            Column("stage", Words("阶段", "Stage"), StageField(), "stage_id", writable="never"),
            Column("from_stage", Words("来自阶段", "From stage"), StageField(), "from_stage_id", writable="never"),
            Column("entered_at", Words("进入时间", "Entered at"), DateTime(), "entered_at", writable="never"),
            Column("entered_by", Words("推进人", "Moved by"), PersonLink(), "entered_by_id", writable="never"),
            Column("left_at", Words("离开时间", "Left at"), DateTime(), "left_at", writable="never"),
            Column(
                "stayed_seconds", Words("停留秒数", "Stay in seconds"), Number(), "stayed_seconds", writable="never"
            ),
            Column("reason", Words("原因", "Reason"), LongText(), "reason", writable="never"),
        ),
    )
)

CADENCES = register(
    TableDefinition(
        key="cadences",
        words=Words("分级跟进标准", "Cadence by grade"),
        model=Cadence,
        title="letter",
        settings=True,
        default_sort=(("position", "asc"),),
        columns=(
            Column("letter", Words("线索等级", "Grade"), Text(2), "letter", required=True, width=90),
            Column("intent", Words("意向特征", "Signs of intent"), LongText(), "intent", width=280),
            Column("min_days", Words("跟进频率（最短天数）", "Every at least (days)"), Number(), "min_days", width=140),
            Column("max_days", Words("跟进频率（最长天数）", "Every at most (days)"), Number(), "max_days", width=140),
            Column("methods", Words("跟进方式", "Methods"), Text(), "methods", width=220),
            Column(
                "most_contacts", Words("最多联系（次）", "At most (contacts)"), Number(), "most_contacts", width=120
            ),
            Column("within_days", Words("每（天）", "Within (days)"), Number(), "within_days", width=90),
            Column("goal", Words("核心目标", "Aim"), LongText(), "goal", width=260),
            Column("pipeline", Words("销售流程", "Pipeline"), Link("pipelines"), "pipeline_id", width=120),
            Column("position", Words("顺序", "Order"), Number(), "position", hidden_by_default=True, width=70),
        ),
    )
)

name_verb("stages.retire", Words("停用阶段“{name}”", "retired the stage “{name}”"))
name_verb("pipelines.create", Words("新建销售流程“{name}”", "created the pipeline “{name}”"))
name_verb("pipelines.default", Words("新线索改走“{name}”", "made “{name}” the default pipeline"))
name_verb("stages.reorder", Words("调整阶段顺序", "reordered the stages"))
for _verb in ("pipelines.seed", "cadences.seed"):
    name_verb(_verb, Words("建立默认{table}", "set up default {table}"))
