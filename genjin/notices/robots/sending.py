"""Sends what waits for groups, one message a step; what a vendor cannot take now is put off, with its reason."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import DatabaseError

from genjin.jobs.sending import (
    ATTEMPTS,
    UNREACHABLE,
    State,
    claim_message,
    due_messages,
    finish_message,
    put_off_message,
    send_beside_mails,
)
from genjin.kernel import clock
from genjin.notices.models import Robot, RobotMessage
from genjin.notices.robots.formats import Verdict, build_request, judge_answer
from genjin.notices.robots.posting import NoAnswer, NotHandedOver, post
from genjin.tables.fields.secret import open_secret

log = logging.getLogger("genjin.notices")
# A server that is away for a day is waited for: after the last pause of `WAITS`, every six hours.
PATIENCE = ATTEMPTS + 5
# The vendors take 20 messages a minute for a group.
A_MINUTE = 18
PAUSE = timedelta(seconds=20)


def send_next_message() -> bool:
    """Sends one due message. False when none is due."""
    message = claim_message(RobotMessage)
    if message is None:
        return False
    robot = Robot.objects.filter(pk=message.robot_id, deleted_at=None).first()
    if robot is None or not robot.url or not robot.kind:
        finish_message(message, {"state": State.CANCELLED, "last_error": "robot removed"})
        return True
    if _is_busy(robot.pk):
        _wait(message, robot.pk)
        return True
    _send(message, robot)
    return True


def _send(message: RobotMessage, robot: Robot) -> None:
    now = clock.now()
    try:
        secret = open_secret(robot.secret) if robot.secret else None
        request = build_request(robot.kind or "", open_secret(robot.url or ""), secret, message.text, now)
    except ValueError as fault:
        finish_message(message, {"state": State.FAILED, "last_error": f"{fault}"[:1000]})
        return
    # From here until the answer, a crash leaves open whether it was delivered.
    if not finish_message(message, {"handed_at": now}):
        return
    try:
        verdict = judge_answer(*post(request.url, request.body))
    except NotHandedOver as fault:
        verdict = Verdict("later", str(fault))
    except NoAnswer as fault:
        verdict = Verdict("unclear", str(fault))
    except ValueError as fault:
        verdict = Verdict("refused", str(fault))
    _settle(message, verdict)


def _settle(message: RobotMessage, verdict: Verdict) -> None:
    why = verdict.why[:1000]
    if verdict.outcome == "sent":
        finish_message(message, {"state": State.SENT, "sent_at": clock.now(), "last_error": ""})
    elif verdict.outcome == "later":
        if put_off_message(message, why, attempts=PATIENCE):
            # The others for this group would only meet the same.
            due_messages(RobotMessage).filter(robot_id=message.robot_id).update(next_at=clock.now() + UNREACHABLE)
    else:
        state = State.UNCLEAR if verdict.outcome == "unclear" else State.FAILED
        finish_message(message, {"state": state, "last_error": why})


def _is_busy(robot_id: int) -> bool:
    """Whether the group has had as many messages in the last minute as its vendor takes."""
    since = clock.now() - timedelta(minutes=1)
    sent = RobotMessage.objects.filter(robot_id=robot_id, state=State.SENT, sent_at__gt=since)
    return len(sent.values_list("pk")[:A_MINUTE]) >= A_MINUTE


def _wait(message: RobotMessage, robot_id: int) -> None:
    """A pause that is nobody's fault uses up no attempt."""
    next_at = clock.now() + PAUSE
    finish_message(message, {"state": State.WAITING, "next_at": next_at, "attempts": message.attempts - 1})
    due_messages(RobotMessage).filter(robot_id=robot_id).update(next_at=next_at)


def _step() -> bool:
    try:
        return send_next_message()
    except DatabaseError:
        raise
    except Exception:
        log.exception("a group message could not be sent")
        return False


send_beside_mails(lambda: _step)
