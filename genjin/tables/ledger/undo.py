"""Undo and redo of any operation, days later too (domain.md I3). Redo is the undo of an undo.

Undoing marks an operation as not counting and writes, per cell, what a replay without it gives. So any subset of
operations, undone in any order, leaves the table as if they had never been made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet

from genjin.jobs.outbox import follow_undo
from genjin.kernel import clock
from genjin.kernel.actor import Actor, ColumnRight
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.tables.definition import current_key, get_table, ledger_keys
from genjin.tables.ledger.operation import Writer, chunk_rows, operation
from genjin.tables.ledger.replay import CellFate, ChangeLine, replay_cell
from genjin.tables.ledger.untouched import find_untouched
from genjin.tables.models import Change
from genjin.tables.models import Operation as OperationRow
from genjin.tables.rowreader import read_json, read_query
from genjin.tables.scope.predicate import rows as scoped_rows

WINDOW = timedelta(days=30)
# Changes of a row that an operation typically holds: an assignment writes three.
CELLS = 3
NOTES = (Change.Kind.REVEAL, Change.Kind.SHARE)
# Verbs whose undo makes sense only as a whole: half a merge taken back is two broken records.
_WHOLE: set[str] = set()
FateHook = Callable[[Mapping[int, bool]], None]
_fate_hooks: list[FateHook] = []
State = OperationRow.State
Cell = tuple[str, int, str]


class CellPlan(NamedTuple):
    """One cell of the operation. before/after: dumped values of the undone change; result: what undo leaves.

    kept: a later living change wins; `later` is that change. refused: the actor may not write the cell.
    """

    cell: Cell
    before: Any
    after: Any
    result: Any
    later: ChangeLine | None
    kept: bool
    refused: bool = False


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """Counts over the whole operation; `cells` are the first 500, later-edited ones first."""

    restore: int
    keep: int
    refused: int
    rows: int
    cells: list[CellPlan]
    capped: bool


@dataclass(frozen=True, slots=True)
class UndoOutcome:
    """mails_out: mails of the operation that had left already; they stay sent."""

    operation_id: int | None
    restored: int
    kept: int
    refused: int
    mails_out: int = 0


def undo_as_whole(verb: str) -> None:
    """Undo of this verb's operations is refused when the person may not write one of its cells."""
    _WHOLE.add(verb)


def on_fates(hook: FateHook) -> None:
    """Registers what else follows when operations stop (False) or begin again (True) to count."""
    _fate_hooks.append(hook)


def find_target(actor: Actor, operation_id: int) -> OperationRow:
    """The operation, if the actor may know of it. Raises not_found otherwise."""
    target = OperationRow.objects.filter(pk=operation_id).first()
    if target is None or not may_see(actor, target):
        raise not_found("operation")
    return target


def may_see(actor: Actor, target: OperationRow) -> bool:
    """One's own operations, and those that touched a row in one's scope."""
    if actor.id is None or target.actor_id == actor.id:
        return True
    touched = Change.objects.filter(operation_id=target.pk).order_by("id").values_list("table", "row_id")[:500]
    by_table: dict[str, set[int]] = defaultdict(set)
    for table, row_id in touched:
        by_table[table].add(row_id)
    return any(
        scoped_rows(table, actor, trash=trash).filter(pk__in=ids).exists()
        for table, ids in by_table.items()
        for trash in (False, True)
    )


def check_undoable(target: OperationRow) -> None:
    """Raises still_running, already_undone or undo_expired."""
    if target.state == State.RUNNING:
        raise AppError(ErrorCode.STILL_RUNNING, 409)
    if target.state == State.UNDONE:
        raise AppError(ErrorCode.ALREADY_UNDONE, 409)
    if clock.now() - target.at > WINDOW:
        raise AppError(ErrorCode.UNDO_EXPIRED, 409, days=WINDOW.days)


def check_whole(actor: Actor, target: OperationRow) -> None:
    """Raises forbidden when `target` is undone whole or not at all and the actor may not write all of it."""
    # An undo names what it undid in its facts, a redo what that one undid.
    verb, args = target.verb, target.args
    while verb in ("operation.undo", "operation.redo"):
        verb, args = args.get("verb", ""), args.get("args") or {}
    if verb in _WHOLE and any(p.refused for batch in _batches(target) for p in plan_undo(actor, target, batch)):
        raise AppError(ErrorCode.FORBIDDEN, 403, action="undo", table=target.table)


