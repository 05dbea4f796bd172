"""The five people of the sample team and the units they work in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from genjin.kernel.actor import SYSTEM
from genjin.people.actor import PersonActor, actor_for
from genjin.people.credentials import new_password
from genjin.people.models import Person, Role, Unit
from genjin.tables.ledger.operation import single

# What each is good at, by sign-in name: rules of assignment go by it.
_PROFILES: dict[str, dict[str, str]] = {
    "linxiaotang": {"seniority": "senior", "industries": "机械制造、自动化设备、流体控制", "regions": "江苏、上海"},
    "zhouqiming": {"seniority": "new", "regions": "安徽、山东"},
    "liangyian": {"seniority": "senior", "industries": "汽车零部件、电气、电子", "regions": "浙江"},
    "hezhiyuan": {"seniority": "new", "regions": "福建、江西"},
}
# name, sign-in name, role, index into _UNITS
_MEMBERS = (
    ("沈若川", "shenruochuan", "regional_manager", 0),
    ("林晓棠", "linxiaotang", "senior_seller", 1),
    ("周启明", "zhouqiming", "seller", 1),
    ("梁以安", "liangyian", "senior_seller", 2),
    ("何知远", "hezhiyuan", "seller", 2),
)
_UNITS = (("华东大区", Unit.Kind.REGION), ("销售一组", Unit.Kind.TEAM), ("销售二组", Unit.Kind.TEAM))


@dataclass(frozen=True, slots=True)
class Team:
    """manager leads the region, sellers own the leads. logins: (name, sign-in name, password), new each time."""

    manager: PersonActor
    sellers: tuple[PersonActor, ...]
    logins: tuple[tuple[str, str, str], ...]


def make_team() -> Team:
    """Creates units and people below the head office, with generated passwords."""
    root = Unit.objects.filter(deleted_at=None).order_by("pk").first()
    roles = dict(Role.objects.filter(deleted_at=None).values_list("key", "pk"))
    taken = set(Person.objects.values_list("username", flat=True))
    logins: list[tuple[str, str, str]] = []
    with single(SYSTEM, verb="sample.team", table="people", via="setup", reason="示例团队") as writer:
        (region,) = writer.create(
            "units", [{"name": _UNITS[0][0], "kind": _UNITS[0][1].value, "parent": root.pk if root else None}]
        )
        teams = writer.create("units", [{"name": n, "kind": k.value, "parent": region} for n, k in _UNITS[1:]])
        places = [region, *teams]
        drafts = []
        for name, wanted, role, place in _MEMBERS:
            username = wanted if wanted not in taken else f"{wanted}-{secrets.token_hex(2)}"
            logins.append((name, username, new_password(username)))
            drafts.append(
                {
                    "name": name,
                    "username": username,
                    "unit": places[place],
                    "role": roles[role],
                    "joined_at": writer.now,
                    **_PROFILES.get(wanted, {}),
                }
            )
        ids = writer.create("people", drafts)
        hashed = [make_password(password) for _, _, password in logins]
        writer.derive("people", {i: {"password": h} for i, h in zip(ids, hashed, strict=True)})
    people = Person.objects.in_bulk(ids)
    actors = [actor_for(people[i]) for i in ids]
    return Team(actors[0], tuple(actors[1:]), tuple(logins))
