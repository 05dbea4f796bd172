"""Group robots over HTTP: how each fares, a test message, and what they could not send. For administrators.

The robots themselves are written through the table `robots` like any other settings rows.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from genjin.jobs.models import Outgoing
from genjin.jobs.sending import cancel_message, retry_message
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.kernel.words import Words
from genjin.notices.choices import chosen_kinds
from genjin.notices.models import Robot, RobotMessage
from genjin.notices.robots.outbox import queue_test_message
from genjin.people.access import SIGNED_IN, request_actor
from genjin.people.actor import PersonActor, check_administrator

router = Router(tags=["group robots"], auth=SIGNED_IN)
PAGE = 50
State = Outgoing.State
MessageState = Literal["waiting", "stuck", "ended"]
STATES: dict[str, list[str]] = {
    "waiting": [State.WAITING, State.SENDING],
    "stuck": [State.FAILED, State.UNCLEAR],
    "ended": [State.SENT, State.CANCELLED],
}
_TEST = Words("跟进：这是一条测试消息，{name} 在 {at} 发出。", "Genjin: a test message, sent by {name} at {at}.")


class RobotOut(Schema):
    """last_error: why the newest message that is not out waits or failed; empty when all is well."""

    id: int
    name: str
    active: bool
    kind: str
    ready: bool
    sent_at: datetime | None
    waiting: int
    stuck: int
    last_error: str


class KindOut(Schema):
    key: str
    name: str
    urgent: bool


class RobotsOut(Schema):
    """kinds: what a robot can be told to tell."""

    robots: list[RobotOut]
    kinds: list[KindOut]


class MessageOut(Schema):
    """text: its beginning."""

    id: int
    robot: str
    text: str
    state: str
    created_at: datetime
    next_at: datetime | None
    sent_at: datetime | None
    attempts: int
    last_error: str


class MessagePage(Schema):
    rows: list[MessageOut]
    next: int | None


class RobotDone(Schema):
    done: bool


class TestQueued(Schema):
    message: int


@router.get("/robots", response=RobotsOut)
def robots(request: HttpRequest) -> dict[str, Any]:
    """Every group robot with how it fares; never its address."""
    language = _administrator(request).language
    kinds = [{"key": k.key, "name": k.name.in_language(language), "urgent": k.urgent} for k in chosen_kinds()]
    rows = Robot.objects.filter(deleted_at=None).order_by("-created_at", "-pk")[:100]
    return {"robots": [_robot_out(robot) for robot in rows], "kinds": kinds}


@router.post("/robots/{int:robot_id}/test", response=TestQueued)
def send_test(request: HttpRequest, robot_id: int) -> dict[str, int]:
    """Queues a test message, whether the robot is switched on or not. Raises required without an address."""
    actor = _administrator(request, write=True)
    robot = Robot.objects.filter(pk=robot_id, deleted_at=None).first()
    if robot is None:
        raise not_found("robots")
    if not robot.url:
        raise AppError(ErrorCode.REQUIRED, column="url")
    text = _TEST.in_language(actor.language).format(name=actor.name, at=f"{clock.local(clock.now()):%H:%M}")
    return {"message": queue_test_message(robot.pk, text)}


@router.get("/robots/messages/{int:message_id}", response=MessageOut)
def one_message(request: HttpRequest, message_id: int) -> dict[str, Any]:
    """What became of one message."""
    _administrator(request)
    message = RobotMessage.objects.filter(pk=message_id).first()
    if message is None:
        raise not_found("message")
    return _message_out(message, _names())


@router.get("/background/robots", response=MessagePage)
def messages(request: HttpRequest, state: MessageState = "waiting", before: int | None = None) -> dict[str, Any]:
    """Messages of one kind of state, newest first, 50 a page."""
    _administrator(request)
    found = RobotMessage.objects.filter(state__in=STATES[state])
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: PAGE + 1])
    names = _names()
    page = rows[:PAGE]
    return {"rows": [_message_out(m, names) for m in page], "next": page[-1].pk if len(rows) > PAGE else None}


@router.post("/background/robots/{int:message_id}/retry", response=RobotDone)
def send_again(request: HttpRequest, message_id: int) -> dict[str, bool]:
    """Lets a failed, unclear or cancelled message go out again."""
    _administrator(request, write=True)
    _known(message_id)
    return {"done": retry_message(RobotMessage, message_id)}


@router.post("/background/robots/{int:message_id}/cancel", response=RobotDone)
def never_send(request: HttpRequest, message_id: int) -> dict[str, bool]:
    """Cancels one that was not sent yet."""
    _administrator(request, write=True)
    _known(message_id)
    return {"done": cancel_message(RobotMessage, message_id)}


def _administrator(request: HttpRequest, *, write: bool = False) -> PersonActor:
    actor = request_actor(request)
    if write or not actor.is_admin:
        check_administrator(actor, "robots")
    return actor


def _known(message_id: int) -> None:
    if not RobotMessage.objects.filter(pk=message_id).exists():
        raise not_found("message")


def _names() -> dict[int, str]:
    return {pk: name or "" for pk, name in Robot.objects.values_list("pk", "name")}


def _message_out(message: RobotMessage, names: dict[int, str]) -> dict[str, Any]:
    plain = ("id", "state", "created_at", "next_at", "sent_at", "attempts", "last_error")
    shown = {name: getattr(message, name) for name in plain}
    return {**shown, "robot": names.get(message.robot_id, ""), "text": message.text[:120]}


def _robot_out(robot: Robot) -> dict[str, Any]:
    mine = RobotMessage.objects.filter(robot_id=robot.pk)
    open_ones = mine.filter(state__in=[*STATES["waiting"], *STATES["stuck"]])
    newest = open_ones.exclude(last_error="").order_by("-pk").values_list("last_error", flat=True).first()
    return {
        "id": robot.pk,
        "name": robot.name or "",
        "active": bool(robot.active),
        "kind": robot.kind or "",
        "ready": bool(robot.url),
        "sent_at": mine.filter(state=State.SENT).order_by("-pk").values_list("sent_at", flat=True).first(),
        "waiting": mine.filter(state__in=STATES["waiting"]).count(),
        "stuck": mine.filter(state__in=STATES["stuck"]).count(),
        "last_error": newest or "",
    }
