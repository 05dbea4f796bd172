"""Shapes of requests and answers of the import and export routes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from genjin.followups.history_routes import HistoryReadingOut

Outcome = Literal["new", "update", "duplicate", "error", "partial", "skipped", "same", "conflict"]
Decision = Literal["new", "update", "skip"]
Choice = Literal["mine", "theirs"]


class SheetOut(Schema):
    name: str
    rows: int


class SourceColumnOut(Schema):
    index: int
    header: str
    column: str | None
    confidence: float
    samples: list[str]


class FieldOut(Schema):
    id: str
    label: str


class OwnerOut(Schema):
    id: int
    label: str


class OptionsOut(Schema):
    persons: bool
    duplicates: Decision
    owner: OwnerOut | None
    conflicts: Choice
    by_rules: bool
    to_pool: bool


class FaultOut(Schema):
    code: str
    message: str
    data: dict[str, Any] = {}


class ProblemOut(Schema):
    line: int
    column: str | None
    code: str
    words: str


class ResultOut(Schema):
    operation: int | None
    created: int
    updated: int
    skipped: int
    failed: int
    conflicts: int
    kept: int = 0
    problems: list[ProblemOut]


class OriginOut(Schema):
    """What is known of a workbook of ours that came back. kind: `returned`, or why its base does not count.

    missing: records that went out and are not in the file; they stay. barred: cells edited in columns this person may
    not write, by label.
    """

    kind: Literal["returned", "foreign", "other_table", "newer"]
    by: str = ""
    at: datetime | None = None
    missing: int = 0
    missing_titles: list[str] = []
    copied: int = 0
    unsealed: int = 0
    barred: dict[str, int] = {}


class RememberedOut(Schema):
    """The mapping was proposed as files of this shape were mapped before: by oneself, or by the organisation."""

    whose: Literal["own", "organisation"]
    at: datetime


class ImportOut(Schema):
    id: int
    table: str
    file: str
    size: int
    sheets: list[SheetOut]
    sheet: str
    header_row: int
    rows: int
    mapping: list[SourceColumnOut]
    fields: list[FieldOut]
    counts: dict[Outcome, int]
    faulty: int
    options: OptionsOut
    state: Literal["checking", "ready", "running", "done", "cancelled", "failed"]
    job: int | None
    operation: int | None
    result: ResultOut | None
    error: FaultOut | None
    origin: OriginOut | None
    remembered: RememberedOut | None
    expires: datetime


class OptionsIn(Schema):
    persons: bool | None = None
    duplicates: Decision | None = None
    conflicts: Choice | None = None
    by_rules: bool | None = None
    to_pool: bool | None = None
    owner: int | None = None


class ImportPatch(Schema):
    """Only what is sent changes. mapping: column of the file (from 0) → column of the table, or null."""

    sheet: str | None = Field(None, max_length=255)
    header_row: int | None = Field(None, ge=0, le=1_048_576)
    mapping: dict[int, str | None] | None = None
    options: OptionsIn | None = None
    remembered: Literal[False] | None = None
    recheck: Literal[True] | None = None


class CellConflictOut(Schema):
    """A cell changed in the file and on the server: base is what went out; the present value stands in `before`."""

    base: Any = None
    by: str
    at: datetime | None
    choice: Choice | None = None


class PlanCellOut(Schema):
    text: str
    value: Any = None
    error: FaultOut | None = None
    warning: FaultOut | None = None
    before: Any = None
    changes: bool = False
    conflict: CellConflictOut | None = None


class EvidenceOut(Schema):
    kind: str
    value: str
    words: str


class MatchOut(Schema):
    id: int | None
    title: str | None
    number: str | None
    line: int | None
    editable: bool
    evidence: list[EvidenceOut]


class ImportRowOut(Schema):
    line: int
    outcome: Outcome
    words: str
    cells: dict[str, PlanCellOut]
    match: MatchOut | None
    decision: Decision | None
    people: list[dict[str, str]]
    reading: HistoryReadingOut | None


class ImportRowsOut(Schema):
    rows: list[ImportRowOut]
    next: str | None


class RowPatch(Schema):
    decision: Decision | None = None
    cells: dict[str, str] | None = Field(None, max_length=200)
    # Keys of what is rejected in the reading of the 跟进记录 cell: kept as plain text then.
    rejected: list[str] | None = Field(None, max_length=500)
    choices: dict[str, Choice | None] | None = Field(None, max_length=200)


class JobStarted(Schema):
    job: int


class ExportIn(Schema):
    """A saved view, or a filter; explicit columns, sort and search win over those of the view."""

    table: str = Field(max_length=40)
    view: int | None = None
    filter: dict[str, Any] | None = None
    sort: list[tuple[str, Literal["asc", "desc"]]] | None = Field(None, max_length=8)
    columns: list[str] | None = Field(None, max_length=300)
    search: str = Field("", max_length=200)
    format: Literal["xlsx", "csv"] = "xlsx"
