"""The owner's answer to a new lead: taken on, or declined with a reason and passed on (domain.md C2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.assigning.levels import DEFAULT_LEVEL, LEVEL_NEEDS, NEXT, POOL, SUPERVISOR, load_levels
from genjin.leads.assigning.passing import Passed, pass_on
from genjin.leads.assigning.recording import Note, close_rows, open_rows, write_notes
from genjin.leads.assigning.telling import DECLINED, tell_about
from genjin.leads.bulk import BulkAnswer, run_bulk
from genjin.leads.stand_ins import ATTRS as STAND_IN_NEEDS
from genjin.leads.stand_ins import works_as_owner
from genjin.people.models import Person
from genjin.tables.definition import CellEdit, Refusal
from genjin.tables.ledger.operation import Writer

_NEEDS = (*STAND_IN_NEEDS, "unit_id", "accept_by", *LEVEL_NEEDS)


def accept_leads(actor: Actor, ids: Sequence[int], *, via: str = "api") -> BulkAnswer:
    """Takes leads on: their clock stops. Refused as not_waiting for leads that wait for nobody or for somebody else."""
    return run_bulk(actor, ids, _accept, verb="leads.accept", column="accepted_at", via=via)


def accept_cells(_actor: Actor, writer: Writer, edits: Sequence[CellEdit]) -> list[Refusal]:
    """Cell verb of `accepted_at`: whatever is written into it takes the lead on."""
    return _accept(writer, [edit.row_id for edit in edits])


def decline_leads(actor: Actor, ids: Sequence[int], reason: str, *, via: str = "api") -> BulkAnswer:
    """Gives leads back with a reason; the service level says who has them then.

    Raises required without a reason. Refused as not_waiting as `accept_leads` is.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise AppError(ErrorCode.REQUIRED, field="decline_reason")

    def write(writer: Writer, part: list[int]) -> list[Refusal]:
        return _decline(writer, part, reason[:500])

    return run_bulk(actor, ids, write, verb="leads.decline", column="accepted_at", via=via, reason=reason)


def _accept(writer: Writer, ids: Sequence[int]) -> list[Refusal]:
    rows, refused = _waiting(writer, ids)
    writer.set("leads", {i: {"accept_by": None, "accepted_at": writer.now} for i in rows})
    close_rows(writer, list(rows), "accepted")
    return refused


def _decline(writer: Writer, ids: Sequence[int], reason: str) -> list[Refusal]:
    rows, refused = _waiting(writer, ids)
    if not rows:
        return refused
    book = load_levels()
    names = dict(Person.objects.filter(pk__in={r["owner_id"] for r in rows.values()}).values_list("pk", "name"))
    open_ones = open_rows(rows)
    by_hand = [i for i in rows if i not in open_ones]
    write_notes(writer, [Note(i, rows[i]["owner_id"], "hand", "declined", text=reason) for i in by_hand])
    close_rows(writer, list(open_ones), "declined", reason)
    ways: dict[str, list[Passed]] = defaultdict(list)
    for lead_id, row in rows.items():
        way = (book.of(row) or DEFAULT_LEVEL).on_decline
        before = {"before": "declined", "from": names.get(row["owner_id"], "")}
        step = (open_ones[lead_id].step or 0) + 1 if lead_id in open_ones else 1
        ways[way].append(Passed(lead_id, row["owner_id"], row["unit_id"], before, step))
    for way in (SUPERVISOR, NEXT, POOL):
        got, refusals = pass_on(writer, ways.get(way, []), way)
        refused += refusals
        _tell(writer, got, rows, names, reason)
    return refused


def _tell(
    writer: Writer,
    supervisors: Mapping[int, Iterable[int]],
    rows: Mapping[int, Mapping[str, Any]],
    names: Mapping[int, str],
    reason: str,
) -> None:
    told = {who: list(leads) for who, leads in supervisors.items()}
    for who, leads in told.items():
        owners = "、".join(dict.fromkeys(names.get(rows[i]["owner_id"], "") for i in leads))
        tell_about(writer, DECLINED, {who: leads}, owners=owners, note=reason)


def _waiting(writer: Writer, ids: Sequence[int]) -> tuple[dict[int, dict[str, Any]], list[Refusal]]:
    """Rows that wait for this actor, who is the owner, acts for the owner, or may assign; the others refused."""
    rows = writer.rows("leads", ids, _NEEDS)
    assigns = "assign" in writer.actor.access("leads").actions
    wrong = {
        i for i, row in rows.items() if row["accept_by"] is None or not (assigns or works_as_owner(writer.actor, row))
    }
    refused = [Refusal(i, "accepted_at", AppError(ErrorCode.NOT_WAITING)) for i in wrong]
    return {i: row for i, row in rows.items() if i not in wrong}, refused
