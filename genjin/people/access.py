"""From a request to its actor: session cookie with CSRF check, or bearer token. The API's only door."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.actor import PersonActor, actor_for
from genjin.people.models import Person
from genjin.people.sessions import person_of_session, touch_session
from genjin.people.tokens import actor_of_token

_ACTOR = "genjin_actor"


class TokenAuth(HttpBearer):
    """`Authorization: Bearer <token>`. Needs no CSRF token: browsers never add the header by themselves."""

    def authenticate(self, request: HttpRequest, token: str) -> PersonActor:
        actor = actor_of_token(token)
        if actor is None:
            raise AppError(ErrorCode.NOT_SIGNED_IN, 401)
        setattr(request, _ACTOR, actor)
        return actor


class SessionAuth(APIKeyCookie):
    """The session cookie; anything but reading also needs the header X-CSRFToken."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)

    def authenticate(self, request: HttpRequest, key: str | None) -> PersonActor:
        check_same_site(request)
        user = request.user
        if not isinstance(user, Person):
            raise AppError(ErrorCode.NOT_SIGNED_IN, 401)
        touch_session(request)
        actor = actor_for(user)
        setattr(request, _ACTOR, actor)
        return actor


# For NinjaAPI(auth=…): the token first, since it answers nothing when its header is absent.
SIGNED_IN = (TokenAuth(), SessionAuth())


def check_same_site(request: HttpRequest) -> None:
    """Raises csrf (403) when a writing request does not carry the token of our own page."""
    if check_csrf(request) is not None:
        raise AppError(ErrorCode.CSRF, 403)


def request_actor(request: HttpRequest) -> PersonActor:
    """Who asks, worked out once per request. Raises not_signed_in (401), csrf (403)."""
    found = getattr(request, _ACTOR, None)
    if isinstance(found, PersonActor):
        return found
    actor = TokenAuth()(request) or SessionAuth()(request)
    if not isinstance(actor, PersonActor):
        raise AppError(ErrorCode.NOT_SIGNED_IN, 401)
    return actor


def actor_of_headers(cookie: str, authorization: str) -> PersonActor | None:
    """Who opens a stream, from the two raw header values; reading only, hence without CSRF check."""
    scheme, _, secret = authorization.partition(" ")
    if scheme.lower() == "bearer" and secret:
        return actor_of_token(secret.strip())
    key = _session_key(cookie)
    person = person_of_session(key) if key else None
    return None if person is None else actor_for(person)


def _session_key(cookie: str) -> str | None:
    try:
        morsel = SimpleCookie(cookie).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return None
    return None if morsel is None else morsel.value
