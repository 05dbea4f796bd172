"""Who brought whom (domain.md B10): settable everywhere, in nobody's scope that it should not be, never in a circle."""

from __future__ import annotations

import pytest

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.messages import message
from genjin.leads.advance import advance_leads
from genjin.leads.referrals import list_brought
from genjin.tables.definition import CellEdit
from genjin.tables.filters.tree import parse_filter
from genjin.tables.records.aggregate import group_rows
from genjin.tables.records.edit import create_rows, edit_cells
from genjin.tables.records.query import Query, fetch_page
from tests.cast import Cast
from tests.selling_setting import cells_of, last_operation, new_lead, new_leads, undo

pytestmark = pytest.mark.usefixtures("defaults")


def refer(cast: Cast, pairs: list[tuple[int, object]]) -> list[AppError | None]:
    outcome = edit_cells(cast.admin_actor, "leads", [CellEdit(a, "referred_by", b) for a, b in pairs])
    by_row = {r.row_id: r.error for r in outcome.results}
    return [by_row[a] for a, _ in pairs]


def test_the_customer_shows_what_it_brought(cast: Cast) -> None:
    old = new_lead(cast.seller_actor, "无锡恒砺轴承")
    brought = new_leads(
        cast.seller_actor,
        [{"company": "江阴拓远", "referred_by": "无锡恒砺轴承"}, {"company": "宜兴陶然", "referred_by": f"#{old}"}],
    )
    advance_leads(cast.seller_actor, brought[:1], "已成交", amount=8_000_00)
    found = list_brought(cast.seller_actor, old)
    assert (found.count, found.won, found.amount) == (2, 1, 8_000_00)
    assert {r["id"] for r in found.page.rows} == set(brought)
    assert {r["id"] for r in fetch_page("leads", cast.seller_actor, Query(filter=parse_filter(found.filter))).rows} == (
        set(brought)
    )
    assert cells_of(cast.seller_actor, brought[0])["referred_by"] == {"id": old, "label": "无锡恒砺轴承"}


def test_a_person_without_company_is_named_by_their_name(cast: Cast) -> None:
    (person,) = new_leads(cast.seller_actor, [{"contact": "许知远", "mobile": "13800000017"}])
    lead = new_lead(cast.seller_actor, referred_by=person)
    assert cells_of(cast.seller_actor, lead)["referred_by"]["label"] == "许知远"


def test_somebody_elses_customer_stays_unnamed(cast: Cast) -> None:
    old = new_lead(cast.other_seller_actor, "嘉兴南湖纺机")
    lead = new_lead(cast.seller_actor)
    edit_cells(cast.admin_actor, "leads", [CellEdit(lead, "referred_by", old)])
    assert cells_of(cast.seller_actor, lead)["referred_by"]["label"] == "他人客户"
    assert cells_of(cast.team_lead_actor, lead)["referred_by"]["label"] == "他人客户"
    assert cells_of(cast.admin_actor, lead)["referred_by"]["label"] == "嘉兴南湖纺机"
    groups, _ = group_rows("leads", cast.seller_actor, Query(), "referred_by", ())
    assert [g.label for g in groups] == ["他人客户"]
    # Neither the name nor the number finds it, and the record does not open.
    for raw in ("嘉兴南湖纺机", old):
        (result,) = edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "referred_by", raw)]).results
        assert result.error is not None and result.error.code is ErrorCode.UNKNOWN_OPTION
    with pytest.raises(AppError) as refused:
        list_brought(cast.seller_actor, old)
    assert refused.value.code is ErrorCode.NOT_FOUND
    assert list_brought(cast.other_seller_actor, old).count == 0


def test_a_circle_is_refused_in_words(cast: Cast) -> None:
    a, b, c = new_leads(cast.seller_actor, [{"company": f"泰州{n}业"} for n in "甲乙丙"])
    assert refer(cast, [(b, a), (c, b)]) == [None, None]
    (error,) = refer(cast, [(a, c)])
    assert error is not None and error.code is ErrorCode.REFERRAL_CYCLE
    assert "泰州丙业" in message(error, "zh-CN")
    (itself,) = refer(cast, [(a, a)])
    assert itself is not None and itself.code is ErrorCode.REFERRAL_CYCLE
    # Of two rows of one paste that bring each other, the second is refused and the first stays.
    d, e = new_leads(cast.seller_actor, [{"company": f"镇江{n}业"} for n in "丁戊"])
    first, second = refer(cast, [(d, e), (e, d)])
    assert first is None and second is not None
    assert cells_of(cast.admin_actor, d)["referred_by"]["id"] == e


def test_an_undo_makes_no_circle_either(cast: Cast) -> None:
    a, b = new_leads(cast.seller_actor, [{"company": f"扬州{n}业"} for n in "甲乙"])
    refer(cast, [(b, a)])
    refer(cast, [(b, None)])
    cleared = last_operation().pk
    refer(cast, [(a, b)])
    with pytest.raises(AppError) as refused:
        undo(cast.admin_actor, cleared)
    assert refused.value.code is ErrorCode.REFERRAL_CYCLE
    assert cells_of(cast.admin_actor, b)["referred_by"] is None


def test_an_unknown_customer_is_refused_at_creation(cast: Cast) -> None:
    (result,) = create_rows(cast.seller_actor, "leads", [{"company": "盐城沐阳", "referred_by": "没有这家"}])[1]
    assert [(c, e.code) for c, e in result.errors] == [("referred_by", ErrorCode.UNKNOWN_OPTION)]
