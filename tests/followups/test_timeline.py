"""One timeline per lead: everything once, newest first, page by page, within rights."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from genjin.followups.comments import add_comment
from genjin.followups.log import FollowupDraft, PromiseDraft, log_followup
from genjin.followups.tasks.verbs import settle_tasks
from genjin.followups.timeline import fetch_timeline
from genjin.followups.today.brief import fetch_brief
from genjin.kernel import clock
from genjin.kernel.actor import ColumnRight
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.advance import advance_leads
from genjin.tables.definition import CellEdit
from genjin.tables.records.edit import edit_cells
from tests.cast import Cast, build_person
from tests.selling_setting import NOW, new_lead, undo

pytestmark = pytest.mark.usefixtures("defaults")


def tell_a_story(cast: Cast) -> int:
    """A lead with one item of each kind, an hour apart, some by the team lead."""
    seller, team_lead = cast.seller_actor, cast.team_lead_actor
    with clock.fixed(NOW):
        lead = new_lead(seller, "盐城沐风新能源有限公司", grade="C+", mobile="13912345678")
    with clock.fixed(NOW + timedelta(hours=1)):
        draft = FollowupDraft("visit", "看了车间", promises=[PromiseDraft("ours", "发报价", "2026-03-06")])
        followup = log_followup(seller, lead, draft).followup_id
    with clock.fixed(NOW + timedelta(hours=2)):
        edit_cells(seller, "leads", [CellEdit(lead, "amount", "26.9万"), CellEdit(lead, "grade", "B")])
    with clock.fixed(NOW + timedelta(hours=3)):
        advance_leads(seller, [lead], "需求确认", reason="需求清楚")
    with clock.fixed(NOW + timedelta(hours=4)):
        add_comment(team_lead, lead, "报价先给我看", mentions=[cast.seller.pk], followup_id=followup)
    return lead


def test_everything_once_newest_first(cast: Cast) -> None:
    lead = tell_a_story(cast)
    page = fetch_timeline(cast.seller_actor, lead)
    assert [(i["kind"], i["actor"]["label"]) for i in page.items] == [
        ("comment", "周岚"), ("stage", "林小满"), ("change", "林小满"), ("followup", "林小满"), ("created", "林小满"),
    ]  # fmt: skip
    comment, stage, change, followup, created = page.items
    assert (
        comment["comment"]["text"] == "报价先给我看" and comment["comment"]["followup_id"] == followup["followup"]["id"]
    )
    assert stage["stage"] == {"from": "初次接触", "to": "需求确认", "stayed_days": 0.1, "reason": "需求清楚"}
    assert [(c["label"], c["before"], c["after"]) for c in change["changes"]] == [
        ("预计金额", None, 26_900_000), ("等级", "C+", "B"),
    ]  # fmt: skip
    assert followup["followup"]["promises"][0]["text"] == "发报价"
    assert created["stage"]["from"] is None and created["stage"]["to"] == "初次接触"
    assert [p["text"] for p in page.tasks] == ["发报价"]
    assert page.next is None


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_join_without_gap_or_repeat(cast: Cast, limit: int) -> None:
    lead = tell_a_story(cast)
    whole = [i["key"] for i in fetch_timeline(cast.seller_actor, lead).items]
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = fetch_timeline(cast.seller_actor, lead, cursor=cursor, limit=limit)
        seen += [i["key"] for i in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert seen == whole


def test_items_of_one_instant_page_too(cast: Cast) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor)
        for n in range(5):
            log_followup(cast.seller_actor, lead, FollowupDraft("phone", f"第 {n} 通电话", guard_reason="连着打"))
            add_comment(cast.seller_actor, lead, f"第 {n} 句")
    seen: list[str] = []
    cursor: str | None = None
    for _ in range(20):
        page = fetch_timeline(cast.seller_actor, lead, cursor=cursor, limit=2)
        seen += [i["key"] for i in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 11


def test_kinds_can_be_chosen(cast: Cast) -> None:
    lead = tell_a_story(cast)
    kinds = {k: [i["kind"] for i in fetch_timeline(cast.seller_actor, lead, kinds=[k]).items] for k in
             ("followups", "stages", "changes", "comments")}  # fmt: skip
    assert kinds == {
        "followups": ["followup"], "stages": ["stage", "created"], "changes": ["change"], "comments": ["comment"],
    }  # fmt: skip


def test_what_was_undone_is_not_told(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    logged = log_followup(cast.seller_actor, lead, FollowupDraft("phone", "打错了"))
    edited = edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "amount", "1万")])
    undo(cast.seller_actor, logged.operation_id)
    undo(cast.seller_actor, edited.operation_id)
    assert [i["kind"] for i in fetch_timeline(cast.seller_actor, lead).items] == ["created"]


def test_sensitive_and_masked_values_are_told_as_their_mask(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    edit_cells(
        cast.seller_actor, "leads", [CellEdit(lead, "budget", "八十万"), CellEdit(lead, "mobile", "13912345678")]
    )
    text = str(fetch_timeline(cast.seller_actor, lead).items)
    assert "八十万" not in text and "******" in text and "13912345678" in text


def test_out_of_scope_and_nonsense(cast: Cast) -> None:
    lead = tell_a_story(cast)
    for actor, kinds, cursor, code in (
        (cast.other_seller_actor, ("followups",), None, ErrorCode.NOT_FOUND),
        (cast.seller_actor, ("weather",), None, ErrorCode.BAD_REQUEST),
        (cast.seller_actor, ("followups",), "不是游标", ErrorCode.BAD_CURSOR),
        (cast.seller_actor, ("followups",), "WzFd", ErrorCode.BAD_CURSOR),
    ):
        with pytest.raises(AppError) as refused:
            fetch_timeline(actor, lead, kinds=kinds, cursor=cursor)
        assert refused.value.code is code


def test_a_kept_promise_leaves_the_open_ones_and_can_be_reopened(cast: Cast) -> None:
    lead = tell_a_story(cast)
    (promise,) = fetch_timeline(cast.seller_actor, lead).tasks
    operation = settle_tasks(cast.seller_actor, [promise["id"]], "done").operation_id
    assert fetch_timeline(cast.seller_actor, lead).tasks == []
    assert settle_tasks(cast.seller_actor, [promise["id"]], "done").operation_id is None
    undo(cast.seller_actor, operation)
    assert [p["id"] for p in fetch_timeline(cast.seller_actor, lead).tasks] == [promise["id"]]
    (refused,) = settle_tasks(cast.other_seller_actor, [promise["id"]], "done").refused
    assert refused[1].code is ErrorCode.NOT_FOUND


def test_comments_are_refused_where_they_do_not_belong(cast: Cast) -> None:
    lead, other = tell_a_story(cast), new_lead(cast.seller_actor, "台州永楷")
    answered = fetch_timeline(cast.seller_actor, lead, kinds=["followups"]).items[0]["followup"]["id"]
    for text, kwargs, code in (
        ("   ", {}, ErrorCode.REQUIRED),
        ("回复别处", {"followup_id": answered}, ErrorCode.NOT_FOUND),
        ("@查无此人", {"mentions": [10**9]}, ErrorCode.UNKNOWN_OPTION),
    ):
        with pytest.raises(AppError) as refused:
            add_comment(cast.seller_actor, other, text, **kwargs)  # type: ignore[arg-type]
        assert refused.value.code is code


def test_who_may_not_read_followups_or_their_words_gets_none_on_the_timeline(cast: Cast) -> None:
    lead = tell_a_story(cast)
    finance = cast.actor(build_person("姜予安", "jiangyuan", unit=cast.head_office, role="finance"))
    page = fetch_timeline(finance, lead)
    assert [i["kind"] for i in page.items if i["kind"] in ("followup", "comment")] == [] and page.tasks == []
    actor = cast.seller_actor
    hidden = replace(actor.access("followups"), columns={"summary": ColumnRight.HIDDEN, "feedback": ColumnRight.MASKED})
    curtailed = replace(actor, tables={**actor.tables, "followups": hidden})
    (told,) = (i["followup"] for i in fetch_timeline(curtailed, lead).items if i["kind"] == "followup")
    assert (told["method"], told["summary"], told["feedback"]) == ("visit", None, None)
    brief = fetch_brief(curtailed, lead)
    assert brief["contacts"][0]["summary"] == "" and brief["objections"] == []
    assert fetch_brief(actor, lead)["contacts"][0]["summary"] == "看了车间"
