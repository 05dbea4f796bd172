"""Follow-ups and comments as the engine knows them: seen and edited as their lead is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from genjin.followups.guard import contacts as _guard
from genjin.followups.intake import check_followups, prepare_comments, prepare_followups
from genjin.followups.lead_hooks import TALK
from genjin.followups.models import Comment, Followup
from genjin.followups.options import OUTCOMES
from genjin.followups.recompute import after_followup_write, after_merge_end
from genjin.followups.settings import OUTCOME_RULES
from genjin.followups.tasks.definition import TASKS
from genjin.kernel.words import Words
from genjin.leads.options import METHODS
from genjin.tables.definition import Column, Computed, ParentScope, TableDefinition, extend, register
from genjin.tables.fields import Checkbox, DateTime, Grade, Link, LongText, PersonLink, Stage, Text
from genjin.tables.ledger.verbs import name_verb

__all__ = ["COMMENTS", "FOLLOWUPS", "OUTCOME_RULES", "TALK", "TASKS", "_guard"]

LEAD_SCOPE = ParentScope("leads", "lead_id")


def describe_grades(values: Mapping[str, Any], _now: datetime, language: str) -> str | None:
    """`B类→B+类`, always from and to, also when nothing changed (template 销售线索跟进记录表)."""
    before, after = values["grade_from"], values["grade_to"] or values["grade_from"]
    if before is None and after is None:
        return None
    unit = "" if language == "en" else "類" if language == "zh-TW" else "类"
    return "→".join(f"{g.replace('-', '−')}{unit}" if g else "–" for g in (before, after))


FOLLOWUPS = register(
    TableDefinition(
        key="followups",
        words=Words("跟进记录", "Follow-ups"),
        model=Followup,
        title="summary",
        parent=LEAD_SCOPE,
        default_sort=(("at", "desc"),),
        prepare=(prepare_followups, check_followups),
        after_write=(after_followup_write,),
        columns=(
            Column("lead", Words("线索", "Lead"), Link("leads"), "lead_id", required=True, width=180),
            Column("at", Words("跟进时间", "Time"), DateTime(), "at", width=134),
            Column("person", Words("跟进人", "Person"), PersonLink(), "person_id", width=84),
            Column("method", Words("跟进方式", "Method"), METHODS, "method", width=84),
            Column("contact", Words("联系人", "Contact"), Text(100), "contact", width=84),
            Column("summary", Words("跟进内容摘要", "Summary"), LongText(), "summary", width=280),
            Column("feedback", Words("客户反馈/异议", "Feedback or objection"), LongText(), "feedback", width=220),
            Column("outcome", Words("结果", "Outcome"), OUTCOMES, "outcome", width=100),
            Column("next_expected", Words("下一步计划", "Next step"), LongText(), "next_expected", width=200),
            Column("next_method", Words("下次方式", "Next method"), METHODS, "next_method", width=84),
            Column("next_at", Words("预计完成时间", "Due"), DateTime(), "next_at", width=134),
            Column(
                "grade_change",
                Words("意向等级变化", "Grade change"),
                Text(),
                "grade_to",
                writable="never",
                computed=Computed(("grade_from", "grade_to"), describe_grades),
                width=110,
            ),
            Column("grade_from", Words("原等级", "Grade before"), Grade(), "grade_from", writable="never"),
            Column("grade_to", Words("新等级", "Grade after"), Grade(), "grade_to", writable="never"),
            Column("stage_from", Words("原阶段", "Stage before"), Stage(), "stage_from_id", writable="never"),
            Column("stage_to", Words("新阶段", "Stage after"), Stage(), "stage_to_id", writable="never"),
            Column("signals", Words("购买信号", "Buying signals"), Text(), "signals", width=160),
            Column(
                "guard_reason", Words("超频原因", "Why in spite of the limit"), LongText(), "guard_reason", width=180
            ),
            Column("late", Words("补记", "Logged late"), Checkbox(), "late", writable="never", width=70),
            Column("next_has_time", Words("有钟点", "Has a time"), Checkbox(), "next_has_time", hidden_by_default=True),
            Column("created_at", Words("记录时间", "Logged"), DateTime(), "created_at", writable="never", width=134),
        ),
    )
)

COMMENTS = register(
    TableDefinition(
        key="comments",
        words=Words("评论", "Comments"),
        model=Comment,
        title="text",
        parent=LEAD_SCOPE,
        default_sort=(("created_at", "desc"),),
        prepare=(prepare_comments,),
        columns=(
            Column("lead", Words("线索", "Lead"), Link("leads"), "lead_id", required=True, width=180),
            Column("followup", Words("跟进记录", "Follow-up"), Link("followups"), "followup_id"),
            Column("text", Words("内容", "Text"), LongText(), "text", required=True, width=320),
            Column("mentions", Words("提到的人", "Mentions"), Text(), "mentions", width=140),
            Column("pinned", Words("置顶", "Pinned"), Checkbox(), "pinned", width=70),
            Column("created_by", Words("评论人", "By"), PersonLink(), "created_by_id", writable="never", width=84),
            Column("created_at", Words("时间", "Time"), DateTime(), "created_at", writable="never", width=134),
        ),
    )
)

extend("lead_merges", after_write=(after_merge_end,))
name_verb("followups.log", Words("记跟进：{title}", "logged a follow-up: {title}"))
name_verb("comments.add", Words("写评论", "commented"))
