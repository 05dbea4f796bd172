"""Cells, new rows, trash: what a person or program may ask of any table, checked and answered per cell or row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from genjin.kernel.actor import Actor, ColumnRight
from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.definition import CellEdit, Column, TableDefinition, get_table
from genjin.tables.fields.base import ParseContext
from genjin.tables.ledger.conflict import Theirs, find_conflicts
from genjin.tables.ledger.operation import OpenOperation, Writer, chunk_rows, operation
from genjin.tables.ledger.position import current_position
from genjin.tables.ledger.repeated import find_repeated
from genjin.tables.records.context import build_parse_context
from genjin.tables.scope.mask import is_unmasked
from genjin.tables.scope.predicate import check_action, rows, visible_ids

MAX_EDITS = 20_000


@dataclass(frozen=True, slots=True)
class CellResult:
    """status: done, same, refused (with error) or conflict (with theirs)."""

    row_id: int
    column: str
    status: str
    error: AppError | None = None
    theirs: Theirs | None = None


@dataclass(slots=True)
class EditOutcome:
    operation_id: int | None = None
    results: list[CellResult] = field(default_factory=list)
    position: int = 0

    @property
    def row_ids(self) -> list[int]:
        return list(dict.fromkeys(r.row_id for r in self.results))


@dataclass(frozen=True, slots=True)
class RowResult:
    """One asked-for new row: its id, or why not, by column."""

    index: int
    row_id: int | None
    errors: tuple[tuple[str, AppError], ...] = ()


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    operation_id: int | None
    done: list[int]
    refused: list[tuple[int, AppError]]


def edit_cells(
    actor: Actor,
    table: str,
    edits: Sequence[CellEdit],
    *,
    via: str = "api",
    base: int | None = None,
    reason: str = "",
    verb: str = "cells.edit",
    args: Mapping[str, Any] | None = None,
    client_key: str | None = None,
    force: bool = False,
) -> EditOutcome:
    """Writes cells as one operation; every cell gets its own answer and none is lost silently.

    base: the ledger position the editor saw; a cell changed since by somebody else conflicts unless `force`.
    client_key: a repeat with the same key writes nothing again and answers as the first time.
    Raises forbidden when the role may not edit the table at all, limit above 20,000 cells.
    """
    if len(edits) > MAX_EDITS:
        raise AppError(ErrorCode.LIMIT, limit=MAX_EDITS)
    definition = get_table(table)
    check_action(table, actor, "edit")
    repeated = _earlier(actor, client_key)
    if repeated is not None:
        done = [CellResult(e.row_id, e.column, "done") for e in edits]
        return EditOutcome(repeated, done, current_position())
    outcome = EditOutcome()
    ready = _prepare_edits(definition, actor, edits, outcome)
    by_row: dict[int, list[CellEdit]] = defaultdict(list)
    for edit in ready:
        by_row[edit.row_id].append(edit)
    facts = {"verb": verb, "table": table, "via": via, "reason": reason, "client_key": client_key}
    details = {"columns": sorted({e.column for e in ready}), **(args or {})}
    row_ids = list(by_row)
    with (
        transaction.atomic() if len(row_ids) <= chunk_rows() else nullcontext(),
        operation(actor, args=details, **facts) as opened,  # type: ignore[arg-type]
    ):
        for start in range(0, len(row_ids), chunk_rows()):
            part = [e for r in row_ids[start : start + chunk_rows()] for e in by_row[r]]
            _write_chunk(definition, opened, part, None if force else base, outcome)
    outcome.operation_id = opened.id
    outcome.position = current_position()
    return outcome


def edit_rows(
    actor: Actor,
    table: str,
    ids: Sequence[int],
    values: Mapping[str, Any],
    *,
    via: str = "api",
    reason: str = "",
    verb: str = "cells.bulk",
    args: Mapping[str, Any] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> BulkOutcome:
    """The same cells in any number of rows as one operation, 200 rows a transaction; answers per row.

    progress: told (done, total) after each transaction; may raise to stop, what is written stays and can be undone.
    """
    definition = get_table(table)
    check_action(table, actor, "edit")
    wanted = list(dict.fromkeys(ids))
    outcome = EditOutcome()
    details = {"columns": sorted(values), **(args or {})}
    with (
        transaction.atomic() if len(wanted) <= chunk_rows() else nullcontext(),
        operation(actor, verb=verb, table=table, via=via, reason=reason, args=details) as opened,
    ):
        for start in range(0, len(wanted), chunk_rows()):
            part = wanted[start : start + chunk_rows()]
            ready = _prepare_edits(
                definition, actor, [CellEdit(i, c, v) for i in part for c, v in values.items()], outcome
            )
            _write_chunk(definition, opened, ready, None, outcome)
            if progress is not None:
                progress(start + len(part), len(wanted))
    refused = {r.row_id: r.error for r in outcome.results if r.error is not None}
    return BulkOutcome(opened.id, [i for i in wanted if i not in refused], list(refused.items()))


def check_values(actor: Actor, table: str, values: Mapping[str, Any]) -> None:
    """Raises what every row would be refused with: a column nobody may write, a value that cannot be read."""
    definition = get_table(table)
    check_action(table, actor, "edit")
    context = build_parse_context(actor)
    for column_id, raw in values.items():
        column = definition.column(column_id)
        check_editable(definition, actor, column, None)
        if column.writable != "verb":
            parse_cell(column, raw, context)


def create_rows(
    actor: Actor,
    table: str,
    drafts: Sequence[Mapping[str, Any]],
    *,
    via: str = "api",
    verb: str = "rows.create",
    reason: str = "",
    args: Mapping[str, Any] | None = None,
    client_key: str | None = None,
) -> tuple[int | None, list[RowResult]]:
    """Creates rows from raw cells. A row with a bad cell is not created; its errors name the columns."""
    definition = get_table(table)
    check_action(table, actor, "create")
    if len(drafts) > MAX_EDITS:
        raise AppError(ErrorCode.LIMIT, limit=MAX_EDITS)
    repeated = _earlier(actor, client_key)
    if repeated is not None:
        return repeated, []
    context = build_parse_context(actor)
    columns = definition.by_id()
    parsed = [_parse_row(definition, columns, actor, draft, context) for draft in drafts]
    good = [i for i, (_, errors) in enumerate(parsed) if not errors]
    ids: dict[int, int] = {}
    with (
        transaction.atomic() if len(good) <= chunk_rows() else nullcontext(),
        operation(actor, verb=verb, table=table, via=via, reason=reason, args=args, client_key=client_key) as opened,
    ):
        for start in range(0, len(good), chunk_rows()):
            part = good[start : start + chunk_rows()]
            with opened.chunk() as writer:
                _check_parents(definition, actor, [parsed[i][0] for i in part])
                ids.update(zip(part, writer.create(table, [parsed[i][0] for i in part]), strict=True))
    return opened.id, [RowResult(i, ids.get(i), tuple(errors)) for i, (_, errors) in enumerate(parsed)]


def delete_rows(actor: Actor, table: str, ids: Sequence[int], *, via: str = "api", reason: str = "") -> BulkOutcome:
    """Moves rows to the trash. Rows out of scope answer as not found."""
    return _move(actor, table, ids, "delete", "rows.delete", via, reason)


def restore_rows(actor: Actor, table: str, ids: Sequence[int], *, via: str = "api", reason: str = "") -> BulkOutcome:
    """Takes rows back out of the trash."""
    return _move(actor, table, ids, "restore", "rows.restore", via, reason)


def _move(actor: Actor, table: str, ids: Sequence[int], action: str, verb: str, via: str, reason: str) -> BulkOutcome:
    check_action(table, actor, "delete")
    from_trash = action == "restore"
    visible = visible_ids(table, actor, ids, "delete", trash=from_trash)
    refused = [(i, AppError(ErrorCode.NOT_FOUND, 404, what=table)) for i in ids if i not in visible]
    wanted = [i for i in dict.fromkeys(ids) if i in visible]
    moved: list[int] = []
    with operation(actor, verb=verb, table=table, via=via, reason=reason) as opened:
        for start in range(0, len(wanted), chunk_rows()):
            with opened.chunk() as writer:
                part = wanted[start : start + chunk_rows()]
                moved += writer.untrash(table, part) if from_trash else writer.trash(table, part)
    return BulkOutcome(opened.id, moved, refused)


def _prepare_edits(
    definition: TableDefinition, actor: Actor, edits: Sequence[CellEdit], outcome: EditOutcome
) -> list[CellEdit]:
    """Edits that may be written, with parsed values; the others are answered in `outcome`."""
    visible = visible_ids(definition.key, actor, dict.fromkeys(e.row_id for e in edits), "edit")
    keys = _owners(definition, actor, visible)
    columns = definition.by_id()
    context = build_parse_context(actor)
    ready: list[CellEdit] = []
    for edit in edits:
        try:
            if edit.row_id not in visible:
                raise AppError(ErrorCode.NOT_FOUND, 404, what=definition.key)
            column = columns.get(edit.column)
            if column is None:
                raise AppError(ErrorCode.UNKNOWN_COLUMN, column=edit.column, table=definition.key)
            check_editable(definition, actor, column, keys.get(edit.row_id))
            raw = edit.raw if column.writable == "verb" else parse_cell(column, edit.raw, context)
            ready.append(replace(edit, raw=raw))
        except AppError as refused:
            outcome.results.append(CellResult(edit.row_id, edit.column, "refused", refused))
    return ready


def check_editable(definition: TableDefinition, actor: Actor, column: Column, keys: tuple[Any, Any] | None) -> None:
    """Raises column_forbidden or column_read_only. `keys`: owner and unit of the row, where it has them."""
    right = actor.access(definition.key).column(column.id)
    if right is ColumnRight.HIDDEN:
        raise AppError(ErrorCode.COLUMN_FORBIDDEN, 403, column=column.id, use="edit")
    if column.writable == "never" or right is not ColumnRight.EDIT:
        raise AppError(ErrorCode.COLUMN_READ_ONLY, 403, column=column.id)
    if column.mask == "unless_owner" and keys is not None and not is_unmasked(actor, *keys):
        raise AppError(ErrorCode.COLUMN_FORBIDDEN, 403, column=column.id, use="edit")


def parse_cell(column: Column, raw: Any, context: ParseContext) -> Any:
    """The stored value; raises the field's parse error, or required."""
    value = column.field.parse(raw, context)
    if value is None and column.required:
        raise AppError(ErrorCode.REQUIRED, column=column.id)
    return value


