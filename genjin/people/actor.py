"""A person as the engine's `Actor`: rights from the role, reach from the organisation tree, read afresh per request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from genjin.jobs.queue import JobContext
from genjin.kernel import clock
from genjin.kernel.actor import Reach, TableAccess
from genjin.kernel.errors import forbidden, not_found
from genjin.kernel.words import LANGUAGES, Language
from genjin.people.models import Person, Role, Unit
from genjin.people.rights import FULL_ACCESS, NO_ACCESS, read_access, read_only
from genjin.people.working.absences import load_absences

TokenScope = Literal["read", "write"]


@dataclass(frozen=True, slots=True)
class PersonActor:
    """Implements `kernel.actor.Actor` for one person at one moment.

    unit_path: ids from the root to the person's unit; empty without a unit.
    token_scope: set when a program acts with the person's token; `read` leaves no action on any table.
    """

    id: int
    name: str
    unit_id: int | None
    unit_name: str | None
    unit_path: tuple[int, ...]
    subtree_ids: tuple[int, ...]
    supervised_ids: tuple[int, ...]
    language: Language
    role_id: int | None
    role_key: str | None
    level: int
    is_admin: bool
    tables: Mapping[str, TableAccess] = field(default_factory=dict)
    token_scope: TokenScope | None = None
    stands_in_for: tuple[int, ...] = ()

    @property
    def via(self) -> str:
        """How this actor's own verbs enter the ledger: programs as `api`, people as `panel`."""
        return "panel" if self.token_scope is None else "api"

    def access(self, table: str) -> TableAccess:
        """Rights on `table`; a table unknown to the role gives no rights, except to administrators."""
        found = FULL_ACCESS if self.is_admin else self.tables.get(table, NO_ACCESS)
        return read_only(found) if self.token_scope == "read" else found


def actor_for(person: Person, *, token_scope: TokenScope | None = None) -> PersonActor:
    """The person as an actor: three queries, for the role, the units, and who is away."""
    role = Role.objects.filter(pk=person.role_id, deleted_at=None).first() if person.role_id else None
    tables = {} if role is None else {table: read_access(stored) for table, stored in role.rights.items()}
    overseen = _supervised_reach(role, tables)
    units = _units(person.unit_id, everything=overseen is Reach.ALL)
    # Thousands of units come along for those who oversee everything: their paths are searched, not taken apart.
    subtree = tuple(u.id for u in units if f"/{person.unit_id}/" in u.path)
    own = next((u for u in units if u.id == person.unit_id), None)
    return PersonActor(
        id=person.pk,
        name=person.name,
        unit_id=None if own is None else own.id,
        unit_name=None if own is None else own.name,
        unit_path=() if own is None else parse_path(own.path),
        subtree_ids=subtree,
        supervised_ids=_supervised(overseen, own, subtree, units),
        language=person.language if person.language in LANGUAGES else "zh-CN",
        role_id=None if role is None else role.pk,
        role_key=None if role is None else role.key,
        level=0 if role is None else role.level,
        is_admin=role is not None and role.is_admin,
        tables=tables,
        token_scope=token_scope,
        stands_in_for=load_absences(clock.today()).stood_in_by(person.pk),
    )


def actor_of(person_id: int) -> PersonActor | None:
    """The active person with this id as an actor, for jobs and event streams; None when gone or deactivated."""
    person = Person.objects.filter(pk=person_id, active=True, deleted_at=None).first()
    return None if person is None else actor_for(person)


def actor_of_job(job: JobContext) -> PersonActor:
    """Who asked for the job, with the rights they have now. Raises not_found when gone or deactivated."""
    actor = actor_of(job.actor_id) if job.actor_id is not None else None
    if actor is None:
        raise not_found("people")
    return actor


def check_administrator(actor: PersonActor, action: str) -> None:
    """Raises forbidden unless the actor is an administrator acting in person or with a `write` token."""
    if not actor.is_admin or actor.token_scope == "read":
        raise forbidden(action, "people")


@dataclass(frozen=True, slots=True)
class _UnitRow:
    id: int
    name: str
    path: str


def _units(unit_id: int | None, *, everything: bool) -> Sequence[_UnitRow]:
    if unit_id is None and not everything:
        return ()
    found = Unit.objects.filter(deleted_at=None)
    if not everything:
        found = found.filter(path__contains=f"/{unit_id}/")
    rows = found.order_by("pk").values_list("pk", "name", "path")
    return [_UnitRow(pk, name, path or "") for pk, name, path in rows]


def parse_path(path: str | None) -> tuple[int, ...]:
    """`/1/4/9/` → (1, 4, 9)."""
    return tuple(int(part) for part in (path or "").split("/") if part)


def _supervised_reach(role: Role | None, tables: Mapping[str, TableAccess]) -> Reach:
    """How far a supervising role oversees: as far as it sees in `people`. NONE for roles that supervise nobody."""
    if role is None or not role.supervises:
        return Reach.NONE
    return Reach.ALL if role.is_admin else tables.get("people", NO_ACCESS).reach


def _supervised(
    reach: Reach, own: _UnitRow | None, subtree: tuple[int, ...], units: Sequence[_UnitRow]
) -> tuple[int, ...]:
    if reach is Reach.ALL:
        return tuple(u.id for u in units)
    if reach is Reach.SUBTREE:
        return subtree
    return (own.id,) if reach is Reach.TEAM and own is not None else ()
