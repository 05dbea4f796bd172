"""What one chose about notices, over HTTP: read, and changed in parts."""

from __future__ import annotations

import re
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.jobs.mailing import can_send
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.working_clock import format_minutes
from genjin.notices.choices import Times, Ways, choose_times, choose_ways, chosen_kinds, load_choices
from genjin.notices.models import Robot
from genjin.people.access import SIGNED_IN, request_actor
from genjin.people.actor import PersonActor
from genjin.people.models import Person
from genjin.people.rules import check_in_person

router = Router(tags=["notices"], auth=SIGNED_IN)
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class KindChoice(Schema):
    """digest: whether it can wait for the morning; what is told at its own time cannot."""

    key: str
    name: str
    urgent: bool
    digest: bool
    mail: Literal["now", "digest", "off"]
    robot: bool


class TimesChoice(Schema):
    """Times of day as `8:30`. digest_at: empty for no digest. remind_before: minutes, 0 for none."""

    quiet: Literal["work", "hours", "none"]
    quiet_from: str
    quiet_to: str
    digest_at: str | None
    remind_before: int = Field(ge=0, le=1440)


class ChoicesOut(Schema):
    """email: where mails go, empty when the person has no address. robots: whether there is any group robot."""

    kinds: list[KindChoice]
    times: TimesChoice
    email: str | None
    mail_ready: bool
    robots: bool


class WaysIn(Schema):
    mail: Literal["now", "digest", "off"]
    robot: bool


class ChoicesIn(Schema):
    """ways: by kind; what is left out stays as it is."""

    ways: dict[str, WaysIn] = {}
    times: TimesChoice | None = None


@router.get("/notices/choices", response=ChoicesOut)
def choices(request: HttpRequest) -> dict[str, Any]:
    """By which ways each kind reaches one, and when."""
    return _show(request_actor(request))


@router.patch("/notices/choices", response=ChoicesOut)
def choose(request: HttpRequest, body: ChoicesIn) -> dict[str, Any]:
    """Changes one's own choices; in person, not with a token."""
    actor = request_actor(request)
    check_in_person(actor.token_scope, "notices")
    choose_ways(actor.id, {key: Ways(ways.mail, ways.robot) for key, ways in body.ways.items()})
    if body.times is not None:
        choose_times(actor.id, _read_times(body.times))
    return _show(actor)


def _show(actor: PersonActor) -> dict[str, Any]:
    book = load_choices([actor.id])
    times = book.times_of(actor.id)
    kinds = [
        {
            "key": kind.key,
            "name": kind.name.in_language(actor.language),
            "urgent": kind.urgent,
            "digest": not kind.own_time,
            "mail": book.ways_of(actor.id, kind).mail,
            "robot": book.ways_of(actor.id, kind).robot,
        }
        for kind in chosen_kinds()
    ]
    return {
        "kinds": kinds,
        "times": {
            "quiet": times.quiet,
            "quiet_from": format_minutes(times.quiet_from),
            "quiet_to": format_minutes(times.quiet_to),
            "digest_at": None if times.digest_at is None else format_minutes(times.digest_at),
            "remind_before": times.remind_before,
        },
        "email": Person.objects.filter(pk=actor.id).values_list("email", flat=True).first() or None,
        "mail_ready": can_send(),
        "robots": Robot.objects.filter(active=True, deleted_at=None).exists(),
    }


def _read_times(times: TimesChoice) -> Times:
    return Times(
        quiet=times.quiet,
        quiet_from=_minutes(times.quiet_from),
        quiet_to=_minutes(times.quiet_to),
        digest_at=None if not times.digest_at else _minutes(times.digest_at),
        remind_before=times.remind_before,
    )


def _minutes(text: str) -> int:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise AppError(ErrorCode.INVALID_VALUE, value=text[:20])
    return int(found[1]) * 60 + int(found[2])
