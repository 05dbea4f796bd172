"""Any subset of a few people's operations, undone in any order, leaves the table as if they had never been made."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from genjin.leads.models import Lead
from genjin.tables.definition import CellEdit
from genjin.tables.ledger.undo import find_target, undo_operation
from genjin.tables.models import Operation
from genjin.tables.records.edit import create_rows, delete_rows, edit_cells, restore_rows
from tests.cast import Cast
from tests.tables.examples import forgotten

COLUMNS = ("company", "amount", "grade")
VALUES = {"company": ("甲公司", "乙公司", "丙公司"), "amount": (None, 100, 200), "grade": (None, "A", "B")}
ROWS = 3

edits = st.dictionaries(
    st.tuples(st.integers(0, ROWS - 1), st.sampled_from(COLUMNS)), st.integers(0, 2), min_size=1, max_size=4
)
steps = st.one_of(
    st.tuples(st.just("edit"), st.integers(0, 2), edits),
    st.tuples(st.just("delete"), st.integers(0, 2), st.sets(st.integers(0, ROWS - 1), min_size=1, max_size=2)),
    st.tuples(st.just("restore"), st.integers(0, 2), st.sets(st.integers(0, ROWS - 1), min_size=1, max_size=2)),
)


@dataclass
class History:
    """What really happened: per operation the cells it changed, in order. `alive` is a cell of its own."""

    operations: list[int] = field(default_factory=list)
    effects: dict[int, dict[tuple[int, str], Any]] = field(default_factory=dict)

    def replay(self, start: dict[tuple[int, str], Any], without: set[int]) -> dict[tuple[int, str], Any]:
        state = dict(start)
        for operation in self.operations:
            if operation not in without:
                state.update(self.effects[operation])
        return state


def snapshot(ids: list[int]) -> dict[tuple[int, str], Any]:
    state: dict[tuple[int, str], Any] = {}
    for row_id, deleted, *values in Lead.objects.filter(pk__in=ids).values_list("pk", "deleted_at", *COLUMNS):
        place = ids.index(row_id)
        state[(place, "alive")] = deleted is None
        state.update({(place, c): v for c, v in zip(COLUMNS, values, strict=True)})
    return state


def perform(cast: Cast, ids: list[int], step: tuple[str, int, Any]) -> int | None:
    kind, who, what = step
    actor = cast.actor((cast.admin, cast.team_lead, cast.seller)[who])
    if kind == "edit":
        by_cell = [CellEdit(ids[r], c, VALUES[c][v]) for (r, c), v in what.items()]
        return edit_cells(actor, "leads", by_cell, via="grid").operation_id
    admin = cast.admin_actor
    act = delete_rows if kind == "delete" else restore_rows
    return act(admin, "leads", [ids[r] for r in sorted(what)]).operation_id


@pytest.fixture
def setting(cast: Cast, defaults: Any) -> Cast:
    return cast


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(steps, min_size=1, max_size=9), data=st.data())
def test_undoing_any_subset_equals_never_having_done_it(
    setting: Cast, history: list[tuple[str, int, Any]], data: st.DataObject
) -> None:
    with forgotten():
        _check(setting, history, data)


def _check(setting: Cast, history: list[tuple[str, int, Any]], data: st.DataObject) -> None:
    _, made = create_rows(setting.seller_actor, "leads", [{"company": f"起始{i}"} for i in range(ROWS)])
    ids = [r.row_id for r in made if r.row_id is not None]
    start = snapshot(ids)
    told = History()
    before = start
    for step in history:
        operation = perform(setting, ids, step)
        after = snapshot(ids)
        if operation is not None:
            told.operations.append(operation)
            told.effects[operation] = {cell: value for cell, value in after.items() if before[cell] != value}
        before = after
    undone = data.draw(st.lists(st.sampled_from(told.operations), unique=True)) if told.operations else []
    undos: dict[int, int] = {}
    for operation in undone:
        outcome = undo_operation(setting.admin_actor, find_target(setting.admin_actor, operation))
        undos[operation] = outcome.operation_id or 0
    assert snapshot(ids) == told.replay(start, set(undone))
    redone = data.draw(st.lists(st.sampled_from(undone), unique=True)) if undone else []
    for operation in redone:
        undo_operation(setting.admin_actor, find_target(setting.admin_actor, undos[operation]))
    assert snapshot(ids) == told.replay(start, set(undone) - set(redone))


def test_undo_keeps_what_others_changed_later_unless_told_otherwise(setting: Cast) -> None:
    seller, lead = setting.seller_actor, setting.team_lead_actor
    _, made = create_rows(seller, "leads", [{"company": "无锡恒砺", "amount": 100}])
    row = made[0].row_id or 0
    first = edit_cells(seller, "leads", [CellEdit(row, "amount", 200), CellEdit(row, "grade", "A")]).operation_id
    edit_cells(lead, "leads", [CellEdit(row, "amount", 300)])
    outcome = undo_operation(seller, find_target(seller, first or 0))
    assert (outcome.restored, outcome.kept) == (1, 1)
    assert Lead.objects.values_list("amount", "grade").get(pk=row) == (300, None)
    undo_operation(seller, find_target(seller, outcome.operation_id or 0))
    assert Lead.objects.values_list("amount", "grade").get(pk=row) == (300, "A")
    again = find_target(seller, first or 0)
    undo_operation(seller, again, take_back={("leads", row, "amount")})
    assert Lead.objects.values_list("amount", "grade").get(pk=row) == (100, None)


def test_undoing_a_creation_trashes_the_row_with_later_edits_and_redo_brings_both_back(setting: Cast) -> None:
    seller = setting.seller_actor
    operation, made = create_rows(seller, "leads", [{"company": "苏州澜川"}])
    row = made[0].row_id or 0
    edit_cells(seller, "leads", [CellEdit(row, "grade", "B")])
    outcome = undo_operation(seller, find_target(seller, operation or 0))
    assert Lead.objects.get(pk=row).deleted_at is not None
    undo_operation(seller, find_target(seller, outcome.operation_id or 0))
    restored = Lead.objects.get(pk=row)
    assert (restored.deleted_at, restored.grade) == (None, "B")


def test_an_operation_out_of_scope_is_not_found(setting: Cast) -> None:
    operation, _ = create_rows(setting.seller_actor, "leads", [{"company": "台州永楷"}])
    from genjin.kernel.errors import AppError

    with pytest.raises(AppError) as refused:
        find_target(setting.other_seller_actor, operation or 0)
    assert refused.value.code == "not_found"


def test_old_operations_are_shown_but_not_undone(setting: Cast) -> None:
    from datetime import timedelta

    from genjin.kernel.errors import AppError

    operation, _ = create_rows(setting.seller_actor, "leads", [{"company": "台州永楷"}])
    Operation.objects.filter(pk=operation).update(at=Operation.objects.get(pk=operation).at - timedelta(days=31))
    with pytest.raises(AppError) as refused:
        undo_operation(setting.seller_actor, find_target(setting.seller_actor, operation or 0))
    assert refused.value.code == "undo_expired"


def test_every_change_of_a_history_is_in_the_ledger(setting: Cast) -> None:
    """A created row costs one line, an edit one line a cell."""
    from genjin.tables.models import Change

    operation, made = create_rows(setting.seller_actor, "leads", [{"company": "常州睿泽", "grade": "A"}])
    kinds: dict[str, int] = defaultdict(int)
    for change in Change.objects.filter(operation_id=operation, table="leads"):
        kinds[change.kind] += 1
    assert kinds == {"create": 1}
    edited = edit_cells(setting.seller_actor, "leads", [CellEdit(made[0].row_id or 0, "grade", "B")]).operation_id
    (change,) = Change.objects.filter(operation_id=edited)
    assert (change.column, change.before, change.after) == ("grade", "A", "B")
