"""The secret address of a person's calendar: made, renewed, ended, found again."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from genjin.automation.models import CalendarLink
from genjin.kernel import clock
from genjin.people.actor import PersonActor, actor_of
from genjin.people.credentials import hash_secret, new_secret
from genjin.people.rules import check_in_person

PREFIX = "gjc"
READ_EVERY = timedelta(minutes=10)


def find_link(person_id: int) -> CalendarLink | None:
    """The person's link that works, if there is one."""
    return CalendarLink.objects.filter(person_id=person_id, ended_at=None).first()


def renew_link(actor: PersonActor) -> str:
    """A new secret, which is not kept and never shown again; the former ends. Raises forbidden for a program."""
    check_in_person(actor.token_scope, "calendar")
    secret = new_secret(PREFIX)
    with transaction.atomic():
        end_link(actor)
        CalendarLink.objects.create(
            person_id=actor.id, token_hash=hash_secret(secret), hint=secret[-4:], created_at=clock.now()
        )
    return secret


def end_link(actor: PersonActor) -> None:
    """Ends the person's link at once, if there is one."""
    check_in_person(actor.token_scope, "calendar")
    CalendarLink.objects.filter(person_id=actor.id, ended_at=None).update(ended_at=clock.now())


def reader_of(secret: str) -> PersonActor | None:
    """Whose calendar this is, as they are now; None for an unknown or ended link, or somebody deactivated."""
    link = CalendarLink.objects.filter(token_hash=hash_secret(secret), ended_at=None).first()
    if link is None:
        return None
    now = clock.now()
    if link.read_at is None or now - link.read_at > READ_EVERY:
        CalendarLink.objects.filter(pk=link.pk).update(read_at=now)
    return actor_of(link.person_id)
