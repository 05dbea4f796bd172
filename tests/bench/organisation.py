"""The organisation of the bench: 300 people in 30 units of three regions, and two custom fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any

from django.contrib.auth.hashers import make_password

from genjin.kernel import clock
from genjin.kernel.pinyin import pinyin_initials, pinyin_key
from genjin.people.actor import actor_for
from genjin.people.models import Person, Role, Unit
from genjin.people.setup import set_up
from genjin.sample import words
from genjin.tables.records.custom_columns import add_column, change_column

PEOPLE = 300
TEAMS = (9, 9, 8)
REGIONS = ("华东大区", "华南大区", "华北大区")
PASSWORD = "压测口令-远山-1947"
ADMINISTRATOR = "guanliyuan"


@dataclass(frozen=True, slots=True)
class Organisation:
    """sellers: (person id, unit id). indexed, plain: keys of the custom fields."""

    sellers: tuple[tuple[int, int], ...]
    indexed: str
    plain: str


def build_organisation() -> Organisation:
    """Creates everybody in an empty installation whose defaults are seeded."""
    admin, _ = set_up(
        organisation="云岭装备集团", name="管理员", username=ADMINISTRATOR, password=PASSWORD, start="empty"
    )
    roles = dict(Role.objects.exclude(key=None).values_list("key", "pk"))
    root = Unit.objects.get(pk=admin.unit_id)
    now = clock.now()
    places: list[tuple[str, Unit]] = [("head_office", root), ("marketing", root)]
    teams: list[Unit] = []
    for region_name, count in zip(REGIONS, TEAMS, strict=True):
        region = _unit(region_name, root, "region", now)
        places.append(("regional_manager", region))
        for number in range(1, count + 1):
            team = _unit(f"{region_name[:2]}{number}组", region, "team", now)
            teams.append(team)
            places.append(("team_lead", team))
    while len(places) < PEOPLE - 1:
        places.append(("seller", teams[len(places) % len(teams)]))
    hashed = make_password(PASSWORD)
    drafts = [
        _person(n, name, roles[role], unit, hashed, now)
        for (n, (role, unit)), name in zip(enumerate(places), _names(), strict=False)
    ]
    made = Person.objects.bulk_create(drafts)
    for person in made:
        person.owner_id = person.pk
    Person.objects.bulk_update(made, ["owner_id"], batch_size=100)
    sellers = tuple((p.pk, p.unit_id or 0) for p in made if p.role_id == roles["seller"])
    actor = actor_for(admin)
    indexed = add_column(actor, "leads", "年采购额", "number", {})
    change_column(actor, "leads", indexed.key, indexed=True)
    plain = add_column(actor, "leads", "设备台数", "number", {})
    return Organisation(sellers, indexed.key, plain.key)


def _unit(name: str, parent: Unit, kind: str, now: datetime) -> Unit:
    unit = Unit.objects.create(
        name=name, name_key=pinyin_key(name), kind=kind, parent_id=parent.pk, created_at=now, updated_at=now
    )
    unit.path, unit.unit_id = f"{parent.path}{unit.pk}/", unit.pk
    unit.save(update_fields=["path", "unit_id"])
    return unit


def _person(number: int, name: str, role_id: int, unit: Unit, hashed: str, now: datetime) -> Person:
    facts: dict[str, Any] = {"created_at": now, "updated_at": now, "joined_at": now}
    return Person(
        name=name,
        name_key=pinyin_key(name),
        name_initials=pinyin_initials(name),
        username=f"ceshi{number:03}",
        password=hashed,
        unit_id=unit.pk,
        role_id=role_id,
        **facts,
    )


def _names() -> Iterator[str]:
    for given, surname in product(words.GIVEN, words.SURNAMES):
        yield surname + given
