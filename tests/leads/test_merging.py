"""Several leads become one: whose values, what moves, who may, and everything back in place by one undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from genjin.contacts.models import Contact
from genjin.followups.comments import add_comment
from genjin.followups.log import FollowupDraft, PromiseDraft, log_followup
from genjin.followups.models import Followup, Task
from genjin.followups.tasks.verbs import settle_tasks
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.advance import advance_leads
from genjin.leads.merging.moving import find_links
from genjin.leads.merging.preview import preview_merge
from genjin.leads.merging.verb import merge_leads
from genjin.leads.models import Lead, MergeRule
from genjin.tables.definition import CellEdit, list_tables
from genjin.tables.models import Operation, SearchEntry, Share
from genjin.tables.records.edit import create_rows, delete_rows, edit_cells, restore_rows
from genjin.tables.scope.sharing import share_row
from tests.cast import Cast
from tests.selling_setting import NOW, last_operation, new_lead, new_leads, open_visits, stage_name, undo
from tests.tables.examples import forgotten

pytestmark = pytest.mark.usefixtures("defaults")
STAMPS = {"updated_at", "updated_by_id"}


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table people's data stand in, without the stamps of the last write."""
    models = [t.model for t in list_tables()] + [Share, SearchEntry]
    names = {m: [f.attname for f in m._meta.concrete_fields if f.attname not in STAMPS] for m in models}
    found = {m.__name__: list(m._default_manager.order_by("pk").values(*names[m])) for m in models}
    for row in found["SearchEntry"]:
        # An entry that went and came back is the same entry under another id.
        row.pop("id")
    found["SearchEntry"].sort(key=lambda r: (r["table"], r["row_id"]))
    return found


def assert_as_before(before: dict[str, list[dict[str, Any]]]) -> None:
    """Every row that was there is as it was, those in the trash included; what came since is in the trash."""
    for name, rows in everything().items():
        known = {(r.get("id"), r.get("table"), r.get("row_id")): r for r in before[name]}
        kept = [r for r in rows if (r.get("id"), r.get("table"), r.get("row_id")) in known]
        assert kept == before[name], name
        assert all(r.get("deleted_at") is not None for r in rows if r not in kept), name


steps = st.lists(
    st.tuples(
        st.sampled_from(("log", "edit", "comment", "contact", "stage", "share", "promise", "drop")),
        st.integers(0, 2),
        st.integers(0, 3),
    ),
    max_size=10,
)
CELLS = (("company", "无锡恒砺轴承"), ("grade", "B+"), ("budget", "20万"), ("remarks", "上午在车间"))


def perform(cast: Cast, ids: list[int], step: tuple[str, int, int]) -> None:
    kind, place, which = step
    lead, actor = ids[place], cast.team_lead_actor
    if kind == "log":
        promised = [PromiseDraft("ours", "寄样品", None)] if which == 1 else []
        log_followup(
            actor, lead, FollowupDraft("phone", f"第 {which} 次", at=f"2026-02-0{which + 1}", promises=promised)
        )
    elif kind == "edit":
        edit_cells(actor, "leads", [CellEdit(lead, *CELLS[which])])
    elif kind == "comment":
        add_comment(actor, lead, "记得带样品")
    elif kind == "contact":
        create_rows(actor, "contacts", [{"lead": lead, "name": f"何佳{which}", "mobile": f"1380000600{which}"}])
    elif kind == "stage":
        advance_leads(actor, [lead], ("需求确认", "方案讨论", "谈判阶段", "签约阶段")[which])
    elif kind == "share":
        share_row(actor, "leads", lead, person_id=cast.other_seller.pk, unit_id=None, can_edit=which > 1)
    elif kind == "promise":
        for promise in Task.objects.filter(lead_id=lead, done_at=None, deleted_at=None)[:1]:
            settle_tasks(actor, [promise.pk], "done")
    else:
        found = Followup.objects.filter(lead_id=lead, deleted_at=None).values_list("pk", flat=True)[:1]
        delete_rows(actor, "followups", list(found))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=steps, others=st.sampled_from(([1], [2], [1, 2])), twice=st.booleans())
