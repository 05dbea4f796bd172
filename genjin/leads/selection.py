"""Verbs over everything a filter finds: the ids are taken once, more than a request should do goes to a job."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ninja import Schema
from pydantic import Field

from genjin.jobs.queue import JobContext, enqueue, handler
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Words
from genjin.leads.assignment import assign_leads, check_owner
from genjin.people.actor import actor_of_job
from genjin.tables.filters.tree import parse_filter
from genjin.tables.records.bulk import select_ids
from genjin.tables.records.query import Query

JOB = "leads.assign"


def select_leads(actor: Actor, raw_filter: Any, search: str = "") -> list[int]:
    """Ids of the actor's leads that the filter finds. Raises limit above 100,000."""
    return select_ids("leads", actor, Query(filter=parse_filter(raw_filter), search=search))


class LeadSelection(Schema):
    """Either ids, or everything that a filter and a search find."""

    ids: list[int] | None = Field(None, max_length=100_000)
    filter: dict[str, Any] | None = None
    search: str = Field("", max_length=100)

    def chosen_by(self, actor: Actor) -> list[int]:
        """Ids of the leads that are meant. Raises bad_request for a selection of nothing named."""
        if self.ids is not None:
            return self.ids
        if self.filter is None and not self.search:
            raise AppError(ErrorCode.BAD_REQUEST, what="ids | filter")
        return select_leads(actor, self.filter, self.search)


def enqueue_assignment(
    actor: Actor, ids: Sequence[int], owner: Any, reason: str, *, despite_flags: bool = False
) -> int:
    """The job that assigns them. Raises unknown_option at once for an owner who cannot have leads."""
    owner_id = check_owner(actor, owner)
    payload = {"ids": list(ids), "owner": owner_id, "reason": reason, "despite_flags": despite_flags}
    return enqueue(JOB, payload, actor.id)


@handler(JOB, words=Words("批量分配线索", "Assign many leads"))
def run_assignment(job: JobContext) -> dict[str, Any]:
    """Assigns with the rights that the person has when it runs. Answers the operation and how many were done."""
    told = job.payload
    answer = assign_leads(
        actor_of_job(job),
        told["ids"],
        told["owner"],
        reason=told["reason"],
        via="grid",
        despite_flags=told.get("despite_flags", False),
        progress=job.step,
    )
    return {"operation": answer.operation_id, "done": len(answer.done), "refused": len(answer.refused)}
