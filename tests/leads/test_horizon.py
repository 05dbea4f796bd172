"""The horizon grade: proposed from need and expected close with its reasons, by editable days; accepted as an edit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from genjin.kernel import clock
from genjin.leads.models import Lead
from genjin.leads.quality.fit import explain_fit
from genjin.leads.quality.horizon import grade_horizon
from genjin.leads.quality.models import HorizonStep
from genjin.pipelines.models import Pipeline
from genjin.tables.definition import CellEdit
from genjin.tables.records.edit import edit_cells
from tests.cast import Cast
from tests.selling_setting import NOW, new_lead

TODAY = date(2026, 3, 5)
STEPS = (("A", 30), ("B", 90), ("C", 180))


@pytest.mark.parametrize(
    ("values", "days", "grade"),
    [
        ({"need": "两条装配线"}, 30, "A"),
        ({"need": "两条装配线"}, 31, "B"),
        ({"purchasing_plan": "三季度招标"}, 180, "C"),
        ({"need": "两条装配线"}, 181, "D"),
        ({"need": "两条装配线"}, -1, None),
        ({"need": "两条装配线"}, None, None),
        ({"pain_points": "换型太慢"}, 10, "D"),
        ({"need": "  "}, 10, None),
        ({"need": "两条装配线", "do_not_contact": True}, 10, "E"),
        ({"need": "两条装配线", "stage_kind": "lost"}, 10, "E"),
    ],
)
def test_the_grade_follows_from_need_and_close(values: dict[str, Any], days: int | None, grade: str | None) -> None:
    close = None if days is None else TODAY + timedelta(days=days)
    assert grade_horizon({**values, "expected_close": close}, STEPS, TODAY).grade == grade


@pytest.mark.usefixtures("defaults")
def test_proposed_where_the_pipeline_grades_so_and_by_the_teams_days(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, need="两条装配线", expected_close="2026-04-20")
    with clock.fixed(NOW):
        assert explain_fit(cast.seller_actor, lead).horizon is None
        Pipeline.objects.update(scheme="horizon")
        found = explain_fit(cast.seller_actor, lead).horizon
        assert found is not None
        assert (found.grade, found.reasons) == ("B", ["需求明确", "预计 46 天后成交，B 级为 90 天内"])
        step = HorizonStep.objects.get(letter="A").pk
        assert edit_cells(cast.admin_actor, "horizon_steps", [CellEdit(step, "days", 60)]).results[0].status == "done"
        found = explain_fit(cast.seller_actor, lead).horizon
        assert found is not None and found.grade == "A"
        edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "grade", found.grade)])
    assert Lead.objects.get(pk=lead).grade == "A"