def test_unmerging_gives_every_row_of_every_table_back(
    cast: Cast, history: list[tuple[str, int, int]], others: list[int], twice: bool
) -> None:
    with forgotten(), clock.fixed(NOW):
        ids = new_leads(
            cast.seller_actor,
            [
                {"company": "无锡恒砺轴承有限公司", "contact": "顾海峰", "mobile": "13800006021"},
                {"company": "无锡市恒砺轴承厂", "contact": "顾总", "phone": "0510-82764410", "remarks": "先要报价"},
                {"company": "恒砺轴承", "contact": "何佳宁", "mobile": "13900007788", "next_at": "2026-03-09 10:00"},
            ],
        )
        for step in history:
            perform(cast, ids, step)
        before = everything()
        answer = merge_leads(cast.team_lead_actor, ids[0], [ids[i] for i in others])
        merged = everything()
        assert merged != before
        undone = undo(cast.team_lead_actor, answer.operation_id)
        assert_as_before(before)
        if twice:
            redone = undo(cast.team_lead_actor, undone)
            assert living(everything()) == living(merged)
            undo(cast.team_lead_actor, redone)
            assert_as_before(before)


def living(found: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Shares given again have new ids."""
    shares = [{k: v for k, v in s.items() if k != "id"} for s in found["Share"]]
    merges = [{k: v for k, v in m.items() if k != "shares"} for m in found["LeadMerge"]]
    return {**found, "Share": shares, "LeadMerge": merges}


PAIR: list[Mapping[str, Any]] = [
    {"company": "无锡恒砺轴承有限公司", "contact": "顾总", "mobile": "13800006021", "remarks": "上午在车间"},
    {"company": "无锡恒砺", "contact": "何佳宁", "mobile": "13900007788", "wechat": "hjn_wx", "remarks": "先要报价"},
]


def test_the_fuller_value_wins_texts_are_joined_and_the_other_person_stays_a_contact(cast: Cast) -> None:
    keep, other = new_leads(cast.seller_actor, PAIR)
    log_followup(
        cast.seller_actor, other, FollowupDraft("phone", "要检测线报价", promises=[PromiseDraft("ours", "寄样")])
    )
    add_comment(cast.seller_actor, other, "价格敏感")
    answer = merge_leads(cast.team_lead_actor, keep, [other], reason="同一家")
    kept = Lead.objects.get(pk=keep)
    assert (kept.company, kept.contact, kept.mobile) == ("无锡恒砺轴承有限公司", "何佳宁", "13900007788")
    assert kept.remarks == "上午在车间\n先要报价"
    assert list(Contact.objects.filter(lead_id=keep).values_list("name", "mobile")) == [("顾总", "13800006021")]
    assert Followup.objects.get().lead_id == Task.objects.get().lead_id == keep
    assert kept.last_followup is not None
    assert "要检测线报价" in kept.last_followup
    assert Lead.objects.get(pk=other).deleted_at is not None
    operation = last_operation()
    assert (operation.pk, operation.verb, operation.reason) == (answer.operation_id, "leads.merge", "同一家")
    assert operation.args["number"] == kept.number


def test_choices_beat_the_rules_and_each_is_checked(cast: Cast) -> None:
    keep, other = new_leads(cast.seller_actor, PAIR)
    actor = cast.team_lead_actor
    for bad, code in (
        ({"company": [keep, other]}, ErrorCode.BAD_REQUEST),
        ({"company": [other + 100]}, ErrorCode.BAD_REQUEST),
        ({"number": [other]}, ErrorCode.COLUMN_READ_ONLY),
        ({"nonsense": [other]}, ErrorCode.UNKNOWN_COLUMN),
    ):
        with pytest.raises(AppError) as refused:
            merge_leads(actor, keep, [other], bad)
        assert refused.value.code is code
    assert Lead.objects.filter(deleted_at=None).count() == 2
    merge_leads(actor, keep, [other], {"company": [other], "remarks": [other, keep], "wechat": []})
    assert Lead.objects.values_list("company", "remarks", "wechat").get(pk=keep) == (
        "无锡恒砺",
        "先要报价\n上午在车间",
        None,
    )


def test_the_furthest_open_stage_wins_with_one_open_visit_and_undo_goes_back(cast: Cast) -> None:
    keep, other = new_leads(cast.seller_actor, PAIR)
    advance_leads(cast.seller_actor, [other], "谈判阶段")
    answer = merge_leads(cast.team_lead_actor, keep, [other])
    assert stage_name(keep) == "谈判阶段"
    assert len(open_visits(keep)) == 1
    undo(cast.team_lead_actor, answer.operation_id)
    assert (stage_name(keep), stage_name(other)) == ("初次接触", "谈判阶段")
    assert (len(open_visits(keep)), len(open_visits(other))) == (1, 1)


def test_won_and_lost_is_for_a_person_to_decide(cast: Cast) -> None:
    keep, other = new_leads(cast.seller_actor, PAIR)
    advance_leads(cast.seller_actor, [keep], "已流失", lost_reason="没预算")
    advance_leads(cast.seller_actor, [other], "已成交", amount=5_000_000)
    with pytest.raises(AppError) as refused:
        merge_leads(cast.team_lead_actor, keep, [other])
    assert refused.value.code is ErrorCode.MERGE_UNDECIDED
    merge_leads(cast.team_lead_actor, keep, [other], {"stage": [other]})
    row = Lead.objects.get(pk=keep)
    assert (stage_name(keep), row.won_amount, row.lost_reason) == ("已成交", 5_000_000, None)
    assert row.won_at == Lead.objects.get(pk=other).won_at


def test_who_may_not_merge_is_told_and_nothing_changes(cast: Cast) -> None:
    keep, other = new_leads(cast.seller_actor, PAIR)
    foreign = new_lead(cast.other_seller_actor, "盐城沐风", mobile="13700001111")
    cases: Sequence[tuple[Any, list[int], ErrorCode]] = (
        (cast.seller_actor, [other], ErrorCode.FORBIDDEN),  # sellers may not delete
        (cast.team_lead_actor, [foreign], ErrorCode.NOT_FOUND),  # another team's
        (cast.team_lead_actor, [], ErrorCode.BAD_REQUEST),
        (cast.no_role_actor, [other], ErrorCode.FORBIDDEN),
    )
    for actor, others, code in cases:
        with pytest.raises(AppError) as refused:
            merge_leads(actor, keep, others)
        assert refused.value.code is code
    share_row(cast.other_seller_actor, "leads", foreign, person_id=cast.team_lead.pk, unit_id=None, can_edit=True)
    with pytest.raises(AppError) as refused:
        merge_leads(cast.team_lead_actor, keep, [foreign])
    # Shared to edit, yet its phone shows as a mask: a merge would bring it into a lead where it does not.
    assert refused.value.code is ErrorCode.MERGE_UNREADABLE
    assert refused.value.data["columns"] == "手机"
    assert Lead.objects.filter(deleted_at=None).count() == 3
    assert not Operation.objects.filter(verb="leads.merge").exists()


def test_hidden_columns_are_filled_never_chosen(cast: Cast) -> None:
    """A data steward does not see budgets: an empty one is filled, a filled one stays as it is."""
    from tests.cast import build_person

    steward = cast.actor(build_person("许清如", "xuqingru", unit=cast.head_office, role="data_steward"))
    keep, other = new_leads(cast.seller_actor, [{**PAIR[0], "authority": "老板定"}, {**PAIR[1], "budget": "20万"}])
    edit_cells(cast.seller_actor, "leads", [CellEdit(other, "authority", "采购定")])
    stored = Lead.objects.values_list("budget", "authority")
    (budget, _), (_, authority) = stored.get(pk=other), stored.get(pk=keep)
    with pytest.raises(AppError) as refused:
        merge_leads(steward, keep, [other], {"budget": [other]})
    assert refused.value.code is ErrorCode.COLUMN_FORBIDDEN
    merge_leads(steward, keep, [other])
    assert stored.get(pk=keep) == (budget, authority)


def test_the_first_to_reach_the_customer_owns_it_and_the_other_keeps_seeing_it(cast: Cast) -> None:
    keep = new_lead(cast.seller_actor, mobile="13800006021")
    other = new_lead(cast.other_seller_actor, mobile="13900007788")
    log_followup(cast.other_seller_actor, other, FollowupDraft("phone", "先打了", at="2026-02-03"))
    log_followup(cast.seller_actor, keep, FollowupDraft("phone", "后打的", at="2026-02-10"))
    answer = merge_leads(cast.admin_actor, keep, [other])
    row = Lead.objects.get(pk=keep)
    assert (row.owner_id, row.unit_id) == (cast.other_seller.pk, cast.other_team.pk)
    undo(cast.admin_actor, answer.operation_id)
    assert not Share.objects.exists()
    merge_leads(cast.admin_actor, keep, [other], {"owner": [keep]})
    share = Share.objects.get()
    assert (share.row_id, share.person_id, share.can_edit) == (keep, cast.other_seller.pk, True)


def test_undo_after_the_kept_lead_was_edited_keeps_that_edit(cast: Cast) -> None:
    keep, other = new_leads(cast.seller_actor, PAIR)
    answer = merge_leads(cast.team_lead_actor, keep, [other])
    edit_cells(cast.seller_actor, "leads", [CellEdit(keep, "remarks", "下午在办公室")])
    undo(cast.team_lead_actor, answer.operation_id)
    assert Lead.objects.values_list("remarks", "mobile").get(pk=keep) == ("下午在办公室", "13800006021")
    assert Lead.objects.get(pk=other).deleted_at is None


def test_half_an_undo_is_refused(cast: Cast) -> None:
    """The seller owns one of the two only; taking the merge back would tear the other's follow-ups apart."""
    keep = new_lead(cast.other_seller_actor, mobile="13900007788")
    mine = new_lead(cast.seller_actor, mobile="13800006021")
    answer = merge_leads(cast.admin_actor, keep, [mine], {"owner": [keep]})
    Share.objects.all().delete()
    with pytest.raises(AppError) as refused:
        undo(cast.seller_actor, answer.operation_id)
    assert refused.value.code is ErrorCode.FORBIDDEN
    assert Lead.objects.get(pk=mine).deleted_at is not None


def test_merged_again_into_a_third_and_taken_back_in_any_order(cast: Cast) -> None:
    first, second, third = new_leads(cast.seller_actor, [*PAIR, {"company": "恒砺集团", "contact": "苏梅"}])
    log_followup(cast.seller_actor, first, FollowupDraft("phone", "第一次"))
    before = everything()
    one = merge_leads(cast.team_lead_actor, second, [first]).operation_id
    two = merge_leads(cast.team_lead_actor, third, [second]).operation_id
    assert Followup.objects.get().lead_id == third
    undo(cast.team_lead_actor, one)
    undo(cast.team_lead_actor, two)
    assert_as_before(before)


def test_the_kept_lead_tells_the_story_of_all(cast: Cast) -> None:
    """Opening or looking for the merged one leads to the kept one, whose timeline holds both pasts."""
    keep, other = new_leads(cast.seller_actor, PAIR)
    edit_cells(cast.seller_actor, "leads", [CellEdit(other, "industry", "轴承")])
    advance_leads(cast.seller_actor, [other], "需求确认")
    number = Lead.objects.get(pk=other).number or ""
    client = Client()
    client.force_login(cast.team_lead)
    stranger = client.post("/api/v1/leads/merge", {"ids": [keep, other], "keep": 0}, content_type="application/json")
    assert stranger.json()["code"] == "bad_request"
    found = post(client, "/leads/merge", {"ids": [keep, other], "keep": keep})
    assert (found["keep"], found["merged"]) == (keep, [other])
    items = client.get(f"/api/v1/leads/{keep}/timeline").json()["items"]
    merge = next(i for i in items if i["kind"] == "merge")
    assert merge["merge"] == {"number": number, "company": "无锡恒砺"}
    assert [i["stage"]["to"] for i in items if i["kind"] == "stage" and i["of"] == number] == ["需求确认"]
    assert any(c["after"] == "轴承" for i in items if i["kind"] == "change" and i["of"] == number for c in i["changes"])
    assert client.get(f"/api/v1/tables/leads/rows/{other}").json()["id"] == keep
    (hit,) = [h for h in client.get("/api/v1/search", {"q": number}).json()["hits"] if h["table"] == "lead_merges"]
    assert client.get(f"/api/v1/tables/lead_merges/rows/{hit['id']}").json()["cells"]["lead"]["id"] == keep
    client.force_login(cast.other_seller)
    assert client.get(f"/api/v1/tables/leads/rows/{other}").status_code == 404


def test_the_preview_shows_what_is_written_and_writes_nothing(cast: Cast) -> None:
    keep, other = new_leads(cast.seller_actor, PAIR)
    log_followup(cast.seller_actor, keep, FollowupDraft("phone", "第一次", at="2026-02-03"))
    log_followup(cast.seller_actor, other, FollowupDraft("visit", "第二次", at="2026-02-10"))
    before = everything()
    client = Client()
    client.force_login(cast.team_lead)
    found = post(client, "/leads/merge/preview", {"ids": [keep, other]})
    assert everything() == before
    columns = {c["id"]: c for c in found["columns"]}
    assert found["keep"] == keep
    assert (columns["contact"]["leads"], columns["contact"]["why"]) == ([other], "姓名更全")
    assert (columns["remarks"]["leads"], columns["remarks"]["why"]) == ([keep, other], "都留，接在一起")
    assert columns["owner"]["why"] == "都相同"
    assert found["contacts"] == ["顾总"]
    assert {m["table"]: m["counts"] for m in found["moves"]}["followups"] == {str(keep): 1, str(other): 1}
    assert [m["lead"] for m in found["moments"]] == [keep, other]
    assert found["refused"] is None
    chosen = post(client, "/leads/merge/preview", {"ids": [keep, other], "keep": other, "choices": {"contact": [keep]}})
    named = {c["id"]: c for c in chosen["columns"]}
    # Numbers follow the person that was chosen.
    assert (chosen["keep"], named["contact"]["why"], named["mobile"]["leads"]) == (other, "你选的", [keep])


def test_values_the_reader_gets_masked_stay_masked_in_the_preview(cast: Cast) -> None:
    keep = new_lead(cast.seller_actor, mobile="13800006021", budget="20万")
    foreign = new_lead(cast.other_seller_actor, "盐城沐风", mobile="13700001111")
    share_row(cast.other_seller_actor, "leads", foreign, person_id=cast.team_lead.pk, unit_id=None, can_edit=True)
    client = Client()
    client.force_login(cast.team_lead)
    found = post(client, "/leads/merge/preview", {"ids": [keep, foreign]})
    assert found["refused"]["code"] == "merge_unreadable"
    columns = {c["id"]: {v["lead"]: v for v in c["values"]} for c in found["columns"]}
    assert columns["mobile"][foreign]["masked"]
    assert "13700001111" not in str(found)
    assert columns["budget"][keep]["value"] == "******"
    response = client.post(
        "/api/v1/leads/merge", {"ids": [keep, foreign], "keep": keep}, content_type="application/json"
    )
    assert (response.status_code, response.json()["code"]) == (403, "merge_unreadable")


def test_a_merged_lead_taken_out_of_the_trash_stands_alone_again(cast: Cast) -> None:
    keep, other = new_leads(cast.seller_actor, PAIR)
    merge_leads(cast.team_lead_actor, keep, [other])
    restore_rows(cast.team_lead_actor, "leads", [other])
    client = Client()
    client.force_login(cast.team_lead)
    assert client.get(f"/api/v1/tables/leads/rows/{other}").json()["id"] == other
    assert all(i["kind"] != "merge" for i in client.get(f"/api/v1/leads/{keep}/timeline").json()["items"])


def test_every_link_to_leads_that_a_table_declares_is_followed() -> None:
    """Tables declared later are found, unless they say that their link stays."""
    found = {(definition.key, column.id) for definition, column in find_links()}
    assert {("contacts", "lead"), ("followups", "lead"), ("tasks", "lead"), ("comments", "lead")} <= found
    assert ("stage_visits", "lead") not in found
    assert ("lead_merges", "merged") not in found


def post(client: Client, path: str, body: Any) -> Any:
    response = client.post(f"/api/v1{path}", body, content_type="application/json")
    assert response.status_code == 200, response.content.decode()
    return response.json()


def test_an_administrator_changes_what_is_proposed(cast: Cast) -> None:
    keep, other = new_leads(
        cast.seller_actor, [{**PAIR[0], "industry": "轴承"}, {**PAIR[1], "industry": "轴承和轴承座"}]
    )
    assert preview_merge(cast.team_lead_actor, [keep, other], keep).columns
    rule = MergeRule.objects.get(column="industry")
    edit_cells(cast.admin_actor, "merge_rules", [CellEdit(rule.pk, "rule", "kept")])
    edit_cells(
        cast.admin_actor, "merge_rules", [CellEdit(MergeRule.objects.get(column="remarks").pk, "rule", "longer")]
    )
    refused = edit_cells(cast.admin_actor, "merge_rules", [CellEdit(rule.pk, "rule", "随便")]).results
    assert refused[0].status == "refused"
    merge_leads(cast.team_lead_actor, keep, [other])
    assert Lead.objects.values_list("industry", "remarks").get(pk=keep) == ("轴承", "上午在车间")
