"""Collisions ruled on: who came first, what a ruling does and keeps, who may appeal and is told."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from genjin.followups.log import FollowupDraft, log_followup
from genjin.followups.rulings.evidence import load_case
from genjin.followups.rulings.verbs import appeal, pass_up, rule_on_collision
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.duplicates.lookalikes import ask_manager
from genjin.leads.duplicates.models import CollisionRequest
from genjin.leads.models import Lead
from genjin.notices.models import Notice
from genjin.tables.records.query import Query, fetch_page
from tests.cast import Cast, build_person
from tests.selling_setting import NOW, new_lead, undo, wall

pytestmark = pytest.mark.usefixtures("defaults")
COMPANY = "湖州东岭茶业有限公司"


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with clock.fixed(NOW):
        yield


@pytest.fixture
def colleague(cast: Cast) -> Actor:
    """Another seller of the seller's own team."""
    return cast.actor(build_person("顾清晨", "guqingchen", unit=cast.team, role="seller"))


def contact(actor: Actor, lead: int, at: str, outcome: str = "recontact") -> None:
    log_followup(actor, lead, FollowupDraft(method="phone", summary="谈过", at=at, outcome=outcome))


def asked(actor: Actor, company: str = COMPANY) -> int:
    return ask_manager(actor, {"company": company}, "展会上认识的")


def refused(code: ErrorCode, action: object, *args: object) -> None:
    with pytest.raises(AppError) as error:
        action(*args)  # type: ignore[operator]
    assert error.value.code is code


def told(person: int) -> list[str]:
    return list(
        Notice.objects.filter(person_id=person, withdrawn_at=None).order_by("id").values_list("kind", flat=True)
    )


def test_who_had_the_first_contact_that_reached_the_customer_stands_first(cast: Cast, colleague: Actor) -> None:
    with clock.fixed(wall("2026-01-05 09:00")):
        older = new_lead(colleague, COMPANY)
    with clock.fixed(wall("2026-02-02 09:00")):
        first = new_lead(cast.seller_actor, "湖州东岭茶业")
    contact(colleague, older, "2026-01-06 10:00", "unreachable")
    contact(colleague, older, "2026-02-20 10:00")
    contact(cast.seller_actor, first, "2026-02-03 10:00")
    contact(cast.seller_actor, first, "2026-02-10 10:00")
    case = load_case(cast.team_lead_actor, asked(cast.seller_actor))
    assert [c.card.id for c in case.claims] == [first, older]
    assert [c.is_askers for c in case.claims] == [True, False]
    assert case.claims[1].contacts is not None and case.claims[1].contacts.count == 1
    assert case.claims[0].protected_until == wall("2026-05-11 10:00")
    assert case.claims[1].is_protected(clock.now()) and case.hidden == 0


def test_a_lead_nobody_reached_is_protected_from_its_assignment_on(cast: Cast, colleague: Actor) -> None:
    with clock.fixed(wall("2025-11-01 09:00")):
        new_lead(colleague, COMPANY)
    (claim,) = load_case(cast.team_lead_actor, asked(cast.seller_actor)).claims
    assert claim.protected_until == wall("2026-01-30 09:00")
    assert not claim.is_protected(clock.now())


def test_a_ruling_gives_the_lead_keeps_its_basis_tells_both_and_can_be_undone(cast: Cast, colleague: Actor) -> None:
    lead = new_lead(colleague, COMPANY)
    request = asked(cast.seller_actor)
    assert told(cast.team_lead.pk) == ["collisions.to_rule"]
    done = rule_on_collision(cast.team_lead_actor, request, "asker", lead, "先在展会上谈的")
    row, owner = CollisionRequest.objects.get(pk=request), Lead.objects.get(pk=lead).owner_id
    assert (row.state, row.ruling, row.against_id, owner) == ("answered", "asker", colleague.id, cast.seller.pk)
    basis = json.loads(row.basis or "")
    assert basis["protection_days"] == 90 and basis["claims"][0]["owner"] == colleague.id
    assert "collisions.asker" in told(cast.seller.pk)
    assert colleague.id is not None and told(colleague.id) == ["collisions.asker"]
    undo(cast.team_lead_actor, done)
    assert Lead.objects.get(pk=lead).owner_id == colleague.id
    assert CollisionRequest.objects.get(pk=request).state == "open"


def test_who_lost_the_lead_appeals_once_and_the_unit_above_decides_for_good(cast: Cast, colleague: Actor) -> None:
    lead = new_lead(colleague, COMPANY)
    request = asked(cast.seller_actor)
    rule_on_collision(cast.team_lead_actor, request, "asker", lead, "先谈的")
    appeal(colleague, request, "我去年就拜访过")
    row = CollisionRequest.objects.get(pk=request)
    assert (row.state, row.appealed_by_id, row.unit_id) == ("appealed", colleague.id, cast.region.pk)
    refused(ErrorCode.ALREADY_RULED, appeal, colleague, request, "再说一次")
    manager = cast.actor(build_person("秦江月", "qinjiangyue", unit=cast.region, role="regional_manager"))
    assert Lead.objects.get(pk=lead).owner_id == cast.seller.pk
    rule_on_collision(manager, request, "keeps", lead, "拜访在先，还给顾清晨")
    assert CollisionRequest.objects.get(pk=request).state == "final"
    assert Lead.objects.get(pk=lead).owner_id == colleague.id
    refused(ErrorCode.ALREADY_RULED, appeal, colleague, request, "还是不服")
    refused(ErrorCode.ALREADY_RULED, rule_on_collision, manager, request, "none", None, "又想了想")


def test_leads_out_of_sight_are_counted_and_passed_up(cast: Cast) -> None:
    theirs = new_lead(cast.other_seller_actor, COMPANY)
    request = asked(cast.seller_actor)
    case = load_case(cast.team_lead_actor, request)
    assert (case.claims, case.hidden) == ((), 1)
    refused(ErrorCode.BAD_REQUEST, rule_on_collision, cast.team_lead_actor, request, "asker", theirs, "给他")
    manager = cast.actor(build_person("秦江月", "qinjiangyue", unit=cast.region, role="regional_manager"))
    pass_up(cast.team_lead_actor, request)
    assert manager.id is not None and told(manager.id) == ["collisions.to_rule"]
    assert [c.card.id for c in load_case(manager, request).claims] == [theirs]


def test_sellers_neither_rule_nor_see_the_questions_of_others(cast: Cast, colleague: Actor) -> None:
    lead = new_lead(colleague, COMPANY)
    request = asked(cast.seller_actor)
    refused(ErrorCode.FORBIDDEN, rule_on_collision, cast.seller_actor, request, "asker", lead, "我的")
    refused(ErrorCode.NOT_FOUND, load_case, colleague, request)
    refused(ErrorCode.NOT_FOUND, appeal, colleague, request, "不服")
    refused(ErrorCode.REQUIRED, rule_on_collision, cast.team_lead_actor, request, "asker", lead, " ")
    assert fetch_page("collision_requests", colleague, Query()).rows == []
    rule_on_collision(cast.team_lead_actor, request, "keeps", lead, "已在跟")
    assert [r["id"] for r in fetch_page("collision_requests", colleague, Query()).rows] == [request]
    assert load_case(colleague, request).claims[0].card.id == lead
