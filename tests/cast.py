"""The five people of all tests, in one small organisation, and builders for more.

    总部 ── 华东大区 ── 销售一组 (周岚 leads, 林小满 sells)
                    └─ 销售二组 (王若溪 sells)
          └ 杭州经销商
陈思远 administers everything; 赵一鸣 has an account but no role.

Use the fixture: `from tests.cast import cast  # noqa: F401`, or name `tests.cast` in `pytest_plugins`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from genjin.kernel.pinyin import pinyin_initials, pinyin_key
from genjin.people.actor import PersonActor, actor_for
from genjin.people.default_roles import SHIPPED_ROLES
from genjin.people.models import Organisation, Person, Role, Unit

PASSWORD = "测试口令-远山-1947"
BEGIN = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """Persons and units by their part in the tests. `actor(person)` is read afresh at each call."""

    head_office: Unit
    region: Unit
    team: Unit
    other_team: Unit
    dealer: Unit
    admin: Person
    team_lead: Person
    seller: Person
    other_seller: Person
    no_role: Person

    @property
    def everybody(self) -> tuple[Person, ...]:
        return (self.admin, self.team_lead, self.seller, self.other_seller, self.no_role)

    @staticmethod
    def actor(person: Person) -> PersonActor:
        return actor_for(Person.objects.get(pk=person.pk))

    @property
    def admin_actor(self) -> PersonActor:
        return self.actor(self.admin)

    @property
    def team_lead_actor(self) -> PersonActor:
        return self.actor(self.team_lead)

    @property
    def seller_actor(self) -> PersonActor:
        return self.actor(self.seller)

    @property
    def other_seller_actor(self) -> PersonActor:
        return self.actor(self.other_seller)

    @property
    def no_role_actor(self) -> PersonActor:
        return self.actor(self.no_role)


def build_roles() -> dict[str, Role]:
    """All shipped roles as rows, by key; those already there are kept."""
    for position, shipped in enumerate(SHIPPED_ROLES):
        values = {
            "name": shipped.name.zh,
            "name_en": shipped.name.en,
            "description": shipped.description.zh,
            "level": shipped.level,
            "supervises": shipped.supervises,
            "is_admin": shipped.is_admin,
            "rights": shipped.rights,
            "position": position,
            "created_at": BEGIN,
            "updated_at": BEGIN,
        }
        Role.objects.get_or_create(key=shipped.key, defaults=values)
    return {role.key: role for role in Role.objects.exclude(key=None) if role.key}


def build_unit(name: str, parent: Unit | None = None, *, kind: str = "team") -> Unit:
    """A unit below `parent`, with its path."""
    unit = Unit.objects.create(
        name=name, kind=kind, parent_id=None if parent is None else parent.pk, created_at=BEGIN, updated_at=BEGIN
    )
    unit.path = f"{'/' if parent is None else parent.path}{unit.pk}/"
    unit.unit_id, unit.name_key = unit.pk, pinyin_key(name)
    unit.save()
    return unit


def build_person(name: str, username: str, *, unit: Unit | None = None, role: str | None = None, **more: Any) -> Person:
    """A person who has joined and signs in with PASSWORD. role: the key of a shipped role."""
    person = Person.objects.create(
        name=name,
        username=username,
        password=_hashed(),
        unit_id=None if unit is None else unit.pk,
        role_id=None if role is None else build_roles()[role].pk,
        joined_at=BEGIN,
        created_at=BEGIN,
        updated_at=BEGIN,
        **more,
    )
    person.owner_id = person.pk
    person.name_key, person.name_initials = pinyin_key(name), pinyin_initials(name)
    person.save()
    return person


def build_cast() -> Cast:
    """The whole organisation of the module's first lines."""
    Organisation.objects.create(pk=1, name="云锦机电", setup_at=BEGIN)
    head_office = build_unit("总部", kind="head_office")
    region = build_unit("华东大区", head_office, kind="region")
    team, other_team = build_unit("销售一组", region), build_unit("销售二组", region)
    dealer = build_unit("杭州经销商", head_office, kind="dealer")
    return Cast(
        head_office=head_office,
        region=region,
        team=team,
        other_team=other_team,
        dealer=dealer,
        admin=build_person("陈思远", "chensiyuan", unit=head_office, role="administrator"),
        team_lead=build_person("周岚", "zhoulan", unit=team, role="team_lead"),
        seller=build_person("林小满", "linxiaoman", unit=team, role="seller"),
        other_seller=build_person("王若溪", "wangruoxi", unit=other_team, role="seller"),
        no_role=build_person("赵一鸣", "zhaoyiming"),
    )


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


@lru_cache(maxsize=1)
def _hashed() -> str:
    return make_password(PASSWORD)
