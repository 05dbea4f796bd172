"""Who works a lead: owner and unit are stamped together (design.md, scope), with the time it happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, forbidden
from genjin.leads.assigning.levels import LEVEL_NEEDS, load_levels
from genjin.leads.assigning.recording import close_rows
from genjin.leads.assigning.telling import tell_owners
from genjin.leads.bulk import BulkAnswer, run_bulk
from genjin.leads.pool.limits import NEEDS as CLAIM_NEEDS
from genjin.leads.pool.limits import refuse_claims
from genjin.leads.pool.state import RELEASED, UNASSIGNED, pool_cells
from genjin.leads.quality.book import load_cleaning
from genjin.leads.quality.cleaning import is_blocking
from genjin.leads.quality.flags import flag_words
from genjin.people.models import Person
from genjin.tables.definition import CellEdit, Refusal
from genjin.tables.ledger.operation import Writer
from genjin.tables.records.context import build_resolver


def assign_cells(actor: Actor, writer: Writer, edits: Sequence[CellEdit]) -> list[Refusal]:
    """Cell verb of `owner`. Needs the right to assign; an empty owner sends the lead to nobody, unit kept."""
    if "assign" not in actor.access("leads").actions:
        return [Refusal(e.row_id, e.column, forbidden("assign", "leads")) for e in edits]
    resolve = build_resolver(actor)
    refused: list[Refusal] = []
    owners: dict[int, int | None] = {}
    for edit in edits:
        try:
            owners[edit.row_id] = _read_owner(edit.raw, resolve)
        except AppError as error:
            refused.append(Refusal(edit.row_id, edit.column, error))
    mine = writer.rows("leads", [i for i, o in owners.items() if o is None], ("owner_id",))
    given_back = {i: None for i, row in mine.items() if row["owner_id"] == actor.id}
    others = {i: o for i, o in owners.items() if i not in given_back}
    return [*refused, *write_owners(writer, given_back, pool_reason=RELEASED), *write_owners(writer, others)]


def assign_leads(
    actor: Actor,
    ids: Sequence[int],
    owner: Any,
    *,
    reason: str = "",
    via: str = "api",
    despite_flags: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> BulkAnswer:
    """Gives each lead to `owner` (id or name; None for nobody) as one operation.

    Leads the actor may not edit answer as not found, those with doubts that nobody accepted as suspect, unless
    `despite_flags`: whoever may assign has been told and wants it all the same. Raises forbidden without the right to
    assign, and unknown_option for a person who does not exist or has left.
    """
    owner_id = check_owner(actor, owner)

    def write(writer: Writer, part: list[int]) -> list[Refusal]:
        return write_owners(writer, dict.fromkeys(part, owner_id), despite_flags=despite_flags)

    return run_bulk(
        actor,
        ids,
        write,
        verb="leads.assign",
        column="owner",
        via=via,
        reason=reason,
        action="assign",
        facts={"to": _name(owner_id)},
        progress=progress,
    )


def check_owner(actor: Actor, owner: Any) -> int | None:
    """The person's id; None for nobody. Raises unknown_option for one who does not exist or has left."""
    owner_id = _read_owner(owner, build_resolver(actor))
    if owner_id is not None and owner_id not in _find_units({owner_id}):
        raise _unknown(owner_id)
    return owner_id


