"""Writes the plan: one operation in short chunks, with progress, cancel and a way back as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection, transaction

from genjin.exchange.imports.checking import check_open
from genjin.exchange.imports.lookups import highest_id
from genjin.exchange.imports.plain_table import Addition, Draft, PlainTable
from genjin.exchange.imports.planned import PlannedRow
from genjin.exchange.imports.reading_ahead import read_parts
from genjin.exchange.imports.remembering import remember
from genjin.exchange.imports.run_lines import RunLine, read_whole
from genjin.exchange.imports.tables import build_rules, read_options
from genjin.exchange.models import ImportRow, ImportRun
from genjin.jobs.queue import Cancelled, JobContext, enqueue, handler
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, forbidden
from genjin.kernel.words import Words
from genjin.people.actor import actor_of
from genjin.tables.definition import CellEdit, Refusal
from genjin.tables.ledger.conflict import find_conflicts
from genjin.tables.ledger.operation import OpenOperation, Writer, operation
from genjin.tables.ledger.verbs import name_verb
from genjin.tables.models import Change, Operation
from genjin.tables.scope.predicate import visible_ids

RUN_KIND = "import.run"
VERB = "import.run"
# How many refused cells the report names; the rest are counted.
PROBLEMS_SHOWN = 200
State = ImportRun.State
name_verb(VERB, Words("导入 {file}：{rows} 条", "imported {file}: {rows} records"))


@dataclass(slots=True)
class Tally:
    """What was written so far. failed: lines left out for their faults.

    conflicts: cells somebody changed after the preview, which stay.
    kept: cells changed in both places whose present value was chosen to stay.
    """

    created: int = 0
    updated: int = 0
    skipped: int = 0
    failed: int = 0
    conflicts: int = 0
    kept: int = 0
    problems: list[dict[str, Any]] = field(default_factory=list)

    def problem(self, line: int, column: str | None, code: str, data: Mapping[str, Any] | None = None) -> None:
        if len(self.problems) < PROBLEMS_SHOWN:
            self.problems.append({"line": line, "column": column, "code": code, "data": dict(data or {})})

    def out(self, operation_id: int | None) -> dict[str, Any]:
        """The job's result."""
        return {
            "operation": operation_id,
            "created": self.created,
            "updated": self.updated,
            "skipped": self.skipped,
            "failed": self.failed,
            "conflicts": self.conflicts,
            "kept": self.kept,
            "problems": self.problems,
        }


def run_import(actor: Actor, run: ImportRun) -> int:
    """Starts writing in the background; answers the job's id. Raises forbidden, still_running."""
    check_open(run)
    build_rules(actor, run.table, read_options(actor, run.table, run.options))
    with transaction.atomic():
        _check_twins(run)
        taken = ImportRun.objects.filter(pk=run.pk, state=State.READY).update(state=State.RUNNING)
        if not taken:
            raise AppError(ErrorCode.STILL_RUNNING, 409)
        job_id = enqueue(RUN_KIND, {"import": run.pk}, actor.id)
        ImportRun.objects.filter(pk=run.pk).update(job_id=job_id)
        remember(run)
    run.state, run.job_id = State.RUNNING, job_id
    return job_id


def _check_twins(run: ImportRun) -> None:
    """The same file twice at once would make everything twice: raises file_in_import, or file_imported."""
    twins = ImportRun.objects.select_for_update().filter(digest=run.digest, table=run.table).exclude(digest="")
    for twin in [t for t in twins.order_by("pk") if t.pk != run.pk]:
        if twin.state == State.RUNNING:
            raise AppError(ErrorCode.FILE_IN_IMPORT, 409, file=run.file_name)
        if twin.operation_id is None or twin.operation_id in run.options.get("twins", ()):
            continue
        if Operation.objects.filter(pk=twin.operation_id).exclude(state=Operation.State.UNDONE).exists():
            raise AppError(ErrorCode.FILE_IMPORTED, 409, file=run.file_name)


