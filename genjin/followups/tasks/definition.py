"""Tasks as the engine knows them: seen by whoever has them or gave them, and by whoever sees their lead."""

from __future__ import annotations

from genjin.followups.models import Task
from genjin.followups.options import SIDES, TASK_KINDS, TASK_STATES
from genjin.followups.tasks.intake import after_task_write, follow_owner, prepare_tasks
from genjin.followups.tasks.rules import NEEDS, derive_task, describe_task
from genjin.followups.tasks.verbs import give_cells, settle_cells
from genjin.kernel.words import Words
from genjin.tables.definition import Column, Computed, ParentScope, TableDefinition, extend, register
from genjin.tables.fields import Checkbox, Choice, DateTime, Link, LongText, Option, PersonLink, Status

_LEVELS = Choice(
    (
        Option("red", Words("逾期", "Overdue"), "red", ("已逾期",)),
        Option("amber", Words("今天到期", "Due today"), "amber", ("今天",)),
        Option("green", Words("未到期", "Not due yet"), "green"),
        Option("done", Words("已结束", "Over"), "gray", ("完成",)),
    )
)

TASKS = register(
    TableDefinition(
        key="tasks",
        # Promises were a table of their own; what the history says of them is the history of these tasks.
        former_keys=("promises",),
        words=Words("任务", "Tasks"),
        model=Task,
        title="text",
        parent=ParentScope("leads", "lead_id"),
        own_attrs=("assignee_id", "given_by_id"),
        default_sort=(("status", "asc"),),
        prepare=(prepare_tasks,),
        derive=derive_task,
        derive_needs=NEEDS,
        cell_verbs={"state": settle_cells, "assignee": give_cells},
        after_write=(after_task_write,),
        columns=(
            Column(
                "status",
                Words("到期", "Due status"),
                Status(levels=_LEVELS),
                "red_at",
                writable="never",
                sort_attr="red_at",
                computed=Computed(NEEDS, describe_task),
                width=130,
            ),
            Column(
                "text", Words("内容", "What"), LongText(), "text", required=True, width=300, aliases=("任务", "事项")
            ),
            Column("kind", Words("类型", "Kind"), TASK_KINDS, "kind", width=80),
            Column("side", Words("哪一方", "Side"), SIDES, "side", width=80),
            Column("lead", Words("线索", "Lead"), Link("leads"), "lead_id", width=200, aliases=("公司", "客户")),
            Column("assignee", Words("执行人", "Assignee"), PersonLink(), "assignee_id", writable="verb", width=90),
            Column("due", Words("期限", "Due"), DateTime(), "due_at", width=134, aliases=("截止时间", "到期时间")),
            Column("state", Words("状态", "State"), TASK_STATES, "state", writable="verb", width=90),
            Column("given_by", Words("派出人", "Given by"), PersonLink(), "given_by_id", writable="never", width=90),
            Column("note", Words("备注", "Note"), LongText(), "note", width=220),
            Column("done_at", Words("完成时间", "Done at"), DateTime(), "done_at", writable="never", width=134),
            Column(
                "dropped_at",
                Words("放弃时间", "Dropped at"),
                DateTime(),
                "dropped_at",
                writable="never",
                hidden_by_default=True,
                width=134,
            ),
            Column(
                "followup",
                Words("跟进记录", "Follow-up"),
                Link("followups"),
                "followup_id",
                writable="never",
                hidden_by_default=True,
            ),
            Column(
                "follows_owner",
                Words("随负责人", "Goes with the owner"),
                Checkbox(),
                "follows_owner",
                writable="never",
                hidden_by_default=True,
            ),
            Column(
                "created_by", Words("创建人", "Created by"), PersonLink(), "created_by_id", writable="never", width=90
            ),
            Column("created_at", Words("创建时间", "Created"), DateTime(), "created_at", writable="never", width=134),
        ),
    )
)

extend("leads", after_write=(follow_owner,))
