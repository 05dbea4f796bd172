"""People leave and move in one step, with their records or without."""

from __future__ import annotations

import pytest

from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.models import Lead
from genjin.people.models import ApiToken, Person, Role
from genjin.people.tokens import actor_of_token, create_token
from genjin.people.verbs import add_person, deactivate_person, move_person
from genjin.tables.ledger.undo import find_target, undo_operation
from genjin.tables.ledger.verbs import describe
from genjin.tables.models import Change, Operation
from genjin.tables.records.edit import create_rows
from genjin.tables.scope.predicate import visible_ids
from tests.cast import Cast, build_person


def build_leads(cast: Cast, owner: Person, count: int = 3) -> list[int]:
    drafts = [{"company": f"青禾包装{n}厂"} for n in range(count)]
    _, made = create_rows(cast.actor(owner), "leads", drafts)
    return [result.row_id for result in made if result.row_id is not None]


def code_of(call: object, *args: object, **more: object) -> ErrorCode:
    with pytest.raises(AppError) as refused:
        call(*args, **more)  # type: ignore[operator]
    return refused.value.code


def owners(ids: list[int]) -> set[tuple[int | None, int | None]]:
    return set(Lead.objects.filter(pk__in=ids).values_list("owner_id", "unit_id"))


def test_a_leaver_hands_everything_over_and_is_shut_out(cast: Cast) -> None:
    ids = build_leads(cast, cast.seller)
    _, secret = create_token(cast.seller_actor, name="报表", scope="read", expires_on=clock.today())
    outcome = deactivate_person(cast.admin_actor, cast.seller.pk, records_to=cast.other_seller.pk, reason="离职")
    assert outcome.records == 3
    assert owners(ids) == {(cast.other_seller.pk, cast.other_team.pk)}
    assert visible_ids("leads", cast.other_seller_actor, ids) == set(ids)
    leaver = Person.objects.get(pk=cast.seller.pk)
    assert not leaver.is_active
    assert actor_of_token(secret) is None
    assert ApiToken.objects.get().revoked_at is not None
    done = Operation.objects.get(pk=outcome.operation_id)
    assert (done.verb, done.reason, done.rows) == ("people.hand_over", "离职", 4)
    assert describe(done, "zh-CN") == "停用 林小满，记录交给 王若溪"


def test_without_a_receiver_records_stay(cast: Cast) -> None:
    ids = build_leads(cast, cast.seller)
    assert deactivate_person(cast.admin_actor, cast.seller.pk).records == 0
    assert owners(ids) == {(cast.seller.pk, cast.team.pk)}


def test_a_handover_is_undone_as_a_whole(cast: Cast) -> None:
    ids = build_leads(cast, cast.seller)
    outcome = deactivate_person(cast.admin_actor, cast.seller.pk, records_to=cast.other_seller.pk)
    assert outcome.operation_id is not None
    undo_operation(cast.admin_actor, find_target(cast.admin_actor, outcome.operation_id))
    assert owners(ids) == {(cast.seller.pk, cast.team.pk)}
    assert Person.objects.get(pk=cast.seller.pk).is_active


def test_refused_departures_change_nothing(cast: Cast) -> None:
    ids = build_leads(cast, cast.seller)
    admin = cast.admin_actor
    before = Change.objects.count()
    assert code_of(deactivate_person, admin, cast.admin.pk) is ErrorCode.OWN_DEACTIVATION
    assert code_of(deactivate_person, admin, 99_999) is ErrorCode.NOT_FOUND
    assert code_of(deactivate_person, cast.team_lead_actor, cast.seller.pk) is ErrorCode.FORBIDDEN
    to_self = code_of(deactivate_person, admin, cast.seller.pk, records_to=cast.seller.pk)
    assert to_self is ErrorCode.INVALID_VALUE
    assert code_of(deactivate_person, admin, cast.seller.pk, records_to=99_999) is ErrorCode.NOT_FOUND
    gone = build_person("孙未央", "sunweiyang", unit=cast.team, role="seller", active=False)
    assert code_of(deactivate_person, admin, cast.seller.pk, records_to=gone.pk) is ErrorCode.NOT_FOUND
    assert Change.objects.count() == before
    assert owners(ids) == {(cast.seller.pk, cast.team.pk)}
    assert Person.objects.get(pk=cast.seller.pk).is_active


