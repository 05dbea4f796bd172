"""Cleaning rules, regions, scorecards, completeness and reviews as the engine knows them."""

from __future__ import annotations

from genjin.kernel.words import Words
from genjin.leads.quality.cards import check_criteria
from genjin.leads.quality.flags import CODE
from genjin.leads.quality.models import (
    CleaningRule,
    CompletenessField,
    Criterion,
    HorizonStep,
    Region,
    Review,
    Scorecard,
)
from genjin.leads.quality.rejudge import after_quality_settings_write
from genjin.tables.definition import Column, ParentScope, TableDefinition, register
from genjin.tables.fields import Checkbox, Choice, DateTime, Grade, Link, LongText, Number, Option, PersonLink, Text
from genjin.tables.ledger.verbs import name_verb

KINDS = Choice(
    (
        Option("hard", Words("硬条件", "Hard"), "teal", ("硬性",)),
        Option("soft", Words("软条件", "Soft"), "gray", ("软性",)),
    )
)
VERDICTS = Choice(
    (
        Option("checked", Words("通过", "Accepted"), "green"),
        Option("returned", Words("退回", "Returned"), "orange"),
        Option("again", Words("补好再交", "Handed in again"), "blue"),
    )
)
_POSITION = Column("position", Words("顺序", "Order"), Number(), "position", hidden_by_default=True, width=70)

CLEANING_RULES = register(
    TableDefinition(
        key="cleaning_rules",
        words=Words("清洗规则", "Cleaning rules"),
        model=CleaningRule,
        title="code",
        settings=True,
        default_sort=(("position", "asc"),),
        after_write=(after_quality_settings_write,),
        columns=(
            Column("code", Words("疑点", "Doubt"), CODE, "code", required=True, writable="never", width=150),
            Column(
                "entries",
                Words("找什么", "Looks for"),
                LongText(),
                "entries",
                width=360,
                help=Words("一行一个，或用空格、逗号分开", "One a line, or separated by blanks or commas"),
            ),
            Column("blocks", Words("不分配", "Not assigned"), Checkbox(), "blocks", width=90),
            Column("active", Words("启用", "On"), Checkbox(), "active", width=70),
            _POSITION,
        ),
    )
)

REGIONS = register(
    TableDefinition(
        key="regions",
        words=Words("大区", "Regions"),
        model=Region,
        title="name",
        settings=True,
        default_sort=(("position", "asc"),),
        after_write=(after_quality_settings_write,),
        columns=(
            Column("name", Words("名称", "Name"), Text(40), "name", required=True, width=120),
            Column(
                "provinces",
                Words("省份", "Provinces"),
                LongText(),
                "provinces",
                width=420,
                help=Words("用顿号或逗号分开", "Separated by commas"),
            ),
            _POSITION,
        ),
    )
)

SCORECARDS = register(
    TableDefinition(
        key="scorecards",
        words=Words("评分卡", "Scorecards"),
        model=Scorecard,
        title="name",
        settings=True,
        default_sort=(("position", "asc"),),
        after_write=(after_quality_settings_write,),
        columns=(
            Column("name", Words("名称", "Name"), Text(60), "name", required=True, width=180),
            Column("pipeline", Words("销售流程", "Pipeline"), Link("pipelines"), "pipeline_id", width=120),
            Column("unit", Words("组织", "Unit"), Link("units"), "unit_id", width=120),
            Column("active", Words("在用", "In use"), Checkbox(), "active", writable="never", width=70),
            Column("a_from", Words("A 级从", "A from"), Number(), "a_from", width=80),
            Column("b_from", Words("B 级从", "B from"), Number(), "b_from", width=80),
            Column("c_from", Words("C 级从", "C from"), Number(), "c_from", width=80),
            Column(
                "cap",
                Words("硬条件不符时最高", "Best with a hard one missed"),
                Grade(),
                "cap",
                width=120,
            ),
            _POSITION,
        ),
    )
)

CRITERIA = register(
    TableDefinition(
        key="criteria",
        words=Words("评分条件", "Criteria"),
        model=Criterion,
        title="words",
        settings=True,
        default_sort=(("position", "asc"),),
        after_write=(check_criteria, after_quality_settings_write),
        columns=(
            Column("card", Words("评分卡", "Scorecard"), Link("scorecards"), "card_id", required=True, width=140),
            Column("words", Words("条件", "Criterion"), Text(120), "words", required=True, width=220),
            Column("kind", Words("软硬", "Kind"), KINDS, "kind", required=True, width=80),
            Column("condition", Words("判断", "Condition"), LongText(), "condition", required=True, width=260),
            Column("points", Words("分值", "Points"), Number(), "points", width=70),
            _POSITION,
        ),
    )
)

COMPLETENESS_FIELDS = register(
    TableDefinition(
        key="completeness_fields",
        words=Words("完整度", "Completeness"),
        model=CompletenessField,
        title="columns",
        settings=True,
        default_sort=(("position", "asc"),),
        after_write=(after_quality_settings_write,),
        columns=(
            Column(
                "columns",
                Words("字段", "Columns"),
                Text(200),
                "columns",
                required=True,
                width=260,
                help=Words("字段编号，几个里填一个就算时用逗号分开", "Column ids; commas where any one will do"),
            ),
            Column("weight", Words("权重", "Weight"), Number(), "weight", required=True, width=80),
            _POSITION,
        ),
    )
)

HORIZON_STEPS = register(
    TableDefinition(
        key="horizon_steps",
        words=Words("成交期分级", "Horizon grades"),
        model=HorizonStep,
        title="letter",
        settings=True,
        default_sort=(("letter", "asc"),),
        columns=(
            Column("letter", Words("等级", "Grade"), Text(1), "letter", required=True, width=90),
            Column(
                "days",
                Words("需求明确，多少天内成交", "Clear need, closes within (days)"),
                Number(0, 1),
                "days",
                required=True,
                width=200,
            ),
        ),
    )
)

REVIEWS = register(
    TableDefinition(
        key="reviews",
        words=Words("数据审核", "Data reviews"),
        model=Review,
        title="note",
        parent=ParentScope("leads", "lead_id"),
        default_sort=(("at", "desc"),),
        columns=(
            Column("lead", Words("线索", "Lead"), Link("leads"), "lead_id", writable="never", width=180),
            Column("verdict", Words("结论", "Verdict"), VERDICTS, "verdict", writable="never", width=90),
            Column("note", Words("说明", "Note"), LongText(), "note", writable="never", width=280),
            Column("at", Words("时间", "At"), DateTime(), "at", writable="never", width=134),
            Column("by", Words("审核人", "By"), PersonLink(), "by_id", writable="never", width=84),
        ),
    )
)

name_verb("scorecards.activate", Words("启用评分卡“{name}”", "switched on the scorecard “{name}”"))
name_verb("scorecards.deactivate", Words("停用评分卡“{name}”", "switched off the scorecard “{name}”"))
name_verb("scorecards.copy", Words("复制评分卡“{name}”", "copied the scorecard “{name}”"))
name_verb("reviews.checked", Words("审核通过 {count} 条线索", "accepted {count} leads in review"))
name_verb("reviews.returned", Words("退回 {count} 条线索补资料", "returned {count} leads to their owners"))
name_verb("reviews.again", Words("补好 {count} 条线索再交", "handed in {count} leads again"))
for _verb in (
    "cleaning_rules.seed",
    "regions.seed",
    "scorecards.seed",
    "completeness_fields.seed",
    "horizon_steps.seed",
):
    name_verb(_verb, Words("建立默认{table}", "set up default {table}"))
