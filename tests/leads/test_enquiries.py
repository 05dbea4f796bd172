"""Enquiries (domain.md B14): entered in one line, seen as their lead is, undone like everything else."""

from __future__ import annotations

import pytest

from genjin.kernel import clock
from genjin.kernel.errors import ErrorCode
from genjin.tables.definition import CellEdit
from genjin.tables.filters.tree import parse_filter
from genjin.tables.records.edit import create_rows, edit_cells
from genjin.tables.records.query import Query, fetch_page
from tests.cast import Cast
from tests.selling_setting import NOW, cells_of, new_lead, undo

pytestmark = pytest.mark.usefixtures("defaults")


def test_a_line_is_enough_and_a_price_makes_it_quoted(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    with clock.fixed(NOW):
        operation, results = create_rows(
            cast.seller_actor,
            "enquiries",
            [
                {"lead": lead, "product": "深沟球轴承 6204", "quantity": "1,200", "unit": "套"},
                {"lead": lead, "product": "轴承座 UCP205", "quoted_price": "36.5", "date": "2026-03-02"},
                {"lead": lead, "quantity": "3"},
            ],
        )
    first, second, third = results
    assert first.row_id is not None and second.row_id is not None
    assert [c for c, _ in third.errors] == ["product"]
    shown = cells_of(cast.seller_actor, first.row_id, "enquiries")
    assert (shown["date"], shown["quantity"], shown["state"]) == ("2026-03-05", 1200, "open")
    assert cells_of(cast.seller_actor, second.row_id, "enquiries")["state"] == "quoted"
    assert len(fetch_page("enquiries", cast.seller_actor, Query()).rows) == 2
    with clock.fixed(NOW):
        undo(cast.seller_actor, operation)
    assert fetch_page("enquiries", cast.seller_actor, Query()).rows == []


def test_enquiries_follow_their_lead(cast: Cast) -> None:
    mine, theirs = new_lead(cast.seller_actor), new_lead(cast.other_seller_actor, "嘉兴南湖纺机")
    for actor, lead in ((cast.seller_actor, mine), (cast.other_seller_actor, theirs)):
        create_rows(actor, "enquiries", [{"lead": lead, "product": "减速机"}])
    assert len(fetch_page("enquiries", cast.seller_actor, Query()).rows) == 1
    assert len(fetch_page("enquiries", cast.admin_actor, Query()).rows) == 2
    (refused,) = create_rows(cast.seller_actor, "enquiries", [{"lead": theirs, "product": "减速机"}])[1]
    assert [(c, e.code) for c, e in refused.errors] == [("lead", ErrorCode.UNKNOWN_OPTION)]
    (row,) = fetch_page("enquiries", cast.other_seller_actor, Query()).rows
    (result,) = edit_cells(cast.seller_actor, "enquiries", [CellEdit(row["id"], "state", "已答复")]).results
    assert result.error is not None and result.error.code is ErrorCode.NOT_FOUND
    open_ones = parse_filter({"column": "state", "op": "is", "value": "open"})
    assert len(fetch_page("enquiries", cast.admin_actor, Query(filter=open_ones)).rows) == 2
