"""What is done to people and roles: leave, move, change rights, password and preferences. Each one operation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from genjin.kernel.actor import SystemActor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.people.actor import PersonActor, check_administrator
from genjin.people.credentials import check_password_strength
from genjin.people.models import Person, Role, Unit
from genjin.people.placing import read_username, set_active_cells, set_unit_cells
from genjin.people.records_of import give_records, restamp_records
from genjin.people.rights import check_access, dump_access
from genjin.people.rules import check_in_person
from genjin.people.sessions import end_sessions
from genjin.tables.definition import CellEdit, Refusal, get_table
from genjin.tables.ledger.operation import operation, single
from genjin.tables.scope.predicate import check_action, visible_ids

Theme = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class PlacingOutcome:
    """records: rows of all tables that went along or over to somebody else."""

    operation_id: int | None
    records: int


def add_person(
    actor: PersonActor | SystemActor, *, name: str, username: str, password: str, unit_id: int, role_id: int
) -> int:
    """Somebody who can sign in at once, without an invitation: for sample teams and scripts. Returns the id.

    Raises: forbidden, invalid_username, not_unique, weak_password, not_found, role_too_high.
    """
    check_action("people", actor, "create")
    wanted = read_username(username, None)
    check_password_strength(password, username=wanted)
    hashed = make_password(password)
    cells = {"name": name.strip()[:100], "username": wanted, "unit": unit_id, "role": role_id}
    with single(actor, verb="people.add", table="people", args={"name": cells["name"]}) as writer:
        (person_id,) = writer.create("people", [{**cells, "joined_at": writer.now}])
        writer.derive("people", {person_id: {"password": hashed}})
    return person_id


def deactivate_person(
    actor: PersonActor, person_id: int, *, records_to: int | None = None, reason: str = ""
) -> PlacingOutcome:
    """Ends a person's access at once and, if asked, gives their records to somebody else.

    Raises: forbidden, not_found, own_deactivation, last_administrator, role_too_high; invalid_value when the
    records would go to the leaver or to somebody deactivated.
    """
    name = _check_editable(actor, person_id)
    args: dict[str, Any] = {"person": person_id, "name": name, "records_to": records_to}
    if records_to is not None:
        args["to"] = _check_receiver(actor, person_id, records_to)
    verb = "people.deactivate" if records_to is None else "people.hand_over"
    # One transaction: nobody is shut out while their records stay behind because a later step was refused.
    with (
        transaction.atomic(),
        operation(actor, verb=verb, table="people", via=actor.via, reason=reason, args=args) as opened,
    ):
        given = 0 if records_to is None else give_records(actor, opened, person_id, records_to)
        with opened.chunk() as writer:
            _raise_first(set_active_cells(actor, writer, [CellEdit(person_id, "active", False)]))
    return PlacingOutcome(opened.id, given)


def move_person(
    actor: PersonActor, person_id: int, *, unit_id: int | None, records: Literal["stay", "along"]
) -> PlacingOutcome:
    """Moves a person to another unit. `along`: their records are stamped with the new unit, `stay`: left as they are.

    Raises: forbidden, not_found (person or unit, or out of reach), role_too_high.
    """
    name = _check_editable(actor, person_id)
    unit = Unit.objects.filter(pk=unit_id, deleted_at=None).first() if unit_id is not None else None
    if unit is None and unit_id is not None:
        raise not_found("unit")
    to = "" if unit is None else unit.name
    args = {"person": person_id, "name": name, "unit": unit_id, "to": to, "records": records}
    with (
        transaction.atomic(),
        operation(actor, verb="people.move", table="people", via=actor.via, args=args) as opened,
    ):
        with opened.chunk() as writer:
            _raise_first(set_unit_cells(actor, writer, [CellEdit(person_id, "unit", {"id": unit_id})]))
        count = restamp_records(opened, person_id, unit_id) if records == "along" else 0
    return PlacingOutcome(opened.id, count)


def set_role_rights(actor: PersonActor, role_id: int, tables: Mapping[str, Mapping[str, Any]]) -> int | None:
    """Replaces the rights of a role on the named tables; other tables keep theirs. Returns the operation's id.

    Raises: forbidden (administrators only), not_found, unknown_table, unknown_column, bad_request; forbidden for the
    administrator role, whose rights are everything.
    """
    check_administrator(actor, "set_rights")
    role = Role.objects.filter(pk=role_id, deleted_at=None).first()
    if role is None:
        raise not_found("role")
    if role.is_admin:
        raise AppError(ErrorCode.FORBIDDEN, 403, action="set_rights", table="roles")
    checked = {
        key: dump_access(check_access(key, raw, (c.id for c in get_table(key).all_columns())))
        for key, raw in tables.items()
    }
    facts = {
        "verb": "roles.set_rights",
        "table": "roles",
        "via": actor.via,
        "args": {"name": role.name, "tables": sorted(checked)},
    }
    with single(actor, **facts) as writer:
        writer.set("roles", {role_id: {"rights": {**role.rights, **checked}}})
    return writer.operation.id


def change_password(actor: PersonActor, *, old: str, new: str, keep_session: str | None) -> Person:
    """Changes one's own password and ends all other sessions.

    Raises: forbidden (with an API token), wrong_password, weak_password.
    """
    check_in_person(actor.token_scope, "change_password")
    person = Person.objects.get(pk=actor.id)
    if not check_password(old, person.password):
        raise AppError(ErrorCode.WRONG_PASSWORD, 403, field="old")
    check_password_strength(new, username=person.username or "")
    hashed = make_password(new)
    with single(actor, verb="people.change_password", table="people", via=actor.via) as writer:
        writer.operation.ensure_row()
        writer.derive("people", {actor.id: {"password": hashed}})
        end_sessions(actor.id, keep=keep_session)
    return Person.objects.get(pk=actor.id)


def set_preferences(actor: PersonActor, *, language: str | None, theme: Theme | None) -> None:
    """One's own language and theme. Raises invalid_value, forbidden for a `read` token."""
    if actor.token_scope == "read":
        check_in_person(actor.token_scope, "set_preferences")
    definition = get_table("people")
    cells: dict[str, str] = {}
    for column, value in (("language", language), ("theme", theme)):
        if value is None:
            continue
        options = {o.key for o in getattr(definition.column(column).field, "options", ())}
        if value not in options:
            raise AppError(ErrorCode.INVALID_VALUE, field=column, value=value[:20])
        cells[column] = value
    if cells:
        with single(actor, verb="people.set_preferences", table="people", via=actor.via) as writer:
            writer.set("people", {actor.id: cells})


def _check_editable(actor: PersonActor, person_id: int) -> str:
    """The person's name. Raises forbidden, not_found."""
    check_action("people", actor, "edit")
    name = Person.objects.filter(pk=person_id).values_list("name", flat=True).first()
    if name is None or not visible_ids("people", actor, [person_id], "edit"):
        raise not_found("person")
    return name


def _check_receiver(actor: PersonActor, person_id: int, records_to: int) -> str:
    """The receiver's name. Raises not_found for people who cannot have records; invalid_value for the leaver."""
    name = Person.objects.filter(pk=records_to, active=True, deleted_at=None).values_list("name", flat=True).first()
    if name is None or not visible_ids("people", actor, [records_to]):
        raise not_found("person")
    if records_to == person_id:
        raise AppError(ErrorCode.INVALID_VALUE, field="records_to", value=name)
    return name


def _raise_first(refused: list[Refusal]) -> None:
    if refused:
        raise refused[0].error
