"""Giving leads to people: owner and unit together, rights, undo, many at once."""

from __future__ import annotations

import pytest

from genjin.jobs.models import Job
from genjin.jobs.queue import run_next
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.assignment import assign_leads
from genjin.leads.models import Lead
from genjin.leads.selection import enqueue_assignment, select_leads
from genjin.people.models import Person
from genjin.tables.definition import CellEdit
from genjin.tables.records.edit import edit_cells
from genjin.tables.scope.predicate import visible_ids
from tests.cast import Cast
from tests.selling_setting import NOW, last_operation, new_lead, new_leads, undo

pytestmark = pytest.mark.usefixtures("defaults")


def place(lead: int) -> tuple[int | None, int | None]:
    row = Lead.objects.get(pk=lead)
    return row.owner_id, row.unit_id


def test_owner_unit_and_time_move_together_and_back(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    with clock.fixed(NOW):
        answer = assign_leads(cast.admin_actor, [lead], cast.other_seller.pk, reason="华东二组接手")
    assert answer.done == [lead]
    operation = last_operation()
    assert (operation.verb, operation.reason) == ("leads.assign", "华东二组接手")
    assert place(lead) == (cast.other_seller.pk, cast.other_team.pk)
    assert Lead.objects.get(pk=lead).assigned_at == NOW
    assert visible_ids("leads", cast.seller_actor, [lead]) == set()
    with clock.fixed(NOW):
        undo(cast.admin_actor, answer.operation_id)
    assert place(lead) == (cast.seller.pk, cast.team.pk)
    assert visible_ids("leads", cast.seller_actor, [lead]) == {lead}


def test_by_name_and_to_nobody(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    assign_leads(cast.admin_actor, [lead], "王若溪")
    assert place(lead) == (cast.other_seller.pk, cast.other_team.pk)
    assign_leads(cast.admin_actor, [lead], None)
    assert place(lead) == (None, cast.other_team.pk)
    assert Lead.objects.get(pk=lead).assigned_at is None


def test_the_same_owner_changes_nothing(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    answer = assign_leads(cast.admin_actor, [lead], cast.seller.pk)
    assert (answer.operation_id, answer.done) == (None, [lead])


def test_a_seller_without_the_right_is_refused(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    with pytest.raises(AppError) as refused:
        assign_leads(cast.seller_actor, [lead], cast.other_seller.pk)
    assert refused.value.code is ErrorCode.FORBIDDEN
    outcome = edit_cells(
        cast.seller_actor, "leads", [CellEdit(lead, "owner", cast.other_seller.pk), CellEdit(lead, "need", "换阀组")]
    )
    assert {(r.column, r.status) for r in outcome.results} == {("owner", "refused"), ("need", "done")}
    assert place(lead) == (cast.seller.pk, cast.team.pk)


def test_the_owner_cell_is_the_same_verb(cast: Cast) -> None:
    lead, other = new_leads(cast.seller_actor, [{"company": "盐城沐风"}, {"company": "南通瀚海"}])
    outcome = edit_cells(
        cast.admin_actor,
        "leads",
        [CellEdit(lead, "owner", {"id": cast.other_seller.pk}), CellEdit(other, "owner", "查无此人")],
    )
    assert {(r.row_id, r.status) for r in outcome.results} == {(lead, "done"), (other, "refused")}
    assert place(lead) == (cast.other_seller.pk, cast.other_team.pk)
    assert place(other) == (cast.seller.pk, cast.team.pk)


def test_people_who_left_get_no_leads(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    Person.objects.filter(pk=cast.other_seller.pk).update(active=False)
    with pytest.raises(AppError) as refused:
        assign_leads(cast.admin_actor, [lead], cast.other_seller.pk)
    assert refused.value.code is ErrorCode.UNKNOWN_OPTION


def test_leads_of_other_units_stay(cast: Cast) -> None:
    mine, theirs = new_lead(cast.seller_actor), new_lead(cast.other_seller_actor)
    answer = assign_leads(cast.team_lead_actor, [mine, theirs], cast.team_lead.pk)
    assert answer.done == [mine]
    assert [(i, e.code) for i, e in answer.refused] == [(theirs, ErrorCode.NOT_FOUND)]


def test_what_a_filter_finds_is_assigned_by_a_job(cast: Cast) -> None:
    ids = new_leads(cast.seller_actor, [{"company": f"南京云栖{n}厂", "city": "南京"} for n in range(3)])
    new_lead(cast.seller_actor, city="苏州")
    chosen = select_leads(cast.admin_actor, {"column": "city", "op": "eq", "value": "南京"})
    assert chosen == ids
    job = enqueue_assignment(cast.admin_actor, chosen, cast.other_seller.pk, "换人")
    assert run_next()
    done = Job.objects.get(pk=job)
    assert (done.state, done.result["done"], done.result["refused"]) == ("done", 3, 0)
    assert {place(i) for i in ids} == {(cast.other_seller.pk, cast.other_team.pk)}