def test_when_shutting_out_is_refused_the_records_stay_too(cast: Cast) -> None:
    manager = build_person("沈知微", "shenzhiwei", unit=cast.region, role="regional_manager")
    above = build_person("叶长安", "yechangan", unit=cast.team, role="head_office")
    ids = build_leads(cast, above)
    refused = code_of(deactivate_person, cast.actor(manager), above.pk, records_to=cast.seller.pk)
    assert refused is ErrorCode.ROLE_TOO_HIGH
    assert owners(ids) == {(above.pk, cast.team.pk)}
    assert Person.objects.get(pk=above.pk).is_active


def test_records_come_along_to_another_unit(cast: Cast) -> None:
    ids = build_leads(cast, cast.seller)
    assert visible_ids("leads", cast.team_lead_actor, ids) == set(ids)
    outcome = move_person(cast.admin_actor, cast.seller.pk, unit_id=cast.other_team.pk, records="along")
    assert outcome.records == 3
    assert owners(ids) == {(cast.seller.pk, cast.other_team.pk)}
    assert cast.seller_actor.unit_id == cast.other_team.pk
    assert visible_ids("leads", cast.team_lead_actor, ids) == set()
    assert visible_ids("leads", cast.seller_actor, ids) == set(ids)


def test_records_that_stay_stay_with_the_old_team(cast: Cast) -> None:
    ids = build_leads(cast, cast.seller)
    outcome = move_person(cast.admin_actor, cast.seller.pk, unit_id=cast.other_team.pk, records="stay")
    assert outcome.records == 0
    assert owners(ids) == {(cast.seller.pk, cast.team.pk)}
    assert visible_ids("leads", cast.team_lead_actor, ids) == set(ids)


def test_refused_moves(cast: Cast) -> None:
    manager = cast.actor(build_person("沈知微", "shenzhiwei", unit=cast.region, role="regional_manager"))
    away = code_of(move_person, manager, cast.seller.pk, unit_id=cast.dealer.pk, records="stay")
    assert away is ErrorCode.NOT_FOUND
    nowhere = code_of(move_person, cast.admin_actor, cast.seller.pk, unit_id=99_999, records="stay")
    assert nowhere is ErrorCode.NOT_FOUND
    outside = code_of(move_person, manager, cast.admin.pk, unit_id=cast.team.pk, records="stay")
    assert outside is ErrorCode.NOT_FOUND
    seller = code_of(move_person, cast.seller_actor, cast.seller.pk, unit_id=cast.other_team.pk, records="stay")
    assert seller is ErrorCode.FORBIDDEN
    assert cast.seller_actor.unit_id == cast.team.pk


def test_people_added_by_hand_sign_in_at_once(cast: Cast) -> None:
    role_id = Role.objects.get(key="seller").pk
    facts = {"name": "顾清晨", "unit_id": cast.team.pk, "role_id": role_id}
    made = add_person(SYSTEM, username="GuQingChen", password="夜航船-记事-0617", **facts)
    person = Person.objects.get(pk=made)
    assert person.check_password("夜航船-记事-0617")
    assert cast.actor(person).role_key == "seller"
    weak = code_of(add_person, SYSTEM, username="another", password="short", **facts)
    assert weak is ErrorCode.WEAK_PASSWORD
    taken = code_of(add_person, SYSTEM, username="guqingchen", password="夜航船-记事-0617", **facts)
    assert taken is ErrorCode.NOT_UNIQUE
    sellers = code_of(add_person, cast.seller_actor, username="third", password="夜航船-记事-0617", **facts)
    assert sellers is ErrorCode.FORBIDDEN
    assert Person.objects.filter(name="顾清晨").count() == 1
