"""Shapes of the answers that more than one people route gives."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from django.http import HttpRequest
from django.middleware.csrf import get_token

from genjin.kernel import clock
from genjin.kernel.actor import ACTIONS
from genjin.kernel.words import pick_language
from genjin.people.actor import PersonActor
from genjin.people.models import Person, Role
from genjin.people.queries import list_role_rights, organisation, role_name
from genjin.people.rights import dump_access
from genjin.people.schemas import AccessOut, Named, PersonFacts, RoleFacts, RoleRights, Session, StoodIn, TableRights
from genjin.people.working.absences import last_days
from genjin.tables.definition import list_tables
from genjin.tables.ledger.position import current_position


def show_session(request: HttpRequest, actor: PersonActor, *, job_id: int | None = None) -> Session:
    """Who is signed in, and what they may do."""
    house = organisation()
    return Session(
        person=_person(actor),
        organisation=house.name,
        tables={d.key: _rights(actor, d.key) for d in list_tables()},
        sample=house.is_sample,
        csrf=get_token(request),
        job_id=job_id,
        position=current_position(),
        version=_version(),
        zone=str(clock.ORGANISATION_ZONE),
        stands_in_for=_stood_in(actor),
    )


def _stood_in(actor: PersonActor) -> list[StoodIn]:
    """Whom the person stands in for, and until when."""
    if not actor.stands_in_for:
        return []
    names = dict(Person.objects.filter(pk__in=actor.stands_in_for).values_list("pk", "name"))
    last = last_days(clock.today())
    return [StoodIn(id=pk, label=names.get(pk, ""), last=last.get(pk)) for pk in actor.stands_in_for]


def show_rights(role: Role, language: str, *, operation: int | None = None) -> RoleRights:
    """The role's rights on every table, with the tables' labels."""
    tables = {
        d.key: AccessOut(label=d.words.in_language(language), **dump_access(access))
        for d, access in list_role_rights(role)
    }
    facts = RoleFacts(id=role.pk, key=role.key, name=role_name(role, language))
    return RoleRights(role=facts, is_admin=role.is_admin, operation=operation, tables=tables)


def reader_language(request: HttpRequest) -> str:
    """The language of somebody who is not signed in."""
    return pick_language(request.headers.get("Accept-Language"))


def _person(actor: PersonActor) -> PersonFacts:
    person = Person.objects.get(pk=actor.id)
    role = Role.objects.filter(pk=actor.role_id or 0).first()
    return PersonFacts(
        id=person.pk,
        name=person.name,
        username=person.username,
        unit=None if actor.unit_id is None else Named(id=actor.unit_id, name=actor.unit_name or ""),
        role=None if role is None else RoleFacts(id=role.pk, key=role.key, name=role_name(role, actor.language)),
        language=actor.language,
        theme=person.theme,
        is_admin=actor.is_admin,
    )


def _rights(actor: PersonActor, table: str) -> TableRights:
    access = actor.access(table)
    # The literal types of the schema repeat the kernel's closed lists; a test compares them.
    return TableRights.model_validate(
        {"actions": [a for a in ACTIONS if a in access.actions], "reach": access.reach.value}
    )


def _version() -> str:
    try:
        return version("genjin")
    except PackageNotFoundError:
        return "0"