def write_owners(
    writer: Writer,
    owners: Mapping[int, int | None],
    *,
    despite_flags: bool = False,
    clock: bool = True,
    pool_reason: str = UNASSIGNED,
) -> list[Refusal]:
    """Writes owner and unit, and starts the clock of C2 for open leads that go to somebody else than the actor.

    What the former owner still had to answer ends; the new ones are told. Open leads that nobody has any more go into
    the pool for `pool_reason`; whoever takes leads of the pool for themselves, by whatever way, is held to its limits.
    clock=False: the new owner, a supervisor, has nothing to accept.
    """
    units, refused = _split(owners)
    attrs = ("flags", "flags_accepted", "won_at", "lost_at", "pool_reason", "stage_kind", *LEVEL_NEEDS, *CLAIM_NEEDS)
    current = writer.rows("leads", [i for i in owners if i not in refused], attrs)
    if not despite_flags:
        moved = {i: row for i, row in current.items() if owners[i] not in (None, row["owner_id"])}
        refused.update(_find_suspect(moved, writer.actor.language))
    me = writer.actor.id
    claimed = {i: r for i, r in current.items() if i not in refused and me is not None and _is_claim(r, owners[i], me)}
    if claimed:
        refused.update(refuse_claims(writer.actor, claimed, writer.now))
    changed = {i: row for i, row in current.items() if row["owner_id"] != owners[i] and i not in refused}
    asked = {i: owner for i in changed if (owner := owners[i]) is not None and owner != writer.actor.id}
    due = _deadlines(writer, changed, asked, units) if clock and asked else {}
    cells: dict[int, dict[str, Any]] = {}
    for lead_id in changed:
        owner = owners[lead_id]
        cells[lead_id] = {
            "owner": owner,
            "assigned_at": writer.now if owner is not None else None,
            "accept_by": due.get(lead_id),
            "accepted_at": None,
            **pool_cells(changed[lead_id], owner, writer.now, pool_reason),
        }
        if owner is not None:
            cells[lead_id]["unit"] = units[owner]
    writer.set("leads", cells)
    close_rows(writer, list(cells), "ended")
    told: dict[int, list[int]] = defaultdict(list)
    for lead_id, owner in asked.items():
        told[owner].append(lead_id)
    tell_owners(writer, told, due)
    return [Refusal(i, "owner", error) for i, error in refused.items()]


def _deadlines(
    writer: Writer,
    leads: Mapping[int, Mapping[str, Any]],
    owners: Mapping[int, int],
    units: Mapping[int, int | None],
) -> dict[int, datetime]:
    """Until when each open lead is to be taken on, worked out once for a level and a unit."""
    book = load_levels()
    known: dict[tuple[Any, ...], datetime] = {}
    found: dict[int, datetime] = {}
    for lead_id, owner in owners.items():
        lead = leads[lead_id]
        level = book.of(lead)
        if level is None or lead["won_at"] is not None or lead["lost_at"] is not None:
            continue
        place = (level, units[owner])
        if place not in known:
            known[place] = book.deadline(level, writer.now, units[owner])
        found[lead_id] = known[place]
    return found


def _is_claim(row: Mapping[str, Any], owner: int | None, me: int) -> bool:
    return owner == me and row["owner_id"] is None and row["pooled_at"] is not None


def _find_suspect(rows: Mapping[int, Mapping[str, Any]], language: str) -> dict[int, AppError]:
    """Leads kept out of assignment, with their doubts in words."""
    flagged = {i: row["flags"] for i, row in rows.items() if row["flags"] and not row["flags_accepted"]}
    if not flagged:
        return {}
    book = load_cleaning()
    return {
        i: AppError(ErrorCode.SUSPECT, flags=flag_words(flags, language))
        for i, flags in flagged.items()
        if is_blocking(flags, book)
    }


def _split(owners: Mapping[int, int | None]) -> tuple[dict[int, int | None], dict[int, AppError]]:
    """Units of the owners, and the leads refused because their new owner cannot have them."""
    people = {o for o in owners.values() if o is not None}
    units = _find_units(people)
    return units, {i: _unknown(o) for i, o in owners.items() if o is not None and o not in units}


def _find_units(people: set[int]) -> dict[int, int | None]:
    found = Person.objects.filter(pk__in=people, active=True, deleted_at=None)
    return dict(found.values_list("pk", "unit_id"))


def _name(owner_id: int | None) -> str:
    if owner_id is None:
        return "–"
    return Person.objects.filter(pk=owner_id).values_list("name", flat=True).first() or f"#{owner_id}"


def _unknown(person: int) -> AppError:
    return AppError(ErrorCode.UNKNOWN_OPTION, value=f"#{person}", table="people")


def _read_owner(raw: Any, resolve: Callable[[str, str], int]) -> int | None:
    if isinstance(raw, Mapping):
        raw = raw.get("id")
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if isinstance(raw, bool) or not isinstance(raw, (int, str)):
        raise AppError(ErrorCode.UNKNOWN_OPTION, value=str(raw)[:40], table="people")
    return resolve("people", f"#{raw}" if isinstance(raw, int) else raw.strip())
