"""Links with which an invited person chooses name and password, and with which one who forgot gets back in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.people.actor import PersonActor, actor_for
from genjin.people.authority import authority_of
from genjin.people.credentials import check_password_strength, hash_secret, new_secret
from genjin.people.models import Invitation, Person, Role, Unit
from genjin.people.placing import check_over, read_username
from genjin.people.rules import INVITATION_LIFE, check_invitation
from genjin.people.sessions import end_sessions
from genjin.tables.ledger.operation import single
from genjin.tables.scope.predicate import check_action, visible_ids

PREFIX = "inv"


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """What the opened link shows. joined: the link is a way back in for somebody who already has a sign-in name."""

    name: str
    username: str | None
    unit: str | None
    role: Role | None
    expires_at: datetime
    joined: bool


def invite_person(
    actor: PersonActor, *, name: str, unit_id: int | None, role_id: int | None, username: str | None = None
) -> tuple[int, str]:
    """A new person who has not joined yet, and the secret of their link; valid for seven days.

    Raises: forbidden, required, not_found (unit or role, or out of reach), role_too_high, not_unique.
    """
    check_action("people", actor, "create")
    if not name.strip():
        raise AppError(ErrorCode.REQUIRED, field="name")
    if unit_id is not None and not Unit.objects.filter(pk=unit_id, deleted_at=None).exists():
        raise not_found("unit")
    cells = {"name": name.strip()[:100], "unit": unit_id, "role": role_id, "username": username or None}
    with single(actor, verb="people.invite", table="people", via=actor.via, args={"name": cells["name"]}) as writer:
        (person_id,) = writer.create("people", [cells])
        secret = _issue(person_id, actor.id)
    return person_id, secret


def renew_invitation(actor: PersonActor, person_id: int) -> str:
    """A fresh link for somebody who lost theirs or forgot the password; earlier links end.

    Raises: forbidden, not_found (out of scope or deactivated), role_too_high.
    """
    check_action("people", actor, "edit")
    found = Person.objects.filter(pk=person_id, active=True, deleted_at=None)
    name = found.values_list("name", flat=True).first()
    if name is None or not visible_ids("people", actor, [person_id], "edit"):
        raise not_found("person")
    check_over(authority_of(actor), person_id)
    # No cell changes, but who opened this door stands in the history.
    with single(actor, verb="people.renew_invitation", table="people", via=actor.via, args={"name": name}) as writer:
        writer.operation.ensure_row()
        return _issue(person_id, actor.id)


def read_invitation(secret: str) -> InvitationFacts:
    """Raises invitation_unknown, invitation_used, invitation_expired."""
    invitation, person = _find(secret)
    unit = Unit.objects.filter(pk=person.unit_id or 0).values_list("name", flat=True).first()
    role = Role.objects.filter(pk=person.role_id or 0, deleted_at=None).first()
    return InvitationFacts(
        name=person.name,
        username=person.username,
        unit=unit,
        role=role,
        expires_at=invitation.expires_at,
        joined=person.joined_at is not None,
    )


def accept_invitation(secret: str, *, username: str, password: str) -> Person:
    """Sets sign-in name (first time only) and password; ends the person's other links and sessions.

    Raises: invitation_unknown, invitation_used, invitation_expired; required, invalid_username, not_unique;
    weak_password.
    """
    invitation, person = _find(secret)
    name = person.username if person.joined_at is not None and person.username else None
    wanted = name or read_username(username or person.username, person.pk)
    check_password_strength(password, username=wanted)
    hashed = make_password(password)
    with single(actor_for(person), verb="people.accept_invitation", table="people", via="panel") as writer:
        writer.operation.ensure_row()
        _use(invitation, writer.now)
        cells = {"username": wanted, **({} if person.joined_at else {"joined_at": writer.now})}
        writer.set("people", {person.pk: cells})
        writer.derive("people", {person.pk: {"password": hashed}})
        end_sessions(person.pk)
    return Person.objects.get(pk=person.pk)


def _issue(person_id: int, actor_id: int | None) -> str:
    now = clock.now()
    Invitation.objects.filter(person_id=person_id, used_at=None, withdrawn_at=None).update(withdrawn_at=now)
    secret = new_secret(PREFIX)
    Invitation.objects.create(
        token_hash=hash_secret(secret),
        person_id=person_id,
        created_at=now,
        created_by_id=actor_id,
        expires_at=now + INVITATION_LIFE,
    )
    return secret


def _find(secret: str) -> tuple[Invitation, Person]:
    invitation = Invitation.objects.filter(token_hash=hash_secret(secret)).first()
    if invitation is None:
        raise AppError(ErrorCode.INVITATION_UNKNOWN, 404)
    person = Person.objects.filter(pk=invitation.person_id, active=True, deleted_at=None).first()
    check_invitation(
        expires_at=invitation.expires_at,
        used=invitation.used_at is not None,
        withdrawn=invitation.withdrawn_at is not None or person is None,
        now=clock.now(),
    )
    assert person is not None
    return invitation, person


def _use(invitation: Invitation, now: datetime) -> None:
    """Of two acceptances at once, the second one is told that the link has been used."""
    if not Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None).update(used_at=now):
        raise AppError(ErrorCode.INVITATION_USED, 409)
    Invitation.objects.filter(person_id=invitation.person_id, used_at=None).update(withdrawn_at=now)
