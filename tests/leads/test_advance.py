"""Moving leads through the stages: answer, rows, operation, undo; refusals beside successes."""

from __future__ import annotations

import pytest

from genjin.kernel import clock
from genjin.leads.advance import advance_leads
from genjin.leads.models import Lead
from tests.cast import Cast
from tests.selling_setting import NOW, last_operation, new_lead, open_visits, stage_id, stage_name, undo

pytestmark = pytest.mark.usefixtures("defaults")


def test_new_lead_begins_in_the_first_stage_with_one_open_visit(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    row = Lead.objects.get(pk=lead)
    assert stage_name(lead) == "初次接触"
    assert row.number == f"XS{clock.today().year}001"
    assert row.owner_id == cast.seller.pk and row.unit_id == cast.team.pk
    assert [v.stage_id for v in open_visits(lead)] == [row.stage_id]


def test_advance_moves_and_undo_brings_back(cast: Cast) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor)
        answer = advance_leads(cast.seller_actor, [lead], "方案讨论", via="kanban")
        assert answer.done == [lead] and not answer.refused
        assert last_operation().verb == "leads.advance"
        assert [v.stage_id for v in open_visits(lead)] == [stage_id("方案讨论")]
        undo(cast.seller_actor, answer.operation_id)
    assert stage_name(lead) == "初次接触"
    assert [v.stage_id for v in open_visits(lead)] == [stage_id("初次接触")]
