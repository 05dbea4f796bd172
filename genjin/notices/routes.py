"""One's own notices over HTTP: read, count, mark, put off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from genjin.notices.choice_routes import router as choices
from genjin.notices.reading import (
    COUNTED,
    NoticePage,
    Snooze,
    count_unread,
    list_notices,
    mark_all_read,
    mark_read,
    snooze_notice,
)
from genjin.notices.robots.routes import router as robots
from genjin.people.access import SIGNED_IN, request_actor

router = Router(tags=["notices"], auth=SIGNED_IN)
router.add_router("", choices)
router.add_router("", robots)


class LinkOut(Schema):
    """item: what of the record to show, such as `comments-12`; empty for the record itself."""

    table: str
    id: int
    item: str


class NoticeOut(Schema):
    """link: empty when the row is out of the reader's scope, or there is none. snooze: whether it can be put off."""

    id: int
    kind: str
    words: str
    lines: list[str]
    urgent: bool
    snooze: bool
    at: datetime
    read: bool
    link: LinkOut | None


class NoticePageOut(Schema):
    rows: list[NoticeOut]
    next: int | None


class UnreadOut(Schema):
    """unread stops at `counted`."""

    unread: int
    counted: int


class ReadIn(Schema):
    up_to: int


class SnoozeIn(Schema):
    until: Snooze


class SnoozedOut(Schema):
    again_at: datetime


@router.get("/notices", response=NoticePageOut)
def notices(request: HttpRequest, before: int | None = None, unread: bool = False, limit: int = 30) -> NoticePage:
    """One's own notices, newest first, those taken back left out."""
    return list_notices(request_actor(request), before=before, unread=unread, limit=limit)


@router.get("/notices/unread", response=UnreadOut)
def unread(request: HttpRequest) -> dict[str, int]:
    """How many one has not read yet."""
    return _unread(request)


@router.post("/notices/read", response=UnreadOut)
def read_all(request: HttpRequest, body: ReadIn) -> dict[str, int]:
    """Marks all up to an id as read; those that came later stay."""
    mark_all_read(request_actor(request), body.up_to)
    return _unread(request)


@router.post("/notices/{int:notice_id}/read", response=UnreadOut)
def read_one(request: HttpRequest, notice_id: int) -> dict[str, int]:
    """Marks one as read."""
    mark_read(request_actor(request), notice_id)
    return _unread(request)


@router.post("/notices/{int:notice_id}/snooze", response=SnoozedOut)
def snooze(request: HttpRequest, notice_id: int, body: SnoozeIn) -> dict[str, Any]:
    """Puts a reminder off: read for now, told again later if it still holds."""
    return {"again_at": snooze_notice(request_actor(request), notice_id, body.until)}


def _unread(request: HttpRequest) -> dict[str, int]:
    return {"unread": count_unread(request_actor(request)), "counted": COUNTED}
