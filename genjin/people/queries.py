"""Reading about people: pickers, the session's facts, a role's rights table by table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from genjin.kernel import clock
from genjin.kernel.actor import Reach, TableAccess
from genjin.kernel.errors import not_found
from genjin.kernel.words import Words
from genjin.people.actor import PersonActor, parse_path
from genjin.people.models import Organisation, Person, Role, Unit
from genjin.people.rights import FULL_ACCESS, NO_ACCESS, read_access
from genjin.people.working.absences import last_days, load_absences
from genjin.tables.definition import TableDefinition, list_tables

MAX_FOUND = 50


@dataclass(frozen=True, slots=True)
class FoundPerson:
    id: int
    label: str
    unit: str | None


def find_people(actor: PersonActor, text: str, limit: int = 20) -> list[FoundPerson]:
    """Active colleagues whose name (also in pinyin or initials) or sign-in name matches; by name, at most 50.

    Colleagues are those of one's own house: a dealer's people find each other, everybody else finds everybody
    outside the dealers. Whoever sees further in `people` finds further.
    """
    typed = " ".join(text.split()).lower()
    people = _colleagues(actor).filter(active=True, deleted_at=None)
    if typed:
        squeezed = typed.replace(" ", "").replace("'", "")
        people = people.filter(
            Q(name__icontains=typed)
            | Q(name_key__startswith=squeezed)
            | Q(name_initials__startswith=squeezed)
            | Q(username__startswith=squeezed)
        )
    found = people.order_by("name_key", "pk").values_list("pk", "name", "unit_id")[: max(1, min(limit, MAX_FOUND))]
    rows = list(found)
    units = dict(Unit.objects.filter(pk__in={u for _, _, u in rows if u}).values_list("pk", "name"))
    return [FoundPerson(pk, name, units.get(unit_id) if unit_id else None) for pk, name, unit_id in rows]


@dataclass(frozen=True, slots=True)
class Away:
    """Who is away today, until when, and who acts for them; None when nobody does."""

    id: int
    label: str
    until: date
    stand_in_id: int | None
    stand_in: str | None


def list_away(actor: PersonActor) -> list[Away]:
    """Colleagues who are away today, by name: shared by all of a house. Why they are away is not told."""
    day = clock.today()
    book, until = load_absences(day), last_days(day)
    away = _colleagues(actor).filter(active=True, deleted_at=None, pk__in=until).order_by("name_key", "pk")
    instead = {pk: book.stand_in(pk) for pk in until}
    names = dict(Person.objects.filter(pk__in={who for who in instead.values() if who}).values_list("pk", "name"))
    return [
        Away(pk, name, until[pk], instead[pk], names.get(instead[pk] or 0))
        for pk, name in away.values_list("pk", "name")
    ]


def find_role(role_id: int) -> Role:
    """Raises not_found."""
    role = Role.objects.filter(pk=role_id, deleted_at=None).first()
    if role is None:
        raise not_found("role")
    return role


def list_role_rights(role: Role) -> list[tuple[TableDefinition, TableAccess]]:
    """The role's rights on every table there is."""
    return [
        (d, FULL_ACCESS if role.is_admin else read_access(role.rights[d.key]) if d.key in role.rights else NO_ACCESS)
        for d in list_tables()
    ]


def role_name(role: Role, language: str) -> str:
    """The role's name as its team has worded it; the English one where there is one."""
    return Words(role.name, role.name_en or role.name).in_language(language)


def organisation() -> Organisation:
    """The installation's own row; an empty one before first run."""
    return Organisation.objects.filter(pk=1).first() or Organisation(pk=1)


def _colleagues(actor: PersonActor) -> QuerySet[Person]:
    everybody = Person.objects.all()
    if actor.is_admin or actor.access("people").reach is Reach.ALL:
        return everybody
    if actor.role_id is None:
        return everybody.filter(pk=actor.id)
    dealers = Unit.objects.filter(kind=Unit.Kind.DEALER, deleted_at=None).values_list("pk", "path")
    houses = {pk: parse_path(path) for pk, path in dealers}
    own = next((pk for pk in reversed(actor.unit_path) if pk in houses), None)
    inside = Unit.objects.filter(deleted_at=None)
    if own is not None:
        return everybody.filter(unit_id__in=inside.filter(path__contains=f"/{own}/").values("pk"))
    for pk in houses:
        inside = inside.exclude(path__contains=f"/{pk}/")
    reach = Q(unit_id__in=inside.values("pk")) | Q(unit_id=None)
    if actor.access("people").reach is Reach.SUBTREE:
        reach |= Q(unit_id__in=actor.subtree_ids)
    return everybody.filter(reach)
