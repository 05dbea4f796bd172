"""Two people on one record both keep their changes; on one cell, the later one is asked (domain.md I3)."""

from __future__ import annotations

from typing import Any

import pytest

from genjin.leads.models import Lead
from genjin.tables.definition import CellEdit
from genjin.tables.ledger.position import current_position
from genjin.tables.records.edit import edit_cells
from tests.cast import Cast
from tests.selling_setting import new_lead


@pytest.fixture
def lead(cast: Cast, defaults: Any) -> int:
    return new_lead(cast.seller_actor, "无锡恒砺轴承有限公司", amount=100)


def test_different_cells_of_a_row_do_not_conflict(cast: Cast, lead: int) -> None:
    seen = current_position()
    edit_cells(cast.team_lead_actor, "leads", [CellEdit(lead, "grade", "A")])
    outcome = edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "amount", 200)], base=seen)
    assert [r.status for r in outcome.results] == ["done"]
    assert Lead.objects.values_list("grade", "amount").get(pk=lead) == ("A", 200)


def test_the_same_cell_shows_both_values_and_writes_neither(cast: Cast, lead: int) -> None:
    seen = current_position()
    edit_cells(cast.team_lead_actor, "leads", [CellEdit(lead, "amount", 300)])
    outcome = edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "amount", 200)], base=seen)
    (result,) = outcome.results
    assert result.status == "conflict"
    assert result.theirs is not None
    assert (result.theirs.value, result.theirs.by) == (300, "周岚")
    assert Lead.objects.get(pk=lead).amount == 300
    assert outcome.operation_id is None


def test_the_other_cells_of_the_same_paste_are_written(cast: Cast, lead: int) -> None:
    seen = current_position()
    edit_cells(cast.team_lead_actor, "leads", [CellEdit(lead, "amount", 300)])
    both = [CellEdit(lead, "amount", 200), CellEdit(lead, "company", "无锡恒砺")]
    outcome = edit_cells(cast.seller_actor, "leads", both, base=seen)
    assert {r.column: r.status for r in outcome.results} == {"amount": "conflict", "company": "done"}


def test_taking_mine_overwrites_knowingly(cast: Cast, lead: int) -> None:
    seen = current_position()
    edit_cells(cast.team_lead_actor, "leads", [CellEdit(lead, "amount", 300)])
    edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "amount", 200)], base=seen, force=True)
    assert Lead.objects.get(pk=lead).amount == 200


def test_ones_own_later_edit_and_the_same_value_are_no_conflict(cast: Cast, lead: int) -> None:
    seen = current_position()
    edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "amount", 300)])
    mine = edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "amount", 200)], base=seen)
    assert mine.results[0].status == "done"
    same = edit_cells(cast.team_lead_actor, "leads", [CellEdit(lead, "amount", 200)], base=seen)
    assert same.results[0].status == "done"


def test_a_repeated_request_writes_once(cast: Cast, lead: int) -> None:
    first = edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "amount", 300)], client_key="k-1")
    edit_cells(cast.team_lead_actor, "leads", [CellEdit(lead, "amount", 400)])
    again = edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "amount", 300)], client_key="k-1")
    assert again.operation_id == first.operation_id
    assert Lead.objects.get(pk=lead).amount == 400
