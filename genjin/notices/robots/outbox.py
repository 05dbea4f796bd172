"""Messages to groups: queued in the transaction that decides on them, sent by the worker, each once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from genjin.kernel import clock
from genjin.notices.letters import group_text
from genjin.notices.models import Notice, RobotMessage


def queue_robot_message(robot_id: int, notices: Sequence[Notice], names: Mapping[int, str]) -> int:
    """One message for these notices. Returns its id."""
    first = notices[0]
    message = RobotMessage(
        robot_id=robot_id,
        key=f"robot:{robot_id}:{first.pk}:{first.routing}",
        text=group_text(notices, names),
        created_at=clock.now(),
    )
    message.save(force_insert=True)
    return message.pk


def queue_test_message(robot_id: int, text: str) -> int:
    """A message somebody sends to see whether it arrives."""
    message = RobotMessage(robot_id=robot_id, text=text, created_at=clock.now())
    message.save(force_insert=True)
    return message.pk
