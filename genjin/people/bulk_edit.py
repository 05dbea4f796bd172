"""Bulk changes too large for a request: the ids are taken once, the cells are written by a job in the person's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from genjin.jobs.queue import JobContext, enqueue, handler
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.actor import actor_of_job
from genjin.tables.records.bulk import set_everywhere
from genjin.tables.records.edit import check_values

JOB = "cells.bulk"


def enqueue_bulk(actor: Actor, table: str, ids: Sequence[int], values: Mapping[str, Any], reason: str) -> int:
    """The job that sets `values` in these rows. Raises at once what would be refused in every row."""
    if not values:
        raise AppError(ErrorCode.BAD_REQUEST, what="set")
    check_values(actor, table, values)
    return enqueue(JOB, {"table": table, "ids": list(ids), "set": dict(values), "reason": reason}, actor.id)


@handler(JOB)
def run_bulk_edit(job: JobContext) -> dict[str, Any]:
    """Writes with the rights that the person has when it runs. Answers the operation and how many were done."""
    told = job.payload
    outcome = set_everywhere(
        actor_of_job(job), told["table"], told["ids"], told["set"], told["reason"], progress=job.step
    )
    return {"operation": outcome.operation_id, "done": len(outcome.done), "refused": len(outcome.refused)}
