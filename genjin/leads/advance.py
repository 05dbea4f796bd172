"""Moving leads through the stages (domain.md A3): the verb behind the stage column, and the same for many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError
from genjin.leads.bulk import BulkAnswer, run_bulk
from genjin.pipelines.rules import find_obstacle
from genjin.pipelines.stages import StageBook, StageFacts, load_stages
from genjin.pipelines.visits import Move, move_visits
from genjin.tables.definition import CellEdit, Refusal, get_table
from genjin.tables.fields.base import MAX_LONG_TEXT, MAX_TEXT, ParseContext, clean_text
from genjin.tables.fields.money import Money
from genjin.tables.ledger.operation import Writer

_MONEY = Money()


def advance_cells(actor: Actor, writer: Writer, edits: Sequence[CellEdit]) -> list[Refusal]:
    """Cell verb of `stage`. A lead already there is left alone; a move that lacks what it needs is refused.

    Shape: `CellEdit.extra` may hold `reason`, `lost_reason`, `competitor` (text) and `amount` (fen or typed text).
    """
    book = load_stages()
    rows = writer.rows("leads", [e.row_id for e in edits], _attrs(book))
    cells: dict[int, dict[str, Any]] = {}
    moves: dict[int, Move] = {}
    refused: list[Refusal] = []
    for edit in edits:
        row = rows.get(edit.row_id)
        if row is None:
            continue
        try:
            target = book.find(edit.raw, row["pipeline_id"] or book.default_pipeline_id)
            if target.id != row["stage_id"]:
                extra = _read_extra(edit.extra)
                cells[edit.row_id] = _check_move(writer, target, row, extra)
                moves[edit.row_id] = Move(row["stage_id"], target.id, extra["reason"])
        except AppError as error:
            refused.append(Refusal(edit.row_id, edit.column, error))
    if moves:
        writer.set("leads", cells)
        move_visits(writer, moves)
    return refused


def advance_leads(
    actor: Actor,
    ids: Sequence[int],
    stage: Any,
    *,
    reason: str | None = None,
    amount: Any = None,
    lost_reason: str | None = None,
    competitor: str | None = None,
    via: str = "api",
) -> BulkAnswer:
    """Moves each lead to `stage` (id or name) as one operation; refusals stand beside what was done.

    Raises forbidden or column_read_only when the actor may move none at all.
    """
    extra = {"reason": reason, "amount": amount, "lost_reason": lost_reason, "competitor": competitor}
    given = {k: v for k, v in extra.items() if v is not None}

    def write(writer: Writer, part: list[int]) -> list[Refusal]:
        return advance_cells(actor, writer, [CellEdit(i, "stage", stage, given) for i in part])

    return run_bulk(
        actor,
        ids,
        write,
        verb="leads.advance",
        column="stage",
        via=via,
        reason=reason or lost_reason or "",
        facts={"to": _stage_name(stage)},
    )


def _stage_name(raw: Any) -> str:
    """For the history's words; a stage nobody knows will be refused lead by lead."""
    book = load_stages()
    try:
        return book.find(raw, book.default_pipeline_id).name
    except AppError:
        return str(raw)[:40]


def build_move(
    writer: Writer, target: StageFacts, *, reason: str | None, amount: int | None, competitor: str | None
) -> dict[str, Any]:
    """The lead's cells after entering `target`: closing data are set by it and cleared on reopening."""
    won, lost = target.kind == "won", target.kind == "lost"
    return {
        "stage": target.id,
        "pipeline": target.pipeline_id,
        "won_amount": amount if won else None,
        "won_at": writer.now if won else None,
        "lost_reason": reason if lost else None,
        "lost_to": competitor if lost else None,
        "lost_at": writer.now if lost else None,
    }


def _check_move(writer: Writer, target: StageFacts, row: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    """The cells to write. Raises what `find_obstacle` found."""
    amount = extra["amount"] if extra["amount"] is not None else row["won_amount"]
    reason = extra["lost_reason"] or extra["reason"]
    columns = get_table("leads").by_id()
    values = {c: _cell(row, columns[c].attr) for c in target.requires if c in columns}
    obstacle = find_obstacle(target, values, reason=reason, amount=amount)
    if obstacle is not None:
        raise obstacle
    return build_move(writer, target, reason=reason, amount=amount, competitor=extra["competitor"])


def _read_extra(extra: Mapping[str, Any]) -> dict[str, Any]:
    context = ParseContext(now=clock.now(), today=clock.today())
    return {
        "reason": clean_text(extra.get("reason"), MAX_LONG_TEXT) or clean_text(extra.get("lost_reason"), MAX_LONG_TEXT),
        "lost_reason": clean_text(extra.get("lost_reason"), MAX_LONG_TEXT),
        "competitor": clean_text(extra.get("competitor"), MAX_TEXT),
        "amount": _MONEY.parse(extra.get("amount"), context),
    }


def _attrs(book: StageBook) -> list[str]:
    """Attributes the rule reads: the stage's, and every column some stage requires."""
    columns = get_table("leads").by_id()
    required = {c for stage in book.by_id.values() for c in stage.requires if c in columns}
    return ["stage_id", "pipeline_id", "won_amount", *_attrs_of(columns[c].attr for c in sorted(required))]


def _attrs_of(attrs: Iterable[str]) -> list[str]:
    return list(dict.fromkeys("custom" if a.startswith("custom.") else a for a in attrs))


def _cell(row: Mapping[str, Any], attr: str) -> Any:
    if attr.startswith("custom."):
        return row["custom"].get(attr.removeprefix("custom."))
    return row[attr]
