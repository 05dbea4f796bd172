"""The verbs behind the columns `role`, `unit`, `active` and `username` of people: one rule for grid, panel and API."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.authority import Authority, authority_of
from genjin.people.models import Person, Role, normal_username
from genjin.people.rules import check_administrator_remains, check_own_deactivation, check_username
from genjin.people.sessions import end_sessions
from genjin.people.tokens import revoke_tokens
from genjin.tables.definition import CellEdit, Refusal, get_table
from genjin.tables.ledger.operation import Writer
from genjin.tables.records.context import build_parse_context


def set_role_cells(actor: Actor, writer: Writer, edits: Sequence[CellEdit]) -> list[Refusal]:
    """Gives roles. Refused: a role above the actor's own, given or taken; the last administrator's role."""
    authority = authority_of(actor)
    remaining = _Administrators()

    def place(edit: CellEdit, role_id: int | None) -> None:
        role = Role.objects.filter(pk=role_id, deleted_at=None).first() if role_id is not None else None
        authority.check_role(role)
        check_over(authority, edit.row_id)
        if role is None or not role.is_admin:
            remaining.lose(edit.row_id)
        writer.set("people", {edit.row_id: {"role": role_id}})

    return _each(actor, edits, place)


def set_unit_cells(actor: Actor, writer: Writer, edits: Sequence[CellEdit]) -> list[Refusal]:
    """Moves people; their records stay where they are. Refused: units out of the actor's reach."""
    authority = authority_of(actor)

    def place(edit: CellEdit, unit_id: int | None) -> None:
        authority.check_unit(unit_id)
        check_over(authority, edit.row_id)
        writer.set("people", {edit.row_id: {"unit": unit_id}})

    return _each(actor, edits, place)


def set_active_cells(actor: Actor, writer: Writer, edits: Sequence[CellEdit]) -> list[Refusal]:
    """Deactivates people or takes them back. Refused: oneself, the last administrator, people above oneself."""
    authority = authority_of(actor)
    remaining = _Administrators()

    def place(edit: CellEdit, active: bool | None) -> None:
        check_over(authority, edit.row_id)
        if not active:
            check_own_deactivation(actor.id, edit.row_id)
            remaining.lose(edit.row_id)
            shut_out(edit.row_id)
        writer.set("people", {edit.row_id: {"active": bool(active)}})

    return _each(actor, edits, place)


def set_username_cells(actor: Actor, writer: Writer, edits: Sequence[CellEdit]) -> list[Refusal]:
    """Changes sign-in names. Refused: a name taken by anybody ever, an empty one."""
    authority = authority_of(actor)

    def place(edit: CellEdit, typed: str | None) -> None:
        check_over(authority, edit.row_id)
        writer.set("people", {edit.row_id: {"username": read_username(typed, edit.row_id)}})

    return _each(actor, edits, place)


def read_username(typed: str | None, person_id: int | None) -> str:
    """The sign-in name in its one spelling. Raises required, invalid_username, not_unique."""
    username = normal_username(typed or "")
    if not username:
        raise AppError(ErrorCode.REQUIRED, field="username")
    check_username(username)
    taken = Person.objects.filter(username=username)
    if (taken if person_id is None else taken.exclude(pk=person_id)).exists():
        raise AppError(ErrorCode.NOT_UNIQUE, 409, column="username", value=username)
    return username


def check_over(authority: Authority, person_id: int) -> None:
    """Raises role_too_high when the person's present role is above the actor's own."""
    role_id = Person.objects.filter(pk=person_id).values_list("role_id", flat=True).first()
    authority.check_role(Role.objects.filter(pk=role_id).first() if role_id is not None else None)


def administrators() -> set[int]:
    """Ids of the active persons who administer and have a password to sign in with."""
    roles = Role.objects.filter(is_admin=True, deleted_at=None).values_list("pk", flat=True)
    found = Person.objects.filter(role_id__in=list(roles), active=True, deleted_at=None, joined_at__isnull=False)
    return set(found.values_list("pk", flat=True))


def shut_out(person_id: int) -> None:
    """Ends every session and token of the person."""
    end_sessions(person_id)
    revoke_tokens(person_id)


class _Administrators:
    """The administrators left while an operation takes some away, one by one."""

    def __init__(self) -> None:
        self._ids: Collection[int] = administrators()

    def lose(self, person_id: int) -> None:
        if person_id in self._ids:
            check_administrator_remains([person_id], self._ids)
            self._ids = set(self._ids) - {person_id}


def _each(actor: Actor, edits: Iterable[CellEdit], place: Callable[[CellEdit, Any], None]) -> list[Refusal]:
    """Parses each cell and places it; refusals stand for themselves and stop nobody else's cell."""
    definition = get_table("people")
    context = build_parse_context(actor)
    refused: list[Refusal] = []
    for edit in edits:
        try:
            place(edit, definition.column(edit.column).field.parse(edit.raw, context))
        except AppError as error:
            refused.append(Refusal(edit.row_id, edit.column, error))
    return refused
