"""The stages themselves: seeded once, renamed, reordered and retired without losing history."""

from __future__ import annotations

import pytest

from genjin.jobs.queue import run_next
from genjin.kernel.actor import SYSTEM
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.advance import advance_leads
from genjin.leads.defaults import seed_defaults
from genjin.leads.models import Channel, Lead
from genjin.pipelines.cadence import load_cadences
from genjin.pipelines.models import Cadence, Pipeline, Stage, StageVisit
from genjin.pipelines.stages import load_stages
from genjin.pipelines.verbs import reorder_stages, retire_stage
from genjin.tables.definition import CellEdit
from genjin.tables.models import Operation, View
from genjin.tables.records.edit import delete_rows, edit_cells
from tests.cast import Cast
from tests.selling_setting import cells_of, new_lead, new_leads, open_visits, stage_id, stage_name, undo

pytestmark = pytest.mark.usefixtures("defaults")


def test_seeding_again_changes_nothing(cast: Cast) -> None:
    models = (Pipeline, Stage, Cadence, Channel, View, Operation)
    before = [m.objects.count() for m in models]
    seed_defaults(SYSTEM)
    assert [m.objects.count() for m in models] == before


def test_the_default_pipeline_has_the_definitions_of_the_handbook() -> None:
    book = load_stages()
    stages = book.in_pipeline(book.default_pipeline_id)
    assert [(s.name, s.definition, s.kind) for s in stages] == [
        ("初次接触", "刚接触到，尚未深入沟通", "open"),
        ("需求确认", "已初步了解并确认需求", "open"),
        ("方案讨论", "正在讨论具体方案", "open"),
        ("谈判阶段", "正在谈价格或条款", "open"),
        ("签约阶段", "即将完成签约", "open"),
        ("已成交", "已成功成交", "won"),
        ("已流失", "未能转化", "lost"),
    ]
    default = book.default_stage(book.default_pipeline_id)
    assert default is not None and default.name == "初次接触"


@pytest.mark.parametrize(
    ("grade", "days"),
    [("A", (1, 2)), ("A+", (1, 2)), ("B-", (3, 5)), ("C", (7, 10)), ("D", (7, 10)), ("E", None), (None, (7, 10))],
)
def test_cadence_by_grade(grade: str | None, days: tuple[int, int] | None) -> None:
    rule = load_cadences().find(None, grade)
    assert (None if rule is None else (rule.min_days, rule.max_days)) == days


def test_a_renamed_stage_keeps_its_records_and_visits(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    edit_cells(SYSTEM, "stages", [CellEdit(stage_id("初次接触"), "name", "初步接洽")])
    assert cells_of(cast.seller_actor, lead)["stage"]["label"] == "初步接洽"
    assert [v.stage_id for v in open_visits(lead)] == [stage_id("初步接洽")]
    assert advance_leads(cast.seller_actor, [lead], "初步接洽").operation_id is None


def test_reordering_changes_the_sort_of_leads(cast: Cast) -> None:
    early, late = new_leads(cast.seller_actor, [{"company": "昆山拓衡"}, {"company": "徐州岩河", "stage": "方案讨论"}])
    book = load_stages()
    ids = [s.id for s in book.in_pipeline(book.default_pipeline_id)]
    operation = reorder_stages(cast.admin_actor, [ids[2], ids[0], ids[1], *ids[3:]])
    while run_next():
        pass
    assert Lead.objects.get(pk=late).stage_rank == 1 and Lead.objects.get(pk=early).stage_rank == 2
    undo(cast.admin_actor, operation)
    assert [s.id for s in load_stages().in_pipeline(book.default_pipeline_id)] == ids


@pytest.mark.parametrize("chosen", [slice(0, 3), slice(0, 0)])
def test_reordering_needs_every_stage(cast: Cast, chosen: slice) -> None:
    book = load_stages()
    ids = [s.id for s in book.in_pipeline(book.default_pipeline_id)]
    with pytest.raises(AppError) as refused:
        reorder_stages(cast.admin_actor, ids[chosen])
    assert refused.value.code is ErrorCode.BAD_REQUEST


def test_retiring_moves_the_records_and_undo_brings_all_back(cast: Cast) -> None:
    stage = stage_id("方案讨论")
    leads = new_leads(cast.seller_actor, [{"company": f"无锡恒{n}厂", "stage": "方案讨论"} for n in "甲乙丙"])
    done = retire_stage(cast.admin_actor, stage, move_to=stage_id("谈判阶段"), reason="合并两个阶段")
    assert done.moved == 3
    assert {stage_name(i) for i in leads} == {"谈判阶段"}
    assert {open_visits(i)[0].from_stage_id for i in leads} == {stage}
    assert "方案讨论" not in [s.name for s in load_stages().in_pipeline(load_stages().default_pipeline_id)]
    # History still names it, nobody can enter it.
    assert StageVisit.objects.filter(stage_id=stage, deleted_at=None).count() == 3
    ((_, error),) = advance_leads(cast.seller_actor, leads[:1], stage).refused
    assert error.code is ErrorCode.UNKNOWN_STAGE
    undo(cast.admin_actor, done.operation_id)
    assert {stage_name(i) for i in leads} == {"方案讨论"}
    assert {v.stage_id for i in leads for v in open_visits(i)} == {stage}


def test_a_used_stage_is_not_retired_without_a_place_for_its_records(cast: Cast) -> None:
    new_lead(cast.seller_actor)
    with pytest.raises(AppError) as refused:
        retire_stage(cast.admin_actor, stage_id("初次接触"))
    assert (refused.value.code, refused.value.data) == (ErrorCode.IN_USE, {"count": 1})
    with pytest.raises(AppError) as refused:
        delete_rows(cast.admin_actor, "stages", [stage_id("初次接触")])
    assert refused.value.code is ErrorCode.IN_USE


def test_retiring_the_default_stage_names_an_heir(cast: Cast) -> None:
    retire_stage(cast.admin_actor, stage_id("初次接触"))
    assert stage_name(new_lead(cast.seller_actor)) == "需求确认"


def test_the_last_open_stage_stays(cast: Cast) -> None:
    for name in ("初次接触", "需求确认", "方案讨论", "谈判阶段"):
        retire_stage(cast.admin_actor, stage_id(name))
    with pytest.raises(AppError) as refused:
        retire_stage(cast.admin_actor, stage_id("签约阶段"))
    assert refused.value.code is ErrorCode.BAD_REQUEST


def test_sellers_do_not_change_stages(cast: Cast) -> None:
    with pytest.raises(AppError) as refused:
        retire_stage(cast.seller_actor, stage_id("方案讨论"))
    assert refused.value.code is ErrorCode.FORBIDDEN


def test_a_changed_cadence_recolours_the_leads(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, grade="B")
    before = Lead.objects.get(pk=lead)
    assert (before.cadence_min, before.cadence_max) == (3, 5)
    rule = Cadence.objects.get(letter="B")
    edit_cells(SYSTEM, "cadences", [CellEdit(rule.pk, "max_days", "3")])
    assert run_next()
    while run_next():
        pass
    after = Lead.objects.get(pk=lead)
    assert after.cadence_max == 3
    assert before.red_at is not None and after.red_at is not None and after.red_at < before.red_at
