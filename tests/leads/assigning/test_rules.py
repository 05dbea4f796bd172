"""Rules at the ways in: forms, programs, imports; conditions, faults, doubts, trials, undo, many at once."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from genjin.jobs.queue import run_next
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.assigning.applying import assign_by_rules, plan_leads
from genjin.leads.assigning.defaults import RULES
from genjin.leads.assigning.explaining import explain_lead
from genjin.leads.assigning.models import AssignmentRule, AssignmentTurn, WaitingLead
from genjin.leads.assigning.rules import load_rules
from genjin.leads.assigning.trial import try_rules
from genjin.leads.batch_intake import take_in
from genjin.leads.models import Lead
from genjin.people.models import Absence, Person
from genjin.pipelines.models import Stage
from genjin.tables.definition import CellEdit
from genjin.tables.models import Change, Operation
from genjin.tables.records.custom_columns import add_column, change_column
from genjin.tables.records.edit import create_rows, edit_cells
from genjin.tables.scope.predicate import visible_ids
from tests.cast import Cast, build_person
from tests.leads.assigning.setting import last_row, nobodys, owner, rule, told
from tests.selling_setting import NOW, last_operation, new_lead, undo

pytestmark = pytest.mark.usefixtures("defaults")


def work() -> None:
    while run_next():
        pass


def test_a_forms_lead_is_assigned_told_and_explained(cast: Cast) -> None:
    by_region = rule(
        name="江苏给王若溪", conditions={"column": "province", "op": "eq", "value": "江苏"}, target="person",
        person={"id": cast.other_seller.pk},
    )  # fmt: skip
    with clock.fixed(NOW):
        lead, other = nobodys({"province": "江苏", "need": "换轴承", "contact": "钱工"}, {"province": "浙江"})
        assert (owner(lead), WaitingLead.objects.count()) == (None, 2)
        work()
    assert (owner(lead), owner(other), WaitingLead.objects.count()) == (cast.other_seller.pk, None, 0)
    assert Lead.objects.get(pk=lead).unit_id == cast.other_team.pk
    assert told(cast.other_seller.pk) == ["新线索：扬州第1泵业（钱工 · 换轴承），请在 03-05 11:24 前接收"]
    step = explain_lead(cast.other_seller_actor, lead).steps[0]
    assert (step.rule, step.rule_id, step.reason) == ("江苏给王若溪", by_region, "规则直接分给这个人")
    assert [(s.label, s.text) for s in step.inputs] == [("省份", "江苏")]
    assert explain_lead(cast.admin_actor, other).steps[0].reason == "没有规则符合"


def test_values_hidden_from_the_reader_are_not_in_the_reason(cast: Cast) -> None:
    rule(conditions={"column": "need", "op": "contains", "value": "轴承"})
    (lead,) = nobodys({"need": "轴承五十套"})
    work()
    assert [s.text for s in explain_lead(cast.admin_actor, lead).steps[0].inputs] == ["轴承五十套"]
    build_person("冯管账", "fengguanzhang", unit=cast.head_office, role="finance")
    finance = cast.actor(Person.objects.get(username="fengguanzhang"))
    assert explain_lead(finance, lead).steps[0].inputs == []
    assert visible_ids("assignments", cast.no_role_actor, [last_row(lead).pk]) == set()


def test_one_batch_is_one_operation_with_one_notice_and_undo_takes_it_back(cast: Cast) -> None:
    rule()
    with clock.fixed(NOW):
        leads = nobodys(*({} for _ in range(5)))
        work()
    operation = last_operation()
    assert (operation.verb, operation.rows, operation.actor_id) == ("leads.assign_by_rule", 5, None)
    assert sorted(owner(i) for i in leads) == sorted([cast.seller.pk] * 3 + [cast.other_seller.pk] * 2)
    assert told(cast.seller.pk) == ["你有 3 条新线索：扬州第1泵业、扬州第3泵业、扬州第5泵业，请在 03-05 11:24 前接收"]
    with clock.fixed(NOW):
        undo(cast.admin_actor, operation.pk)
    assert [owner(i) for i in leads] == [None] * 5
    assert explain_lead(cast.admin_actor, leads[0]).steps == []
    turns = dict(AssignmentTurn.objects.values_list("person_id", "finish"))
    assert turns[cast.seller.pk] > turns[cast.other_seller.pk]
    (sixth,) = nobodys({})
    work()
    assert owner(sixth) == cast.other_seller.pk


def test_absent_people_and_doubts_stay_out(cast: Cast) -> None:
    rule()
    Absence.objects.create(owner_id=cast.seller.pk, first=NOW.date(), last=NOW.date(), created_at=NOW, updated_at=NOW)
    with clock.fixed(NOW):
        doubtful, good = nobodys({"mobile": "13800000000"}, {"mobile": "13957106384"})
        work()
        assert Lead.objects.get(pk=doubtful).flags and owner(doubtful) is None
        assert owner(good) == cast.other_seller.pk
        edit_cells(cast.admin_actor, "leads", [CellEdit(doubtful, "flags_accepted", True)])
        work()
    assert owner(doubtful) == cast.other_seller.pk


def test_who_may_keep_what_they_enter(cast: Cast) -> None:
    marketing = cast.actor(build_person("郑市场", "zhengshichang", unit=cast.head_office, role="marketing"))
    kept = new_lead(marketing)
    assert owner(kept) == marketing.id
    rule(target="person", person={"id": cast.seller.pk})
    entered, own = new_lead(marketing, "宁波海岳"), new_lead(cast.other_seller_actor, "台州恒拓")
    managed = new_lead(cast.team_lead_actor, "无锡拓曜")
    sent = take_in(cast.admin_actor, [{"公司": "南通明澜"}]).created[0]
    work()
    assert [owner(i) for i in (entered, own, managed, sent)] == [
        cast.seller.pk, cast.other_seller.pk, cast.team_lead.pk, cast.seller.pk,
    ]  # fmt: skip


def test_conditions_over_custom_columns_units_and_groups(cast: Cast) -> None:
    column = add_column(cast.admin_actor, "leads", "应用场景", "text", {})
    rule(
        name="注塑", unit={"id": cast.region.pk}, target="person", person={"id": cast.seller.pk},
        conditions={"or": [{"column": column.key, "op": "contains", "value": "注塑"}, {"column": "grade", "op": "in", "value": ["A"]}]},
    )  # fmt: skip
    rule(name="其余", target="pool", team={"id": cast.other_team.pk}, position=99)
    place = {"unit": cast.team.pk}
    hit, graded, elsewhere = nobodys(
        {**place, column.key: "注塑车间"}, {**place, "grade": "A"}, {"unit": cast.dealer.pk, "grade": "A"}
    )
    work()
    assert [owner(i) for i in (hit, graded, elsewhere)] == [cast.seller.pk, cast.seller.pk, None]
    assert Lead.objects.get(pk=elsewhere).unit_id == cast.other_team.pk
    assert last_row(elsewhere).how == "pool"
    change_column(cast.admin_actor, "leads", column.key, retired=True)
    assert [r.fault.code for r in load_rules() if r.fault] == [ErrorCode.UNKNOWN_COLUMN]


def test_faults_are_refused_when_saved_and_shown_when_they_come_later(cast: Cast) -> None:
    for broken, code in (
        ({"column": "nothing", "op": "is", "value": 1}, ErrorCode.UNKNOWN_COLUMN),
        ({"column": "owner", "op": "me"}, ErrorCode.BAD_FILTER),
        ({"xor": []}, ErrorCode.BAD_FILTER),
    ):
        with pytest.raises(AppError) as refused:
            rule(conditions=broken)
        assert refused.value.code is code
    stage = Stage.objects.order_by("position", "pk")[1].pk
    by_stage = rule(name="按阶段", conditions={"column": "stage", "op": "is", "value": {"id": stage}})
    by_person = rule(name="按人", target="person", person={"id": cast.seller.pk})
    assert [r.fault for r in load_rules()] == [None, None]
    Stage.objects.filter(pk=stage).update(retired_at=NOW)
    Person.objects.filter(pk=cast.seller.pk).update(active=False)
    faults = {r.rule.id: r.fault for r in load_rules()}
    assert faults[by_stage] is not None and faults[by_stage].code is ErrorCode.RULE_OUTDATED
    assert faults[by_stage].data["value"] == Stage.objects.get(pk=stage).name
    assert faults[by_person] is not None and faults[by_person].code is ErrorCode.RULE_PERSON_LEFT
    # The others go on.
    rule(name="其余", position=99)
    (lead,) = nobodys({})
    work()
    assert owner(lead) == cast.other_seller.pk


def test_trying_writes_nothing_and_counts_per_person(cast: Cast) -> None:
    draft = rule(name="A 级", active=False, target="person", person={"id": cast.seller.pk},
                 conditions={"column": "grade", "op": "in", "value": ["A"]})  # fmt: skip
    with clock.fixed(NOW):
        create_rows(
            cast.admin_actor, "leads", [{"company": f"常州{n}厂", "grade": "A" if n % 3 else "B"} for n in range(9)]
        )
        create_rows(cast.admin_actor, "leads", [{"company": "以前的", "grade": "A"}])
        before = (Operation.objects.count(), Change.objects.count(), AssignmentTurn.objects.count())
        day = clock.today()
        trial = try_rules(cast.admin_actor, day, day, rule_id=draft)
        assert (trial.seen, trial.total, trial.given, trial.unfit) == (10, 10, 7, 3)
        assert [(g.label, g.count) for g in trial.people] == [("林小满", 7)]
        assert {(e.owner, e.would) for e in trial.examples} == {("陈思远", "林小满"), ("陈思远", None)}
        assert try_rules(cast.admin_actor, day, day).given == 0
        assert try_rules(cast.admin_actor, day, day, drafts=True).seen == 10
        assert try_rules(cast.admin_actor, day - timedelta(days=9), day - timedelta(days=1)).seen == 0
        assert (Operation.objects.count(), Change.objects.count(), AssignmentTurn.objects.count()) == before
        with pytest.raises(AppError) as refused:
            try_rules(cast.seller_actor, day, day)
        assert refused.value.code is ErrorCode.FORBIDDEN


def test_chosen_leads_are_assigned_by_whoever_may_assign(cast: Cast) -> None:
    rule(target="person", person={"id": cast.seller.pk})
    mine, theirs = new_lead(cast.team_lead_actor), new_lead(cast.other_seller_actor, "温州屿衡")
    answer = assign_by_rules(cast.team_lead_actor, [mine, theirs])
    assert (answer.done, owner(mine), owner(theirs)) == ([mine], cast.seller.pk, cast.other_seller.pk)
    assert [(i, e.code) for i, e in answer.refused] == [(theirs, ErrorCode.NOT_FOUND)]
    with pytest.raises(AppError) as refused:
        assign_by_rules(cast.seller_actor, [mine])
    assert refused.value.code is ErrorCode.FORBIDDEN


def test_shipped_rules_are_sound_and_rest_until_switched_on(cast: Cast) -> None:
    assert AssignmentRule.objects.filter(active=True).count() == 0
    assert len(RULES) == AssignmentRule.objects.count()
    AssignmentRule.objects.update(active=True)
    assert [r.fault for r in load_rules()] == [None] * len(RULES)
    Person.objects.filter(pk=cast.other_seller.pk).update(seniority="senior", regions="华东", industries="机械")
    Person.objects.filter(pk=cast.seller.pk).update(seniority="new")
    expert, regional, senior, newer, rest = nobodys(
        {"industry": "机械制造"}, {"province": "浙江省"}, {"grade": "A+"}, {"grade": "B"}, {}
    )
    work()
    names = [
        last_row(i).rule_id and AssignmentRule.objects.get(pk=last_row(i).rule_id).name
        for i in (expert, regional, senior, newer, rest)
    ]
    assert names == ["按行业专长", "按负责区域", "A 级给资深销售", "B、C 级给新人", "其余的轮流"]
    assert [owner(i) for i in (expert, regional, senior, newer)] == [cast.other_seller.pk] * 3 + [cast.seller.pk]


def test_many_leads_take_one_query_a_rule_not_one_a_lead(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    rule(conditions={"column": "grade", "op": "in", "value": ["A"]}, method="least_loaded")
    rule(name="其余", position=50)
    leads = nobodys(*({"grade": "A" if n % 2 else "C"} for n in range(400)))
    with django_assert_max_num_queries(20):
        begin = time.process_time()
        plan = plan_leads(leads)
    assert len(plan.outcome.decisions) == 400
    assert time.process_time() - begin < 2
