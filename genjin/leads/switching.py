"""Taking leads from one pipeline into another: the verb behind the pipeline column. A stage move like any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.advance import advance_cells
from genjin.pipelines.models import Pipeline
from genjin.pipelines.stages import StageBook, StageFacts, load_stages
from genjin.tables.definition import CellEdit, Refusal
from genjin.tables.fields.choice import fold
from genjin.tables.ledger.operation import Writer


def switch_cells(actor: Actor, writer: Writer, edits: Sequence[CellEdit]) -> list[Refusal]:
    """Cell verb of `pipeline`: each lead enters the stage of the other pipeline that is most like its own.

    What that stage requires is asked for as in any move; a lead that lacks it is refused with the reason.
    """
    book = load_stages()
    pipelines = list(Pipeline.objects.filter(deleted_at=None).order_by("position", "id").values_list("pk", "name"))
    rows = writer.rows("leads", [e.row_id for e in edits], ("pipeline_id", "stage_id"))
    moves: list[CellEdit] = []
    refused: list[Refusal] = []
    for edit in edits:
        row = rows.get(edit.row_id)
        if row is None:
            continue
        try:
            pipeline = _find(edit.raw, pipelines)
            if pipeline != row["pipeline_id"]:
                target = find_twin(book, book.get(row["stage_id"]), pipeline)
                moves.append(CellEdit(edit.row_id, "pipeline", target.id, edit.extra))
        except AppError as error:
            refused.append(Refusal(edit.row_id, edit.column, error))
    return [*refused, *advance_cells(actor, writer, moves)]


def find_twin(book: StageBook, stage: StageFacts | None, pipeline: int) -> StageFacts:
    """The stage of `pipeline` with the same name, else of the same closed kind, else where new records begin.

    Raises unknown_stage for a pipeline without stages.
    """
    stages = book.in_pipeline(pipeline)
    named = next((s for s in stages if stage is not None and fold(s.name) == fold(stage.name)), None)
    closed = next((s for s in stages if stage is not None and not stage.is_open and s.kind == stage.kind), None)
    found = named or closed or book.default_stage(pipeline)
    if found is None:
        raise AppError(ErrorCode.UNKNOWN_STAGE, value="", stages="")
    return found


def _find(raw: Any, pipelines: Sequence[tuple[int, str | None]]) -> int:
    if isinstance(raw, Mapping):
        raw = raw.get("id")
    for pk, name in pipelines:
        if raw == pk or (isinstance(raw, str) and (raw.strip() == f"#{pk}" or fold(raw) == fold(name or ""))):
            return pk
    raise AppError(ErrorCode.UNKNOWN_OPTION, value=str(raw)[:40], table="pipelines")
