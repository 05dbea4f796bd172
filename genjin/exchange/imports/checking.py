"""From an uploaded file to the plan for every line: started, corrected, decided. Writes no record of any table."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import Q

from genjin.exchange.expiry import IMPORT_LIFE, remove_expired, remove_plan
from genjin.exchange.imports.file_source import FileSource, list_sheets, open_source
from genjin.exchange.imports.lookups import highest_id
from genjin.exchange.imports.mapping import MappedColumn, corrected
from genjin.exchange.imports.plain_table import PlainTable
from genjin.exchange.imports.planned import OUTCOMES
from genjin.exchange.imports.planning import PlannedLine, plan_rows
from genjin.exchange.imports.remembering import recall, shape_of
from genjin.exchange.imports.returned import corrected_row, facts_out
from genjin.exchange.imports.second_hand import second_hand
from genjin.exchange.imports.since import titles_of
from genjin.exchange.imports.source import SourceRow
from genjin.exchange.imports.tables import build_rules, read_options
from genjin.exchange.models import ImportRow, ImportRun
from genjin.jobs.models import Job
from genjin.jobs.queue import JobContext, enqueue, handler
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, forbidden, not_found
from genjin.kernel.storage import file_storage, local_path, new_name, remove_file
from genjin.kernel.words import Words
from genjin.people.actor import actor_of
from genjin.tables.ledger.position import current_position
from genjin.tables.ledger.rowstore import insert_rows

CHECK_KIND = "import.check"
# Up to here the plan is made while the person waits, a second or so; beyond, in the background with progress.
DIRECT_ROWS = 4_000
# Of the records missing in a file that came back, so many are looked up by name.
MISSING_LOOKED_UP = 200
# Corrected texts, decision, choices of one line.
Kept = tuple[dict[str, str] | None, str | None, dict[str, str] | None]
State = ImportRun.State
Progress = Callable[[int], None]


def start_import(
    actor: Actor,
    file: BinaryIO,
    file_name: str,
    size: int,
    *,
    table: str = "leads",
    as_of: date | None = None,
    sheet: str | None = None,
    options: Mapping[str, Any] | None = None,
    in_background: bool = True,
) -> ImportRun:
    """Keeps the file, reads its sheets, guesses header and mapping, and plans every line (long files: in a job).

    as_of: the day dates without a year are read by; default today. in_background: whether a job plans long files.
    Raises forbidden, unknown_table, file_too_large, file_bomb, file_encrypted, file_broken, file_type, no_header.
    """
    chosen = dict(options or {})
    build_rules(actor, table, read_options(actor, table, chosen))
    if size > settings.UPLOAD_LIMIT:
        raise AppError(ErrorCode.FILE_TOO_LARGE, 413, size=_megabytes(size), limit=_megabytes(settings.UPLOAD_LIMIT))
    run = _keep_file(actor, file, file_name, size, table=table, as_of=as_of or clock.today(), options=chosen)
    try:
        with local_path(run.file) as path:
            run.sheets = list_sheets(path, run.file_name)
        run.save()
        _plan(actor, run, sheet=sheet, header_row=None, in_background=in_background, anew=True)
    except AppError:
        if run.pk is not None:
            remove_plan(run)
            run.delete()
        remove_file(run.file)
        raise
    return run


def _keep_file(actor: Actor, file: BinaryIO, file_name: str, size: int, **facts: Any) -> ImportRun:
    """The run, not saved yet, with its file in the storage."""
    remove_expired()
    digest = hashlib.sha256()
    while part := file.read(1 << 20):
        digest.update(part)
    file.seek(0)
    stored = file_storage().save(new_name("imports", Path(file_name).suffix.lower()[:8]), File(file))
    now = clock.now()
    return ImportRun(
        owner_id=actor.id,
        created_at=now,
        expires_at=now + IMPORT_LIFE,
        file=stored,
        file_name=Path(file_name).name[:255],
        size=size,
        digest=digest.hexdigest(),
        **facts,
    )


def change_import(actor: Actor, run: ImportRun, patch: Mapping[str, Any]) -> ImportRun:
    """Another sheet, header row, mapping or options: planned anew where that matters; work done by hand stays.

    Shape of `patch`: sheet, header_row (from 1; 0 for none), mapping {index: column id | None}, options, remembered
    (False: the reader's own guess instead), recheck (True: against the table as it is now).
    """
    check_open(run)
    options = {**run.options, **(patch.get("options") or {})}
    rules = build_rules(actor, run.table, read_options(actor, run.table, options))
    sheet = patch.get("sheet") or run.sheet
    moved = sheet != run.sheet or ("header_row" in patch and patch["header_row"] != run.header_row)
    forgets = patch.get("remembered") is False
    corrections = {} if moved or forgets else {int(k): v for k, v in run.options.get("mapping", {}).items()}
    for index, column in (patch.get("mapping") or {}).items():
        if column is not None and column not in rules.columns and column not in rules.extra_fields:
            raise AppError(ErrorCode.UNKNOWN_COLUMN, column=str(column)[:40], table=run.table)
        corrections[int(index)] = column
    kept_header = None if sheet != run.sheet or forgets else run.options.get("header_row")
    header_row = patch.get("header_row", kept_header)
    before = run.options
    run.options = {**options, "mapping": {str(k): v for k, v in corrections.items()}, "header_row": header_row}
    again = moved or forgets or bool(patch.get("mapping") or patch.get("recheck"))
    if moved or forgets:
        run.remembered = None
    if not again and bool(options.get("persons")) == bool(before.get("persons")):
        # Who owns new rows and what happens to doubles is decided by the run, not by the plan.
        run.save(update_fields=["options"])
    else:
        _plan_again(actor, run, sheet, header_row, anew=sheet != run.sheet and "header_row" not in patch)
    return run


def check_open(run: ImportRun) -> None:
    """Raises still_running while a job has the run, bad_request once it is over. A failed check may be tried anew."""
    if run.state in (State.CHECKING, State.RUNNING):
        raise AppError(ErrorCode.STILL_RUNNING, 409)
    untouched = run.state in (State.FAILED, State.CANCELLED) and run.operation_id is None
    if run.state != State.READY and not untouched:
        raise AppError(ErrorCode.BAD_REQUEST, 409, what=run.state)


def find_import(actor: Actor, run_id: int) -> ImportRun:
    """One's own import. Raises not_found."""
    run = ImportRun.objects.filter(pk=run_id, owner_id=actor.id).first()
    if run is None:
        raise not_found("import")
    _settle(run)
    return run


def _settle(run: ImportRun) -> None:
    """A job stopped before it began tells nobody: what it was to do is then not under way any more."""
    if run.state not in (State.CHECKING, State.RUNNING) or run.job_id is None:
        return
    ended = Job.objects.filter(pk=run.job_id, state__in=(Job.State.CANCELLED, Job.State.FAILED)).first()
    if ended is None:
        return
    if run.state == State.RUNNING and run.operation_id is None:
        run.state = State.READY
    else:
        run.state = State.CANCELLED if ended.state == Job.State.CANCELLED else State.FAILED
        run.error = run.error or ended.error or {"code": ErrorCode.CANCELLED.value}
    run.save(update_fields=["state", "error"])


@handler(CHECK_KIND, words=Words("检查导入文件", "Check a file to import"))
def check_in_background(job: JobContext) -> dict[str, Any]:
    """Plans a long file; answers the counts."""
    run = ImportRun.objects.filter(pk=job.payload["import"]).first()
    actor = None if run is None or run.owner_id is None else actor_of(run.owner_id)
    if run is None or actor is None:
        raise forbidden("import")

    def beat(done: int) -> None:
        job.progress(done, run.rows)
        job.check_cancelled()

    try:
        rules = _rules(actor, run)
        with _open(run, rules, run.sheet, run.options.get("header_row")) as source:
            _store_plan(run, rules, source, beat)
    except BaseException as fault:
        code = fault.code.value if isinstance(fault, AppError) else ErrorCode.CANCELLED.value
        ImportRun.objects.filter(pk=run.pk).update(state=State.FAILED, error={"code": code})
        raise
    return dict(run.counts)


def _plan_again(actor: Actor, run: ImportRun, sheet: str, header_row: int | None, *, anew: bool) -> None:
    """Raises still_running when another request plans at this moment; a plan that fails can be asked for anew."""
    if not ImportRun.objects.filter(pk=run.pk, state=run.state).update(state=State.CHECKING):
        raise AppError(ErrorCode.STILL_RUNNING, 409)
    former, lines = run.state, sum(run.counts.values())
    try:
        _plan(actor, run, sheet=sheet, header_row=header_row, anew=anew)
    except AppError as refused:
        whole = ImportRow.objects.filter(run_id=run.pk).count() == lines
        fate = {"state": former} if whole else {"state": State.FAILED, "error": {"code": refused.code.value}}
        ImportRun.objects.filter(pk=run.pk, state=State.CHECKING).update(**fate)
        raise


def _plan(
    actor: Actor,
    run: ImportRun,
    *,
    sheet: str | None,
    header_row: int | None,
    in_background: bool = True,
    anew: bool = False,
) -> None:
    """anew: a sheet seen for the first time, for which a remembered mapping is proposed."""
    rules = _rules(actor, run)
    with _open(run, rules, sheet, header_row) as source:
        if anew:
            source, again = _as_remembered(run, rules, source)
            if again is not None:
                _plan(actor, run, sheet=source.document.sheet.name, header_row=again, in_background=in_background)
                return
        run.sheet = source.document.sheet.name
        run.header_row = source.header_row
        run.mapping = [_mapping_out(m) for m in source.mapping]
        run.sheets = run.sheets or [{"name": run.sheet, "rows": source.row_count()}]
        run.rows = next((s["rows"] for s in run.sheets if s["name"] == run.sheet), 0)
        run.state, run.error = State.CHECKING, None
        if in_background and run.rows > DIRECT_ROWS:
            with transaction.atomic():
                run.counts = dict.fromkeys(OUTCOMES, 0)
                run.job_id = enqueue(CHECK_KIND, {"import": run.pk}, actor.id)
                run.save()
            return
        run.save()
        _store_plan(run, rules, source, lambda _done: None)


def _as_remembered(run: ImportRun, rules: PlainTable, source: FileSource) -> tuple[FileSource, int | None]:
    """The source with the mapping remembered for its shape; or the header row to open it with once more."""
    run.shape = "" if source.own else shape_of(source.headers)
    recalled = recall(run, source.mapping, rules)
    if recalled is None:
        return source, None
    run.remembered = recalled.out()
    by_index = {str(index): column for index, column in recalled.corrections.items()}
    run.options = {**run.options, "mapping": by_index, "header_row": recalled.header_row}
    if recalled.header_row is not None and recalled.header_row != source.header_row:
        return source, recalled.header_row
    return replace(source, mapping=tuple(corrected(source.mapping, recalled.corrections))), None


def _rules(actor: Actor, run: ImportRun) -> PlainTable:
    rules = build_rules(actor, run.table, read_options(actor, run.table, run.options))
    rules.as_of = run.as_of
    return rules


@contextmanager
def _open(run: ImportRun, rules: PlainTable, sheet: str | None, header_row: int | None) -> Iterator[FileSource]:
    corrections = {int(k): v for k, v in run.options.get("mapping", {}).items()}
    with (
        local_path(run.file) as path,
        open_source(
            path,
            run.file_name,
            rules,
            as_of=run.as_of,
            sheet=sheet,
            header_row=header_row,
            corrections=corrections,
        ) as source,
    ):
        yield source


def _store_plan(run: ImportRun, rules: PlainTable, source: FileSource, progress: Progress) -> None:
    """Replaces the plan of the run, chunk by chunk; each holds the writer for a few milliseconds."""
    kept = _kept(run)
    run.base, run.last_id = current_position(), highest_id(rules)
    # Imports of the same file that this plan already sees the outcome of.
    twins = ImportRun.objects.filter(digest=run.digest, table=run.table, operation_id__isnull=False)
    over = twins.exclude(state=State.RUNNING).values_list("operation_id", flat=True)
    run.options = {**run.options, "twins": list(over)}
    remove_plan(run)
    counts: Counter[str] = Counter()
    done = 0
    book = None if source.returned is None else source.returned.book
    with second_hand(rules, 0 if book is not None else run.rows) as hand:
        for chunk in plan_rows(rules, _with_edits(source.rows(), kept), book, hand):
            with transaction.atomic():
                insert_rows(ImportRow, [_row_values(run.pk, row, kept.get(row.line)) for row in chunk])
            counts.update(row.outcome for row in chunk)
            done += len(chunk)
            progress(done)
    run.origin = _origin_of(source, rules)
    run.counts = {o: counts[o] for o in OUTCOMES}
    run.rows = done
    run.state = State.READY
    run.save()


def _origin_of(source: FileSource, rules: PlainTable) -> dict[str, Any] | None:
    """What is to be said of a workbook of ours; None for any other file."""
    if source.returned is not None:
        missing = source.returned.facts.missing[:MISSING_LOOKED_UP]
        return facts_out(source.returned, titles_of(rules, missing))
    return None if source.head is None else {"kind": source.head.doubt or "foreign"}


def _row_values(run_id: int, row: PlannedLine, kept: Kept | None) -> dict[str, Any]:
    edits, decision, choices = kept or (None, None, None)
    return {
        "run_id": run_id,
        "line": row.line,
        "outcome": row.outcome,
        "faulty": row.faulty,
        "match_id": row.match_id,
        "decision": decision,
        "edits": edits,
        "choices": choices,
        "plan": row.plan,
    }


def _kept(run: ImportRun) -> dict[int, Kept]:
    """Corrections and decisions a person has made, by line."""
    by_hand = Q(edits__isnull=False) | Q(decision__isnull=False) | Q(choices__isnull=False)
    touched = ImportRow.objects.filter(by_hand, run_id=run.pk)
    return {line: kept for line, *kept in touched.values_list("line", "edits", "decision", "choices")}  # type: ignore[misc]


def _with_edits(rows: Iterable[SourceRow], kept: Mapping[int, Kept]) -> Iterator[SourceRow]:
    for row in rows:
        edits = kept[row.line][0] if row.line in kept else None
        if edits and row.skipped is None:
            yield corrected_row(row, edits)
        else:
            yield row


def _mapping_out(column: MappedColumn) -> dict[str, Any]:
    return {
        "index": column.index,
        "header": column.header,
        "column": column.column,
        "confidence": column.confidence,
        "samples": list(column.samples),
    }


def _megabytes(size: int) -> int:
    return -(-size // (1024 * 1024))
