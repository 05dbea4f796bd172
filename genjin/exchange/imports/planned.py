"""The plan for one line: what each cell becomes, what the line does, and the JSON it is kept as until the run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import orjson

Outcome = Literal["new", "update", "duplicate", "error", "partial", "skipped", "same", "conflict"]
Decision = Literal["new", "update", "skip"]
OUTCOMES: tuple[Outcome, ...] = ("new", "update", "duplicate", "error", "partial", "skipped", "same", "conflict")

# What of a cell is kept for the preview; the file itself keeps the rest.
TEXT_LIMIT = 4_000


@dataclass(slots=True)
class PlannedCell:
    """text: as in the file. value: dumped stored value, None when there is none to write.

    error: why there is none. warnings: codes, `code` or `code:fact`. before: what the record shows now, set together
    with `changes` when this line would change it. theirs: somebody changed the cell, too, since the file went out:
    `base` (shown), `by`, `at`.
    """

    text: str
    value: Any = None
    error: str | None = None
    data: Mapping[str, Any] | None = None
    warnings: tuple[str, ...] = ()
    before: Any = None
    changes: bool = False
    theirs: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class PlannedMatch:
    """Whom the line looks like. id None: somebody's record outside the reader's scope, or (`line`) another line.

    evidence: (kind, text as this line has it). editable: whether this reader may update it. by_number: only with the
    numbers they share are the two alike.
    """

    id: int | None
    title: str | None = None
    number: str | None = None
    line: int | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    editable: bool = False
    by_number: bool = False


@dataclass(slots=True)
class PlannedRow:
    """error, data: why the whole line is left out. people, log: rows written beside the record.

    wanted: names of linked rows to create, by column. notes: lines for the remarks of a new record by the column they
    come from, so that what fits nowhere is not lost. origin: for lines of our own workbook, the record and the touched
    cells, or the line this one is a copy of.
    """

    line: int
    outcome: Outcome
    cells: dict[str, PlannedCell] = field(default_factory=dict)
    error: str | None = None
    data: Mapping[str, Any] | None = None
    match: PlannedMatch | None = None
    people: list[dict[str, str]] = field(default_factory=list)
    log: dict[str, Any] | None = None
    wanted: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    origin: dict[str, Any] | None = None

    @property
    def faulty(self) -> bool:
        return self.error is not None or any(c.error for c in self.cells.values())

    def action(self, decision: str | None, duplicates: str) -> Literal["create", "update"] | None:
        """What the run does with the line, given the person's decision and the option for undecided duplicates."""
        if self.outcome in ("error", "skipped") or decision == "skip":
            return None
        wanted = decision
        if wanted is None:
            wanted = {"new": "new", "partial": "new", "update": "update", "conflict": "update", "same": "skip"}.get(
                self.outcome, duplicates
            )
        if wanted == "new":
            return "create"
        if wanted == "update" and self.match is not None and self.match.id is not None and self.match.editable:
            return "update"
        return None


def dump_plan(row: PlannedRow) -> str:
    """The row without line and outcome, which have columns of their own."""
    match = row.match
    plan = {
        "c": {
            k: [c.text[:TEXT_LIMIT], c.value, c.error, c.data, c.warnings, c.before, c.changes, c.theirs]
            if c.error or c.warnings or c.changes or c.text != c.value
            else c.value
            for k, c in row.cells.items()
        },
        "e": [row.error, row.data] if row.error else None,
        "m": [match.id, match.title, match.number, match.line, match.evidence, match.editable] if match else None,
        "p": row.people,
        "l": row.log,
        "w": row.wanted,
        "n": row.notes,
        "o": row.origin,
    }
    return orjson.dumps({k: v for k, v in plan.items() if v}, default=str).decode()


def load_plan(line: int, outcome: str, text: str) -> PlannedRow:
    """The inverse of `dump_plan`."""
    plan = orjson.loads(text)
    error, data = plan.get("e") or (None, None)
    found = plan.get("m")
    match = None
    if found:
        row_id, title, number, twin, evidence, editable = found
        match = PlannedMatch(row_id, title, number, twin, tuple((k, v) for k, v in evidence), editable)
    return PlannedRow(
        line=line,
        outcome=outcome,  # type: ignore[arg-type]
        cells={k: _load_cell(c) if type(c) is list else PlannedCell(c, c) for k, c in plan.get("c", {}).items()},
        error=error,
        data=data,
        match=match,
        people=plan.get("p") or [],
        log=plan.get("l"),
        wanted=plan.get("w") or {},
        notes=plan.get("n") or {},
        origin=plan.get("o"),
    )


def _load_cell(stored: list[Any]) -> PlannedCell:
    text, value, error, data, warnings, before, changes, theirs = stored
    return PlannedCell(text, value, error, data, tuple(warnings), before, changes, theirs)
