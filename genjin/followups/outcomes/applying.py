"""Writes what follows from a contact, in the operation that logs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from genjin.followups.models import Followup
from genjin.followups.options import OUTCOMES
from genjin.followups.outcomes.plan import Consequence, consequence_of, next_working_day
from genjin.followups.pausing import write_pauses, write_wakes
from genjin.followups.reach import NOT_REACHED
from genjin.followups.settings import load_outcomes, load_policy
from genjin.kernel.clock import day_start, local
from genjin.pipelines.stages import load_stages
from genjin.tables.definition import CellEdit, get_table
from genjin.tables.ledger.operation import Writer

# Misses in a row beyond which the last step of a back-off holds.
_MOST_MISSES = 20


def count_misses(lead_id: int) -> int:
    """How often in a row nobody was reached, up to now."""
    last = Followup.objects.filter(lead_id=lead_id, deleted_at=None).order_by("-at", "-pk")
    misses = 0
    for outcome in last.values_list("outcome", flat=True)[:_MOST_MISSES]:
        if outcome not in NOT_REACHED:
            break
        misses += 1
    return misses


def apply_outcome(writer: Writer, lead_id: int, followup_id: int, outcome: str | None, *, planned: bool) -> None:
    """planned: the person set a next contact themselves, which wins over a retry. Raises what a verb refuses."""
    # The contact being logged is among the follow-ups by now.
    misses = max(count_misses(lead_id) - 1, 0)
    found = consequence_of(outcome, load_outcomes(), local(writer.now).date(), misses)
    if found is not None:
        _APPLY[found.kind](writer, lead_id, followup_id, found, outcome, planned)


def _label(outcome: str | None) -> str:
    return next((o.words.zh for o in OUTCOMES.options if o.key == outcome), "")


def _lose(writer: Writer, lead_id: int, _followup: int, _: Consequence, outcome: str | None, _planned: bool) -> None:
    row = writer.rows("leads", [lead_id], ("pipeline_id", "stage_kind"))[lead_id]
    book = load_stages()
    stages = book.in_pipeline(row["pipeline_id"] or book.default_pipeline_id)
    lost = next((s for s in stages if s.kind == "lost"), None)
    if lost is None or row["stage_kind"] in ("won", "lost"):
        return
    reason = {"lost_reason": _label(outcome), "reason": _label(outcome)}
    run_verb(writer, CellEdit(lead_id, "stage", lost.id, reason))


def _pause(writer: Writer, lead_id: int, _followup: int, found: Consequence, outcome: str | None, _p: bool) -> None:
    assert found.day is not None
    write_pauses(writer, [lead_id], found.day, _label(outcome))


def _retry(writer: Writer, lead_id: int, _followup: int, found: Consequence, _o: str | None, planned: bool) -> None:
    if not planned and found.day is not None:
        writer.set("leads", {lead_id: {"next_at": day_start(found.day), "next_has_time": False}})


def _task(
    writer: Writer, lead_id: int, followup_id: int, found: Consequence, outcome: str | None, _planned: bool
) -> None:
    kind, text = _TASKS[found.kind]
    due = None if found.day is None else day_start(found.day)
    row = {"lead": lead_id, "followup": followup_id, "kind": kind, "text": text, "due": due, "note": _label(outcome)}
    writer.create("tasks", [row])


_TASKS = {"visit": ("visit", "上门拜访"), "advance": ("task", "客户当前需要：报方案，推进到下一阶段")}
_APPLY = {"lost": _lose, "pause": _pause, "retry": _retry, "visit": _task, "advance": _task}


def apply_signals(writer: Writer, lead_id: int, followup_id: int, signals: Sequence[str], *, planned: bool) -> None:
    """A signal ends a pause, raises the urgency, and makes plan and reminder by itself (H2)."""
    if not signals:
        return
    write_wakes(writer, [lead_id])
    row = writer.rows("leads", [lead_id], ("urgency", "next_at", "stage_kind"))[lead_id]
    if row["stage_kind"] in ("won", "lost"):
        return
    cells: dict[str, Any] = {} if row["urgency"] == "urgent" else {"urgency": "urgent"}
    days = load_policy().signal_days
    if days is not None:
        day = next_working_day(local(writer.now).date() + timedelta(days=max(days, 0)))
        if not planned and (row["next_at"] is None or row["next_at"] > day_start(day)):
            cells |= {"next_at": day_start(day), "next_has_time": False}
        text = f"跟进购买信号：{'、'.join(signals)}"
        writer.create(
            "tasks", [{"lead": lead_id, "followup": followup_id, "kind": "call", "text": text, "due": day_start(day)}]
        )
    writer.set("leads", {lead_id: cells})


def run_verb(writer: Writer, edit: CellEdit) -> None:
    """Raises the refusal: a follow-up is logged with everything that follows from it, or not at all."""
    for refusal in get_table("leads").cell_verbs[edit.column](writer.actor, writer, [edit]):
        raise refusal.error


def handled_cells(followup: Mapping[str, Any], handle_by: Any) -> dict[str, Any]:
    """Reaching the customer settles the date by which they had to be handled."""
    reached = followup.get("outcome") not in NOT_REACHED
    return {"handle_by": None} if handle_by is not None and reached else {}
