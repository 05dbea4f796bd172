"""Moving leads through the stages: answer, rows, operation, undo; refusals beside successes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.advance import advance_leads
from genjin.leads.models import Lead
from genjin.pipelines.models import StageVisit
from genjin.tables.definition import CellEdit
from genjin.tables.models import Change
from genjin.tables.records.edit import create_rows, edit_cells
from tests.cast import Cast
from tests.selling_setting import (
    NOW,
    cells_of,
    last_operation,
    new_lead,
    new_leads,
    open_visits,
    stage_id,
    stage_name,
    undo,
)

pytestmark = pytest.mark.usefixtures("defaults")


def codes(answer: Any) -> dict[int, ErrorCode]:
    return {lead: error.code for lead, error in answer.refused}


def test_new_lead_begins_in_the_first_stage_with_one_open_visit(cast: Cast) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor)
    row = Lead.objects.get(pk=lead)
    assert stage_name(lead) == "初次接触"
    assert row.stage_kind == "open" and row.stage_entered_at == NOW
    assert last_operation().rows == 1  # the visit that comes with it is no record of its own
    assert (row.owner_id, row.unit_id, row.assigned_at) == (cast.seller.pk, cast.team.pk, NOW)
    (visit,) = open_visits(lead)
    assert (visit.stage_id, visit.from_stage_id, visit.entered_by_id) == (row.stage_id, None, cast.seller.pk)


def test_a_move_ends_one_visit_and_begins_the_next(cast: Cast) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor)
    with clock.fixed(NOW + timedelta(days=2)):
        answer = advance_leads(cast.seller_actor, [lead], "方案讨论", reason="方案已给", via="kanban")
    assert (answer.done, answer.refused) == ([lead], [])
    operation = last_operation()
    assert (operation.pk, operation.verb, operation.via, operation.reason, operation.state) == (
        answer.operation_id, "leads.advance", "kanban", "方案已给", "done",
    )  # fmt: skip
    closed = StageVisit.objects.get(lead_id=lead, left_at__isnull=False)
    assert closed.stayed_seconds == 2 * 86_400
    (opened,) = open_visits(lead)
    assert (opened.from_stage_id, opened.stage_id, opened.reason) == (
        stage_id("初次接触"),
        stage_id("方案讨论"),
        "方案已给",
    )
    assert Lead.objects.get(pk=lead).stage_entered_at == NOW + timedelta(days=2)


def test_undo_reopens_the_former_visit_and_redo_moves_again(cast: Cast) -> None:
    actor = cast.seller_actor
    with clock.fixed(NOW):
        lead = new_lead(actor)
    with clock.fixed(NOW + timedelta(days=2)):
        answer = advance_leads(actor, [lead], "方案讨论")
        undone = undo(actor, answer.operation_id)
        assert stage_name(lead) == "初次接触"
        (visit,) = open_visits(lead)
        assert visit.stage_id == stage_id("初次接触") and visit.stayed_seconds is None
        assert Lead.objects.get(pk=lead).stage_entered_at == NOW
        undo(actor, undone)
    assert stage_name(lead) == "方案讨论"
    assert [v.stage_id for v in open_visits(lead)] == [stage_id("方案讨论")]


def test_the_same_stage_changes_nothing(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    before = Change.objects.count()
    answer = advance_leads(cast.seller_actor, [lead], "初次接触")
    assert answer.done == [lead] and answer.operation_id is None
    assert Change.objects.count() == before


def test_losing_asks_for_a_reason_and_winning_for_an_amount(cast: Cast) -> None:
    actor = cast.seller_actor
    lost, won = new_leads(actor, [{"company": "扬州柏研光学"}, {"company": "芜湖迅仑汽车部件"}])
    assert codes(advance_leads(actor, [lost], "已流失")) == {lost: ErrorCode.REASON_REQUIRED}
    assert codes(advance_leads(actor, [won], "已成交")) == {won: ErrorCode.AMOUNT_REQUIRED}
    assert stage_name(lost) == stage_name(won) == "初次接触"

    with clock.fixed(NOW):
        assert not advance_leads(actor, [lost], "已流失", lost_reason="预算取消", competitor="永楷").refused
        assert not advance_leads(actor, [won], "已成交", amount="36.5万").refused
    row = Lead.objects.get(pk=lost)
    assert (row.lost_reason, row.lost_to, row.lost_at, row.red_at) == ("预算取消", "永楷", NOW, None)
    row = Lead.objects.get(pk=won)
    assert (row.won_amount, row.won_at, row.red_at) == (36_500_000, NOW, None)
    assert cells_of(actor, won)["status"] == {"level": "done", "words": "已成交"}


def test_reopening_clears_the_closing_data_and_undo_restores_them(cast: Cast) -> None:
    actor = cast.seller_actor
    lead = new_lead(actor)
    advance_leads(actor, [lead], "已流失", lost_reason="没预算")
    answer = advance_leads(actor, [lead], "需求确认")
    row = Lead.objects.get(pk=lead)
    assert (row.lost_reason, row.lost_at) == (None, None) and row.red_at is not None
    undo(actor, answer.operation_id)
    row = Lead.objects.get(pk=lead)
    assert row.lost_reason == "没预算" and row.lost_at is not None and row.red_at is None


def test_a_stage_may_require_cells(cast: Cast) -> None:
    edit_cells(SYSTEM, "stages", [CellEdit(stage_id("谈判阶段"), "requires", "amount，need")])
    actor = cast.seller_actor
    bare, filled = new_leads(
        actor, [{"company": "湖州竹里家居"}, {"company": "温州启锐电气", "amount": "18.8万", "need": "换阀组"}]
    )
    answer = advance_leads(actor, [bare, filled], "谈判阶段")
    assert answer.done == [filled]
    ((refused, error),) = answer.refused
    assert (refused, error.code, error.data["columns"]) == (bare, ErrorCode.REQUIRED, ["amount", "need"])


def test_the_stage_cell_is_the_same_verb(cast: Cast) -> None:
    actor = cast.seller_actor
    lead, other = new_leads(actor, [{"company": "金华禾锐"}, {"company": "泰州宏曜"}])
    outcome = edit_cells(
        actor,
        "leads",
        [
            CellEdit(lead, "stage", stage_id("已流失"), {"reason": "选了别家"}),
            CellEdit(other, "stage", "已流失"),
            CellEdit(other, "need", "灭菌设备"),
        ],
        via="kanban",
    )
    by_cell = {(r.row_id, r.column): (r.status, r.error and r.error.code) for r in outcome.results}
    assert by_cell == {
        (lead, "stage"): ("done", None),
        (other, "stage"): ("refused", ErrorCode.REASON_REQUIRED),
        (other, "need"): ("done", None),
    }
    assert [v.stage_id for v in open_visits(lead)] == [stage_id("已流失")]


@pytest.mark.parametrize("stage", ["没有这个阶段", 999_999, "", None, True, {"id": "x"}])
def test_unknown_stages_are_refused(cast: Cast, stage: Any) -> None:
    lead = new_lead(cast.seller_actor)
    assert codes(advance_leads(cast.seller_actor, [lead], stage)) == {lead: ErrorCode.UNKNOWN_STAGE}


def test_bad_amounts_are_refused_in_words_and_nothing_moves(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    assert codes(advance_leads(cast.seller_actor, [lead], "已成交", amount="面议")) == {lead: ErrorCode.INVALID_MONEY}
    assert stage_name(lead) == "初次接触"


def test_leads_out_of_scope_answer_as_not_found_beside_done_ones(cast: Cast) -> None:
    mine, theirs = new_lead(cast.seller_actor), new_lead(cast.other_seller_actor, "杭州屿安食品机械")
    answer = advance_leads(cast.seller_actor, [mine, theirs, 10**9], "需求确认")
    assert answer.done == [mine]
    assert codes(answer) == {theirs: ErrorCode.NOT_FOUND, 10**9: ErrorCode.NOT_FOUND}
    assert stage_name(theirs) == "初次接触"


def test_without_a_role_nothing_can_be_advanced(cast: Cast) -> None:
    with pytest.raises(AppError) as refused:
        advance_leads(cast.no_role_actor, [new_lead(cast.seller_actor)], "需求确认")
    assert refused.value.code is ErrorCode.FORBIDDEN


def test_a_lead_without_any_name_is_refused(cast: Cast) -> None:
    with pytest.raises(AppError) as refused:
        create_rows(cast.seller_actor, "leads", [{"need": "换阀组"}])
    assert refused.value.code is ErrorCode.REQUIRED
    assert new_lead(cast.seller_actor, company=None, contact="孟祥宇")


def test_a_lead_created_closed_says_when(cast: Cast) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor, stage="已成交", won_amount="12万")
    row = Lead.objects.get(pk=lead)
    assert (row.won_at, row.won_amount, row.stage_kind) == (NOW, 12_000_000, "won")
    assert [v.stage_id for v in open_visits(lead)] == [stage_id("已成交")]


def test_deleting_and_restoring_keeps_the_visits(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    created = last_operation()
    undone = undo(cast.seller_actor, created.pk)
    assert Lead.objects.get(pk=lead).deleted_at is not None
    undo(cast.seller_actor, undone)
    assert Lead.objects.get(pk=lead).deleted_at is None
    assert [v.stage_id for v in open_visits(lead)] == [stage_id("初次接触")]
