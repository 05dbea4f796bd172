"""Handing leads over: who gets what, what the briefing says, one operation told to both sides, undone exactly."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from genjin.followups.handover.briefing import write_briefs
from genjin.followups.handover.dealing import Way, deal
from genjin.followups.handover.verb import Wish, hand_over, leads_of_handover, plan_handover, preview_handover
from genjin.followups.handover.workbook import write_workbook
from genjin.followups.log import FollowupDraft, PlannedStep, PromiseDraft, log_followup
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.models import Lead
from genjin.notices.kinds import get_kind
from genjin.notices.models import Notice
from tests.cast import Cast, build_person
from tests.selling_setting import NOW, new_lead, new_leads, undo

pytestmark = pytest.mark.usefixtures("defaults")


def wish(cast: Cast, *to: int, way: Way = Way.IN_TURN, ids: list[int] | None = None) -> Wish:
    return Wish(cast.seller.pk if ids is None else None, ids, to, way)


def owners(ids: list[int]) -> list[int | None]:
    found = dict(Lead.objects.filter(pk__in=ids).values_list("pk", "owner_id"))
    return [found[i] for i in ids]


def test_leads_are_dealt_in_turn_or_within_their_unit() -> None:
    leads = [(1, 10), (2, 10), (3, 20), (4, 30), (5, 10)]
    people = [(7, 10), (8, 20), (9, 10)]
    assert deal(leads, people, Way.IN_TURN) == {1: 7, 2: 8, 3: 9, 4: 7, 5: 8}
    assert deal(leads, people, Way.BY_UNIT) == {1: 7, 2: 9, 3: 8, 4: 7, 5: 7}


def test_preview_is_what_happens_and_both_sides_hear_of_it_once(cast: Cast) -> None:
    leads = new_leads(cast.seller_actor, [{"company": f"盐城沐风{n}号", "next_at": "2026-03-09"} for n in range(3)])
    asked = wish(cast, cast.other_seller.pk, cast.team_lead.pk)
    plan, counts = preview_handover(cast.admin_actor, asked)
    assert counts == {"open": 3, "promises": 0, "plans": 3}
    assert dict(plan.shares()) == {cast.other_seller.pk: 2, cast.team_lead.pk: 1}
    assert owners(leads) == [cast.seller.pk] * 3
    with clock.fixed(NOW):
        answer = hand_over(cast.admin_actor, asked, reason="调去华北")
    assert owners(leads) == list(plan.dealt.values())
    assert Lead.objects.get(pk=leads[0]).unit_id == cast.other_team.pk
    told = {
        n.person_id: get_kind(n.kind).words(n.facts, "zh-CN")
        for n in Notice.objects.filter(kind__startswith="handover.")
    }
    assert told == {
        cast.seller.pk: f"{cast.admin.name}把你的 3 条线索交给了{cast.other_seller.name}、{cast.team_lead.name}",
        cast.other_seller.pk: f"{cast.admin.name}交给你 2 条线索，每家都有交接说明",
        cast.team_lead.pk: f"{cast.admin.name}交给你 1 条线索，每家都有交接说明",
    }
    assert answer.operation_id is not None
    assert leads_of_handover(cast.other_seller_actor, answer.operation_id) == [leads[0], leads[2]]
    with clock.fixed(NOW):
        undo(cast.admin_actor, answer.operation_id)
    assert owners(leads) == [cast.seller.pk] * 3
    assert Lead.objects.get(pk=leads[0]).unit_id == cast.team.pk


def test_chosen_leads_of_several_people_go_over(cast: Cast) -> None:
    mine, theirs = new_lead(cast.seller_actor), new_lead(cast.other_seller_actor, "南通瀚海")
    answer = hand_over(cast.admin_actor, wish(cast, cast.team_lead.pk, ids=[mine, theirs]))
    assert sorted(answer.done) == sorted([mine, theirs])
    assert owners([mine, theirs]) == [cast.team_lead.pk] * 2


def test_refused_without_the_right_without_receiver_and_to_the_leaver(cast: Cast) -> None:
    new_lead(cast.seller_actor)
    refusals = [
        (cast.seller_actor, wish(cast, cast.other_seller.pk), ErrorCode.FORBIDDEN),
        (cast.admin_actor, wish(cast), ErrorCode.REQUIRED),
        (cast.admin_actor, wish(cast, cast.seller.pk), ErrorCode.UNKNOWN_OPTION),
    ]
    for actor, asked, code in refusals:
        with pytest.raises(AppError) as refused:
            hand_over(actor, asked)
        assert refused.value.code is code
    # A supervisor hands over what is within reach, and is told that there is more.
    elsewhere = new_lead(cast.admin_actor, "杭州钱江")
    Lead.objects.filter(pk=elsewhere).update(owner_id=cast.seller.pk, unit_id=cast.other_team.pk)
    plan = plan_handover(cast.team_lead_actor, wish(cast, cast.team_lead.pk))
    assert (len(plan.dealt), plan.beyond) == (1, 1)


def test_the_brief_says_last_words_promises_plan_and_risk(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, "盐城沐风", grade="A", amount=120_000_00)
    for days, words in ((9, "第一次电话"), (6, "发了资料"), (4, "=1+1 要看样机")):
        with clock.fixed(NOW - timedelta(days=days)):
            log_followup(
                cast.seller_actor,
                lead,
                FollowupDraft(
                    method="phone",
                    summary=words,
                    next=PlannedStep("2026-03-10", "visit", "看样机"),
                    promises=[PromiseDraft("ours", "报价单", date(2026, 3, 2).isoformat())] if days == 4 else (),
                ),
            )
    with clock.fixed(NOW):
        (brief,) = write_briefs(cast.admin_actor, [lead])
    assert [s.words for s in brief.said] == ["=1+1 要看样机", "发了资料"]
    assert [(o.side, o.words, o.due) for o in brief.owed] == [("ours", "报价单", date(2026, 3, 2))]
    assert brief.risks[0] == "逾期未办：报价单（03-02）"
    sheet = CalamineWorkbook.from_filelike(BytesIO(write_workbook([brief], "zh-CN"))).get_sheet_by_index(0)
    head, line = sheet.to_python()
    cells = dict(zip(head, line, strict=True))
    assert (cells["公司"], cells["预计金额（元）"], cells["没办完的承诺"]) == (
        "盐城沐风",
        120_000.0,
        "我方：报价单（03-02）",
    )
    assert "=1+1 要看样机" in str(cells["最近两次"]) and cells["下次联系"] == "2026-03-10"


def test_who_may_not_read_what_was_said_gets_no_words_in_the_brief(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, "盐城沐风")
    with clock.fixed(NOW):
        promises = [PromiseDraft("ours", "报价单", "2026-03-02")]
        draft = FollowupDraft(method="phone", summary="对价格有异议", promises=promises)
        log_followup(cast.seller_actor, lead, draft)
        finance = cast.actor(build_person("姜予安", "jiangyuan", unit=cast.head_office, role="finance"))
        (brief,) = write_briefs(finance, [lead])
    assert (brief.lead_id, list(brief.said), list(brief.owed)) == (lead, [], [])
    assert not any("报价单" in risk for risk in brief.risks)
