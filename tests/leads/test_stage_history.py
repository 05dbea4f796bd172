"""Whatever is advanced, assigned and undone in whatever order: one open visit, and it is the stage the lead is in."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from genjin.kernel import clock
from genjin.kernel.errors import AppError
from genjin.leads.advance import advance_leads
from genjin.leads.models import Lead
from genjin.pipelines.models import Stage, StageVisit
from genjin.tables.models import Operation
from tests.cast import Cast
from tests.selling_setting import NOW, new_leads, open_visits, undo

STAGES = ("初次接触", "需求确认", "方案讨论", "谈判阶段", "已成交", "已流失")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("advance"), st.sampled_from(STAGES), st.sets(st.integers(0, 1), min_size=1)),
        st.tuples(st.just("undo"), st.integers(0, 20), st.none()),
    ),
    max_size=10,
)


@pytest.mark.usefixtures("defaults")
@settings(
    max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_visits_stay_consistent(cast: Cast, steps: list[tuple[str, object, set[int] | None]]) -> None:
    actor = cast.admin_actor
    with clock.fixed(NOW):
        leads = new_leads(actor, [{"company": "嘉兴明屿包装"}, {"company": "台州永楷阀门"}])
    first = Operation.objects.order_by("-pk")[0].pk
    for number, (kind, what, which) in enumerate(steps, 1):
        with clock.fixed(NOW + timedelta(hours=number)):
            if kind == "advance":
                chosen = [leads[i] for i in sorted(which or ())]
                advance_leads(actor, chosen, what, reason="换了供应商", amount=100)
            else:
                made = list(Operation.objects.filter(pk__gt=first).order_by("pk").values_list("pk", flat=True))
                if made:
                    _try_undo(actor, made[int(str(what)) % len(made)])
        for lead in leads:
            _check(lead)


def _try_undo(actor: object, operation: int) -> None:
    try:
        undo(actor, operation)  # type: ignore[arg-type]
    except AppError as refused:
        assert refused.code.value in ("already_undone", "undo_nothing"), refused.code


def _check(lead: int) -> None:
    row = Lead.objects.get(pk=lead)
    stage = Stage.objects.get(pk=row.stage_id)
    visits = open_visits(lead)
    assert [v.stage_id for v in visits] == [row.stage_id]
    assert row.stage_entered_at == visits[0].entered_at
    assert (row.stage_rank, row.stage_kind) == (stage.position, stage.kind)
    assert (row.red_at is None) == (stage.kind != "open")
    assert (row.won_at is not None) == (stage.kind == "won")
    living = StageVisit.objects.filter(lead_id=lead, deleted_at=None).order_by("entered_at", "pk")
    path = list(living.values_list("from_stage_id", "stage_id"))
    assert all(before[1] == after[0] for before, after in pairwise(path)), path
