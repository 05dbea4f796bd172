"""Signed-in browsers: beginning, keeping, listing and ending them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user, login, logout, update_session_auth_hash
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from genjin.kernel import clock
from genjin.kernel.errors import not_found
from genjin.people.models import Person, PersonSession

SEEN_EVERY = timedelta(minutes=5)
_SEEN = "seen"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def begin_session(request: HttpRequest, person: Person) -> None:
    """Signs `person` in with a fresh session key and notes the browser."""
    before = request.session.session_key
    login(request, person, backend=_BACKEND)
    if before is not None:
        # Django keeps the key when the same person signs in again; a fresh sign-in gets a fresh key.
        if request.session.session_key == before:
            request.session.cycle_key()
        PersonSession.objects.filter(session_key=before).delete()
    now = clock.now()
    request.session[_SEEN] = now.isoformat()
    request.session.save()
    _forget_expired(person.pk, now)
    PersonSession.objects.update_or_create(
        session_key=_key(request.session),
        defaults={
            "person_id": person.pk,
            "agent": request.headers.get("User-Agent", "")[:200],
            "ip": request.META.get("REMOTE_ADDR", "")[:45],
            "created_at": now,
            "last_seen": now,
        },
    )


def touch_session(request: HttpRequest) -> None:
    """Notes at most every five minutes that the browser is in use, which also prolongs its session."""
    now = clock.now()
    seen = request.session.get(_SEEN)
    if seen is not None and now - datetime.fromisoformat(seen) < SEEN_EVERY:
        return
    request.session[_SEEN] = now.isoformat()
    PersonSession.objects.filter(session_key=_key(request.session)).update(
        last_seen=now, ip=request.META.get("REMOTE_ADDR", "")[:45]
    )


def renew_session(request: HttpRequest, person: Person) -> None:
    """Keeps this browser signed in, under a fresh key, after its person's password has changed."""
    before = _key(request.session)
    update_session_auth_hash(request, person)
    request.session.save()
    PersonSession.objects.filter(session_key=before).update(session_key=_key(request.session))


def end_own_session(request: HttpRequest) -> None:
    """Signs out."""
    PersonSession.objects.filter(session_key=_key(request.session)).delete()
    logout(request)


def list_sessions(person_id: int) -> list[PersonSession]:
    """The person's live sessions, last used first."""
    oldest = clock.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return list(PersonSession.objects.filter(person_id=person_id, last_seen__gte=oldest).order_by("-last_seen", "-pk"))


def end_session(person_id: int, session_id: int) -> None:
    """Ends one of the person's sessions at once. Raises not_found for anybody else's."""
    found = PersonSession.objects.filter(pk=session_id, person_id=person_id).first()
    if found is None:
        raise not_found("session")
    _end([found.session_key])


def end_sessions(person_id: int, *, keep: str | None = None) -> int:
    """Ends all of the person's sessions but the one with key `keep`; answers how many."""
    keys = PersonSession.objects.filter(person_id=person_id).exclude(session_key=keep or "")
    found = list(keys.values_list("session_key", flat=True))
    _end(found)
    return len(found)


def person_of_session(session_key: str) -> Person | None:
    """Who is signed in with this cookie value, for streams that run outside Django's request cycle."""
    request = HttpRequest()
    request.session = SessionStore(session_key)
    found = get_user(request)
    return found if isinstance(found, Person) else None


def _end(keys: list[str]) -> None:
    Session.objects.filter(session_key__in=keys).delete()
    PersonSession.objects.filter(session_key__in=keys).delete()


def _forget_expired(person_id: int, now: datetime) -> None:
    Session.objects.filter(expire_date__lt=now).delete()
    oldest = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    PersonSession.objects.filter(person_id=person_id, last_seen__lt=oldest).delete()


def _key(session: SessionBase) -> str:
    return session.session_key or ""
