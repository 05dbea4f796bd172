"""Standing in: what a colleague sees and may do while somebody is away, and that it passes back by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from genjin.followups.tasks.verbs import settle_tasks
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.assignment import assign_leads
from genjin.leads.models import Lead
from genjin.notices.reading import list_notices
from genjin.people.actor import PersonActor, actor_for
from genjin.people.models import Absence, Person
from genjin.people.queries import list_away
from genjin.tables.definition import CellEdit
from genjin.tables.filters.tree import parse_filter
from genjin.tables.records.aggregate import count_rows
from genjin.tables.records.edit import create_rows, edit_cells
from genjin.tables.records.query import Query, fetch_page
from genjin.tables.scope.predicate import visible_ids
from tests.cast import Cast
from tests.selling_setting import NOW, cells_of, new_lead, undo

pytestmark = pytest.mark.usefixtures("defaults")

PHONE = "13815712301"


def listed(actor: PersonActor) -> set[int]:
    return {row["id"] for row in fetch_page("leads", actor, Query(columns=("company",))).rows}


def again(person: Person) -> PersonActor:
    return actor_for(person)


def go_away(cast: Cast, first: date, last: date) -> None:
    _, (made,) = create_rows(
        cast.seller_actor,
        "absences",
        [{"first": first.isoformat(), "last": last.isoformat(), "stand_in": {"id": cast.other_seller.pk}}],
    )
    assert not made.errors, made.errors[0][1].code


def test_the_stand_in_works_the_leads_of_who_is_away_and_they_pass_back(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, "盐城沐风", mobile=PHONE)
    own = new_lead(cast.other_seller_actor, "南通瀚海")
    assert listed(again(cast.other_seller)) == {own}
    today = date(2026, 3, 5)
    with clock.fixed(NOW):
        go_away(cast, today, today + timedelta(days=1))
        actor = again(cast.other_seller)
        assert listed(actor) == {own, lead}
        assert count_rows("leads", actor, Query()) == (2, False)
        assert visible_ids("leads", actor, [lead], "edit") == {lead}
        assert cells_of(actor, lead)["mobile"] == PHONE
        outcome = edit_cells(actor, "leads", [CellEdit(lead, "mobile", "13815712302")])
        assert [r.status for r in outcome.results] == ["done"]
        # Standing in counts as looking after it: the owner does not lose it meanwhile.
        assert Lead.objects.get(pk=lead).touched_at == NOW
        # What is about the person and not about customers stays theirs.
        assert visible_ids("absences", actor, list(Absence.objects.values_list("pk", flat=True))) == set()
    with clock.fixed(NOW + timedelta(days=2)):
        assert listed(again(cast.other_seller)) == {own}
        assert Lead.objects.get(pk=lead).owner_id == cast.seller.pk


def test_one_lead_given_to_a_stand_in_until_a_day(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, "盐城沐风", mobile=PHONE)
    with clock.fixed(NOW):
        edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "stand_in", {"id": cast.other_seller.pk})])
        assert Lead.objects.get(pk=lead).stand_in_until == date(2026, 3, 12)
        actor = again(cast.other_seller)
        assert listed(actor) == {lead}
        assert cells_of(actor, lead)["mobile"] == PHONE
        assert edit_cells(actor, "leads", [CellEdit(lead, "need", "要样机")]).results[0].status == "done"
        assert listed(cast.seller_actor) == {lead}
        with pytest.raises(AppError) as refused:
            edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "stand_in", {"id": cast.seller.pk})])
        assert refused.value.code is ErrorCode.BAD_STAND_IN
    with clock.fixed(NOW + timedelta(days=8)):
        assert listed(again(cast.other_seller)) == set()
    edit_cells(cast.admin_actor, "leads", [CellEdit(lead, "owner", {"id": cast.team_lead.pk})])
    assert Lead.objects.get(pk=lead).stand_in_id is None


def test_what_the_absent_are_told_and_named_for_passes_over_and_comes_back(cast: Cast) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.admin_actor, "盐城沐风")
        go_away(cast, date(2026, 3, 5), date(2026, 3, 6))
        _, (given,) = create_rows(
            cast.team_lead_actor, "tasks", [{"text": "补合同扫描件", "assignee": {"id": cast.seller.pk}}]
        )
        operation = assign_leads(cast.admin_actor, [lead], cast.seller.pk).operation_id
        instead = again(cast.other_seller)
        words = [told.words for told in list_notices(instead).rows]
        assert words == [
            "代林小满：新线索：盐城沐风，请在 03-05 11:24 前接收",
            "代林小满：周岚派给你：补合同扫描件",
        ]
        # Told to both: the owner finds it when back.
        assert len(list_notices(cast.seller_actor).rows) == 2
        assert given.row_id in {row["id"] for row in fetch_page("tasks", instead, Query(columns=("text",))).rows}
        mine = Query(columns=("text",), filter=parse_filter({"column": "assignee", "op": "me"}))
        assert [row["id"] for row in fetch_page("tasks", instead, mine).rows] == [given.row_id]
        assert settle_tasks(instead, [given.row_id or 0], "done").done == [given.row_id]
        undo(cast.admin_actor, operation)
        assert [told.words for told in list_notices(instead).rows] == [words[1]]
    with clock.fixed(NOW + timedelta(days=3)):
        create_rows(cast.team_lead_actor, "tasks", [{"text": "回访", "assignee": {"id": cast.seller.pk}}])
        assert len(list_notices(again(cast.other_seller)).rows) == 1
        assert fetch_page("tasks", again(cast.other_seller), mine).rows == []


def test_me_means_the_leads_one_works_today(cast: Cast) -> None:
    mine = Query(columns=("company",), filter=parse_filter({"column": "owner", "op": "me"}))

    def counted(person: Person) -> tuple[set[int], int]:
        page = {row["id"] for row in fetch_page("leads", again(person), mine).rows}
        return page, count_rows("leads", again(person), mine)[0]

    own = new_lead(cast.other_seller_actor, "南通瀚海")
    theirs, given = new_lead(cast.seller_actor, "盐城沐风"), new_lead(cast.team_lead_actor, "无锡恒砺")
    with clock.fixed(NOW):
        assert counted(cast.other_seller) == ({own}, 1)
        edit_cells(cast.team_lead_actor, "leads", [CellEdit(given, "stand_in", {"id": cast.other_seller.pk})])
        go_away(cast, date(2026, 3, 5), date(2026, 3, 6))
        assert counted(cast.other_seller) == ({own, theirs, given}, 3)
        assert counted(cast.seller) == ({theirs}, 1)
    with clock.fixed(NOW + timedelta(days=9)):
        assert counted(cast.other_seller) == ({own}, 1)


def test_everybody_sees_who_is_away_but_not_why(cast: Cast) -> None:
    with clock.fixed(NOW):
        assert list_away(cast.other_seller_actor) == []
        go_away(cast, date(2026, 3, 5), date(2026, 3, 6))
        seen = list_away(cast.other_seller_actor)
        assert [(a.label, a.until, a.stand_in) for a in seen] == [("林小满", date(2026, 3, 6), "王若溪")]
