"""Verdicts of data review (domain.md B12): accept a lead as it is, return it to its owner, hand it in again."""

from __future__ import annotations

from collections.abc import Sequence

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, forbidden
from genjin.leads.bulk import BulkAnswer, run_bulk
from genjin.tables.definition import CellEdit, Refusal
from genjin.tables.ledger.operation import Writer
from genjin.tables.scope.predicate import check_action

CHECKED, RETURNED, AGAIN = "checked", "returned", "again"
STATES = (CHECKED, RETURNED, AGAIN)


def review_leads(actor: Actor, ids: Sequence[int], verdict: str, note: str = "", *, via: str = "api") -> BulkAnswer:
    """Gives each lead the verdict as one operation.

    checked: also accepts its doubts. returned: asks for a note, which the owner reads. again: the owner's answer to
    returned. Raises forbidden without the right to review, required for a return without a note.
    """
    check_verdict(actor, verdict, note)

    def write(writer: Writer, part: list[int]) -> list[Refusal]:
        return write_verdicts(writer, part, verdict, note.strip() or None)

    return run_bulk(actor, ids, write, verb=f"reviews.{verdict}", column="review_state", via=via, reason=note.strip())


def review_cells(actor: Actor, writer: Writer, edits: Sequence[CellEdit]) -> list[Refusal]:
    """Cell verb of `review_state`; `extra["note"]` is the note."""
    refused: list[Refusal] = []
    for edit in edits:
        verdict, note = str(edit.raw or ""), str(edit.extra.get("note") or "")
        try:
            check_verdict(actor, verdict, note)
        except AppError as error:
            refused.append(Refusal(edit.row_id, edit.column, error))
            continue
        refused += write_verdicts(writer, [edit.row_id], verdict, note.strip() or None)
    return refused


def check_verdict(actor: Actor, verdict: str, note: str) -> None:
    """Raises what `review_leads` names."""
    if verdict not in STATES:
        raise AppError(ErrorCode.UNKNOWN_OPTION, value=verdict[:40])
    if verdict == AGAIN:
        if "edit" not in actor.access("leads").actions:
            raise forbidden("edit", "leads")
        return
    check_action("reviews", actor, "create")
    if verdict == RETURNED and not note.strip():
        raise AppError(ErrorCode.REQUIRED, field="note")


def write_verdicts(writer: Writer, ids: Sequence[int], verdict: str, note: str | None) -> list[Refusal]:
    """Writes the verdicts and what they do to the leads. Rights are the caller's to check."""
    found = writer.rows("leads", ids, ("review_state", "flags", "flags_accepted"))
    refused = [
        Refusal(i, "review_state", AppError(ErrorCode.NOT_RETURNED))
        for i, row in found.items()
        if verdict == AGAIN and row["review_state"] != RETURNED
    ]
    out = {r.row_id for r in refused}
    cells: dict[int, dict[str, object]] = {i: {"review_state": verdict} for i in found if i not in out}
    if verdict == CHECKED:
        for lead_id, values in cells.items():
            if found[lead_id]["flags"]:
                values["flags_accepted"] = True
    writer.set("leads", cells)
    facts = {"verdict": verdict, "note": note, "at": writer.now, "by": writer.actor.id}
    writer.create("reviews", [{"lead": i, **facts} for i in cells])
    return refused
