"""Who works a lead: owner and unit are stamped together (design.md, scope), with the time it happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, forbidden
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
    pool_reason: str = UNASSIGNED,
) -> list[Refusal]:
    """Gives leads to people, or to nobody: then open ones go into the pool for `pool_reason`.

    Whoever takes leads of the pool for themselves, by whatever way, is held to its limits.
    """
    units, refused = _split(owners)
    attrs = ("flags", "flags_accepted", "pool_reason", "stage_kind", *CLAIM_NEEDS)
    current = writer.rows("leads", [i for i in owners if i not in refused], attrs)
    if not despite_flags:
        moved = {i: row for i, row in current.items() if owners[i] not in (None, row["owner_id"])}
        refused.update(_find_suspect(moved, writer.actor.language))
    me = writer.actor.id
    claimed = {i: r for i, r in current.items() if i not in refused and me is not None and _is_claim(r, owners[i], me)}
    if claimed:
        refused.update(refuse_claims(writer.actor, claimed, writer.now))
    cells: dict[int, dict[str, Any]] = {}
    for lead_id, row in current.items():
        owner = owners[lead_id]
        if row["owner_id"] == owner or lead_id in refused:
            continue
        cells[lead_id] = {"owner": owner, "assigned_at": writer.now if owner is not None else None}
        cells[lead_id].update(pool_cells(row, owner, writer.now, pool_reason))
        if owner is not None:
            cells[lead_id]["unit"] = units[owner]
    writer.set("leads", cells)
    return [Refusal(i, "owner", error) for i, error in refused.items()]


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
