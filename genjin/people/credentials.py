"""Secrets: how they are made, hashed and judged. Never stored or logged in clear."""

from __future__ import annotations

import hashlib
import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.models import Person

MAX_PASSWORD = 500


def new_secret(prefix: str) -> str:
    """A fresh secret of 192 bits, `<prefix>_<43 letters>`, recognisable by scanners for leaked keys."""
    return f"{prefix}_{secrets.token_urlsafe(24)}"


def new_password(username: str) -> str:
    """A random password of twelve letters, digits, - and _ that `check_password_strength` takes.

    One in some thousands happens to be called too similar to the sign-in name: then another is drawn.
    """
    while True:
        drawn = secrets.token_urlsafe(9)
        try:
            check_password_strength(drawn, username=username)
        except AppError:
            continue
        return drawn


def hash_secret(secret: str) -> str:
    """Hex SHA-256. Enough for random secrets, which nobody can guess; passwords go through argon2."""
    return hashlib.sha256(secret.encode()).hexdigest()


def check_password_strength(password: str, *, username: str) -> None:
    """At least ten characters, not a common one, not like the sign-in name. Raises weak_password, too_long.

    The error's `why` lists the codes of what is wrong.
    """
    if len(password) > MAX_PASSWORD:
        raise AppError(ErrorCode.TOO_LONG, field="password", limit=MAX_PASSWORD, length=len(password))
    try:
        validate_password(password, Person(username=username))
    except ValidationError as problems:
        why = sorted(str(p.code) for p in problems.error_list)
        raise AppError(ErrorCode.WEAK_PASSWORD, why=why, field="password") from None