def _alone(table: str) -> None:
    """Until the chunk commits, no other import writes the table: what one has entered the next one sees."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"genjin import {table}"])


@handler(RUN_KIND, words=Words("写入导入的数据", "Write an import"))
def run_in_background(job: JobContext) -> dict[str, Any]:
    """Writes what is planned; taken up again after a crash, it goes on behind the last written line."""
    run = ImportRun.objects.filter(pk=job.payload["import"]).first()
    actor = None if run is None or run.owner_id is None else actor_of(run.owner_id)
    if run is None or actor is None:
        raise forbidden("import")

    def beat(done: int) -> None:
        job.progress(done, run.rows)
        job.check_cancelled()

    try:
        tally = write_import(actor, run, beat)
    except BaseException as fault:
        state = State.CANCELLED if isinstance(fault, Cancelled) else State.FAILED
        error = {"code": fault.code.value, "data": fault.data} if isinstance(fault, AppError) else None
        ImportRun.objects.filter(pk=run.pk).update(state=state, error=error)
        raise
    return tally


def write_import(actor: Actor, run: ImportRun, progress: Callable[[int], None], via: str = "import") -> dict[str, Any]:
    """The whole import as one operation; answers its report. `progress` may raise to stop: what is written stays."""
    rules = build_rules(actor, run.table, read_options(actor, run.table, run.options))
    tally = Tally(**{k: v for k, v in (run.result or {}).items() if k != "operation"})
    args = {"file": run.file_name, "import": run.pk}
    with operation(actor, verb=VERB, table=run.table, via=via, args=args) as opened:
        _take_up(opened, run)
        writer = _ChunkWriter(rules, run, opened, tally)
        seen = ImportRow.objects.filter(run_id=run.pk, line__lte=run.done_line).count()
        for part in read_parts(run, rules):
            progress(seen)
            writer.write(part)
            seen += len(part)
        progress(seen)
    result = writer.tally.out(opened.id)
    ImportRun.objects.filter(pk=run.pk).update(state=State.DONE, result=result, operation_id=opened.id)
    return result


def _take_up(opened: OpenOperation, run: ImportRun) -> None:
    """A run that broke off goes on in its operation, so that undo takes back the whole."""
    if run.operation_id is None:
        return
    begun = Operation.objects.filter(pk=run.operation_id).first()
    if begun is None or begun.state == Operation.State.UNDONE:
        return
    opened.id, opened.rows, opened.cells = begun.pk, begun.rows, begun.cells
    Operation.objects.filter(pk=begun.pk).update(state=Operation.State.RUNNING)


class _ChunkWriter:
    """Writes parts of the plan, each in a transaction of its own."""

    def __init__(self, rules: PlainTable, run: ImportRun, opened: OpenOperation, tally: Tally) -> None:
        self.rules = rules
        self.run = run
        self.opened = opened
        self.tally = tally
        self._table = rules.definition.key
        self._own = _own_ids(run, self._table)
        self._highest = max(run.last_id, *self._own, 0)
        self._news = False

    def write(self, part: Sequence[RunLine]) -> None:
        """All lines in one go; when the table refuses one of them, each by itself, so that it costs only itself."""
        before, rows, cells = replace(self.tally, problems=[*self.tally.problems]), self.opened.rows, self.opened.cells
        try:
            self._write(part)
        except AppError as refused:
            self.rules.roll_back()
            self.tally, self.opened.rows, self.opened.cells = before, rows, cells
            if len(part) > 1:
                for line in part:
                    self.write([line])
                return
            self.tally.failed += 1
            self.tally.problem(part[0].line, None, refused.code.value, refused.data)
            self._save(part)

    def _write(self, part: Sequence[RunLine]) -> None:
        self.rules.begin_chunk()
        creates = [line.new for line in part if line.new is not None]
        updates = [line for line in part if line.action == "update"]
        self._count_left(part)
        with self.opened.chunk() as writer:
            _alone(self._table)
            self._create(writer, self._without_news(creates))
            self._update(writer, updates)
            if self.opened.cells:
                self.opened.ensure_row()
            self._save(part)

    def _count_left(self, part: Sequence[RunLine]) -> None:
        for line in part:
            if line.action is None and line.outcome == "error":
                self.tally.failed += 1
            elif line.action is None and line.outcome != "same":
                self.tally.skipped += 1

    def _without_news(self, creates: list[Draft]) -> list[Draft]:
        """Leaves out what somebody else has entered since the preview."""
        # Only when somebody has entered rows since the preview is it worth looking for doubles again.
        self._news = self._news or highest_id(self.rules) > self._highest
        if not creates or not self._news:
            return creates
        drafts = list(read_whole(self.rules, self.run.pk, [new.line for new in creates]))
        kept = []
        for new, draft, matches in zip(creates, drafts, self.rules.find_matches(drafts), strict=True):
            news = [m for m in matches if m.id is not None and m.id > self.run.last_id and m.id not in self._own]
            if any(self.rules.is_certain(draft, m, {}) for m in news):
                self.tally.conflicts += 1
                self.tally.problem(new.line, None, "entered_meanwhile")
            else:
                kept.append(new)
        return kept

    def _create(self, writer: Writer, news: Sequence[Draft]) -> None:
        drafts: list[dict[str, Any]] = []
        for new in news:
            values = {**new.values, **self._linked(writer, new.wanted)}
            self.rules.complete(values, list(new.notes.values()))
            drafts.append(values)
        if not drafts:
            return
        ids = writer.create(self._table, drafts)
        self._own.update(ids)
        self._highest = max(self._highest, *ids)
        self.tally.created += len(ids)
        self.rules.write_beside(writer, [Addition(i, n.people, n.log) for i, n in zip(ids, news, strict=True)])

    def _update(self, writer: Writer, lines: Sequence[RunLine]) -> None:
        """Only cells that the plan marks as changed, and of those none that somebody changed since the preview."""
        planned = [(line.plan, line.keeps) for line in lines if line.plan is not None]
        targets = {row.match.id for row, _ in planned if row.match is not None and row.match.id is not None}
        visible = visible_ids(self._table, self.rules.actor, targets, "edit")
        edits: dict[tuple[int, str], tuple[int, CellEdit]] = {}
        additions: list[Addition] = []
        for row, keeps in planned:
            target = row.match.id if row.match is not None else None
            if target is None or target not in visible:
                self.tally.failed += 1
                self.tally.problem(row.line, None, ErrorCode.NOT_FOUND.value)
                continue
            asked = self._edits(writer, row, target, keeps)
            self.tally.kept += len(keeps)
            if not (asked or row.people or row.log):
                self.tally.skipped += 1
                continue
            self.tally.updated += 1
            for edit in asked:
                edits[(target, edit.column)] = (row.line, edit)
            additions.append(Addition(target, row.people, row.log))
        self._write_cells(writer, edits)
        self.rules.write_beside(writer, additions)

    def _edits(self, writer: Writer, row: PlannedRow, target: int, keeps: frozenset[str]) -> list[CellEdit]:
        values = {**self.rules.read_back(row).values, **self._linked(writer, row.wanted)}
        extra = self.rules.extra_of(values)
        return [
            CellEdit(target, column, values.get(column), extra)
            for column, cell in row.cells.items()
            # Without a value only where a person has emptied the cell of a file that came back.
            if cell.changes and column not in keeps and (column in values or not cell.text)
        ]

    def _write_cells(self, writer: Writer, edits: Mapping[tuple[int, str], tuple[int, CellEdit]]) -> None:
        asked = [edit for _, edit in edits.values()]
        if not asked:
            return
        conflicts = find_conflicts(self.rules.definition, writer, asked, self.run.base)
        cells: dict[int, dict[str, Any]] = {}
        verbs: dict[str, list[CellEdit]] = {}
        for key, (line, edit) in edits.items():
            if key in conflicts:
                self.tally.conflicts += 1
                self.tally.problem(line, edit.column, ErrorCode.CONFLICT.value, {"by": conflicts[key].by})
            elif self.rules.columns[edit.column].writable == "verb":
                verbs.setdefault(edit.column, []).append(edit)
            else:
                cells.setdefault(edit.row_id, {})[edit.column] = edit.raw
        writer.set(self._table, cells)
        for column, part in verbs.items():
            for refused in self.rules.definition.cell_verbs[column](self.rules.actor, writer, part):
                self._refuse(edits[(refused.row_id, refused.column)][0], refused)

    def _refuse(self, line: int, refused: Refusal) -> None:
        self.tally.conflicts += 1
        self.tally.problem(line, refused.column, refused.error.code.value, refused.error.data)

    def _linked(self, writer: Writer, wanted: Mapping[str, str]) -> dict[str, int]:
        return self.rules.create_wanted(writer, wanted) if wanted else {}

    def _save(self, part: Sequence[RunLine]) -> None:
        """The run's place in the file, in the transaction of what it wrote there."""
        ImportRun.objects.filter(pk=self.run.pk).update(
            done_line=part[-1].line, operation_id=self.opened.id, result=self.tally.out(self.opened.id)
        )
        # With the rows, not at the end only: a process that is killed must not take the totals with it.
        self.opened.save_totals(Operation.State.RUNNING)


def _own_ids(run: ImportRun, table: str) -> set[int]:
    """Rows this import has made already, when it is taken up again."""
    if run.operation_id is None:
        return set()
    made = Change.objects.filter(operation_id=run.operation_id, table=table, kind=Change.Kind.CREATE)
    return set(made.values_list("row_id", flat=True))
