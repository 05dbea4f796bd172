"""What follows from writing people, units and roles, in the same transaction: checks of new rows, derived places.

These also run when an operation is undone, so the rules that must never break (an administrator remains, nobody is
left in a unit or role that is gone) are checked here a last time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.people.authority import authority_of
from genjin.people.models import Organisation, Person, Role, Unit
from genjin.people.placing import administrators, read_username
from genjin.people.rights_events import affects_rights, announce_rights
from genjin.people.tree import refresh_paths
from genjin.tables.ledger.operation import Writer

Draft = dict[str, Any]


def fill_people(actor: Actor, writer: Writer, drafts: list[Draft]) -> None:
    """New people land in the actor's unit unless told otherwise. Raises role_too_high, not_found, not_unique."""
    authority = authority_of(actor)
    for draft in drafts:
        if draft.get("unit") is None and not authority.everywhere:
            draft["unit"] = actor.unit_id
        authority.check_unit(draft.get("unit"))
        role_id = draft.get("role")
        if role_id is not None:
            role = Role.objects.filter(pk=role_id, deleted_at=None).first()
            if role is None:
                raise not_found("role")
            authority.check_role(role)
        if draft.get("username") is not None:
            draft["username"] = read_username(draft["username"], None)


def fill_units(actor: Actor, writer: Writer, drafts: list[Draft]) -> None:
    """New units hang below the actor's own unless told otherwise. Raises not_found for a parent out of reach."""
    authority = authority_of(actor, "units")
    for draft in drafts:
        if draft.get("parent") is None and not authority.everywhere:
            draft["parent"] = actor.unit_id
        authority.check_unit(draft.get("parent"))


def follow_people(writer: Writer, table: str, ids: Sequence[int], changed: frozenset[str]) -> None:
    """Stamps the person's own id as owner; checks that an administrator remains; tells the event streams."""
    fresh = Person.objects.filter(pk__in=ids, owner_id=None).values_list("pk", flat=True)
    writer.derive(table, {pk: {"owner_id": pk} for pk in fresh})
    if not affects_rights(table, changed):
        return
    if "role" in changed:
        _check_roles_given(writer.actor, ids)
    # Locked, so that two administrators who demote each other at once come one after the other.
    house = Organisation.objects.select_for_update().filter(setup_at__isnull=False).first()
    if house is not None and not administrators():
        raise AppError(ErrorCode.LAST_ADMINISTRATOR, 409)
    announce_rights(ids)


def follow_units(writer: Writer, table: str, ids: Sequence[int], changed: frozenset[str]) -> None:
    """Keeps paths; a unit goes to the trash only when nobody and nothing hangs on it. Raises in_use, unit_cycle."""
    if "" in changed:
        gone = list(Unit.objects.filter(pk__in=ids, deleted_at__isnull=False).values_list("pk", flat=True))
        _check_unused("unit", Person.objects.filter(unit_id__in=gone, deleted_at=None).count())
        _check_unused("unit", Unit.objects.filter(parent_id__in=gone, deleted_at=None).count())
    refresh_paths(writer)
    if affects_rights(table, changed):
        announce_rights(None)


def follow_roles(writer: Writer, table: str, ids: Sequence[int], changed: frozenset[str]) -> None:
    """A role goes to the trash only when nobody has it; changed rights reach the event streams. Raises in_use."""
    if "" in changed:
        gone = list(Role.objects.filter(pk__in=ids, deleted_at__isnull=False).values_list("pk", flat=True))
        _check_unused("role", Person.objects.filter(role_id__in=gone, deleted_at=None).count())
    if affects_rights(table, changed):
        announce_rights(None)


def _check_roles_given(actor: Actor, ids: Sequence[int]) -> None:
    authority = authority_of(actor)
    given = Person.objects.filter(pk__in=ids, role_id__isnull=False).values_list("role_id", flat=True)
    for role in Role.objects.filter(pk__in=set(given)):
        authority.check_role(role)


def _check_unused(what: str, count: int) -> None:
    if count:
        raise AppError(ErrorCode.IN_USE, 409, what=what, count=count)
