"""Tasks: whose they are, when they are due, who sees them, what undo takes back; promises of old are among them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from genjin.followups.defaults import seed_defaults
from genjin.followups.models import Task
from genjin.followups.tasks.verbs import settle_tasks
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM, Actor
from genjin.kernel.errors import ErrorCode
from genjin.leads.assignment import assign_leads
from genjin.notices.models import Notice
from genjin.people.models import Role
from genjin.tables.definition import CellEdit
from genjin.tables.filters.tree import parse_filter
from genjin.tables.ledger.history import list_record_changes
from genjin.tables.ledger.operation import single
from genjin.tables.ledger.seal import check_seal, seal_new
from genjin.tables.models import Change, Operation, View
from genjin.tables.records.edit import create_rows, edit_cells
from genjin.tables.records.query import Query, fetch_page
from tests.cast import Cast
from tests.selling_setting import NOW, cells_of, new_lead, undo, wall

pytestmark = pytest.mark.usefixtures("defaults")


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with clock.fixed(NOW):
        yield


def new_task(actor: Actor, text: str = "寄样件", **cells: object) -> int:
    _, (result,) = create_rows(actor, "tasks", [{"text": text, **cells}])
    assert result.row_id is not None, result.errors
    return result.row_id


def texts(actor: Actor, tree: Any = None, sort: Any = ()) -> list[str]:
    page = fetch_page("tasks", actor, Query(filter=parse_filter(tree), sort=tuple(tuple(s) for s in sort)))
    at = page.columns.index("text")
    return [row["cells"][at] for row in page.rows]


def words(actor: Actor, task: int) -> str:
    return f"{cells_of(actor, task, 'tasks')['status']['level']} {cells_of(actor, task, 'tasks')['status']['words']}"


def test_a_task_of_a_lead_is_its_owners_and_one_without_lead_ones_own(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    of_lead, own = new_task(cast.team_lead_actor, lead=lead), new_task(cast.team_lead_actor, "写周报")
    rows = dict(Task.objects.values_list("pk", "assignee_id"))
    assert rows == {of_lead: cast.seller.pk, own: cast.team_lead.pk}
    assert cells_of(cast.seller_actor, of_lead, "tasks")["kind"] == "task"


def test_a_task_is_seen_by_whoever_has_it_gave_it_or_sees_its_lead(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    new_task(cast.seller_actor, "发报价", lead=lead)
    new_task(cast.team_lead_actor, "约技术支持", lead=lead, assignee=cast.other_seller.pk)
    new_task(cast.seller_actor, "自己的事")
    everything = {"发报价", "约技术支持", "自己的事"}
    assert set(texts(cast.seller_actor)) == everything
    assert texts(cast.other_seller_actor) == ["约技术支持"]
    assert set(texts(cast.team_lead_actor)) == everything - {"自己的事"}
    given = {"column": "given_by", "op": "me"}
    assert texts(cast.team_lead_actor, given) == ["约技术支持"]
    shown = cells_of(cast.other_seller_actor, Task.objects.get(text="约技术支持").pk, "tasks")
    assert shown["lead"]["label"] is None or "恒砺" not in str(shown["lead"])


def test_no_task_may_be_hung_on_a_lead_out_of_scope(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    _, (result,) = create_rows(cast.other_seller_actor, "tasks", [{"text": "打听", "lead": lead}])
    assert [(column, error.code) for column, error in result.errors] == [("lead", ErrorCode.UNKNOWN_OPTION)]
    assert not Task.objects.filter(lead_id=lead).exists()
    own = new_task(cast.other_seller_actor)
    edit_cells(cast.other_seller_actor, "tasks", [CellEdit(own, "lead", f"#{lead}")])
    assert not Task.objects.filter(lead_id=lead).exists()


@pytest.mark.parametrize(
    ("due", "at", "status"),
    [
        (None, NOW, "green 未定期限"),
        ("2026-03-06", NOW, "green 明天到期"),
        ("2026-03-09", NOW, "green 4 天后到期"),
        ("2026-03-05", NOW, "amber 今天到期"),
        ("2026-03-05 15:00", NOW, "amber 今天 15:00 到期"),
        ("2026-03-05 15:00", wall("2026-03-05 15:00"), "red 刚刚逾期"),
        ("2026-03-05 15:00", wall("2026-03-05 17:30"), "red 逾期 2 小时"),
        ("2026-03-05", wall("2026-03-05 23:59"), "amber 今天到期"),
        ("2026-03-05", wall("2026-03-07 09:00"), "red 逾期 2 天"),
    ],
)
def test_the_colour_says_when_it_is_due(cast: Cast, due: str | None, at: object, status: str) -> None:
    task = new_task(cast.seller_actor, due=due)
    with clock.fixed(at):  # type: ignore[arg-type]
        assert words(cast.seller_actor, task) == status
        level = {"column": "status", "op": "is", "value": status.split()[0]}
        assert texts(cast.seller_actor, level) == ["寄样件"]


def test_done_dropped_and_open_again_each_undoable(cast: Cast) -> None:
    actor = cast.seller_actor
    first, second = new_task(actor, due="2026-03-04"), new_task(actor, "写周报")
    done = settle_tasks(actor, [first, second, 99_999], "done")
    assert (done.done, [e.code for _, e in done.refused]) == ([first, second], [ErrorCode.NOT_FOUND])
    assert words(actor, first) == "done 已完成"
    undo(actor, done.operation_id)
    assert words(actor, first) == "red 逾期 1 天"
    edit_cells(actor, "tasks", [CellEdit(second, "state", "已放弃")])
    assert (words(actor, second), Task.objects.get(pk=second).done_at) == ("done 已放弃", None)
    settle_tasks(actor, [second], "open")
    assert Task.objects.get(pk=second).state == "open"


def test_a_task_goes_along_with_its_lead_unless_somebody_was_named(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    follows = new_task(cast.seller_actor, lead=lead)
    named = new_task(cast.team_lead_actor, "陪访", lead=lead, assignee=cast.team_lead.pk)
    over = new_task(cast.seller_actor, "已寄出", lead=lead)
    settle_tasks(cast.seller_actor, [over], "done")
    moved = assign_leads(cast.team_lead_actor, [lead], cast.other_seller.pk)
    held = dict(Task.objects.values_list("pk", "assignee_id"))
    assert held == {follows: cast.other_seller.pk, named: cast.team_lead.pk, over: cast.seller.pk}
    undo(cast.team_lead_actor, moved.operation_id)
    assert Task.objects.get(pk=follows).assignee_id == cast.seller.pk


def test_who_is_given_tasks_is_told_once(cast: Cast) -> None:
    drafts = [{"text": t, "assignee": cast.seller.pk} for t in ("核对图纸", "约验厂")]
    create_rows(cast.team_lead_actor, "tasks", drafts)
    (notice,) = Notice.objects.filter(kind="tasks.given")
    assert (notice.person_id, notice.facts) == (cast.seller.pk, {"by": "周岚", "text": "核对图纸 …（2）"})
    task = new_task(cast.seller_actor, "给自己")
    assert Notice.objects.count() == 1
    edit_cells(cast.seller_actor, "tasks", [CellEdit(task, "assignee", cast.team_lead.pk)])
    assert Notice.objects.get(person_id=cast.team_lead.pk).about_id == task


def test_shipped_views_open(cast: Cast) -> None:
    seed_defaults(SYSTEM)
    new_task(cast.seller_actor, due="2026-03-01")
    found = {view.name: texts(cast.seller_actor, view.filter, view.sort) for view in View.objects.filter(table="tasks")}
    assert found == {"我的待办": ["寄样件"], "我派出的": [], "逾期": ["寄样件"], "全部任务": ["寄样件"]}


def rename_back(task: int) -> None:
    """The ledger as it was written while promises were a table of their own: other key, days without a time."""
    for change in Change.objects.filter(table="tasks", row_id=task):
        if change.column == "":
            change.after = {k: v for k, v in (change.after or {}).items() if k in ("lead", "side", "text")}
            change.after["due"] = "2026-03-04"
        change.table = "promises"
        change.save()
    Operation.objects.filter(table="tasks").update(table="promises")


def test_history_and_undo_of_promises_made_before_they_were_tasks(cast: Cast) -> None:
    actor = cast.seller_actor
    lead = new_lead(actor)
    task = new_task(actor, side="ours", lead=lead, due="2026-03-04")
    changed = edit_cells(actor, "tasks", [CellEdit(task, "due", "2026-03-06")])
    kept = settle_tasks(actor, [task], "done")
    rename_back(task)
    Change.objects.filter(operation_id=changed.operation_id).update(before="2026-03-04", after="2026-03-06")
    assert seal_new() > 0 and check_seal().ok
    columns = [(c.table, c.column) for c in list_record_changes(actor, "tasks", task, None, None)]
    assert columns == [("tasks", "done_at"), ("tasks", "due"), ("tasks", "")]
    undo(actor, kept.operation_id)
    assert Task.objects.get(pk=task).state == "open"
    undo(actor, changed.operation_id)
    assert Task.objects.get(pk=task).due_at == wall("2026-03-04 00:00")
    made = Operation.objects.filter(table="promises", verb="rows.create").get()
    back = undo(actor, made.pk)
    assert Task.objects.get(pk=task).deleted_at is not None
    undo(actor, back)
    assert Task.objects.get(pk=task).deleted_at is None
    assert check_seal().ok


@pytest.mark.django_db(transaction=True)
def test_the_upgrade_turns_promises_into_tasks(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    leaf = [key for key in MigrationExecutor(connection).loader.graph.leaf_nodes() if key[0] == "followups"]
    executor = MigrationExecutor(connection)
    executor.migrate([("followups", "0001_initial")])
    old = executor.loader.project_state([("followups", "0001_initial")]).apps
    facts = {"lead_id": lead, "created_at": NOW, "updated_at": NOW, "side": "ours"}
    promise = old.get_model("followups", "Promise").objects
    kept = promise.create(text="寄样件", due="2026-03-01", done_at=NOW, **facts)
    owed = promise.create(text="发报价", due="2026-03-04", **facts)
    some_day = promise.create(text="改天聊", **facts)
    role = Role.objects.get(key="seller")
    role.rights = {**role.rights, "promises": role.rights["tasks"]}
    del role.rights["tasks"]
    role.save()
    executor = MigrationExecutor(connection)
    executor.migrate(leaf)
    assert words(cast.seller_actor, owed.pk) == "red 逾期 1 天"
    assert words(cast.seller_actor, kept.pk) == "done 已完成"
    assert words(cast.seller_actor, some_day.pk) == "green 未定期限"
    assert Task.objects.get(pk=owed.pk).assignee_id == cast.seller.pk
    with single(SYSTEM, verb="cells.edit", table="tasks") as writer:
        writer.set("tasks", {owed.pk: {"text": "发正式报价"}})
    assert "promises" not in Role.objects.get(key="seller").rights
