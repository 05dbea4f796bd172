"""The pool: what enters and leaves it by whatever way, who sees it, what one may take, releasing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.advance import advance_leads
from genjin.leads.assignment import assign_leads
from genjin.leads.models import Lead
from genjin.leads.pool.models import Pool
from genjin.leads.pool.verbs import claim_leads, claim_standing, release_leads
from genjin.people.models import Person
from genjin.tables.definition import CellEdit
from genjin.tables.filters.tree import parse_filter
from genjin.tables.ledger.operation import single
from genjin.tables.records.aggregate import count_rows
from genjin.tables.records.edit import edit_cells, edit_rows
from genjin.tables.records.query import Query, fetch_page
from genjin.tables.scope.predicate import visible_ids
from tests.cast import Cast
from tests.selling_setting import NOW, cells_of, new_lead, new_leads, undo

pytestmark = pytest.mark.usefixtures("defaults")

POOL = parse_filter({"and": [{"column": "pooled_at", "op": "not_empty"}, {"column": "owner", "op": "empty"}]})
STATE = ("owner_id", "unit_id", "assigned_at", "pooled_at", "pool_reason", "former_owner_id")


def state(lead: int) -> dict[str, object]:
    return dict(zip(STATE, Lead.objects.values_list(*STATE).get(pk=lead), strict=True))


def limit(**cells: object) -> None:
    """Changes the one shipped pool."""
    with single(SYSTEM, verb="cells.edit", table="pools", via="grid") as writer:
        writer.set("pools", {Pool.objects.get().pk: cells})


def listed(actor: object, query: Query | None = None) -> set[int]:
    page = fetch_page("leads", actor, query or Query(filter=POOL, columns=("company",)))  # type: ignore[arg-type]
    return {row["id"] for row in page.rows}


def in_pool(count: int = 1) -> list[int]:
    return new_leads(
        SYSTEM,
        [{"company": f"盐城沐风{n}号", "mobile": f"1381571{n + 2301:04}"} for n in range(count)],
    )


def test_a_lead_without_owner_is_in_the_pool_from_its_first_moment(cast: Cast) -> None:
    with clock.fixed(NOW):
        (lead,) = in_pool()
    assert state(lead) | {"unit_id": None} == {
        **dict.fromkeys(STATE),
        "pooled_at": NOW,
        "pool_reason": "unassigned",
    }


@pytest.mark.parametrize("way", ["verb", "cell", "bulk"])
def test_every_way_to_empty_the_owner_fills_the_pool_and_undo_is_exact(cast: Cast, way: str) -> None:
    lead = new_lead(cast.seller_actor)
    before = state(lead)
    with clock.fixed(NOW):
        if way == "verb":
            operation = assign_leads(cast.admin_actor, [lead], None).operation_id
        elif way == "cell":
            operation = edit_cells(cast.admin_actor, "leads", [CellEdit(lead, "owner", "")]).operation_id
        else:
            operation = edit_rows(cast.admin_actor, "leads", [lead], {"owner": None}).operation_id
    pooled = state(lead)
    assert (pooled["pooled_at"], pooled["pool_reason"], pooled["former_owner_id"]) == (
        NOW,
        "unassigned",
        cast.seller.pk,
    )
    with clock.fixed(NOW):
        undone = undo(cast.admin_actor, operation)
        assert state(lead) == before
        undo(cast.admin_actor, undone)
    assert state(lead) == pooled


def test_an_owner_takes_it_out_and_undo_puts_it_back_as_it_was(cast: Cast) -> None:
    (lead,) = in_pool()
    before = state(lead)
    answer = assign_leads(cast.admin_actor, [lead], cast.seller.pk)
    assert (state(lead)["pooled_at"], state(lead)["pool_reason"]) == (None, None)
    undo(cast.admin_actor, answer.operation_id)
    assert state(lead) == before


def test_closed_leads_stay_away_from_the_pool(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    advance_leads(cast.seller_actor, [lead], "已流失", lost_reason="预算取消")
    assign_leads(cast.admin_actor, [lead], None)
    assert state(lead)["pooled_at"] is None
    assert listed(cast.other_seller_actor) == set()
    with pytest.raises(AppError) as needed:
        release_leads(cast.admin_actor, [lead], " ")
    assert needed.value.code is ErrorCode.REQUIRED


def test_a_seller_sees_the_pool_only_where_it_is_asked_for_and_masked(cast: Cast) -> None:
    pooled = in_pool(3)
    mine, theirs = new_lead(cast.seller_actor), new_lead(cast.other_seller_actor, "南通瀚海")
    actor = cast.seller_actor
    assert listed(actor) == set(pooled)
    assert listed(actor, Query(columns=("company",))) == {mine}
    assert listed(actor, Query(filter=POOL, search="沐风", columns=("company",))) == set(pooled)
    assert listed(actor, Query(search="沐风", columns=("company",))) == set()
    assert count_rows("leads", actor, Query(filter=POOL)) == (3, False)
    assert count_rows("leads", actor, Query()) == (1, False)
    # An "or" does not ask for the pool: it would let the pool's rows into any list.
    either = parse_filter(
        {"or": [{"column": "pooled_at", "op": "not_empty"}, {"column": "company", "op": "not_empty"}]}
    )
    assert listed(actor, Query(filter=either, columns=("company",))) == {mine}
    assert visible_ids("leads", actor, [*pooled, theirs]) == set(pooled)
    assert visible_ids("leads", actor, pooled, "edit") == set()
    shown = cells_of(actor, pooled[0])
    assert "*" in str(shown["mobile"]) and shown["company"] == "盐城沐风0号"
    refused = edit_cells(actor, "leads", [CellEdit(pooled[0], "need", "x")])
    assert [r.status for r in refused.results] == ["refused"]


def test_a_pool_may_be_for_one_unit_and_one_kind_of_lead(cast: Cast) -> None:
    jiangsu, zhejiang = new_leads(
        SYSTEM, [{"company": "盐城沐风", "province": "江苏"}, {"company": "宁波海曙", "province": "浙江"}]
    )
    limit(filter='{"column": "province", "op": "eq", "value": "江苏"}')
    assert listed(cast.seller_actor) == {jiangsu}
    assert claim_leads(cast.seller_actor, [zhejiang]).refused[0][1].code is ErrorCode.NOT_FOUND
    limit(unit=cast.other_team.pk)
    assert listed(cast.seller_actor) == set()
    assert listed(cast.other_seller_actor) == {jiangsu}
    limit(active=False)
    assert listed(cast.other_seller_actor) == set()
    with pytest.raises(AppError) as bad:
        limit(filter='{"column": "nothing", "op": "is", "value": 1}')
    assert bad.value.code is ErrorCode.UNKNOWN_COLUMN


def test_claiming_makes_the_owner_and_undo_gives_it_back(cast: Cast) -> None:
    (lead,) = in_pool()
    before = state(lead)
    with clock.fixed(NOW):
        answer = claim_leads(cast.seller_actor, [lead])
    assert answer.done == [lead]
    assert (state(lead)["owner_id"], state(lead)["unit_id"], state(lead)["pooled_at"]) == (
        cast.seller.pk,
        cast.team.pk,
        None,
    )
    late = claim_leads(cast.other_seller_actor, [lead])
    assert [e.code for _, e in late.refused] == [ErrorCode.NOT_FOUND]
    with clock.fixed(NOW):
        undo(cast.seller_actor, answer.operation_id)
    assert state(lead) == before


def test_of_two_claims_at_once_the_second_is_told_who_has_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    (lead,) = in_pool()
    # The second has looked before the first wrote.
    monkeypatch.setattr("genjin.leads.bulk.visible_ids", lambda *_: {lead})
    claim_leads(cast.seller_actor, [lead])
    late = claim_leads(cast.other_seller_actor, [lead])
    assert [(e.code, e.data) for _, e in late.refused] == [(ErrorCode.CLAIM_TAKEN, {"name": cast.seller.name})]
    assert state(lead)["owner_id"] == cast.seller.pk


def test_the_limit_of_a_day_holds_across_requests_and_undo_frees_it(cast: Cast) -> None:
    limit(per_day=2)
    leads = in_pool(4)
    with clock.fixed(NOW):
        first = claim_leads(cast.seller_actor, leads[:1])
        more = claim_leads(cast.seller_actor, leads[1:])
        assert more.done == leads[1:2]
        assert {(e.code, e.data["taken"], e.data["limit"]) for _, e in more.refused} == {(ErrorCode.CLAIM_DAY, 2, 2)}
        assert claim_standing(cast.seller_actor)["pools"][0]["left"] == 0
        # Giving back and taking again is no way around; taking back one's own claim is.
        release_leads(cast.seller_actor, leads[1:2], "不是目标客户")
        assert claim_standing(cast.seller_actor)["pools"][0]["left"] == 0
        undo(cast.seller_actor, first.operation_id)
        assert claim_leads(cast.seller_actor, leads[2:3]).done == leads[2:3]
    with clock.fixed(NOW + timedelta(days=1)):
        assert claim_leads(cast.seller_actor, leads[3:]).done == leads[3:]


def test_the_total_held_counts_open_leads_only(cast: Cast) -> None:
    limit(per_day=None, max_held=2)
    won, _ = new_leads(cast.seller_actor, [{"company": "徐州云龙"}, {"company": "常州天宁"}])
    leads = in_pool(2)
    refused = claim_leads(cast.seller_actor, leads).refused
    assert {(e.code, e.data["held"]) for _, e in refused} == {(ErrorCode.CLAIM_HELD, 2)}
    advance_leads(cast.seller_actor, [won], "已流失", lost_reason="停产")
    assert len(claim_leads(cast.seller_actor, leads).done) == 1


def test_bulk_and_cell_to_oneself_are_claims_to_others_they_are_not(cast: Cast) -> None:
    limit(per_day=1)
    leads = in_pool(4)
    lead_actor = cast.admin_actor
    answer = assign_leads(lead_actor, leads[:2], lead_actor.id)
    assert len(answer.done) == 1 and answer.refused[0][1].code is ErrorCode.CLAIM_DAY
    cell = edit_cells(lead_actor, "leads", [CellEdit(leads[2], "owner", {"id": lead_actor.id})])
    assert cell.results[0].error is not None and cell.results[0].error.code is ErrorCode.CLAIM_DAY
    assert len(assign_leads(lead_actor, leads[2:], cast.seller.pk).done) == 2


def test_what_one_had_oneself_rests_a_while(cast: Cast) -> None:
    limit(cool_off_days=7)
    lead = new_lead(cast.seller_actor)
    with clock.fixed(NOW):
        answer = release_leads(cast.seller_actor, [lead], "客户转行了")
        assert state(lead)["pool_reason"] == "released" and state(lead)["former_owner_id"] == cast.seller.pk
        again = claim_leads(cast.seller_actor, [lead])
        assert [(e.code, e.data) for _, e in again.refused] == [(ErrorCode.CLAIM_COOL_OFF, {"days": 7, "day": "03-12"})]
    assert answer.operation_id is not None
    with clock.fixed(NOW + timedelta(days=7)):
        assert claim_leads(cast.seller_actor, [lead]).done == [lead]


def test_releasing_is_for_ones_own(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    assert release_leads(cast.other_seller_actor, [lead], "不做").refused[0][1].code is ErrorCode.NOT_FOUND
    before = state(lead)
    answer = release_leads(cast.seller_actor, [lead], "不做")
    undo(cast.seller_actor, answer.operation_id)
    assert state(lead) == before
    assert Person.objects.filter(pk=before["owner_id"]).exists()
