"""Data review (B12): completeness, verdicts, what the owner sees, figures by seller."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.models import CompletenessField, Lead, Review
from genjin.leads.quality.completeness import Wanted, compute_completeness, find_missing
from genjin.leads.quality.queue import list_sellers
from genjin.leads.quality.reviewing import review_leads
from genjin.people.actor import PersonActor
from genjin.tables.definition import CellEdit
from genjin.tables.filters.tree import parse_filter
from genjin.tables.models import View
from genjin.tables.records.edit import edit_cells
from genjin.tables.records.query import Query, fetch_page
from tests.cast import Cast, build_person
from tests.selling_setting import cells_of, last_operation, new_lead, undo

pytestmark = pytest.mark.usefixtures("defaults")


@pytest.fixture
def steward(cast: Cast) -> PersonActor:
    return cast.actor(build_person("沈知秋", "shenzhiqiu", unit=cast.head_office, role="data_steward"))


@given(st.lists(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=9))
def test_filling_in_never_lowers_completeness(lines: list[tuple[int, bool]]) -> None:
    wanted = [Wanted((f"c{n}",), (f"c{n}",), weight) for n, (weight, _) in enumerate(lines)]
    values = {f"c{n}": "填了" if filled else None for n, (_, filled) in enumerate(lines)}
    before = compute_completeness(values, wanted)
    assert before is not None and 0 <= before <= 100
    assert (before == 100) == (find_missing(values, wanted) == [])
    for want in find_missing(values, wanted):
        after = compute_completeness({**values, want.attrs[0]: "补上"}, wanted)
        assert after is not None and after >= before


def test_any_way_of_reaching_counts_once(cast: Cast) -> None:
    CompletenessField.objects.exclude(columns__in=["company", "mobile,phone,wechat"]).delete()
    lead = new_lead(cast.seller_actor, "无锡恒砺")
    assert cells_of(cast.seller_actor, lead)["completeness"] == 50
    edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "wechat", "hengli88")])
    assert cells_of(cast.seller_actor, lead)["completeness"] == 100


def test_returned_with_a_note_handed_in_again_and_accepted(cast: Cast, steward: PersonActor) -> None:
    lead = new_lead(cast.seller_actor, mobile="13800138000")
    with pytest.raises(AppError) as refused:
        review_leads(steward, [lead], "returned", " ")
    assert refused.value.code is ErrorCode.REQUIRED
    answer = review_leads(steward, [lead], "returned", "手机是占位号，补真号")
    assert (last_operation().verb, last_operation().reason) == ("reviews.returned", "手机是占位号，补真号")
    view = Query(filter=parse_filter(View.objects.get(name="退回待补").filter))
    assert [r["id"] for r in fetch_page("leads", cast.seller_actor, view).rows] == [lead]
    assert fetch_page("leads", cast.other_seller_actor, view).rows == []
    with pytest.raises(AppError) as forbidden:
        review_leads(cast.seller_actor, [lead], "checked")
    assert forbidden.value.code is ErrorCode.FORBIDDEN
    review_leads(cast.seller_actor, [lead], "again")
    assert cells_of(steward, lead)["review_state"] == "again"
    assert [e.code for _, e in review_leads(cast.seller_actor, [lead], "again").refused] == [ErrorCode.NOT_RETURNED]
    done = review_leads(steward, [lead], "checked")
    assert (cells_of(steward, lead)["review_state"], cells_of(steward, lead)["flags_accepted"]) == ("checked", True)
    notes = fetch_page("reviews", cast.seller_actor, Query(columns=("verdict", "note")))
    assert [r["cells"] for r in notes.rows] == [
        ["checked", None],
        ["again", None],
        ["returned", "手机是占位号，补真号"],
    ]
    assert fetch_page("reviews", cast.other_seller_actor, Query()).rows == []
    undo(cast.admin_actor, done.operation_id)
    assert (cells_of(steward, lead)["review_state"], cells_of(steward, lead)["flags_accepted"]) == ("again", None)
    assert Review.objects.filter(deleted_at=None).count() == 2
    undo(cast.admin_actor, answer.operation_id)


def test_the_cell_is_the_same_verb(cast: Cast, steward: PersonActor) -> None:
    lead = new_lead(cast.seller_actor)
    refused = edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "review_state", "checked")])
    assert [r.error.code for r in refused.results if r.error] == [ErrorCode.FORBIDDEN]
    edit_cells(steward, "leads", [CellEdit(lead, "review_state", "returned", {"note": "缺联系人"})])
    assert Lead.objects.get(pk=lead).review_state == "returned"


def test_completeness_by_seller_least_first(cast: Cast, steward: PersonActor) -> None:
    new_lead(cast.seller_actor, mobile="13800138000")
    full = new_lead(
        cast.other_seller_actor, contact="陆文彬", mobile="13861234907", need="换阀组", industry="装备制造业"
    )
    review_leads(steward, [full], "returned", "规模没填")
    found = [(r.label, r.leads, r.flagged, r.returned) for r in list_sellers(steward)]
    assert found == [("林小满", 1, 1, 0), ("王若溪", 1, 0, 1)]
    assert [r.label for r in list_sellers(cast.seller_actor)] == ["林小满"]
