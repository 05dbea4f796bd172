"""The ledger: operations, a record's history, undo with its preview, the seal."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from genjin.api.errors import error_body
from genjin.api.schemas import ErrorOut, Labelled
from genjin.api.shapes import table_of
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.access import request_actor
from genjin.tables.definition import get_table
from genjin.tables.ledger.history import (
    OperationFilter,
    ShownChange,
    can_undo,
    count_by_day,
    list_changes,
    list_operations,
    list_record_changes,
    show_changes,
    show_dumped,
)
from genjin.tables.ledger.seal import check_seal
from genjin.tables.ledger.undo import CellPlan, check_undoable, find_target, preview_undo, undo_operation
from genjin.tables.ledger.verbs import describe
from genjin.tables.models import Change
from genjin.tables.models import Operation as OperationRow
from genjin.tables.rowreader import read_json

router = Router(tags=["history"])


class ChangeOut(Schema):
    id: int
    operation: int
    table: str
    row: int
    title: str
    column: str
    label: str
    kind: str
    before: Any
    after: Any
    at: datetime | None = None
    actor: Labelled | None = None
    via: str = ""
    words: str = ""


class OperationOut(Schema):
    id: int
    at: datetime
    actor: Labelled
    via: str
    verb: str
    table: str
    words: str
    detail: str
    reason: str
    rows: int
    cells: int
    state: str
    undoes: int | None
    can_undo: bool
    changes: list[ChangeOut] | None = None


class DayOut(Schema):
    day: date
    operations: int
    cells: int


class OperationsOut(Schema):
    operations: list[OperationOut]
    next: int | None
    days: list[DayOut]


class RecordHistoryOut(Schema):
    changes: list[ChangeOut]
    next: int | None


class LaterOut(Schema):
    by: str
    at: datetime
    value: Any
    operation: int


class UndoCellOut(Schema):
    table: str
    row: int
    title: str
    column: str
    label: str
    before: Any
    after: Any
    result: Any
    kept: bool
    refused: bool
    later: LaterOut | None = None


class UndoPreviewOut(Schema):
    restore: int
    keep: int
    refused_cells: int
    rows: int
    cells: list[UndoCellOut]
    capped: bool
    refused: ErrorOut | None = None


class UndoIn(Schema):
    take_back: Literal["none", "all"] | list[tuple[str, int, str]] = "none"
    client_key: str | None = Field(None, max_length=64)


class UndoOut(Schema):
    """mails_out: mails of the operation that had left already; they stay sent."""

    operation: int | None
    restored: int
    kept: int
    refused: int
    mails_out: int = 0


class SealOut(Schema):
    ok: bool
    sealed: int
    unsealed: int
    broken: int | None = None


@router.get("/operations", response=OperationsOut)
def operations(
    request: HttpRequest,
    actor: int | None = None,
    via: str | None = None,
    table: str | None = None,
    verb: str | None = None,
    since: Annotated[date | None, Query(alias="from")] = None,
    until: Annotated[date | None, Query(alias="to")] = None,
    cursor: int | None = None,
) -> OperationsOut:
    """Operations of everybody the reader may see, newest first."""
    reader = request_actor(request)
    wanted = OperationFilter(
        actor,
        via,
        table,
        verb,
        None if since is None else clock.day_start(since),
        None if until is None else clock.day_end(until),
        cursor,
    )
    found = list_operations(reader, wanted)
    titles = _titles(reader, found)
    return OperationsOut(
        operations=[operation_out(op, reader, titles.get(op.pk, "")) for op in found],
        next=found[-1].pk if len(found) == 50 else None,
        days=[DayOut(**d) for d in count_by_day(wanted, found, reader)],
    )


def operation_out(op: OperationRow, reader: Actor, detail: str = "") -> OperationOut:
    return OperationOut(
        id=op.pk,
        at=op.at,
        actor=Labelled(id=op.actor_id, label=op.actor_name),
        via=op.via,
        verb=op.verb,
        table=op.table,
        words=describe(op, reader.language),
        detail=detail,
        reason=op.reason,
        rows=op.rows,
        cells=op.cells,
        state=op.state,
        undoes=op.undoes_id,
        can_undo=can_undo(op),
    )


def _titles(reader: Actor, found: list[OperationRow]) -> dict[int, str]:
    """The record's name for operations on one record; for others the table's."""
    firsts: dict[int, Change] = {}
    for op in found:
        first = Change.objects.filter(operation_id=op.pk, table=op.table).order_by("id").first()
        if first is not None:
            firsts[op.pk] = first
    shown = {c.id: c for c in show_changes(reader, list(firsts.values()), own=False)}
    titles: dict[int, str] = {}
    for op in found:
        first = firsts.get(op.pk)
        one = shown.get(first.id) if first is not None else None
        label = get_table(op.table).words.in_language(reader.language)
        titles[op.pk] = one.title if one is not None and one.title and op.rows <= 1 else label
    return titles


@router.get("/operations/{operation_id}", response=OperationOut)
def one_operation(request: HttpRequest, operation_id: int) -> OperationOut:
    """One operation with its first 500 changes."""
    reader = request_actor(request)
    op = find_target(reader, operation_id)
    out = operation_out(op, reader, _titles(reader, [op]).get(op.pk, ""))
    out.changes = [change_out(c) for c in list_changes(reader, op)]
    return out


def change_out(change: ShownChange, op: OperationRow | None = None, language: str = "zh-CN") -> ChangeOut:
    out = ChangeOut(
        id=change.id,
        operation=change.operation_id,
        table=change.table,
        row=change.row_id,
        title=change.title,
        column=change.column,
        label=change.label,
        kind=change.kind,
        before=change.before,
        after=change.after,
    )
    if op is not None:
        out.at, out.via, out.words = op.at, op.via, describe(op, language)
        out.actor = Labelled(id=op.actor_id, label=op.actor_name)
    return out


@router.get("/tables/{table}/rows/{row_id}/history", response=RecordHistoryOut)
def record_history(
    request: HttpRequest, table: str, row_id: int, column: str | None = None, cursor: int | None = None
) -> RecordHistoryOut:
    """Changes of one record, or of one of its cells, newest first."""
    reader = request_actor(request)
    table_of(table, reader)
    found = list_record_changes(reader, table, row_id, column, cursor)
    made = OperationRow.objects.in_bulk({c.operation_id for c in found})
    return RecordHistoryOut(
        changes=[change_out(c, made.get(c.operation_id), reader.language) for c in found],
        next=found[-1].id if len(found) == 50 else None,
    )


@router.get("/operations/{operation_id}/undo", response=UndoPreviewOut)
def undo_preview(request: HttpRequest, operation_id: int) -> UndoPreviewOut:
    """What undoing would restore, and what it would keep because it was changed later."""
    reader = request_actor(request)
    op = find_target(reader, operation_id)
    refused = None
    try:
        check_undoable(op)
    except AppError as error:
        refused = ErrorOut(**error_body(error, reader.language))
    preview = preview_undo(reader, op)
    return UndoPreviewOut(
        restore=preview.restore,
        keep=preview.keep,
        refused_cells=preview.refused,
        rows=preview.rows,
        cells=_plans_out(reader, preview.cells, op.actor_id == reader.id),
        capped=preview.capped,
        refused=refused,
    )


def _plans_out(reader: Actor, plans: list[CellPlan], own: bool) -> list[UndoCellOut]:
    changes = [
        Change(
            id=i,
            operation_id=0,
            table=p.cell[0],
            row_id=p.cell[1],
            column=p.cell[2],
            kind="set",
            before=p.before,
            after=p.after,
        )
        for i, p in enumerate(plans)
    ]
    shown = {c.id: c for c in show_changes(reader, changes, own=own)}
    makers = OperationRow.objects.in_bulk({p.later.operation_id for p in plans if p.later is not None})
    return [_plan_out(reader, p, shown[i], makers) for i, p in enumerate(plans) if i in shown]


def _plan_out(reader: Actor, plan: CellPlan, shown: ShownChange, makers: dict[int, OperationRow]) -> UndoCellOut:
    table, row_id, column_id = plan.cell
    column = get_table(table).by_id().get(column_id) if column_id else None
    masked = column is not None and shown.after != show_dumped(reader, column, plan.after, False)

    def value(dumped: Any) -> Any:
        return dumped if column is None else show_dumped(reader, column, dumped, masked)

    later = None
    if plan.later is not None and (maker := makers.get(plan.later.operation_id)) is not None:
        later = LaterOut(by=maker.actor_name, at=maker.at, value=value(read_json(plan.later.after)), operation=maker.pk)
    return UndoCellOut(
        table=table,
        row=row_id,
        title=shown.title,
        column=column_id,
        label=shown.label,
        before=shown.before,
        after=shown.after,
        result=value(plan.result),
        kept=plan.kept,
        refused=plan.refused,
        later=later,
    )


@router.post("/operations/{operation_id}/undo", response=UndoOut)
def undo(request: HttpRequest, operation_id: int, body: UndoIn) -> UndoOut:
    """Undoes an operation; undoing an undo redoes it. Later edits stay unless `take_back` names them."""
    reader = request_actor(request)
    op = find_target(reader, operation_id)
    if not can_undo(op):
        check_undoable(op)
        raise AppError(ErrorCode.UNDO_NOTHING, 409)
    chosen: set[tuple[str, int, str]] | bool = body.take_back == "all"
    if isinstance(body.take_back, list):
        chosen = {(t, r, c) for t, r, c in body.take_back}
    outcome = undo_operation(reader, op, take_back=chosen, via="history", client_key=body.client_key)
    return UndoOut(
        operation=outcome.operation_id,
        restored=outcome.restored,
        kept=outcome.kept,
        refused=outcome.refused,
        mails_out=outcome.mails_out,
    )


@router.get("/seal", response=SealOut)
def seal(request: HttpRequest) -> SealOut:
    """Verifies the chain over the history."""
    reader = request_actor(request)
    if "configure" not in reader.access("people").actions and not reader.is_admin:
        raise AppError(ErrorCode.FORBIDDEN, 403, action="configure", table="people")
    report = check_seal()
    return SealOut(ok=report.ok, sealed=report.sealed, unsealed=report.unsealed, broken=report.broken)
