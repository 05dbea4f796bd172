"""Each minute: whoever did not take a lead on in time loses time first, then the lead (domain.md C2).

The ladder is owner → supervisor → next owner: the supervisor is told and has as long again to reassign; then the lead
goes to the next seller by rule. Levels that pass on at once skip the supervisor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from genjin.jobs.queue import JobContext
from genjin.jobs.schedule import periodic
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.kernel.words import Words
from genjin.leads.assigning.applying import reassign
from genjin.leads.assigning.intake import ask_again
from genjin.leads.assigning.levels import DEFAULT_LEVEL, LEVEL_NEEDS, NEXT, POOL, SUPERVISOR, LevelBook, load_levels
from genjin.leads.assigning.models import Assignment
from genjin.leads.assigning.passing import Passed, pass_on
from genjin.leads.assigning.recording import Note, close_rows, open_rows, write_notes
from genjin.leads.assigning.team import Team, load_team
from genjin.leads.assigning.telling import NOT_ACCEPTED, PASSED_ON, tell_about
from genjin.leads.models import Lead
from genjin.leads.pool.sweep import use_reassigner
from genjin.people.models import Person
from genjin.tables.ledger.operation import Writer, chunk_rows, operation

VERB = "leads.escalate"
_NEEDS = ("owner_id", "unit_id", "accept_by", "assigned_at", "last_contact_at", "won_at", "lost_at", *LEVEL_NEEDS)


@dataclass(frozen=True, slots=True)
class Swept:
    """accepted: worked on without a word, so taken on. told: supervisors told. moved: went on to somebody else."""

    accepted: int = 0
    told: int = 0
    moved: int = 0


@periodic("leads.escalate", every=timedelta(minutes=1), words=Words("催促没有接收的线索", "Chase leads not accepted"))
def sweep_in_background(_: JobContext) -> dict[str, int]:
    """Escalates what is due, and asks again for leads that wait for the rules although their job is gone."""
    ask_again()
    swept = sweep()
    return {"accepted": swept.accepted, "told": swept.told, "moved": swept.moved}


def sweep() -> Swept:
    """Escalates each lead whose time is up by one step, in chunks; one that is not due costs nothing."""
    due = due_leads(clock.now())
    if not due:
        return Swept()
    book, team = load_levels(), load_team()
    accepted = told = moved = 0
    with operation(SYSTEM, verb=VERB, table="leads", via="job", args={"count": len(due)}) as opened:
        for start in range(0, len(due), chunk_rows()):
            with opened.chunk() as writer:
                one = _sweep_chunk(writer, due[start : start + chunk_rows()], book, team)
            accepted, told, moved = accepted + one.accepted, told + one.told, moved + one.moved
    return Swept(accepted, told, moved)


def due_leads(now: datetime) -> list[int]:
    """Leads that should have been taken on by now, oldest first."""
    waiting = Lead.objects.filter(deleted_at=None, accept_by__isnull=False, accept_by__lte=now)
    return list(waiting.order_by("accept_by", "pk").values_list("pk", flat=True))


def _sweep_chunk(writer: Writer, ids: Sequence[int], book: LevelBook, team: Team) -> Swept:
    found = writer.rows("leads", ids, _NEEDS)
    # Read again under the lock: somebody may just have answered.
    rows = {i: r for i, r in found.items() if r["accept_by"] is not None and r["accept_by"] <= writer.now}
    worked = {i for i, row in rows.items() if _is_worked(row)}
    writer.set("leads", {i: {"accept_by": None, "accepted_at": writer.now} for i in worked})
    close_rows(writer, list(worked), "accepted")
    late = {i: row for i, row in rows.items() if i not in worked}
    known = open_rows(late)
    first = [
        i
        for i, row in late.items()
        if (book.of(row) or DEFAULT_LEVEL).on_timeout == SUPERVISOR
        and (i not in known or known[i].state != "escalated")
        and team.supervisor_of(row["unit_id"], [row["owner_id"] or 0]) is not None
    ]
    _tell_supervisors(writer, {i: late[i] for i in first}, known, book, team)
    gone = {i: row for i, row in late.items() if i not in set(first)}
    _pass_on(writer, gone, known, book)
    return Swept(len(worked), len(first), len(gone))


def _is_worked(row: dict[str, Any]) -> bool:
    """Closed, or the owner has talked to the customer since: nobody has to press a button for that."""
    if row["won_at"] is not None or row["lost_at"] is not None or row["owner_id"] is None:
        return True
    contact, since = row["last_contact_at"], row["assigned_at"]
    return contact is not None and since is not None and contact >= since


def _tell_supervisors(
    writer: Writer, rows: dict[int, dict[str, Any]], known: dict[int, Assignment], book: LevelBook, team: Team
) -> None:
    if not rows:
        return
    told: dict[int, list[int]] = defaultdict(list)
    cells: dict[int, dict[str, Any]] = {}
    for lead_id, row in rows.items():
        supervisor = team.supervisor_of(row["unit_id"], [row["owner_id"] or 0])
        if supervisor is not None:
            told[supervisor].append(lead_id)
        level = book.of(row) or DEFAULT_LEVEL
        cells[lead_id] = {"accept_by": book.deadline(level, writer.now, row["unit_id"])}
    writer.set("leads", cells)
    writer.set("assignments", {known[i].pk: {"state": "escalated"} for i in rows if i in known})
    fresh = [i for i in rows if i not in known]
    write_notes(writer, [Note(i, rows[i]["owner_id"], "hand", "escalated") for i in fresh])
    tell_about(writer, NOT_ACCEPTED, told)


def _pass_on(writer: Writer, rows: dict[int, dict[str, Any]], known: dict[int, Assignment], book: LevelBook) -> None:
    if not rows:
        return
    names = dict(Person.objects.filter(pk__in={r["owner_id"] for r in rows.values()}).values_list("pk", "name"))
    by_hand = [i for i in rows if i not in known]
    write_notes(writer, [Note(i, rows[i]["owner_id"], "hand", "timed_out") for i in by_hand])
    close_rows(writer, [i for i in rows if i in known], "timed_out")
    ways: dict[str, list[Passed]] = defaultdict(list)
    for lead_id, row in rows.items():
        way = (book.of(row) or DEFAULT_LEVEL).on_timeout
        before = {"before": "timed_out", "from": names.get(row["owner_id"], "")}
        step = (known[lead_id].step or 0) + 1 if lead_id in known else 1
        ways[POOL if way == POOL else NEXT].append(Passed(lead_id, row["owner_id"], row["unit_id"], before, step))
    left: dict[int, list[int]] = defaultdict(list)
    for lead_id, row in rows.items():
        left[row["owner_id"]].append(lead_id)
    tell_about(writer, PASSED_ON, left)
    for way, passed in ways.items():
        got, _ = pass_on(writer, passed, way)
        tell_about(writer, NOT_ACCEPTED, got)


use_reassigner(reassign)