def plan_undo(actor: Actor, target: OperationRow, batch: Sequence[ChangeLine]) -> list[CellPlan]:
    """What undoing these changes of `target` would do, cell by cell."""
    undone = _undone_with(target)
    plans: list[CellPlan] = []
    for table, changes in _by_table(batch).items():
        untouched = find_untouched(target, table, changes)
        histories = _histories(table, [c for c in changes if (c.row_id, c.column) not in untouched])
        states = _states(histories)
        writable = _writable_rows(actor, target, table, {c.row_id for c in changes})
        held = _held_by_parent(table, changes, undone)

        def is_live(operation_id: int, states: dict[int, str] = states) -> bool:
            if operation_id in undone:
                return undone[operation_id]
            return states.get(operation_id) != State.UNDONE

        unseen = _hidden_columns(actor, table, {c.column for c in changes})
        for change in _first_per_cell(changes):
            before, cell = read_json(change.before), (change.row_id, change.column)
            fate = CellFate(before, None) if cell in untouched else replay_cell(histories[cell], is_live, change.id)
            plans.append(
                CellPlan(
                    cell=(table, *cell),
                    before=before,
                    after=read_json(change.after),
                    result=fate.value,
                    later=fate.later,
                    kept=(fate.later is not None and bool(change.column)) or change.row_id in held,
                    refused=change.row_id not in writable or change.column in unseen,
                )
            )
    return plans


def _hidden_columns(actor: Actor, table: str, columns: set[str]) -> set[str]:
    access = actor.access(table)
    return {c for c in columns if c and actor.id is not None and access.column(c) is ColumnRight.HIDDEN}


def preview_undo(actor: Actor, target: OperationRow, limit: int = 500) -> UndoPreview:
    """What undoing `target` would do now; writes nothing."""
    restore = keep = refused = 0
    row_ids: set[tuple[str, int]] = set()
    kept: list[CellPlan] = []
    plain: list[CellPlan] = []
    for batch in _batches(target):
        for plan in plan_undo(actor, target, batch):
            row_ids.add(plan.cell[:2])
            refused += plan.refused
            keep += plan.kept and not plan.refused
            restore += not plan.kept and not plan.refused
            chosen = kept if plan.kept else plain
            if len(chosen) < limit:
                chosen.append(plan)
    cells = sorted([*kept, *plain][:limit], key=lambda p: p.cell[:2])
    return UndoPreview(restore, keep, refused, len(row_ids), cells, len(kept) + len(plain) > limit)


def undo_operation(
    actor: Actor,
    target: OperationRow,
    *,
    take_back: set[Cell] | bool = False,
    via: str = "api",
    client_key: str | None = None,
) -> UndoOutcome:
    """Undoes (or, for an undo, redoes) `target`. `take_back`: cells, or all, to restore although edited later."""
    check_undoable(target)
    check_whole(actor, target)
    restored = kept = refused = 0
    verb = "operation.redo" if target.undoes_id else "operation.undo"
    args = {"verb": target.verb, "of": target.pk, "args": target.args, "rows": target.rows, "cells": target.cells}
    with operation(
        actor, verb=verb, table=target.table, via=via, args=args, undoes=target.pk, client_key=client_key
    ) as opened:
        for batch in _batches(target):
            with opened.chunk() as writer:
                opened.ensure_row()
                plans = plan_undo(actor, target, batch)
                chosen = [p for p in plans if _is_taken(p, take_back)]
                refused += sum(p.refused for p in plans)
                kept += len(plans) - len(chosen) - sum(p.refused for p in plans)
                restored += _write(writer, chosen)
        if restored == 0 and kept == 0 and refused:
            raise AppError(ErrorCode.FORBIDDEN, 403, action="undo", table=target.table)
        opened.facts["args"] = {**args, "restored": restored, "kept": kept}
        mails_out = _flip(target)
    return UndoOutcome(opened.id, restored, kept, refused, mails_out)


def _is_taken(plan: CellPlan, take_back: set[Cell] | bool) -> bool:
    if plan.refused:
        return False
    return not plan.kept or take_back is True or (isinstance(take_back, set) and plan.cell in take_back)


