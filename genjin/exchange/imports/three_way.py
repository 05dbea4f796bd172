"""What a line of a returned workbook does: base, file and present value of each touched cell against each other.

Pure, as `plan` is: nothing that a person left alone is compared or written, and what was changed in both places to
different things is theirs to decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from genjin.exchange.imports.cells import same_value
from genjin.exchange.imports.plain_table import Draft, PlainTable
from genjin.exchange.imports.planned import PlannedCell, PlannedMatch, PlannedRow
from genjin.kernel.errors import ErrorCode

if TYPE_CHECKING:
    from genjin.exchange.imports.plan import Found, Target


@dataclass(frozen=True, slots=True)
class Since:
    """A cell that changed on the server after the file went out: what it was then (stored, shown), who last, when."""

    base: Any
    shown: Any
    by: str
    at: str | None


def plan_returned(draft: Draft, found: Found, rules: PlainTable) -> PlannedRow:
    """conflict, update, error or same; a copied row is new, or, when nobody changed the copy, the same as its line."""
    origin = draft.origin
    assert origin is not None
    if origin.copy_of is not None:
        return _plan_copy(draft, origin.copy_of, bool(origin.touched), rules)
    row = PlannedRow(draft.line, "same", draft.cells, wanted=draft.wanted)
    row.origin = {
        "id": origin.row_id,
        "touched": {c: base.hex() for c, base in origin.touched.items()},
        "cleared": list(origin.cleared),
    }
    if not origin.touched:
        return row
    match = found.keyed
    target = None if match is None or match.id is None else found.targets.get(match.id)
    if match is None or target is None:
        row.outcome, row.error = "error", "row_gone"
        return row
    row.match = match
    _weigh(row, draft, target, found.since, rules)
    _settle(row, target, rules)
    return row


def _weigh(row: PlannedRow, draft: Draft, target: Target, since: Mapping[str, Since], rules: PlainTable) -> None:
    assert draft.origin is not None
    for column_id in draft.origin.touched:
        cell = row.cells.get(column_id)
        column = rules.columns.get(column_id)
        if cell is None or column is None or column in rules.keys or column_id in rules.once:
            continue
        if column_id in target.blind:
            row.cells[column_id] = PlannedCell(cell.text, None, warnings=("not_yours",))
            continue
        value = draft.values.get(column_id)
        if cell.error is not None or (value is None and column_id not in draft.origin.cleared):
            continue
        now = target.values.get(column_id)
        if same_value(column, now, value):
            continue
        changed = since.get(column_id)
        if changed is not None and not same_value(column, changed.base, now):
            if same_value(column, changed.base, value):
                # Only the way it is written differs from what went out: nobody's edit.
                continue
            cell.theirs = {"base": changed.shown, "by": changed.by, "at": changed.at}
        cell.before, cell.changes = target.shown.get(column_id), True


def _settle(row: PlannedRow, target: Target, rules: PlainTable) -> None:
    changes = [c for c in row.cells.values() if c.changes]
    if (changes or row.wanted) and not (target.editable and rules.may_edit):
        row.outcome, row.error, row.data = "error", ErrorCode.FORBIDDEN.value, {"action": "edit"}
    elif any(c.theirs is not None for c in changes):
        row.outcome = "conflict"
    elif changes or row.wanted:
        row.outcome = "update"
    else:
        fault = next((c for c in row.cells.values() if c.error is not None), None)
        if fault is not None:
            row.outcome, row.error, row.data = "error", fault.error, fault.data


def _plan_copy(draft: Draft, original: int, edited: bool, rules: PlainTable) -> PlannedRow:
    row = PlannedRow(draft.line, "new", draft.cells, people=draft.people, log=draft.log)
    row.wanted, row.notes = draft.wanted, draft.notes
    row.origin = {"copy": original, "edited": edited}
    fault = rules.check_new(draft)
    if fault is not None:
        row.outcome, (row.error, row.data) = "error", fault
    elif not edited:
        row.outcome = "duplicate"
        row.match = PlannedMatch(None, line=original, evidence=(("line", str(original)),))
    else:
        title = row.cells.get(rules.definition.title)
        if title is not None:
            title.warnings = (*title.warnings, "copied_row")
        row.outcome = "partial" if row.faulty else "new"
    return row
