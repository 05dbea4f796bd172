"""Taking a channel out of use: a thin door to the verb."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.leads.channel_tree import count_leads, retire_channel
from genjin.people.access import request_actor
from genjin.tables.scope.predicate import check_action

router = Router(tags=["channels"])


class RetireChannelIn(Schema):
    """move_to: the channel that takes over the leads, the name and the aliases."""

    move_to: int | None = None
    reason: str = Field("", max_length=2000)


class RetireChannelOut(Schema):
    operation: int | None
    moved: int


class ChannelUseOut(Schema):
    leads: int


@router.get("/channels/{int:channel_id}/use", response=ChannelUseOut)
def use(request: HttpRequest, channel_id: int) -> ChannelUseOut:
    """How many leads would have to move, whoever has them."""
    check_action("channels", request_actor(request), "edit")
    return ChannelUseOut(leads=count_leads(channel_id))


@router.post("/channels/{int:channel_id}/retire", response=RetireChannelOut)
def retire(request: HttpRequest, channel_id: int, body: RetireChannelIn) -> RetireChannelOut:
    """Takes a channel out of use and moves its leads; undone as one."""
    done = retire_channel(request_actor(request), channel_id, move_to=body.move_to, reason=body.reason)
    return RetireChannelOut(operation=done.operation_id, moved=done.moved)
