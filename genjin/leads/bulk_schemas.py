"""What a verb over many leads answers, as the API sends it."""

from __future__ import annotations

from typing import Any

from ninja import Schema

from genjin.kernel.actor import Actor
from genjin.kernel.messages import message
from genjin.leads.bulk import BulkAnswer


class LeadRefusedOut(Schema):
    id: int
    code: str
    message: str
    data: dict[str, Any] = {}


class LeadBulkOut(Schema):
    """operation is empty when nothing had to change; job is set when the work goes on in the background."""

    operation: int | None = None
    done: list[int] = []
    refused: list[LeadRefusedOut] = []
    job: int | None = None


def bulk_out(answer: BulkAnswer, actor: Actor) -> LeadBulkOut:
    refused = [
        LeadRefusedOut(id=i, code=e.code.value, message=message(e, actor.language), data=e.data)
        for i, e in answer.refused
    ]
    return LeadBulkOut(operation=answer.operation_id, done=answer.done, refused=refused)
