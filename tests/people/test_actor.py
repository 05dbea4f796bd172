"""What a person may do follows from role and place in the tree, as they stand at this moment."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from genjin.kernel.actor import ACTIONS, ColumnRight, Reach
from genjin.people.actor import actor_for, actor_of
from genjin.people.models import Role
from tests.cast import Cast, build_person


def test_administrator_has_every_right_on_every_table(cast: Cast) -> None:
    access = cast.admin_actor.access("a_table_of_later")
    assert access.reach is Reach.ALL
    assert access.actions == frozenset(ACTIONS)
    assert cast.admin_actor.supervised_ids == tuple(
        u.pk for u in (cast.head_office, cast.region, cast.team, cast.other_team, cast.dealer)
    )


def test_seller_sees_own_leads_and_supervises_nobody(cast: Cast) -> None:
    actor = cast.seller_actor
    assert actor.access("leads").reach is Reach.OWN
    assert actor.access("leads").actions == {"create", "edit"}
    assert actor.unit_id == cast.team.pk
    assert actor.subtree_ids == (cast.team.pk,)
    assert actor.supervised_ids == ()


def test_team_lead_supervises_the_own_team_only(cast: Cast) -> None:
    assert cast.team_lead_actor.access("leads").reach is Reach.TEAM
    assert cast.team_lead_actor.supervised_ids == (cast.team.pk,)


def test_region_reaches_its_teams_and_no_dealer_elsewhere(cast: Cast) -> None:
    actor = actor_for(build_person("沈知微", "shenzhiwei", unit=cast.region, role="regional_manager"))
    assert set(actor.subtree_ids) == {cast.region.pk, cast.team.pk, cast.other_team.pk}
    assert actor.supervised_ids == actor.subtree_ids
    assert actor.unit_path == (cast.head_office.pk, cast.region.pk)


def test_without_a_role_there_is_no_right_anywhere(cast: Cast) -> None:
    actor = cast.no_role_actor
    assert actor.access("leads").reach is Reach.NONE
    assert actor.access("people").reach is Reach.NONE
    assert actor.subtree_ids == ()
    assert not actor.is_admin


def test_a_role_in_the_trash_gives_nothing(cast: Cast) -> None:
    Role.objects.filter(key="seller").update(deleted_at=cast.seller.created_at)
    assert cast.seller_actor.access("leads").reach is Reach.NONE


def test_finance_reads_amounts_and_nothing_about_persons(cast: Cast) -> None:
    access = actor_for(build_person("钱慕白", "qianmubai", unit=cast.head_office, role="finance")).access("leads")
    assert access.column("won_amount") is ColumnRight.READ
    assert access.column("mobile") is ColumnRight.HIDDEN
    assert access.column("a_custom_field") is ColumnRight.HIDDEN


def test_read_token_keeps_sight_and_loses_every_action(cast: Cast) -> None:
    actor = actor_for(cast.admin, token_scope="read")
    assert actor.access("leads").reach is Reach.ALL
    assert actor.access("leads").actions == frozenset()
    assert actor.access("leads").column("company") is ColumnRight.READ
    assert actor_for(cast.admin, token_scope="write").access("leads").actions == frozenset(ACTIONS)


@pytest.mark.parametrize("part", ["admin", "team_lead", "seller"])
def test_costs_three_queries(cast: Cast, part: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    person = getattr(cast, part)
    with django_assert_num_queries(3):
        actor_for(person)


def test_deactivated_people_are_no_actors(cast: Cast) -> None:
    leaver = build_person("孙未央", "sunweiyang", unit=cast.team, role="seller", active=False)
    assert actor_of(leaver.pk) is None
    found = actor_of(cast.seller.pk)
    assert found is not None
    assert found.name == "林小满"
