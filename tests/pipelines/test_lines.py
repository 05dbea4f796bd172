"""More than one pipeline: made from another, chosen for new leads, entered by leads that change their line."""

from __future__ import annotations

import pytest

from genjin.kernel.actor import SYSTEM
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.advance import advance_leads
from genjin.pipelines.lines import create_pipeline, make_default
from genjin.pipelines.stages import load_stages
from genjin.tables.definition import CellEdit
from genjin.tables.records.edit import delete_rows, edit_cells
from tests.cast import PASSWORD, Cast
from tests.people.browser import Browser
from tests.selling_setting import cells_of, new_lead, open_visits, undo

pytestmark = pytest.mark.usefixtures("defaults")


def machines(cast: Cast) -> int:
    return create_pipeline(cast.admin_actor, "整机", load_stages().default_pipeline_id or 0)[1]


def test_a_pipeline_begins_with_the_stages_of_another(cast: Cast) -> None:
    book = load_stages()
    operation, pipeline = create_pipeline(cast.admin_actor, " 整机 ", book.default_pipeline_id or 0)
    copied = load_stages().in_pipeline(pipeline)
    assert [s.name for s in copied] == [s.name for s in book.in_pipeline(book.default_pipeline_id)]
    assert load_stages().default_pipeline_id == book.default_pipeline_id
    undo(cast.admin_actor, operation)
    assert load_stages().in_pipeline(pipeline) == []


@pytest.mark.parametrize(("name", "code"), [("  ", ErrorCode.REQUIRED), ("线索默认", ErrorCode.NOT_UNIQUE)])
def test_a_pipeline_needs_a_name_of_its_own(cast: Cast, name: str, code: ErrorCode) -> None:
    with pytest.raises(AppError) as refused:
        create_pipeline(cast.admin_actor, name, load_stages().default_pipeline_id or 0)
    assert refused.value.code is code


def test_a_seller_makes_no_pipeline(cast: Cast) -> None:
    with pytest.raises(AppError) as refused:
        create_pipeline(cast.seller_actor, "整机", load_stages().default_pipeline_id or 0)
    assert refused.value.code is ErrorCode.FORBIDDEN


def test_new_leads_begin_in_the_default_pipeline_or_the_one_named(cast: Cast) -> None:
    pipeline = machines(cast)
    named = new_lead(cast.seller_actor, "常州睿泽电机", pipeline="整机")
    assert cells_of(SYSTEM, named)["pipeline"]["label"] == "整机"
    make_default(cast.admin_actor, pipeline)
    fresh = new_lead(cast.seller_actor, "台州永楷阀门")
    assert cells_of(SYSTEM, fresh)["pipeline"]["label"] == "整机"
    assert load_stages().default_pipeline_id == pipeline


def test_a_lead_changes_its_line_at_the_stage_of_the_same_name(cast: Cast) -> None:
    pipeline = machines(cast)
    lead = new_lead(cast.seller_actor, "无锡恒砺轴承")
    advance_leads(cast.seller_actor, [lead], "方案讨论")
    done = edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "pipeline", "整机")])
    assert [r.status for r in done.results] == ["done"]
    cells = cells_of(SYSTEM, lead)
    assert (cells["pipeline"]["label"], cells["stage"]["label"]) == ("整机", "方案讨论")
    assert cells["stage"]["id"] in {s.id for s in load_stages().in_pipeline(pipeline)}
    (visit,) = open_visits(lead)
    assert visit.stage_id == cells["stage"]["id"]
    undo(cast.seller_actor, done.operation_id)
    assert cells_of(SYSTEM, lead)["pipeline"]["label"] == "线索默认"
    assert [v.stage_id for v in open_visits(lead)] == [cells_of(SYSTEM, lead)["stage"]["id"]]


def test_without_a_stage_of_that_name_it_begins_anew(cast: Cast) -> None:
    pipeline = machines(cast)
    lead = new_lead(cast.seller_actor, "无锡恒砺轴承")
    advance_leads(cast.seller_actor, [lead], "方案讨论")
    twin = next(s for s in load_stages().in_pipeline(pipeline) if s.name == "方案讨论")
    delete_rows(cast.admin_actor, "stages", [twin.id])
    edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "pipeline", pipeline)])
    assert cells_of(SYSTEM, lead)["stage"]["label"] == "初次接触"


def test_an_unknown_line_is_refused_and_nothing_moves(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, "无锡恒砺轴承")
    (result,) = edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "pipeline", "没有这条")]).results
    assert result.error is not None and result.error.code is ErrorCode.UNKNOWN_OPTION


def test_the_stages_of_every_line_are_offered_with_its_name(cast: Cast) -> None:
    browser = Browser()
    browser.sign_in("chensiyuan", PASSWORD)
    body = {"name": "整机", "copy_from": load_stages().default_pipeline_id}
    status, made = browser.call("POST", "/pipelines", body)
    assert status == 200
    stages = browser.call("GET", "/leads/stages")[1]
    assert {s["pipeline_label"] for s in stages} == {"线索默认", "整机"}
    assert stages[0]["in_default_pipeline"] and not stages[-1]["in_default_pipeline"]
    assert browser.call("POST", f"/pipelines/{made['id']}/default")[0] == 200
    assert browser.call("GET", "/leads/stages")[1][0]["pipeline_label"] == "整机"
