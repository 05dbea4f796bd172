"""One line of the plan decided or corrected by hand: planned again by the same function as all others."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from genjin.exchange.imports.checking import check_open
from genjin.exchange.imports.lookups import LookUp
from genjin.exchange.imports.plain_table import PlainTable
from genjin.exchange.imports.plan import plan_row
from genjin.exchange.imports.planned import PlannedRow, dump_plan, load_plan
from genjin.exchange.imports.since import ReturnLookUp
from genjin.exchange.imports.source import SourceCell
from genjin.exchange.imports.tables import build_rules, read_options
from genjin.exchange.models import ImportRow, ImportRun
from genjin.exchange.snapshot import SealBook, read_head
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found

# Cells whose reading leaves traces beside the cell: read from their text again, never taken over.
_ENTANGLED = frozenset(
    {"owner", "source", "stage", "number", "followups", "feedback", "last_contact_at", "followups_rejected"}
)
# Said by planning, not by reading: planning says them again where they still hold.
_PLANNED_WARNINGS = frozenset({"not_yours"})


def change_row(
    actor: Actor,
    run: ImportRun,
    line: int,
    *,
    decision: str | None = None,
    edits: Mapping[str, str] | None = None,
    choices: Mapping[str, str | None] | None = None,
) -> ImportRow:
    """Keeps the decision (`new`, `update`, `skip`) and the corrected texts of the line, and plans it again.

    choices: of cells changed in both places, whose value stands: `mine`, `theirs`, or None to leave it open.
    Raises not_found, bad_request for a decision the line does not allow, unknown_column, still_running.
    """
    check_open(run)
    rules = build_rules(actor, run.table, read_options(actor, run.table, run.options))
    rules.as_of = run.as_of
    for column in edits or {}:
        if column not in rules.columns and column not in rules.extra_fields and column not in rules.answers:
            raise AppError(ErrorCode.UNKNOWN_COLUMN, column=str(column)[:40], table=run.table)
    with transaction.atomic():
        row = ImportRow.objects.select_for_update().filter(run_id=run.pk, line=line).first()
        if row is None or row.outcome == "skipped":
            raise not_found("line")
        before = row.outcome
        plan = load_plan(row.line, row.outcome, row.plan)
        if edits:
            plan = replan(rules, plan, edits, _book(run))
            row.edits = {**(row.edits or {}), **edits}
            row.outcome, row.faulty, row.plan = plan.outcome, plan.faulty, dump_plan(plan)
            row.match_id = plan.match.id if plan.match else None
        if decision is not None:
            check_decision(plan, decision)
            row.decision = decision
        if choices:
            check_choices(plan, choices)
            row.choices = {c: v for c, v in {**(row.choices or {}), **choices}.items() if v is not None} or None
        row.save()
        _recount(run.pk, before, row.outcome)
    return row


def _book(run: ImportRun) -> SealBook | None:
    snapshot = read_head(run.origin["head"]) if run.origin and "head" in run.origin else None
    return None if snapshot is None else SealBook(snapshot)


def check_choices(plan: PlannedRow, choices: Mapping[str, str | None]) -> None:
    """Raises bad_request for a cell that is no conflict, or another word."""
    for column, choice in choices.items():
        cell = plan.cells.get(column)
        if cell is None or cell.theirs is None or choice not in ("mine", "theirs", None):
            raise AppError(ErrorCode.BAD_REQUEST, what=f"choice: {column[:40]}")


def _replan_returned(rules: PlainTable, plan: PlannedRow, edits: Mapping[str, str], book: SealBook) -> PlannedRow:
    """A line of our own workbook: what went out stays its base."""
    draft = rules.read_back(plan)
    for cell in draft.cells.values():
        cell.before, cell.changes, cell.theirs = None, False, None
    for column in edits:
        draft.cells.pop(column, None)
        draft.values.pop(column, None)
    rules.read_edits(draft, edits)
    look_up = LookUp(rules)
    (found,) = ReturnLookUp(look_up, book).find([draft], look_up.find([draft]))
    return plan_row(draft, found, rules)


def replan(rules: PlainTable, plan: PlannedRow, edits: Mapping[str, str], book: SealBook | None = None) -> PlannedRow:
    """The line with other texts in some cells. book: of a returned workbook."""
    if book is not None and plan.origin is not None and "id" in plan.origin:
        return _replan_returned(rules, plan, edits, book)
    twin = plan.match.line if plan.match is not None else None
    texts = {c: cell.text for c, cell in plan.cells.items() if c in _ENTANGLED} | dict(edits)
    draft = rules.read_back(plan)
    draft.wanted, draft.notes, draft.log = {}, {}, None
    for column in texts:
        draft.cells.pop(column, None)
        draft.values.pop(column, None)
    for cell in draft.cells.values():
        cell.before, cell.changes = None, False
        cell.warnings = tuple(w for w in cell.warnings if w not in _PLANNED_WARNINGS)
    for column, text in texts.items():
        if text.strip():
            rules.read_cell(draft, column, SourceCell(text))
    rules.finish_draft(draft)
    (found,) = LookUp(rules).find([draft])
    if twin is not None and not edits.keys() & {"company", "contact", "mobile", "phone"}:
        found.twin = twin
    return plan_row(draft, found, rules)


def check_decision(plan: PlannedRow, decision: str) -> None:
    """Raises bad_request when the line cannot be treated so."""
    if decision not in ("new", "update", "skip"):
        raise AppError(ErrorCode.BAD_REQUEST, what="decision")
    wanted = {"new": "create", "update": "update", "skip": None}[decision]
    if plan.action(decision, "skip") != wanted:
        raise AppError(ErrorCode.BAD_REQUEST, what=f"decision: {decision}")


def _recount(run_id: int, before: str, after: str) -> None:
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    run.counts = {**run.counts, before: run.counts.get(before, 0) - 1}
    run.counts[after] = run.counts.get(after, 0) + 1
    run.save(update_fields=["counts"])


def list_rows(
    run: ImportRun, *, outcome: str | None, cursor: str | None, limit: int
) -> tuple[list[ImportRow], str | None]:
    """Lines in file order from behind `cursor`; the next cursor, None at the end. Raises bad_cursor."""
    if cursor is not None and not cursor.isdigit():
        raise AppError(ErrorCode.BAD_CURSOR)
    rows = ImportRow.objects.filter(run_id=run.pk, line__gt=int(cursor or 0))
    if outcome is not None:
        rows = rows.filter(outcome=outcome)
    page = list(rows.order_by("line")[: limit + 1])
    return page[:limit], str(page[limit - 1].line) if len(page) > limit else None
