"""The next contact cell: lenient text in, an instant and "with a time" out; errors keep what was there."""

from __future__ import annotations

from typing import Any

import pytest

from genjin.kernel import clock
from genjin.kernel.errors import ErrorCode
from genjin.leads.models import Lead
from genjin.tables.definition import CellEdit
from genjin.tables.records.edit import edit_cells
from tests.cast import Cast
from tests.selling_setting import NOW, cells_of, new_lead, undo, wall

pytestmark = pytest.mark.usefixtures("defaults")


@pytest.mark.parametrize(
    ("typed", "at", "has_time"),
    [
        ("明天下午3点", "2026-03-06 15:00", True),
        ("下周三", "2026-03-11 00:00", False),
        ("3月9日", "2026-03-09 00:00", False),
        ("2026-03-09 14:30", "2026-03-09 14:30", True),
        ("2026-03-09T06:30:00Z", "2026-03-09 14:30", True),
        ("2026-03-08T16:00:00Z", "2026-03-09 00:00", False),
        ("2026/3/9 0:00", "2026-03-09 00:00", False),
    ],
)
def test_typed_and_sent(cast: Cast, typed: str, at: str, has_time: bool) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor)
        edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "next_at", typed)])
    row = Lead.objects.get(pk=lead)
    assert (row.next_at, row.next_has_time) == (wall(at), has_time)


def test_the_colour_follows_at_once_and_back_on_undo(cast: Cast) -> None:
    actor = cast.seller_actor
    with clock.fixed(NOW):
        lead = new_lead(actor, next_at="明天")
        assert cells_of(actor, lead)["status"]["words"] == "按计划，明天联系"
        outcome = edit_cells(actor, "leads", [CellEdit(lead, "next_at", "今天14:30")])
        assert cells_of(actor, lead)["status"] == {"level": "amber", "words": "今天 14:30 到期"}
        undo(actor, outcome.operation_id)
        assert cells_of(actor, lead)["status"]["words"] == "按计划，明天联系"
    assert Lead.objects.get(pk=lead).next_has_time is False


@pytest.mark.parametrize("typed", ["2026-02-30", "有空再说", True, {"at": "2026"}])
def test_nonsense_is_refused_and_the_old_plan_stays(cast: Cast, typed: Any) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor, next_at="2026-03-09")
        (result,) = edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "next_at", typed)]).results
    assert result.status == "refused" and result.error is not None and result.error.code is ErrorCode.INVALID_DATE
    assert Lead.objects.get(pk=lead).next_at == wall("2026-03-09 00:00")


def test_clearing(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, next_at="2026-03-09")
    edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "next_at", "")])
    row = Lead.objects.get(pk=lead)
    assert (row.next_at, row.next_has_time) == (None, None)
