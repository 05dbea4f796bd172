"""Standing in: what a colleague sees and may do while somebody is away, and that it passes back by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.models import Lead
from genjin.people.actor import PersonActor, actor_for
from genjin.people.models import Absence, Person
from genjin.tables.definition import CellEdit
from genjin.tables.records.aggregate import count_rows
from genjin.tables.records.edit import create_rows, edit_cells
from genjin.tables.records.query import Query, fetch_page
from genjin.tables.scope.predicate import visible_ids
from tests.cast import Cast
from tests.selling_setting import NOW, cells_of, new_lead

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
