"""The people who ask: persons of each reach, as actors and as signed-in browsers inside this process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson
from django.test import Client

from genjin.kernel import clock
from genjin.leads.models import Lead
from genjin.people.actor import PersonActor, actor_for
from genjin.people.models import Person, Role

_BACKEND = "django.contrib.auth.backends.ModelBackend"
REACHES = {"own": "seller", "team": "team_lead", "region": "regional_manager", "all": "head_office"}


@dataclass(frozen=True, slots=True)
class Reader:
    """One person; `post` and `get` go through the whole of the product but the socket."""

    person: Person
    actor: PersonActor
    client: Client

    def post(self, path: str, body: Any) -> Any:
        answer = self.client.post(f"/api/v1{path}", orjson.dumps(body), content_type="application/json")
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code} {answer.content[:300]!r}")
        return answer.content

    def get(self, path: str, **query: Any) -> Any:
        answer = self.client.get(f"/api/v1{path}", query)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code} {answer.content[:300]!r}")
        return answer.content


@lru_cache(maxsize=8)
def readers(reach: str, count: int = 12) -> tuple[Reader, ...]:
    """Up to `count` persons of that reach."""
    people = Person.objects.filter(role_id=role_of(REACHES[reach]), deleted_at=None).order_by("pk")[:count]
    return tuple(reader_of(p) for p in people)


def rows_of(reader: Reader) -> list[int]:
    """Some of the leads the person owns."""
    return list(Lead.objects.filter(owner_id=reader.actor.id).order_by("pk").values_list("pk", flat=True)[:200])


def role_of(key: str) -> int:
    """The row of a shipped role."""
    return Role.objects.get(key=key).pk


def reader_of(person: Person) -> Reader:
    """The person as an actor and as a signed-in browser."""
    client = Client()
    client.force_login(person, backend=_BACKEND)
    session = client.session
    session["seen"] = clock.now().isoformat()
    session.save()
    return Reader(person, actor_for(person), client)
