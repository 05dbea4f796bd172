"""How any table takes rows from a file. Tables with rules of their own refine it (`lead_table`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from genjin.exchange.imports.cells import CellReader
from genjin.exchange.imports.planned import PlannedCell, PlannedMatch, PlannedRow
from genjin.exchange.imports.source import Origin, SourceCell, SourceRow
from genjin.kernel import clock
from genjin.kernel.actor import Actor, ColumnRight
from genjin.kernel.errors import ErrorCode
from genjin.kernel.words import Words
from genjin.tables.definition import Column, TableDefinition
from genjin.tables.ledger.operation import Writer


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """persons: a row may be a person without company. duplicates: for those nobody decided. owner: of unowned rows.

    by_rules: unowned rows go to whom the rules of assignment say instead of to `owner`.
    to_pool: unowned rows go to the pool, where the rules leave them alone.
    conflicts: whose value stands in cells changed in both places that nobody decided, `theirs` or `mine`.
    """

    persons: bool = False
    duplicates: str = "skip"
    owner: int | None = None
    conflicts: str = "theirs"
    by_rules: bool = False
    to_pool: bool = False


@dataclass(slots=True)
class Draft:
    """A line as read for a table: planned cells, stored values of the good ones, what is written beside the row."""

    line: int
    cells: dict[str, PlannedCell] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    people: list[dict[str, str]] = field(default_factory=list)
    log: dict[str, Any] | None = None
    wanted: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    skipped: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """What a written line brings along beside its row."""

    row_id: int
    people: Sequence[Mapping[str, str]]
    log: Mapping[str, Any] | None


class PlainTable:
    """The rules of one table for one actor and one file."""

    # Columns nobody types but a file may bring for a new row, because history comes with it.
    once: frozenset[str] = frozenset()
    # Things a column of a file may be that are no column of the table, with their words.
    extra_fields: Mapping[str, Words] = {}

    # What a person answers about a line's reading, kept like a corrected cell.
    answers: frozenset[str] = frozenset()

    def __init__(self, definition: TableDefinition, actor: Actor, options: ImportOptions) -> None:
        self.definition = definition
        self.actor = actor
        self.options = options
        self.access = actor.access(definition.key)
        self.columns = {c.id: c for c in definition.all_columns() if self._takes(c)}
        self._loads = {c.id: c.field.load for c in self.columns.values()}
        self.keys = tuple(c for c in definition.columns if c.unique and c.id in self.columns)
        self.reader = CellReader(actor, self.columns.values())
        # The day by which a text without years was written.
        self.as_of = clock.today()

    @property
    def may_create(self) -> bool:
        return "create" in self.access.actions

    @property
    def may_edit(self) -> bool:
        return "edit" in self.access.actions

    def fields(self, language: str) -> list[tuple[str, str]]:
        """What a column of the file can be mapped to: (id, label)."""
        named = [(c.id, c.words.in_language(language)) for c in self.columns.values()]
        return named + [(k, w.in_language(language)) for k, w in self.extra_fields.items()]

    def read(self, rows: Sequence[SourceRow]) -> list[Draft]:
        """Drafts in the order of `rows`; names in link cells are looked up for all of them at once."""
        self.reader.prefetch(rows)
        return [self.read_row(row) for row in rows]

    def read_row(self, row: SourceRow) -> Draft:
        if row.origin is not None and row.origin.copy_of is None:
            return self._read_returned(row, row.origin)
        draft = Draft(row.line, people=[dict(p) for p in row.people], skipped=row.skipped, origin=row.origin)
        if row.skipped is None:
            for column_id, cell in row.cells.items():
                self.read_cell(draft, column_id, cell)
            self.finish_draft(draft)
        return draft

    def read_back(self, row: PlannedRow) -> Draft:
        """The draft a plan was made from, as far as the plan keeps it: for the run, and for a corrected line."""
        loads = self._loads
        values = {k: loads[k](c.value) for k, c in row.cells.items() if c.value is not None and k in loads}
        return Draft(row.line, row.cells, values, row.people, row.log, row.wanted, row.notes, None, _origin(row))

    def _read_returned(self, row: SourceRow, origin: Origin) -> Draft:
        """Only what a person touched is read; the rest is shown as it stands."""
        draft = Draft(row.line, {c: PlannedCell(t) for c, t in origin.kept.items()}, origin=origin)
        for column_id, cell in row.cells.items():
            self.read_touched(draft, column_id, cell)
        for column_id in origin.cleared:
            draft.cells[column_id] = self._cleared(column_id)
        return draft

    def read_edits(self, draft: Draft, edits: Mapping[str, str]) -> None:
        """Cells of a returned line typed in the preview, in place."""
        origin = draft.origin
        assert origin is not None
        empty = tuple(c for c, t in edits.items() if not t.strip())
        for column_id, text in edits.items():
            if text.strip():
                self.read_touched(draft, column_id, SourceCell(text))
            else:
                draft.cells[column_id] = self._cleared(column_id)
        draft.origin = replace(
            origin,
            kept={c: t for c, t in origin.kept.items() if c not in edits},
            touched={**dict.fromkeys(edits, b""), **origin.touched},
            cleared=(*(c for c in origin.cleared if c not in edits), *empty),
        )

    def read_touched(self, draft: Draft, column_id: str, cell: SourceCell) -> None:
        """A name nobody bears is a fault of the cell here: the record has its owner."""
        column = self.columns.get(column_id)
        if column is not None and column.field.kind == "person":
            PlainTable.read_cell(self, draft, column_id, cell)
        else:
            self.read_cell(draft, column_id, cell)

    def _cleared(self, column_id: str) -> PlannedCell:
        column = self.columns[column_id]
        if column.required or column.writable == "verb" or column_id == self.definition.title:
            return PlannedCell("", None, "cannot_clear", {"column": column_id})
        return PlannedCell("")

    def read_cell(self, draft: Draft, column_id: str, cell: SourceCell) -> None:
        column = self.columns.get(column_id)
        if column is None:
            return
        planned, stored = self.reader.read(column, cell)
        draft.cells[column_id] = planned
        if stored is not None:
            draft.values[column_id] = stored

    def finish_draft(self, draft: Draft) -> None:
        """What follows from several cells together."""

    def check_new(self, draft: Draft) -> tuple[str, Mapping[str, Any]] | None:
        """Why this line cannot become a new row; None when it can."""
        if not self.may_create:
            return ErrorCode.FORBIDDEN.value, {"action": "create"}
        for column in self.definition.columns:
            if column.required and column.writable != "never" and draft.values.get(column.id) is None:
                return ErrorCode.REQUIRED.value, {"column": column.id}
        return None

    def find_matches(self, drafts: Sequence[Draft]) -> list[list[PlannedMatch]]:
        """Rows of the table each draft looks like, the likeliest first. A plain table knows only its keys."""
        return [[] for _ in drafts]

    def is_certain(self, draft: Draft, match: PlannedMatch, present: Mapping[str, Any]) -> bool:
        """Whether the match is the same record without asking anybody. present: its stored values, as far as read."""
        return False

    def fresh_log(self, log: dict[str, Any], known: Known) -> dict[str, Any] | None:
        """What of the line's follow-ups the record does not have yet; None when it has all."""
        return log

    def with_notes(self, column: str, value: Any, notes: Mapping[str, str]) -> Any:
        """What the cell of a record that this very line made holds: the value and what fitted nowhere else."""
        return value

    def twin_key(self, draft: Draft) -> Any:
        """Equal in every process for two lines of one file that are the same record; None when the line has none."""
        return None

    def knows_stage(self, text: str) -> bool:
        """Whether `text` names a stage that rows of this table can be in."""
        return False

    def read_targets(self, ids: Iterable[int]) -> dict[int, Known]:
        """What is known already beside the rows `ids`: names of further persons, texts of follow-ups."""
        return {}

    def complete(self, values: dict[str, Any], notes: Sequence[str]) -> None:
        """Last touch to a new row's stored values, in place. notes: what the file said that fits no column."""

    def create_wanted(self, writer: Writer, wanted: Mapping[str, str]) -> dict[str, int]:
        """Rows that a line's link cells name and nobody has entered yet: `{column: id}`."""
        return {}

    def write_beside(self, writer: Writer, additions: Sequence[Addition]) -> None:
        """Writes what the lines bring along, in the transaction of their rows."""

    def begin_chunk(self) -> None:
        """A transaction begins."""

    def roll_back(self) -> None:
        """The transaction did not hold: what `create_wanted` made in it is gone."""

    def extra_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What the verbs behind cells may need of the line: reason, amount."""
        return {}

    def _takes(self, column: Column) -> bool:
        right = self.access.column(column.id)
        if column.computed is not None or right in (ColumnRight.HIDDEN, ColumnRight.MASKED):
            return False
        if column.unique and column.writable == "never":
            return True
        if right is not ColumnRight.EDIT:
            return False
        return column.writable != "never" or column.id in self.once


@dataclass(frozen=True, slots=True)
class Known:
    """people: names of a record's further persons. logs: texts of its follow-ups."""

    people: frozenset[str] = frozenset()
    logs: frozenset[str] = frozenset()


NOTHING_KNOWN = Known()


def _origin(row: PlannedRow) -> Origin | None:
    """As the plan keeps it; kept cells are those of the plan that hold nothing but a text."""
    stored = row.origin
    if stored is None:
        return None
    if "copy" in stored:
        return Origin(0, touched={"": b""} if stored["edited"] else {}, copy_of=stored["copy"])
    touched = {c: bytes.fromhex(base) for c, base in stored["touched"].items()}
    kept = {c: cell.text for c, cell in row.cells.items() if c not in touched}
    return Origin(stored["id"], kept, touched, tuple(stored["cleared"]))
