"""API tokens: keys for programs that act as their person, with an end and a scope."""

from __future__ import annotations

from datetime import date, timedelta

from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.people.actor import PersonActor, TokenScope, actor_for
from genjin.people.credentials import hash_secret, new_secret
from genjin.people.models import ApiToken, Person
from genjin.people.rules import check_in_person, check_token_expiry

PREFIX = "gjt"
MAX_TOKENS = 20
USED_EVERY = timedelta(minutes=10)


def create_token(actor: PersonActor, *, name: str, scope: TokenScope, expires_on: date) -> tuple[ApiToken, str]:
    """A new token and its secret, which is not kept and never shown again.

    Raises: forbidden (a token makes no tokens), required, invalid_expiry, limit (20 live ones).
    """
    check_in_person(actor.token_scope, "create_token")
    label = name.strip()[:60]
    if not label:
        raise AppError(ErrorCode.REQUIRED, field="name")
    check_token_expiry(expires_on, clock.today())
    if len(list_tokens(actor.id)) >= MAX_TOKENS:
        raise AppError(ErrorCode.LIMIT, what="tokens", limit=MAX_TOKENS)
    secret = new_secret(PREFIX)
    token = ApiToken.objects.create(
        person_id=actor.id,
        name=label,
        hint=secret[-4:],
        secret_hash=hash_secret(secret),
        scope=scope,
        created_at=clock.now(),
        expires_on=expires_on,
    )
    return token, secret


def list_tokens(person_id: int) -> list[ApiToken]:
    """The person's tokens that still open something, newest first."""
    return list(
        ApiToken.objects.filter(person_id=person_id, revoked_at=None, expires_on__gte=clock.today()).order_by("-pk")
    )


def revoke_token(actor: PersonActor, token_id: int) -> None:
    """Ends one of the actor's tokens at once. Raises forbidden, not_found for anybody else's."""
    check_in_person(actor.token_scope, "revoke_token")
    own = ApiToken.objects.filter(pk=token_id, person_id=actor.id, revoked_at=None)
    if not own.update(revoked_at=clock.now()):
        raise not_found("token")


def revoke_tokens(person_id: int) -> int:
    """Ends all tokens of a person who leaves; answers how many."""
    return ApiToken.objects.filter(person_id=person_id, revoked_at=None).update(revoked_at=clock.now())


def actor_of_token(secret: str) -> PersonActor | None:
    """Who acts with this secret; None when it is unknown, expired or revoked, or its person cannot sign in."""
    token = ApiToken.objects.filter(secret_hash=hash_secret(secret), revoked_at=None).first()
    if token is None or token.expires_on < clock.today():
        return None
    person = Person.objects.filter(pk=token.person_id, active=True, deleted_at=None).first()
    if person is None:
        return None
    _note_use(token)
    return actor_for(person, token_scope="write" if token.scope == ApiToken.Scope.WRITE else "read")


def _note_use(token: ApiToken) -> None:
    now = clock.now()
    if token.last_used_at is None or now - token.last_used_at >= USED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
