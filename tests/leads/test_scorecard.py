"""The scorecard (B9): conditions, score, grade, reasons that give nothing away, trying a card, switching it on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genjin.jobs.queue import run_next
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.models import Criterion, Lead, Scorecard
from genjin.leads.quality.book import NEEDS
from genjin.leads.quality.cards import activate_card, copy_card
from genjin.leads.quality.conditions import Surroundings, build_condition
from genjin.leads.quality.fit import explain_fit
from genjin.leads.quality.resembling import find_similar
from genjin.leads.quality.scoring import Card, ReadyCriterion, grade_for, score_lead
from genjin.leads.quality.trial import try_card
from genjin.tables.definition import CellEdit
from genjin.tables.records.custom_columns import add_column, change_column
from genjin.tables.records.edit import create_rows, edit_cells
from tests.cast import Cast, build_person
from tests.selling_setting import cells_of, new_lead, stage_id, undo

AROUND = Surroundings(
    bands={1: (50, 99), 2: (300, 499), 3: (500, 999), 4: (5000, None)},
    regions={"华东": frozenset({"江苏", "浙江"})},
    reveal=lambda stored: stored.removeprefix("sealed:"),
)
GOOD: dict[str, Any] = {
    "industry": "装备制造业",
    "size": "100-300人",
    "province": "江苏",
    "budget": "60万",
    "purchasing_plan": "二季度招标",
    "authority": "总经理，可以拍板",
    "need": "询问轧机轴承参数",
}


def answer(column: str, op: str, value: Any, cell: Any, attr: str | None = None) -> bool | None:
    leaf = json.dumps({"column": column, "op": op, "value": value})
    return build_condition(leaf, AROUND).check({**dict.fromkeys(NEEDS), attr or column: cell})


@pytest.mark.parametrize(
    ("column", "op", "value", "cell", "attr", "expected"),
    [
        ("industry", "any_of", ["制造业", "金融业"], "汽车制造业", None, True),
        ("industry", "any_of", "制造业、金融业", "制造", None, True),
        ("industry", "any_of", ["制造业"], "餐饮", None, False),
        ("industry", "any_of", ["制造业"], None, None, None),
        ("employees", "between", [100, 500], 2, "size_id", True),
        ("employees", "between", [100, 500], 1, "size_id", False),
        ("employees", "between", [100, 500], 3, "size_id", False),
        ("employees", "ge", 1000, 4, "size_id", True),
        ("region", "in", ["华东"], "江苏省", "province", True),
        ("region", "in", ["华东"], "广东", "province", False),
        ("budget", "ge", "50万", "sealed:60万左右", None, True),
        ("budget", "ge", "50万", "sealed:30万", None, False),
        ("budget", "ge", "50万", "sealed:面议", None, None),
        ("purchasing_plan", "stated", ["无", "暂无"], "暂无计划", None, False),
        ("purchasing_plan", "stated", ["无", "暂无"], "无锡工厂扩产", None, True),
        ("said", "any_of", ["参数"], "问了参数", "pain_points", True),
    ],
)
def test_a_condition(column: str, op: str, value: Any, cell: Any, attr: str | None, expected: bool | None) -> None:
    assert answer(column, op, value, cell, attr) is expected


@pytest.mark.parametrize(
    "leaf",
    [
        {"column": "owner", "op": "in", "value": [1]},
        {"column": "industry", "op": "ge", "value": 1},
        {"column": "region", "op": "in", "value": ["东海"]},
        {"column": "employees", "op": "between", "value": [1]},
        {"column": "budget", "op": "ge", "value": "很多"},
        {"column": "industry", "op": "any_of", "value": []},
        "industry",
    ],
)
def test_a_condition_without_an_answer_is_refused(leaf: Any) -> None:
    with pytest.raises(AppError) as refused:
        build_condition(json.dumps(leaf), AROUND)
    assert refused.value.code is ErrorCode.BAD_FILTER


@given(st.lists(st.tuples(st.integers(0, 100), st.booleans(), st.sampled_from([True, False, None])), max_size=8))
def test_more_met_criteria_never_lower_score_or_grade(lines: list[tuple[int, bool, bool | None]]) -> None:
    def verdict(states: list[bool | None]) -> tuple[int, str]:
        ready = [
            ReadyCriterion(n, hard, points, _Fixed(state))  # type: ignore[arg-type]
            for n, ((points, hard, _), state) in enumerate(zip(lines, states, strict=True))
        ]
        found = score_lead({}, Card(1, tuple(ready)))
        return (-1 if found.score is None else found.score, found.grade or "Z")

    before = [state for _, _, state in lines]
    for n, state in enumerate(before):
        if state is not True:
            score, grade = verdict(before)
            better = verdict([*before[:n], True, *before[n + 1 :]])
            assert better[0] >= score and better[1] <= grade and better[0] <= 100


class _Fixed:
    def __init__(self, state: bool | None) -> None:
        self.state = state

    def check(self, _: Any) -> bool | None:
        return self.state


def test_a_missed_hard_criterion_caps_the_grade_and_bounds_are_inclusive() -> None:
    card = Card(
        1,
        (ReadyCriterion(1, True, 1, _Fixed(False)), ReadyCriterion(2, False, 99, _Fixed(True))),  # type: ignore[arg-type]
    )
    assert (score_lead({}, card).score, score_lead({}, card).grade) == (99, "B")
    assert [grade_for(n, Card(1, (), 75, 50, 20)) for n in (75, 74, 50, 49, 20, 19)] == list("ABBCCD")


db = pytest.mark.usefixtures("defaults")


@db
def test_the_default_card_scores_a_lead_and_says_why(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, **GOOD)
    cells = cells_of(cast.seller_actor, lead)
    assert (cells["fit_score"], cells["proposed_grade"]) == (100, "A")
    edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "province", "广东"), CellEdit(lead, "purchasing_plan", "")])
    cells = cells_of(cast.seller_actor, lead)
    assert (cells["fit_score"], cells["proposed_grade"]) == (70, "B")
    fit = explain_fit(cast.seller_actor, lead)
    assert {r.words: r.state for r in fit.reasons} == {
        "行业是制造业或金融业": "met",
        "员工数 100–500": "met",
        "在华东": "missed",
        "有明确采购计划": "unknown",
        "主动咨询产品细节": "met",
    }
    assert fit.hidden == 2
    bare = new_lead(cast.seller_actor, "南通瀚海")
    assert cells_of(cast.seller_actor, bare)["proposed_grade"] is None


@db
def test_what_is_encrypted_counts_and_does_not_show(cast: Cast) -> None:
    rich = new_lead(cast.seller_actor, **GOOD)
    poor = new_lead(cast.seller_actor, **{**GOOD, "budget": "5万"})
    assert Lead.objects.get(pk=rich).fit_score == 100 and Lead.objects.get(pk=poor).fit_score == 85
    for actor in (cast.seller_actor, cast.admin_actor):
        one, other = explain_fit(actor, rich), explain_fit(actor, poor)
        assert one.reasons == other.reasons and one.hidden == other.hidden == 2
        assert not any(set(r.columns) & {"budget", "authority"} for r in one.reasons)
    steward = build_person("沈知秋", "shenzhiqiu", unit=cast.head_office, role="data_steward")
    actor = cast.actor(steward)
    assert explain_fit(actor, rich) == explain_fit(actor, poor)
    assert not {"fit_score", "proposed_grade"} & cells_of(actor, rich).keys()
    # Points would turn a score into an answer about the hidden criteria: sellers do not read cards.
    with pytest.raises(AppError):
        try_card(cast.seller_actor, Scorecard.objects.get().pk)


@db
def test_a_card_is_copied_tried_and_switched_on_as_one_operation(cast: Cast) -> None:
    lead, other = new_lead(cast.seller_actor, **GOOD), new_lead(cast.seller_actor, "宁波澄明", industry="餐饮")
    first = Scorecard.objects.get()
    _, draft = copy_card(cast.admin_actor, first.pk)
    line = Criterion.objects.get(card_id=draft, words="行业是制造业或金融业")
    leaf = json.dumps({"column": "industry", "op": "any_of", "value": ["餐饮"]})
    edit_cells(cast.admin_actor, "criteria", [CellEdit(line.pk, "condition", leaf), CellEdit(line.pk, "points", 900)])
    assert Lead.objects.get(pk=lead).fit_score == 100
    trial = try_card(cast.admin_actor, draft)
    assert (trial.seen, trial.changed, trial.met[line.pk]) == (2, 2, 1)
    assert (trial.grades_now["A"], trial.grades_then["A"]) == (1, 1)
    shown = {e.id: (e.proposed_now, e.proposed_then) for e in trial.examples}
    assert shown == {lead: ("A", "C"), other: ("C", "A")}
    while run_next():
        pass
    operation = activate_card(cast.admin_actor, draft)
    assert list(Scorecard.objects.filter(active=True).values_list("pk", flat=True)) == [draft]
    while run_next():
        pass
    assert cells_of(cast.seller_actor, other)["proposed_grade"] == "A"
    undo(cast.admin_actor, operation)
    while run_next():
        pass
    assert list(Scorecard.objects.filter(active=True).values_list("pk", flat=True)) == [first.pk]
    assert cells_of(cast.seller_actor, other)["proposed_grade"] == "C"


@db
def test_a_bad_criterion_is_refused_with_words_and_nothing_is_written(cast: Cast) -> None:
    line = Criterion.objects.order_by("position").first()
    assert line is not None
    with pytest.raises(AppError) as refused:
        edit_cells(cast.admin_actor, "criteria", [CellEdit(line.pk, "condition", "{}")])
    assert refused.value.code is ErrorCode.BAD_FILTER
    assert Criterion.objects.get(pk=line.pk).condition == line.condition
    with pytest.raises(AppError) as forbidden:
        edit_cells(cast.seller_actor, "criteria", [CellEdit(line.pk, "points", 1)])
    assert forbidden.value.code is ErrorCode.FORBIDDEN


@db
def test_a_unit_has_its_own_card_and_a_lead_that_moves_there_gets_it(cast: Cast) -> None:
    _, (made,) = create_rows(cast.admin_actor, "scorecards", [{"name": "二组", "unit": {"id": cast.other_team.pk}}])
    leaf = json.dumps({"column": "industry", "op": "any_of", "value": ["餐饮"]})
    cells = {"card": {"id": made.row_id}, "words": "餐饮", "kind": "hard", "condition": leaf, "points": 10}
    create_rows(cast.admin_actor, "criteria", [cells])
    assert made.row_id is not None
    activate_card(cast.admin_actor, made.row_id)
    lead = new_lead(cast.seller_actor, **GOOD)
    assert Lead.objects.get(pk=lead).fit_score == 100
    edit_cells(cast.admin_actor, "leads", [CellEdit(lead, "owner", cast.other_seller.pk)])
    assert Lead.objects.get(pk=lead).fit_score == 0


CUSTOM: list[tuple[str, dict[str, Any], str, Any, Any, Any]] = [
    ("text", {}, "any_of", ["激光"], "激光切割", "折弯"),
    ("number", {}, "between", ["1.5", "3"], "2.5", "3.1"),
    ("percent", {}, "ge", "12.5%", "12.5%", "12%"),
    ("rating", {}, "le", "3", 3, 4),
    ("money", {}, "ge", "50万", "60万", "40万"),
    ("choice", {"options": ["自用", "转售"]}, "in", ["自用"], "自用", "转售"),
    ("choices", {"options": ["激光", "冲压", "焊接"]}, "in", "激光、冲压", "冲压、焊接", "焊接"),
    ("checkbox", {}, "checked", None, True, False),
    ("date", {}, "le", "2026-03-31", "2026-03-31", "2026-04-01"),
    ("datetime", {}, "ge", "2026/3/5", "2026-03-05 00:00", "2026-03-04 23:59"),
    ("encrypted", {}, "ge", "50万", "60万", "40万"),
]


@db
@pytest.mark.parametrize(("kind", "options", "op", "value", "met", "missed"), CUSTOM)
def test_a_custom_field_counts_in_score_trial_and_reasons(
    cast: Cast, kind: str, options: dict[str, Any], op: str, value: Any, met: Any, missed: Any
) -> None:
    admin = cast.admin_actor
    column = add_column(admin, "leads", "试制数据", kind, options).key
    card = Scorecard.objects.get(active=True)
    Criterion.objects.filter(card_id=card.pk).update(points=0)
    leaf = {"column": column, "op": op} | ({} if value is None else {"value": value})
    draft = {"card": card.pk, "words": "试制", "kind": "hard", "condition": json.dumps(leaf), "points": 10}
    _, (made,) = create_rows(admin, "criteria", [{**draft, "card": f"#{card.pk}"}])
    assert made.row_id is not None, made.errors
    scores = {}
    for text in (met, missed, None):
        lead = new_lead(cast.seller_actor, f"试制{text}", industry="制造业")
        edit_cells(cast.seller_actor, "leads", [CellEdit(lead, column, text)])
        found = cells_of(admin, lead)
        fit = explain_fit(cast.seller_actor, lead)
        state = next((r.state for r in fit.reasons if r.id == made.row_id), "hidden")
        scores[text] = (found["fit_score"], found["proposed_grade"], state)
    hidden = kind == "encrypted"
    assert scores[met] == (100, "A", "hidden" if hidden else "met")
    assert scores[missed] == (0, "C", "hidden" if hidden else "missed")
    assert scores[None] == (0, "C", "hidden" if hidden else "unknown")
    assert try_card(admin, card.pk).met[made.row_id] == 1


@db
def test_a_criterion_rests_when_its_custom_field_is_retired_and_follows_renamed_options(cast: Cast) -> None:
    admin = cast.admin_actor
    column = add_column(admin, "leads", "用途", "choice", {"options": ["自用", "转售"]})
    card = Scorecard.objects.get(active=True)
    leaf = {"column": column.key, "op": "in", "value": ["自用"]}
    draft = {"card": f"#{card.pk}", "words": "自用", "kind": "soft", "condition": json.dumps(leaf), "points": 10}
    _, (made,) = create_rows(admin, "criteria", [draft])
    lead = new_lead(cast.seller_actor, "宜兴用途电机", **{column.key: "自用"})
    assert any(r.id == made.row_id and r.state == "met" for r in explain_fit(cast.seller_actor, lead).reasons)
    unknown = {**draft, "condition": json.dumps({**leaf, "value": ["出口"]})}
    with pytest.raises(AppError) as refused:
        create_rows(admin, "criteria", [unknown])
    assert refused.value.code is ErrorCode.UNKNOWN_OPTION
    change_column(admin, "leads", column.key, retired=True)
    assert all(r.id != made.row_id for r in explain_fit(cast.seller_actor, lead).reasons)
    other = new_lead(cast.seller_actor, "宜兴用途二厂", industry="装备制造")
    assert cells_of(admin, other)["fit_score"] is not None, "the other criteria go on"
    with pytest.raises(AppError):
        try_card(admin, card.pk)


@db
def test_similar_leads_of_the_past_within_scope(cast: Cast) -> None:
    won = new_lead(cast.seller_actor, "苏州沐阳机械", industry="装备制造业", province="浙江", size="100-300人")
    lost = new_lead(cast.seller_actor, "常州远帆机械", industry="装备制造业")
    theirs = new_lead(cast.other_seller_actor, "徐州重原机械", industry="装备制造业")
    done, gone = stage_id("已成交"), stage_id("已流失")
    for lead, stage, extra in (
        (won, done, {"amount": 8_000_000}),
        (theirs, done, {"amount": 1}),
        (lost, gone, {"reason": "价格高"}),
    ):
        edit_cells(cast.admin_actor, "leads", [CellEdit(lead, "stage", stage, extra)])
    asking = new_lead(cast.seller_actor, "无锡恒砺", industry="装备制造业", province="江苏", size="100-300人")
    row = Lead.objects.filter(pk=asking).values("id", "industry", "size_id", "province", "channel_id").get()
    past = find_similar(cast.seller_actor, row)
    assert (past.won, past.lost) == (1, 1)
    assert [(e.company, e.won, e.shared) for e in past.examples] == [
        ("苏州沐阳机械", True, ("size", "region")),
        ("常州远帆机械", False, ()),
    ]
    assert find_similar(cast.seller_actor, {**row, "industry": None}).examples == ()