def _write(writer: Writer, plans: Sequence[CellPlan]) -> int:
    """Writes results; forced cells are values of their own, the others are marked as replayed."""
    revert: dict[str, dict[int, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    forced: dict[str, dict[int, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    dead: dict[str, list[int]] = defaultdict(list)
    alive: dict[str, list[int]] = defaultdict(list)
    fields = {(t, c): get_table(t).column(c).field for t, c in {(p.cell[0], p.cell[2]) for p in plans} if c}
    for plan in plans:
        table, row_id, column = plan.cell
        if not column:
            (alive if plan.result else dead)[table].append(row_id)
            continue
        field = fields[table, column]
        value = plan.before if plan.kept else plan.result
        (forced if plan.kept else revert)[table][row_id][column] = None if value is None else field.load(value)
    count = 0
    for table, cells in revert.items():
        count += writer.set(table, cells, kind=Change.Kind.REVERT, trashed=True)
    for table, cells in forced.items():
        count += writer.set(table, cells, trashed=True)
    for table, ids in dead.items():
        count += len(writer.trash(table, ids, kind=Change.Kind.REVERT))
    for table, ids in alive.items():
        count += len(writer.untrash(table, ids, kind=Change.Kind.REVERT))
    return count


def _flip(target: OperationRow) -> int:
    """Marks `target` undone; when it was an undo itself, what it had undone counts again. Unsent mails follow.

    Returns how many mails could not.
    """
    OperationRow.objects.filter(pk=target.pk).update(state=State.UNDONE)
    fates = _undone_with(target)
    mails_out = follow_undo(fates)
    for hook in _fate_hooks:
        hook(fates)
    for operation_id, live in fates.items():
        if operation_id != target.pk:
            OperationRow.objects.filter(pk=operation_id).update(state=State.DONE if live else State.UNDONE)
    return mails_out


def _undone_with(target: OperationRow) -> dict[int, bool]:
    """Which operations count (True) or not (False) once `target` is undone: the chain of undos down to a real one."""
    fates = {target.pk: False}
    live, current = False, target
    while current.undoes_id is not None:
        live = not live
        fates[current.undoes_id] = live
        following = OperationRow.objects.filter(pk=current.undoes_id).first()
        if following is None:
            break
        current = following
    return fates


def _batches(target: OperationRow) -> Iterator[list[ChangeLine]]:
    """The changes that undoing must look at, by whole rows' worth; an undo of an undo looks at the first one's."""
    source = target
    while source.undoes_id is not None:
        following = OperationRow.objects.filter(pk=source.undoes_id).first()
        if following is None:
            break
        source = following
    after = 0
    while True:
        ids = {source.pk, target.pk}
        changes = Change.objects.filter(operation_id__in=ids, id__gt=after).exclude(kind__in=NOTES)
        batch = _read(changes.order_by("id")[: chunk_rows() * CELLS])
        if not batch:
            return
        after = batch[-1].id
        yield batch


def _by_table(batch: Sequence[ChangeLine]) -> dict[str, list[ChangeLine]]:
    found: dict[str, list[ChangeLine]] = defaultdict(list)
    for change in batch:
        found[current_key(change.table)].append(change)
    return found


def _first_per_cell(changes: Sequence[ChangeLine]) -> list[ChangeLine]:
    """One change a cell: the last of the operation, so that "later" means after all of it."""
    by_cell = {(c.row_id, c.column): c for c in changes}
    return list(by_cell.values())


def _histories(table: str, changes: Sequence[ChangeLine]) -> dict[tuple[int, str], list[ChangeLine]]:
    found: dict[tuple[int, str], list[ChangeLine]] = defaultdict(list)
    row_ids = list({c.row_id for c in changes})
    columns = {c.column for c in changes}
    for start in range(0, len(row_ids), 300):
        part = Change.objects.filter(
            table__in=ledger_keys(table), row_id__in=row_ids[start : start + 300], column__in=columns
        )
        for change in _read(part.order_by("id")):
            found[(change.row_id, change.column)].append(change)
    return found


def _read(changes: QuerySet[Change]) -> list[ChangeLine]:
    return [ChangeLine(*values) for values in read_query(changes.values_list(*ChangeLine._fields), stored=True)]


def _states(histories: dict[tuple[int, str], list[ChangeLine]]) -> dict[int, str]:
    ids = {c.operation_id for history in histories.values() for c in history}
    return dict(OperationRow.objects.filter(pk__in=ids).values_list("pk", "state"))


def _writable_rows(actor: Actor, target: OperationRow, table: str, ids: set[int]) -> set[int]:
    """Rows the actor may edit now; one's own operation may also be taken back on rows that it moved out of scope."""
    if actor.id is None or target.actor_id == actor.id:
        return ids
    found: set[int] = set()
    wanted = list(ids)
    for trash in (False, True):
        for start in range(0, len(wanted), 500):
            part = scoped_rows(table, actor, "edit", trash=trash).filter(pk__in=wanted[start : start + 500])
            found.update(part.values_list("pk", flat=True))
    return found if "edit" in actor.access(table).actions else set()


def _held_by_parent(table: str, changes: Sequence[ChangeLine], undone: dict[int, bool]) -> set[int]:
    """Rows whose parent's cell keeps a later value: a visit stays when the stage that it records stays."""
    bound = get_table(table).bound_to
    if bound is None:
        return set()
    model = get_table(table).model
    parents = dict(model._default_manager.filter(pk__in={c.row_id for c in changes}).values_list("pk", bound.attr))
    ours = {c.operation_id for c in changes}
    histories: dict[int, list[ChangeLine]] = defaultdict(list)
    moves = Change.objects.filter(table=bound.table, row_id__in=set(parents.values()), column=bound.column)
    for change in _read(moves.order_by("id")):
        histories[change.row_id].append(change)
    states = _states({(row_id, bound.column): h for row_id, h in histories.items()})
    held: set[int] = set()
    for row_id, parent_id in parents.items():
        moved = [c for c in histories.get(parent_id, []) if c.operation_id in ours]
        if not moved:
            continue
        live = [
            c
            for c in histories[parent_id]
            if c.id > moved[-1].id
            and c.kind != Change.Kind.REVERT
            and undone.get(c.operation_id, states.get(c.operation_id) != State.UNDONE)
        ]
        if live:
            held.add(row_id)
    return held
