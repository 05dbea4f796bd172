"""A link lets exactly one person in, once, for a week."""

from __future__ import annotations

from datetime import timedelta

import pytest

from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.invitations import accept_invitation, invite_person, read_invitation, renew_invitation
from genjin.people.models import Invitation, Person, Role
from genjin.tables.models import Change, Operation
from tests.cast import PASSWORD, Cast, build_person

NEW_PASSWORD = "夜航船-记事-0617"


def role_id(key: str) -> int:
    return Role.objects.get(key=key).pk


def invite(cast: Cast, name: str = "顾清晨", **more: object) -> tuple[int, str]:
    asked = {"unit_id": cast.team.pk, "role_id": role_id("seller"), **more}
    return invite_person(cast.admin_actor, name=name, **asked)  # type: ignore[arg-type]


def code_of(call: object, *args: object, **more: object) -> ErrorCode:
    with pytest.raises(AppError) as refused:
        call(*args, **more)  # type: ignore[operator]
    return refused.value.code


def test_an_invited_person_joins_with_name_and_password(cast: Cast) -> None:
    person_id, secret = invite(cast)
    facts = read_invitation(secret)
    assert (facts.name, facts.unit, facts.joined) == ("顾清晨", "销售一组", False)
    person = accept_invitation(secret, username="GuQingChen", password=NEW_PASSWORD)
    assert person.pk == person_id
    assert person.username == "guqingchen"
    assert person.check_password(NEW_PASSWORD)
    assert cast.actor(person).access("leads").actions == {"create", "edit"}
    verbs = list(Operation.objects.order_by("id").values_list("verb", "actor_name"))
    assert verbs == [("people.invite", "陈思远"), ("people.accept_invitation", "顾清晨")]


def test_neither_link_nor_password_is_stored_in_clear(cast: Cast) -> None:
    _, secret = invite(cast)
    accept_invitation(secret, username="guqingchen", password=NEW_PASSWORD)
    stored = str([list(m.objects.values()) for m in (Invitation, Operation, Change, Person)])
    assert secret not in stored
    assert NEW_PASSWORD not in stored


def test_a_link_works_once(cast: Cast) -> None:
    _, secret = invite(cast)
    accept_invitation(secret, username="guqingchen", password=NEW_PASSWORD)
    assert code_of(read_invitation, secret) is ErrorCode.INVITATION_USED
    again = code_of(accept_invitation, secret, username="somebody", password=NEW_PASSWORD)
    assert again is ErrorCode.INVITATION_USED


def test_a_link_ends_after_a_week(cast: Cast) -> None:
    _, secret = invite(cast)
    with clock.fixed(clock.now() + timedelta(days=6, hours=23)):
        assert read_invitation(secret).name == "顾清晨"
    with clock.fixed(clock.now() + timedelta(days=7, minutes=1)):
        late = code_of(accept_invitation, secret, username="guqingchen", password=NEW_PASSWORD)
    assert late is ErrorCode.INVITATION_EXPIRED


def test_an_unknown_link_and_a_withdrawn_one_look_alike(cast: Cast) -> None:
    person_id, secret = invite(cast)
    fresh = renew_invitation(cast.admin_actor, person_id)
    assert code_of(read_invitation, "inv_made_up") is ErrorCode.INVITATION_UNKNOWN
    assert code_of(read_invitation, secret) is ErrorCode.INVITATION_UNKNOWN
    assert read_invitation(fresh).name == "顾清晨"


def test_refused_acceptance_leaves_the_link_open(cast: Cast) -> None:
    _, secret = invite(cast)
    weak = code_of(accept_invitation, secret, username="guqingchen", password="12345678")
    assert weak is ErrorCode.WEAK_PASSWORD
    taken = code_of(accept_invitation, secret, username="LinXiaoMan", password=NEW_PASSWORD)
    assert taken is ErrorCode.NOT_UNIQUE
    assert accept_invitation(secret, username="guqingchen", password=NEW_PASSWORD).joined_at is not None


def test_a_forgotten_password_is_replaced_by_a_link_and_the_name_stays(cast: Cast) -> None:
    secret = renew_invitation(cast.admin_actor, cast.seller.pk)
    assert read_invitation(secret).joined
    person = accept_invitation(secret, username="another", password=NEW_PASSWORD)
    assert person.username == "linxiaoman"
    assert person.check_password(NEW_PASSWORD)
    assert not person.check_password(PASSWORD)


def test_sellers_invite_nobody(cast: Cast) -> None:
    refused = code_of(invite_person, cast.seller_actor, name="顾清晨", unit_id=cast.team.pk, role_id=role_id("seller"))
    assert refused is ErrorCode.FORBIDDEN
    assert not Person.objects.filter(name="顾清晨").exists()
    assert code_of(renew_invitation, cast.seller_actor, cast.team_lead.pk) is ErrorCode.FORBIDDEN


def test_a_region_invites_into_its_own_tree_and_no_higher_role(cast: Cast) -> None:
    manager = cast.actor(build_person("沈知微", "shenzhiwei", unit=cast.region, role="regional_manager"))
    person_id, _ = invite_person(manager, name="顾清晨", unit_id=cast.team.pk, role_id=role_id("team_lead"))
    assert Person.objects.get(pk=person_id).unit_id == cast.team.pk
    elsewhere = code_of(invite_person, manager, name="甲", unit_id=cast.dealer.pk, role_id=role_id("seller"))
    assert elsewhere is ErrorCode.NOT_FOUND
    for above in ("administrator", "head_office"):
        too_high = code_of(invite_person, manager, name="乙", unit_id=cast.team.pk, role_id=role_id(above))
        assert too_high is ErrorCode.ROLE_TOO_HIGH
    assert code_of(renew_invitation, manager, cast.admin.pk) is ErrorCode.NOT_FOUND
    assert not Person.objects.filter(name__in=["甲", "乙"]).exists()


def test_a_higher_persons_password_cannot_be_taken_over(cast: Cast) -> None:
    manager = cast.actor(build_person("沈知微", "shenzhiwei", unit=cast.region, role="regional_manager"))
    above = build_person("叶长安", "yechangan", unit=cast.team, role="head_office")
    assert code_of(renew_invitation, manager, above.pk) is ErrorCode.ROLE_TOO_HIGH


@pytest.mark.parametrize("name", ["", "   "])
def test_an_invitation_needs_a_name(cast: Cast, name: str) -> None:
    assert code_of(invite, cast, name) is ErrorCode.REQUIRED


def test_unknown_units_and_roles_are_refused(cast: Cast) -> None:
    assert code_of(invite, cast, unit_id=99_999) is ErrorCode.NOT_FOUND
    assert code_of(invite, cast, role_id=99_999) is ErrorCode.NOT_FOUND


def test_a_deactivated_invitee_does_not_get_in(cast: Cast) -> None:
    person_id, secret = invite(cast)
    Person.objects.filter(pk=person_id).update(active=False)
    refused = code_of(accept_invitation, secret, username="guqingchen", password=NEW_PASSWORD)
    assert refused is ErrorCode.INVITATION_UNKNOWN
