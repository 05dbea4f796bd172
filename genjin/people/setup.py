"""First run: who may do it, and what it makes. Open while nobody exists (design.md, first run)."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from typing import Any, Literal

from django.contrib.auth.hashers import make_password
from django.db import transaction

from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.actor import PersonActor, actor_for
from genjin.people.credentials import check_password_strength, hash_secret, new_secret
from genjin.people.default_roles import ADMINISTRATOR, SHIPPED_ROLES, ShippedRole
from genjin.people.models import Organisation, Person, Role, Unit
from genjin.people.placing import read_username
from genjin.people.rules import is_loopback
from genjin.tables.ledger.operation import Writer, single

Start = Literal["import", "sample", "empty"]
# Runs after the administrator exists; the id of a job it started, if any.
SetupStep = Callable[[PersonActor, Start], int | None]

TOKEN_PREFIX = "setup"
_steps: list[SetupStep] = []


def on_setup(step: SetupStep) -> None:
    """Registers what an upper module does at first run: its default settings, the sample team."""
    _steps.append(step)


def is_setup_open() -> bool:
    """Whether nobody exists yet."""
    return not Person.objects.exists()


def issue_setup_token() -> str | None:
    """A fresh one-time token for `genjin serve` to print; None when first run is over. Older tokens end."""
    if not is_setup_open():
        return None
    token = new_secret(TOKEN_PREFIX)
    Organisation.objects.update_or_create(pk=1, defaults={"setup_token_hash": hash_secret(token)})
    return token


def needs_token(meta: Mapping[str, str], host: str) -> bool:
    """Whether first run asks this request for the token: all but those from this very machine."""
    return not is_loopback(meta, host)


def check_setup_open() -> None:
    """Raises setup_done (409)."""
    if not is_setup_open():
        raise AppError(ErrorCode.SETUP_DONE, 409)


def check_setup_token(token: str) -> None:
    """Raises setup_token (403) unless it is the token printed last."""
    stored = Organisation.objects.filter(pk=1).values_list("setup_token_hash", flat=True).first()
    if not stored or not hmac.compare_digest(stored, hash_secret(token)):
        raise AppError(ErrorCode.SETUP_TOKEN, 403)


def set_up(*, organisation: str, name: str, username: str, password: str, start: Start) -> tuple[Person, int | None]:
    """`create_administrator`, then every registered step; all or nothing. Answers the last job started, too."""
    job_id: int | None = None
    with transaction.atomic():
        person = create_administrator(organisation=organisation, name=name, username=username, password=password)
        actor = actor_for(person)
        for step in _steps:
            job_id = step(actor, start) or job_id
    return person, job_id


def create_administrator(*, organisation: str, name: str, username: str, password: str) -> Person:
    """The organisation, its head office, the shipped roles and the first person, in one operation.

    Raises: setup_done, required, invalid_username, weak_password. Nothing is kept of a refused attempt.
    """
    for field, typed in (("organisation", organisation), ("name", name)):
        if not typed.strip():
            raise AppError(ErrorCode.REQUIRED, field=field)
    wanted = read_username(username, None)
    check_password_strength(password, username=wanted)
    hashed = make_password(password)
    Organisation.objects.get_or_create(pk=1)
    facts = {"verb": "people.create_administrator", "table": "people", "via": "setup", "args": {"name": name.strip()}}
    with single(SYSTEM, **facts) as writer:
        _claim(organisation.strip()[:100])
        seed_missing_roles(writer)
        role_id = Role.objects.values_list("pk", flat=True).get(key=ADMINISTRATOR)
        unit = {"name": organisation.strip()[:100], "kind": Unit.Kind.HEAD_OFFICE.value}
        (unit_id,) = writer.create("units", [unit])
        cells = {"name": name.strip()[:100], "username": wanted, "unit": unit_id, "role": role_id}
        (person_id,) = writer.create("people", [{**cells, "joined_at": writer.now}])
        writer.derive("people", {person_id: {"password": hashed}})
    return Person.objects.get(pk=person_id)


def seed_roles() -> None:
    """Adds shipped roles, and tables new in this version to shipped roles, as one operation. Safe to repeat."""
    with single(SYSTEM, verb="people.seed_roles", table="roles", via="system") as writer:
        seed_missing_roles(writer)


def seed_missing_roles(writer: Writer) -> None:
    """A table a team has set, even to nothing, keeps what it has."""
    there = {role.key: role for role in Role.objects.exclude(key=None)}
    fresh = [(i, shipped) for i, shipped in enumerate(SHIPPED_ROLES) if shipped.key not in there]
    if fresh:
        writer.create("roles", [_role_cells(shipped, position) for position, shipped in fresh])
    for shipped in SHIPPED_ROLES:
        role = there.get(shipped.key)
        if role is not None and set(shipped.rights) - set(role.rights):
            writer.set("roles", {role.pk: {"rights": {**shipped.rights, **role.rights}}})


def _claim(name: str) -> None:
    """Makes this attempt the only one: of two at once, the second finds first run over."""
    open_row = Organisation.objects.filter(pk=1, setup_at=None)
    if not open_row.update(name=name, setup_at=clock.now(), setup_token_hash=None):
        raise AppError(ErrorCode.SETUP_DONE, 409)


def _role_cells(shipped: ShippedRole, position: int) -> dict[str, Any]:
    return {
        "key": shipped.key,
        "name": shipped.name.zh,
        "name_en": shipped.name.en,
        "description": shipped.description.zh,
        "level": shipped.level,
        "supervises": shipped.supervises,
        "is_admin": shipped.is_admin,
        "rights": shipped.rights,
        "position": position,
    }
