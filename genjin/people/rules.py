"""What people verbs may do, as pure decisions: values in, an error or nothing out."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from genjin.kernel.errors import AppError, ErrorCode, forbidden, not_found

INVITATION_LIFE = timedelta(days=7)
TOKEN_LIFE_DAYS = 366
MAX_TREE_DEPTH = 12

_USERNAME = re.compile(r"[\w.@+-]{2,60}")
_PROXY_HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def check_username(username: str) -> None:
    """Letters of any script, digits and . @ + - _; 2 to 60 of them. Raises invalid_username."""
    if not _USERNAME.fullmatch(username):
        raise AppError(ErrorCode.INVALID_USERNAME, field="username", value=username[:60])


def check_role_grant(*, actor_level: int, actor_is_admin: bool, role_level: int, role_is_admin: bool) -> None:
    """Nobody hands out more than they hold. Raises role_too_high."""
    if actor_is_admin:
        return
    if role_is_admin or role_level > actor_level:
        raise AppError(ErrorCode.ROLE_TOO_HIGH, 403)


def check_administrator_remains(leaving: Collection[int], administrators: Collection[int]) -> None:
    """Somebody must be left who can give rights back. Raises last_administrator.

    administrators: ids of all active persons who can sign in and administer.
    """
    if administrators and not set(administrators) - set(leaving):
        raise AppError(ErrorCode.LAST_ADMINISTRATOR, 409)


def check_parent(unit_id: int, parent_path: tuple[int, ...]) -> None:
    """A unit never hangs below itself, and the tree stays readable. Raises unit_cycle, limit."""
    if unit_id in parent_path:
        raise AppError(ErrorCode.UNIT_CYCLE, 409)
    if len(parent_path) >= MAX_TREE_DEPTH:
        raise AppError(ErrorCode.LIMIT, what="units", limit=MAX_TREE_DEPTH)


def check_within(actor_units: Collection[int], unit_id: int | None, *, everywhere: bool) -> None:
    """People are only placed where the actor reaches. Raises not_found, as for a unit that does not exist."""
    if not everywhere and unit_id not in actor_units:
        raise not_found("unit")


def check_invitation(*, expires_at: datetime, used: bool, withdrawn: bool, now: datetime) -> None:
    """Raises invitation_used, invitation_unknown (withdrawn ones look never made) or invitation_expired."""
    if withdrawn:
        raise AppError(ErrorCode.INVITATION_UNKNOWN, 404)
    if used:
        raise AppError(ErrorCode.INVITATION_USED, 409)
    if now >= expires_at:
        raise AppError(ErrorCode.INVITATION_EXPIRED, 410)


def check_token_expiry(expires_on: date, today: date) -> None:
    """Between today and a year ahead. Raises invalid_expiry."""
    if not today <= expires_on <= today + timedelta(days=TOKEN_LIFE_DAYS):
        raise AppError(ErrorCode.INVALID_EXPIRY, field="expires_on", value=expires_on.isoformat())


def is_loopback(meta: Mapping[str, str], host: str) -> bool:
    """Whether a request surely comes from this very machine.

    A proxy on the machine forwards strangers from 127.0.0.1, and a rebound DNS name lets a web page reach it:
    forwarding headers or a host name other than the machine's own therefore count as "from elsewhere".
    """
    if any(meta.get(header) for header in _PROXY_HEADERS):
        return False
    return _is_local_address(meta.get("REMOTE_ADDR", "")) and _is_local_host(host)


def _is_local_address(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _is_local_host(host: str) -> bool:
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return name == "localhost" or _is_local_address(name.strip("[]"))


def check_own_deactivation(actor_id: int | None, person_id: int) -> None:
    """Nobody locks the door behind themselves by mistake. Raises own_deactivation."""
    if actor_id == person_id:
        raise AppError(ErrorCode.OWN_DEACTIVATION, 409)


def check_in_person(token_scope: str | None, action: str) -> None:
    """Account keys (password, sessions, tokens) are changed in person only. Raises forbidden for any token."""
    if token_scope is not None:
        raise forbidden(action, "people")
