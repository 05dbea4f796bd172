"""Changing the stages themselves without losing history (domain.md A2): retire with a re-mapping, reorder.

Renaming is a plain edit of the stage's name: visits and history name the stage, not its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.pipelines.stages import StageBook, StageFacts, load_stages
from genjin.pipelines.users import stage_users
from genjin.tables.ledger.operation import OpenOperation, Writer, chunk_rows, operation, single
from genjin.tables.scope.predicate import check_action


@dataclass(frozen=True, slots=True)
class Retired:
    """moved: how many records went to the other stage."""

    operation_id: int | None
    moved: int


def retire_stage(actor: Actor, stage_id: int, *, move_to: int | None = None, reason: str = "") -> Retired:
    """Takes a stage out of use; its records go to `move_to` in the same operation, undone with it.

    Raises unknown_stage, in_use (with the count) when records stand in it and `move_to` is missing, bad_request for the
    last open stage of a pipeline.
    """
    check_action("stages", actor, "edit")
    book = load_stages()
    stage = book.find(stage_id, None)
    target = _check_target(book, stage, move_to)
    _check_remaining(book, stage)
    used = sum(user.count_in(stage.id) for user in stage_users())
    if used and target is None:
        raise AppError(ErrorCode.IN_USE, 409, count=used)
    args = {"name": stage.name, "to": target.name if target else "", "count": used}
    with operation(actor, verb="stages.retire", table="stages", via="settings", reason=reason, args=args) as opened:
        with opened.chunk() as writer:
            _close_stage(writer, book, stage, target)
        moved = _move_records(opened, stage, target, reason or f"停用阶段“{stage.name}”") if target else 0
    return Retired(opened.id, moved)


def reorder_stages(actor: Actor, ids: Sequence[int]) -> int | None:
    """Gives the stages of one pipeline this order. Returns the operation, None when nothing changed.

    Raises bad_request unless `ids` are exactly the stages in use of one pipeline.
    """
    check_action("stages", actor, "edit")
    book = load_stages()
    first = book.get(ids[0]) if ids else None
    wanted = {s.id for s in book.in_pipeline(first.pipeline_id)} if first else set()
    if not ids or len(ids) != len(wanted) or set(ids) != wanted:
        raise AppError(ErrorCode.BAD_REQUEST, what="ids")
    with single(actor, verb="stages.reorder", table="stages", via="settings") as writer:
        writer.set("stages", {stage_id: {"position": place} for place, stage_id in enumerate(ids, 1)})
    return writer.operation.id


def _check_target(book: StageBook, stage: StageFacts, move_to: int | None) -> StageFacts | None:
    if move_to is None:
        return None
    target = book.find(move_to, stage.pipeline_id)
    if target.id == stage.id or target.pipeline_id != stage.pipeline_id:
        raise AppError(ErrorCode.UNKNOWN_STAGE, value=target.name)
    return target


def _check_remaining(book: StageBook, stage: StageFacts) -> None:
    others = [s for s in book.in_pipeline(stage.pipeline_id) if s.id != stage.id]
    if not any(s.is_open for s in others):
        raise AppError(ErrorCode.BAD_REQUEST, what="至少要留一个进行中的阶段 / one open stage must remain")


def _close_stage(writer: Writer, book: StageBook, stage: StageFacts, target: StageFacts | None) -> None:
    cells: dict[int, dict[str, object]] = {stage.id: {"retired_at": writer.now, "is_default": False}}
    if stage.is_default:
        others = [s for s in book.in_pipeline(stage.pipeline_id) if s.id != stage.id and s.is_open]
        heir = target if target is not None and target.is_open else others[0]
        cells[heir.id] = {"is_default": True}
    writer.set("stages", cells)


def _move_records(opened: OpenOperation, stage: StageFacts, target: StageFacts, reason: str) -> int:
    moved = 0
    for user in stage_users():
        while ids := user.list_in(stage.id, chunk_rows()):
            with opened.chunk() as writer:
                user.move(writer, ids, target, reason)
            moved += len(ids)
    return moved
