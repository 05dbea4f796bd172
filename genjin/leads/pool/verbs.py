"""Taking leads from the pool and giving them back: each an operation of its own, undoable (domain.md C3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.leads.assignment import write_owners
from genjin.leads.bulk import BulkAnswer, run_bulk
from genjin.leads.pool.book import pools_of
from genjin.leads.pool.limits import load_standing
from genjin.leads.pool.state import RELEASED
from genjin.people.models import Person
from genjin.tables.definition import Refusal
from genjin.tables.ledger.operation import Writer

MAX_REASON = 500


def claim_leads(actor: Actor, ids: Sequence[int], *, via: str = "api") -> BulkAnswer:
    """Makes the actor owner of leads in the pool. Of two who claim one lead the first has it, the other is told who.

    Refused: not_found for what the actor may not take, claim_taken, claim_day, claim_held, claim_cool_off.
    """

    def write(writer: Writer, part: list[int]) -> list[Refusal]:
        found = writer.rows("leads", part, ("owner_id", "pooled_at"))
        taken = {i: row["owner_id"] for i, row in found.items() if row["owner_id"] is not None}
        away = {i for i, row in found.items() if row["owner_id"] is None and row["pooled_at"] is None}
        names = dict(Person.objects.filter(pk__in=set(taken.values())).values_list("pk", "name"))
        refused = [Refusal(i, "owner", _taken(names.get(o))) for i, o in taken.items() if o != actor.id]
        refused += [Refusal(i, "owner", not_found("leads")) for i in away]
        free = [i for i in found if i not in taken and i not in away]
        return [*refused, *write_owners(writer, dict.fromkeys(free, actor.id), despite_flags=True)]

    return run_bulk(actor, ids, write, verb="leads.claim", column="owner", via=via, reach="see")


def release_leads(actor: Actor, ids: Sequence[int], reason: str, *, via: str = "api") -> BulkAnswer:
    """Gives leads back to the pool. One's own by anybody, others' by those who may assign.

    Raises required without a reason.
    """
    said = " ".join(reason.split())[:MAX_REASON]
    if not said:
        raise AppError(ErrorCode.REQUIRED, field="reason")
    assigns = "assign" in actor.access("leads").actions

    def write(writer: Writer, part: list[int]) -> list[Refusal]:
        found = writer.rows("leads", part, ("owner_id", "stage_kind"))
        refused: list[Refusal] = []
        free: list[int] = []
        for lead_id, row in found.items():
            if row["owner_id"] != actor.id and not assigns:
                refused.append(Refusal(lead_id, "owner", AppError(ErrorCode.NOT_YOURS, 403)))
            elif row["stage_kind"] not in (None, "open"):
                refused.append(Refusal(lead_id, "owner", AppError(ErrorCode.CLOSED_LEAD, 409)))
            else:
                free.append(lead_id)
        return [*refused, *write_owners(writer, dict.fromkeys(free), pool_reason=RELEASED)]

    return run_bulk(actor, ids, write, verb="leads.release", column="owner", via=via, reason=said)


def claim_standing(actor: Actor) -> dict[str, Any]:
    """What the actor may still take today, pool by pool, for the page of the pool.

    Shape: `{"pools": [{"id", "name", "per_day", "max_held", "cool_off_days", "left"}], "today", "held"}`.
    """
    standing = load_standing(actor, clock.now())
    pools = [
        {
            "id": pool.id,
            "name": pool.name,
            "per_day": pool.per_day,
            "max_held": pool.max_held,
            "cool_off_days": pool.cool_off_days,
            "left": standing.left(pool),
        }
        for pool in pools_of(actor)
    ]
    return {"pools": pools, "today": standing.today, "held": standing.held}


def _taken(name: str | None) -> AppError:
    return AppError(ErrorCode.CLAIM_TAKEN, 409, name=name or "")
