"""What a line of a file does to the table: decided here and nowhere else, for the preview and for the run.

Pure: the draft and what the look-ups found go in, the planned row comes out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from genjin.exchange.imports.cells import same_value
from genjin.exchange.imports.plain_table import NOTHING_KNOWN, Draft, Known, PlainTable
from genjin.exchange.imports.planned import Outcome, PlannedCell, PlannedMatch, PlannedRow
from genjin.exchange.imports.three_way import Since, plan_returned
from genjin.kernel.errors import ErrorCode


@dataclass(frozen=True, slots=True)
class Target:
    """A row of the table that a line may change.

    values: stored, by column id. shown: the same as this reader sees it. blind: columns whose value this reader does
    not see in this row, and so may neither change nor learn by comparing.
    """

    id: int
    editable: bool
    values: Mapping[str, Any]
    shown: Mapping[str, Any]
    blind: frozenset[str] = frozenset()
    known: Known = NOTHING_KNOWN


@dataclass(slots=True)
class Found:
    """What the look-ups found for one line. keyed: by number. twin: an earlier line that is the same record.

    since: of a returned workbook's line, cells that changed on the server after it went out.
    """

    keyed: PlannedMatch | None = None
    matches: Sequence[PlannedMatch] = ()
    twin: int | None = None
    targets: Mapping[int, Target] = field(default_factory=dict)
    since: Mapping[str, Since] = field(default_factory=dict)


def plan_row(draft: Draft, found: Found, rules: PlainTable) -> PlannedRow:
    """The outcome of one line: skipped, update or same, duplicate, error, new or partial, in this order."""
    if draft.skipped is not None:
        return PlannedRow(draft.line, "skipped", error=draft.skipped)
    if draft.origin is not None:
        return plan_returned(draft, found, rules)
    row = PlannedRow(draft.line, "new", draft.cells, people=draft.people, log=draft.log)
    row.wanted, row.notes = draft.wanted, draft.notes
    match = found.keyed or _certain(draft, found, rules)
    if match is not None and match.id is not None and match.id in found.targets:
        return _plan_update(row, draft, match, found.targets[match.id], rules)
    _warn_unknown_key(row, draft, rules)
    fault = rules.check_new(draft)
    if fault is not None:
        row.outcome, (row.error, row.data) = "error", fault
        return row
    suspect = _suspect(found)
    if suspect is not None:
        row.outcome, row.match = "duplicate", suspect
        if suspect.id is not None and suspect.id in found.targets:
            _mark_changes(row, draft, found.targets[suspect.id], rules)
        return row
    row.outcome = "partial" if row.faulty else "new"
    return row


def _certain(draft: Draft, found: Found, rules: PlainTable) -> PlannedMatch | None:
    """The one record that the line is beyond doubt; two such are none."""
    certain = [
        m
        for m in found.matches
        if m.id is not None and m.editable and m.id in found.targets
        if rules.is_certain(draft, m, found.targets[m.id].values)
    ]
    return certain[0] if len(certain) == 1 and rules.may_edit else None


def _suspect(found: Found) -> PlannedMatch | None:
    if found.matches:
        return found.matches[0]
    if found.twin is not None:
        return PlannedMatch(None, line=found.twin, evidence=(("line", str(found.twin)),))
    return None


def _plan_update(row: PlannedRow, draft: Draft, match: PlannedMatch, target: Target, rules: PlainTable) -> PlannedRow:
    row.match = match
    row.notes = {}
    changed = _mark_changes(row, draft, target, rules)
    row.people = [p for p in row.people if p.get("name") not in target.known.people]
    if row.log is not None:
        row.log = rules.fresh_log(row.log, target.known)
    changed = changed or bool(row.people or row.log or row.wanted)
    if changed and not (target.editable and rules.may_edit):
        row.outcome, row.error, row.data = "error", ErrorCode.FORBIDDEN.value, {"action": "edit"}
        return row
    outcome: Outcome = "update" if changed else "same"
    row.outcome = outcome
    return row


def _mark_changes(row: PlannedRow, draft: Draft, target: Target, rules: PlainTable) -> bool:
    """Marks the cells that differ from the record. A cell the reader cannot see is neither compared nor written."""
    changed = False
    for column_id, value in draft.values.items():
        column = rules.columns[column_id]
        cell = row.cells[column_id]
        if column_id in rules.once or column in rules.keys:
            continue
        if column_id in target.blind:
            # The value stays in the plan: the person may decide for a new record, which is theirs to fill.
            cell.warnings = (*cell.warnings, "not_yours")
            continue
        before = target.values.get(column_id)
        if same_value(column, before, value) or before == rules.with_notes(column_id, value, draft.notes):
            continue
        cell.before, cell.changes = target.shown.get(column_id), True
        changed = True
    for column_id in target.blind & row.cells.keys() - draft.values.keys():
        # A mask that came back from our own export is no fault.
        if row.cells[column_id].error is not None:
            row.cells[column_id] = PlannedCell(row.cells[column_id].text, None, warnings=("not_yours",))
    return changed


def _warn_unknown_key(row: PlannedRow, draft: Draft, rules: PlainTable) -> None:
    for column in rules.keys:
        cell = row.cells.get(column.id)
        if cell is not None and column.id in draft.values:
            cell.warnings = (*cell.warnings, "number_unknown")
            cell.value = None
            del draft.values[column.id]