def _owners(definition: TableDefinition, actor: Actor, ids: set[int]) -> dict[int, tuple[Any, Any]]:
    if not definition.owned or not any(c.mask == "unless_owner" for c in definition.columns):
        return {}
    source = definition.model._default_manager
    found: dict[int, tuple[Any, Any]] = {}
    wanted = list(ids)
    for start in range(0, len(wanted), 500):
        part = source.filter(pk__in=wanted[start : start + 500])
        found.update({r: (o, u) for r, o, u in part.values_list("pk", "owner_id", "unit_id")})
    return found


def _write_chunk(
    definition: TableDefinition, opened: OpenOperation, edits: list[CellEdit], base: int | None, outcome: EditOutcome
) -> None:
    columns = definition.by_id()
    with opened.chunk() as writer:
        conflicts = find_conflicts(definition, writer, edits, base) if base is not None else {}
        cells: dict[int, dict[str, Any]] = defaultdict(dict)
        verbs: dict[str, list[CellEdit]] = defaultdict(list)
        for edit in edits:
            theirs = conflicts.get((edit.row_id, edit.column))
            if theirs is not None:
                outcome.results.append(CellResult(edit.row_id, edit.column, "conflict", theirs=theirs))
            elif columns[edit.column].writable == "verb":
                verbs[edit.column].append(edit)
            else:
                cells[edit.row_id][edit.column] = edit.raw
        writer.set(definition.key, cells)
        refused = _run_verbs(definition, writer, verbs)
        outcome.results += refused.values()
        outcome.results += [CellResult(r, c, "done") for r, values in cells.items() for c in values]
        outcome.results += [
            CellResult(e.row_id, c, "done") for c, part in verbs.items() for e in part if (e.row_id, c) not in refused
        ]


