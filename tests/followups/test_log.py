"""Logging a contact: one operation writes all that follows from it, or nothing; undo takes all of it back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from genjin.followups.log import FollowupDraft, PlannedStep, PromiseDraft, log_followup
from genjin.followups.models import Followup, Task
from genjin.kernel import clock
from genjin.kernel.clock import local
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.models import Lead
from genjin.tables.definition import CellEdit
from genjin.tables.models import Change, Operation
from genjin.tables.records.edit import edit_cells
from tests.cast import Cast
from tests.selling_setting import NOW, cells_of, new_lead, open_visits, stage_id, stage_name, undo, wall

pytestmark = pytest.mark.usefixtures("defaults")

FULL = FollowupDraft(
    method="拜访",
    summary="看了二期泵房，图纸已拍",
    feedback="担心备件到货周期",
    outcome="要求上门",
    contact="汤凯",
    next=PlannedStep("下周三下午3点", "拜访", "定下样件"),
    grade="B+",
    stage={"stage": "方案讨论", "reason": "方案认可"},
    cells={"amount": "26.9万", "competitors": "永楷"},
    promises=[
        PromiseDraft("我方", "寄 DN40 阀组样件", "明天"),
        PromiseDraft("theirs", "给出年用量与测试工况"),
        PromiseDraft("ours", "   "),
    ],
    signals=["要求拜访"],
)


def test_one_operation_writes_everything(cast: Cast) -> None:
    actor = cast.seller_actor
    with clock.fixed(NOW):
        lead = new_lead(actor, "镇江泊川流体控制有限公司", grade="B")
        before = Operation.objects.count()
        logged = log_followup(actor, lead, FULL, via="phone")
    assert Operation.objects.count() == before + 1
    operation = Operation.objects.get(pk=logged.operation_id)
    assert (operation.verb, operation.via, operation.args["title"]) == (
        "followups.log",
        "phone",
        "镇江泊川流体控制有限公司",
    )

    row = Lead.objects.get(pk=lead)
    assert (row.next_at, row.next_has_time, row.next_method, row.next_expected) == (
        wall("2026-03-11 15:00"), True, "visit", "定下样件",
    )  # fmt: skip
    assert (row.grade, row.amount, row.competitors, stage_name(lead)) == ("B+", 26_900_000, "永楷", "方案讨论")
    assert (row.last_contact_at, row.last_followup) == (NOW, "03-05 看了二期泵房，图纸已拍")
    with clock.fixed(NOW):
        assert cells_of(actor, lead)["status"]["level"] == "green"

    shown = cells_of(actor, logged.followup_id, "followups")
    assert (shown["person"]["label"], shown["method"], shown["outcome"]) == ("林小满", "visit", "visit_requested")
    assert shown["grade_change"] == "B类→B+类"
    assert (shown["stage_from"]["label"], shown["stage_to"]["label"]) == ("初次接触", "方案讨论")
    promises = Task.objects.filter(followup_id=logged.followup_id).order_by("pk")
    assert [(p.side, p.text, p.due_at and local(p.due_at).date()) for p in promises] == [
        ("ours", "寄 DN40 阀组样件", date(2026, 3, 6)),
        ("theirs", "给出年用量与测试工况", None),
    ]


def test_undo_takes_all_of_it_back(cast: Cast) -> None:
    actor = cast.seller_actor
    with clock.fixed(NOW):
        lead = new_lead(actor, grade="B")
        first = log_followup(actor, lead, FollowupDraft("phone", "电话介绍", at="2026-03-04 09:00"))
        logged = log_followup(actor, lead, FULL)
        undo(actor, logged.operation_id)
    row = Lead.objects.get(pk=lead)
    assert (row.next_at, row.next_has_time, row.grade, row.amount) == (None, None, "B", None)
    assert (row.last_contact_at, row.last_followup) == (wall("2026-03-04 09:00"), "03-04 电话介绍")
    assert stage_name(lead) == "初次接触"
    assert [v.stage_id for v in open_visits(lead)] == [stage_id("初次接触")]
    assert list(Followup.objects.filter(deleted_at=None).values_list("pk", flat=True)) == [first.followup_id]
    assert not Task.objects.filter(deleted_at=None).exists()


def test_a_repeated_request_logs_once(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    draft = FollowupDraft("phone", "电话介绍")
    first = log_followup(cast.seller_actor, lead, draft, client_key="键-1")
    assert log_followup(cast.seller_actor, lead, draft, client_key="键-1") == first
    assert Followup.objects.count() == 1


def test_a_contact_meets_the_plan_that_was_due(cast: Cast) -> None:
    actor = cast.seller_actor
    with clock.fixed(NOW):
        due, later = new_lead(actor, next_at="2026-03-05 16:00"), new_lead(actor, next_at="2026-03-09")
        for lead in (due, later):
            log_followup(actor, lead, FollowupDraft("phone", "电话介绍"))
    assert Lead.objects.get(pk=due).next_at is None
    assert Lead.objects.get(pk=later).next_at == wall("2026-03-09 00:00")


def test_the_plan_can_be_taken_away(cast: Cast) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor, next_at="2026-03-09")
        log_followup(cast.seller_actor, lead, FollowupDraft("phone", "暂不需要", next=PlannedStep(None)))
    row = Lead.objects.get(pk=lead)
    assert (row.next_at, row.next_has_time) == (None, None)


def test_a_later_logged_older_contact_is_not_the_last_one(cast: Cast) -> None:
    actor = cast.seller_actor
    with clock.fixed(NOW):
        lead = new_lead(actor)
        log_followup(actor, lead, FollowupDraft("phone", "今天的电话"))
        log_followup(actor, lead, FollowupDraft("visit", "上周的拜访", at="2026-02-26 14:00"))
    assert Lead.objects.get(pk=lead).last_followup == "03-05 今天的电话"


def test_correcting_the_time_of_a_followup_moves_the_last_contact(cast: Cast) -> None:
    actor = cast.seller_actor
    with clock.fixed(NOW):
        lead = new_lead(actor)
        logged = log_followup(actor, lead, FollowupDraft("phone", "电话介绍"))
        edit_cells(actor, "followups", [CellEdit(logged.followup_id, "at", "2026-03-02 10:00")])
    assert Lead.objects.get(pk=lead).last_contact_at == wall("2026-03-02 10:00")


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"method": "心灵感应"}, ErrorCode.UNKNOWN_OPTION, "method"),
        ({"summary": "  "}, ErrorCode.REQUIRED, "summary"),
        ({"outcome": "不知道"}, ErrorCode.UNKNOWN_OPTION, "outcome"),
        ({"next": PlannedStep("2026-02-30")}, ErrorCode.INVALID_DATE, None),
        ({"grade": "X"}, ErrorCode.UNKNOWN_OPTION, "grade"),
        ({"at": "2026-03-20"}, ErrorCode.INVALID_DATE, None),
        ({"stage": {"stage": "已流失"}}, ErrorCode.REASON_REQUIRED, None),
        ({"stage": {"stage": "已成交", "amount": "很多"}}, ErrorCode.INVALID_MONEY, None),
        ({"cells": {"amount": "面议"}}, ErrorCode.INVALID_MONEY, "amount"),
        ({"cells": {"没有这列": 1}}, ErrorCode.UNKNOWN_COLUMN, "没有这列"),
        ({"cells": {"number": "XS1"}}, ErrorCode.COLUMN_READ_ONLY, "number"),
        ({"promises": [PromiseDraft("ours", "发报价", "2月30日")]}, ErrorCode.INVALID_DATE, "due"),
        ({"promises": [PromiseDraft("ours", "发报价")] * 21}, ErrorCode.LIMIT, None),
    ],
)
def test_one_bad_value_writes_nothing(cast: Cast, change: dict[str, Any], code: ErrorCode, column: str | None) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor, grade="B")
        before = Operation.objects.count()
        with pytest.raises(AppError) as refused:
            log_followup(cast.seller_actor, lead, FollowupDraft(**{"method": "phone", "summary": "电话介绍", **change}))
    assert refused.value.code is code
    if column is not None:
        assert refused.value.data["column"] == column
    assert Operation.objects.count() == before
    assert not Followup.objects.exists()
    assert Lead.objects.get(pk=lead).last_contact_at is None


def test_lost_in_the_same_breath(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    draft = FollowupDraft("phone", "选了别家", stage={"stage": "已流失", "lost_reason": "价格", "competitor": "永楷"})
    log_followup(cast.seller_actor, lead, draft)
    row = Lead.objects.get(pk=lead)
    assert (stage_name(lead), row.lost_reason, row.lost_to) == ("已流失", "价格", "永楷")


def test_other_peoples_leads_are_not_found(cast: Cast) -> None:
    lead = new_lead(cast.other_seller_actor)
    with pytest.raises(AppError) as refused:
        log_followup(cast.seller_actor, lead, FollowupDraft("phone", "电话介绍"))
    assert refused.value.code is ErrorCode.NOT_FOUND
    with pytest.raises(AppError) as refused:
        log_followup(cast.no_role_actor, lead, FollowupDraft("phone", "电话介绍"))
    assert refused.value.code is ErrorCode.FORBIDDEN


def test_quiet_grows_again_after_the_contact(cast: Cast) -> None:
    actor = cast.seller_actor
    with clock.fixed(NOW):
        lead = new_lead(actor, grade="B")
        log_followup(actor, lead, FollowupDraft("phone", "电话介绍"))
    with clock.fixed(NOW + timedelta(days=9)):
        assert cells_of(actor, lead)["status"] == {"level": "red", "words": "9 天未跟进，B 级应 3–5 天"}


def test_those_who_watch_the_lead_are_told(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    logged = log_followup(cast.seller_actor, lead, FollowupDraft("phone", "电话介绍"))
    told = Change.objects.filter(operation_id=logged.operation_id, table="leads").values_list("row_id", "column")
    assert list(told) == [(lead, "last_contact_at")]
