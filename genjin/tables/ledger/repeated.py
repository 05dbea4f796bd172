"""What a repeated request has already made: a client that got no answer asks again under the same key."""

from __future__ import annotations

from genjin.kernel.actor import Actor
from genjin.tables.models import Operation


def find_repeated(actor: Actor, client_key: str | None, verb: str | None = None) -> Operation | None:
    """The actor's operation under this key; None for a first request and for one without a key. verb: of this only."""
    if not client_key:
        return None
    found = Operation.objects.filter(client_key=client_key, actor_id=actor.id)
    return (found if verb is None else found.filter(verb=verb)).first()