def _run_verbs(
    definition: TableDefinition, writer: Writer, verbs: Mapping[str, list[CellEdit]]
) -> dict[tuple[int, str], CellResult]:
    refused: dict[tuple[int, str], CellResult] = {}
    for column_id, edits in verbs.items():
        for refusal in definition.cell_verbs[column_id](writer.actor, writer, edits):
            key = (refusal.row_id, refusal.column)
            refused[key] = CellResult(refusal.row_id, refusal.column, "refused", refusal.error)
    return refused


def _parse_row(
    definition: TableDefinition,
    columns: Mapping[str, Column],
    actor: Actor,
    draft: Mapping[str, Any],
    context: ParseContext,
) -> tuple[dict[str, Any], list[tuple[str, AppError]]]:
    values: dict[str, Any] = {}
    errors: list[tuple[str, AppError]] = []
    for column_id, raw in draft.items():
        try:
            column = columns.get(column_id)
            if column is None:
                raise AppError(ErrorCode.UNKNOWN_COLUMN, column=column_id, table=definition.key)
            check_editable(definition, actor, column, None)
            value = parse_cell(column, raw, context)
            if value is not None:
                values[column_id] = value
        except AppError as refused:
            errors.append((column_id, refused))
    named = {c for c, _ in errors}
    errors += [
        (c.id, AppError(ErrorCode.REQUIRED, column=c.id))
        for c in definition.columns
        if c.required and c.writable != "never" and values.get(c.id) is None and c.id not in named
    ]
    return values, errors


def _check_parents(definition: TableDefinition, actor: Actor, drafts: Sequence[Mapping[str, Any]]) -> None:
    """A child row may only be hung on a parent row that the actor may edit; on none only where the table allows it."""
    if definition.parent is None:
        return
    link = next(c for c in definition.columns if c.attr == definition.parent.attr)
    wanted = {d.get(link.id) for d in drafts}
    if not link.required:
        wanted.discard(None)
    found = set(
        rows(definition.parent.table, actor, "edit")
        .filter(pk__in=[w for w in wanted if w])
        .values_list("pk", flat=True)
    )
    if wanted - found:
        raise AppError(ErrorCode.NOT_FOUND, 404, what=definition.parent.table)


def _earlier(actor: Actor, client_key: str | None) -> int | None:
    """The operation a repeated request has already made."""
    found = find_repeated(actor, client_key)
    return None if found is None else found.pk
