"""Name and password → a session; too many wrong ones → a pause. Counting is django-axes' work."""

from __future__ import annotations

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from django.contrib.auth import authenticate
from django.http import HttpRequest

from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.models import Person, normal_username
from genjin.people.sessions import begin_session


def sign_in(request: HttpRequest, username: str, password: str) -> Person:
    """Begins a session for the person with this name and password.

    Raises: wrong_login (401; the same for an unknown name, a wrong password and a deactivated person),
    locked_out (429) with `minutes` to wait.
    """
    credentials = {"username": normal_username(username)}
    if not AxesProxyHandler.is_allowed(request, credentials):
        raise locked_out()
    person = authenticate(request, password=password, **credentials)
    if isinstance(person, Person):
        begin_session(request, person)
        return person
    locked = not AxesProxyHandler.is_allowed(request, credentials)
    # Axes would answer with a page of its own in place of ours.
    request.axes_locked_out = False  # type: ignore[attr-defined]
    raise locked_out() if locked else AppError(ErrorCode.WRONG_LOGIN, 401)


def locked_out() -> AppError:
    """What a locked-out person is told."""
    pause = get_cool_off()
    return AppError(ErrorCode.LOCKED_OUT, 429, minutes=max(1, round(pause.total_seconds() / 60)) if pause else 0)
