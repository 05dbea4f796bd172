"""One's own calendar link over HTTP: whether there is one, a new one, none any more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Router, Schema, Status

from genjin.automation.calendar.links import end_link, find_link, renew_link
from genjin.people.access import SIGNED_IN, request_actor

router = Router(tags=["calendar feed"], auth=SIGNED_IN)


class CalendarOut(Schema):
    """active: whether a link works. read_at: when a program last read it."""

    active: bool
    hint: str
    created_at: datetime | None
    read_at: datetime | None


class CalendarMade(Schema):
    """url: in this answer and nowhere else."""

    url: str


@router.get("/calendar-link", response=CalendarOut)
def link(request: HttpRequest) -> dict[str, Any]:
    """Whether one's plans can be read by a calendar program."""
    found = find_link(request_actor(request).id)
    if found is None:
        return {"active": False, "hint": "", "created_at": None, "read_at": None}
    return {"active": True, "hint": found.hint, "created_at": found.created_at, "read_at": found.read_at}


@router.post("/calendar-link", response=CalendarMade)
def renew(request: HttpRequest) -> dict[str, str]:
    """A new secret address; the former stops working at once."""
    secret = renew_link(request_actor(request))
    base = settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")
    return {"url": f"{base}/calendar/{secret}.ics"}


@router.delete("/calendar-link", response={204: None})
def end(request: HttpRequest) -> Status[None]:
    """Ends the address at once."""
    end_link(request_actor(request))
    return Status(204, None)
