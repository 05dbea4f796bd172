"""Logging a contact (domain.md D1): one operation writes the follow-up, the next contact, grade, stage, other cells
and promises, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from genjin.followups.guard.contacts import may_contact
from genjin.followups.outcomes.applying import apply_outcome, apply_signals, handled_cells, run_verb
from genjin.followups.outcomes.signals import hear_signals
from genjin.followups.reach import NOT_REACHED, REACH_ATTRS, reach_cells
from genjin.followups.settings import load_policy, load_signals
from genjin.kernel.actor import Actor
from genjin.kernel.clock import day_end, local
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.leads.models import Lead
from genjin.leads.next_contact import NextContact, next_cells, read_next_contact
from genjin.tables.definition import CellEdit, Column, get_table
from genjin.tables.fields.base import MAX_LONG_TEXT, ParseContext, clean_text
from genjin.tables.ledger.operation import Writer, operation
from genjin.tables.ledger.repeated import find_repeated
from genjin.tables.records.context import build_parse_context
from genjin.tables.records.edit import check_editable, parse_cell
from genjin.tables.scope.predicate import check_action, visible_ids

VERB = "followups.log"
MAX_PROMISES = 20


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """The next contact as entered. raw: typed text or an ISO instant, None for none."""

    raw: Any
    method: Any = None
    expected: Any = None


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    side: Any
    text: Any
    due: Any = None


@dataclass(frozen=True, slots=True)
class FollowupDraft:
    """A contact as a person enters it; every value may be typed text.

    next: None leaves the plan alone, except that a plan that was due by today is met by this contact.
    The guard (D3) is asked for a contact made today only: what is entered late happened anyway.
    stage: `{"stage", "reason"?, "amount"?, "lost_reason"?, "competitor"?}`. cells: other cells of the lead.
    """

    method: Any
    summary: Any
    at: Any = None
    feedback: Any = None
    outcome: Any = None
    contact: Any = None
    next: PlannedStep | None = None
    grade: Any = None
    stage: Mapping[str, Any] | None = None
    cells: Mapping[str, Any] = field(default_factory=dict)
    promises: Sequence[PromiseDraft] = ()
    # None: what the words say; a list: what the person ticked.
    signals: Sequence[str] | None = None
    # Why the customer is contacted although the guard says no (D3).
    guard_reason: Any = None
    # False: what the outcome would lead to is switched off (D5).
    consequence: bool = True


@dataclass(frozen=True, slots=True)
class Logged:
    operation_id: int
    followup_id: int


def log_followup(
    actor: Actor, lead_id: int, draft: FollowupDraft, *, via: str = "panel", client_key: str | None = None
) -> Logged:
    """Writes it all as one operation of one transaction; the same `client_key` again answers as the first time.

    Raises not_found for a lead the actor may not edit, and the error of the first value that cannot be: then nothing
    has been written.
    """
    check_action("followups", actor, "create")
    earlier = _find_earlier(actor, client_key)
    if earlier is not None:
        return earlier
    if lead_id not in visible_ids("leads", actor, [lead_id], "edit"):
        raise not_found("leads")
    entry = _read_entry(actor, draft)
    facts = {"lead": lead_id, "title": _title(lead_id)}
    with (
        transaction.atomic(),
        operation(actor, verb=VERB, table="leads", via=via, client_key=client_key, args=facts) as opened,
    ):
        with opened.chunk() as writer:
            followup_id = _write(writer, lead_id, draft, entry)
        opened.facts["args"]["followup"] = followup_id
    assert opened.id is not None
    return Logged(opened.id, followup_id)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A draft with its values read."""

    followup: dict[str, Any]
    planned: NextContact | None
    lead_cells: dict[str, Any]
    verb_cells: dict[str, Any]
    promises: list[dict[str, Any]]
    signals: list[str]


def _read_entry(actor: Actor, draft: FollowupDraft) -> _Entry:
    context = build_parse_context(actor)
    columns = get_table("followups").by_id()
    raw = {
        "at": draft.at,
        "method": draft.method,
        "summary": draft.summary,
        "feedback": draft.feedback,
        "outcome": draft.outcome,
        "contact": draft.contact,
        "guard_reason": draft.guard_reason,
    }
    followup = {c: _parse(columns[c], value, context) for c, value in raw.items() if value is not None}
    if followup.get("summary") is None and followup.get("feedback") is None:
        raise AppError(ErrorCode.REQUIRED, column="summary")
    signals = _read_signals(draft, followup)
    if signals:
        followup["signals"] = "、".join(signals)
    planned = read_next_contact(draft.next.raw) if draft.next else None
    if draft.next:
        step = {"next_method": draft.next.method, "next_expected": draft.next.expected}
        followup.update({c: _parse(columns[c], v, context) for c, v in step.items()})
        followup.update(next_cells(planned))
    cells = {**draft.cells, **({"grade": draft.grade} if draft.grade is not None else {})}
    plain, verbs = _read_lead_cells(actor, cells, context)
    return _Entry(followup, planned, plain, verbs, _read_promises(draft.promises, context), signals)


def _read_signals(draft: FollowupDraft, followup: Mapping[str, Any]) -> list[str]:
    if draft.signals is not None:
        return [s for s in (clean_text(one) for one in draft.signals) if s]
    said = f"{followup.get('summary') or ''}\n{followup.get('feedback') or ''}"
    return [name for name, _, _ in hear_signals(said, load_signals())]


def _read_lead_cells(
    actor: Actor, cells: Mapping[str, Any], context: ParseContext
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Parsed values of ordinary columns, raw values of columns behind a verb."""
    definition = get_table("leads")
    plain: dict[str, Any] = {}
    verbs: dict[str, Any] = {}
    for column_id, raw in cells.items():
        column = definition.column(column_id)
        check_editable(definition, actor, column, None)
        if column.writable == "verb":
            verbs[column_id] = raw
        else:
            plain[column_id] = _parse(column, raw, context)
    return plain, verbs


def _parse(column: Column, raw: Any, context: ParseContext) -> Any:
    """As a typed cell; the error names the column."""
    try:
        return parse_cell(column, raw, context)
    except AppError as error:
        raise AppError(error.code, error.status, **{**error.data, "column": column.id}) from error


def _read_promises(promises: Sequence[PromiseDraft], context: ParseContext) -> list[dict[str, Any]]:
    if len(promises) > MAX_PROMISES:
        raise AppError(ErrorCode.LIMIT, limit=MAX_PROMISES)
    columns = get_table("tasks").by_id()
    found: list[dict[str, Any]] = []
    for promise in promises:
        text = clean_text(promise.text, MAX_LONG_TEXT)
        if text is not None:
            side = _parse(columns["side"], promise.side, context)
            found.append({"side": side, "text": text, "due": _parse(columns["due"], promise.due, context)})
    return found


def _write(writer: Writer, lead_id: int, draft: FollowupDraft, entry: _Entry) -> int:
    before = writer.rows("leads", [lead_id], ("grade", "stage_id", "next_at", "handle_by", *REACH_ATTRS))
    if lead_id not in before:
        raise not_found("leads")
    row = before[lead_id]
    _check_guard(writer, lead_id, entry)
    reached = reach_cells(entry.followup, row, writer.now) | handled_cells(entry.followup, row["handle_by"])
    writer.set("leads", {lead_id: {**reached, **entry.lead_cells, **_plan(writer, draft, entry, row["next_at"])}})
    for column_id, raw in entry.verb_cells.items():
        run_verb(writer, CellEdit(lead_id, column_id, raw))
    if draft.stage is not None:
        run_verb(writer, CellEdit(lead_id, "stage", draft.stage.get("stage"), _stage_extra(draft.stage)))
    after = writer.rows("leads", [lead_id], ("grade", "stage_id"))[lead_id]
    moved = after["stage_id"] != row["stage_id"]
    facts = {
        **entry.followup,
        "lead": lead_id,
        "grade_from": row["grade"],
        "grade_to": after["grade"],
        "stage_from": row["stage_id"] if moved else None,
        "stage_to": after["stage_id"] if moved else None,
        "late": _is_late(writer, entry.followup.get("at")),
    }
    (followup_id,) = writer.create("followups", [{k: v for k, v in facts.items() if v is not None}])
    writer.create("tasks", [{**p, "lead": lead_id, "followup": followup_id} for p in entry.promises])
    planned = draft.next is not None
    if draft.consequence and draft.stage is None:
        apply_outcome(writer, lead_id, followup_id, entry.followup.get("outcome"), planned=planned)
    apply_signals(writer, lead_id, followup_id, entry.signals, planned=planned)
    return followup_id


def _check_guard(writer: Writer, lead_id: int, entry: _Entry) -> None:
    """Raises the guard's refusal, unless the contact says why, was none, or happened another day."""
    said = entry.followup
    at = said.get("at") or writer.now
    if said.get("guard_reason") or said.get("outcome") in NOT_REACHED or local(at).date() != _today(writer):
        return
    verdict = may_contact([lead_id], automatic=False, now=writer.now)[lead_id]
    if verdict.why is not None:
        raise verdict.why


def _is_late(writer: Writer, at: datetime | None) -> bool | None:
    hours = load_policy().late_hours
    return True if at is not None and hours and writer.now - at > timedelta(hours=hours) else None


def _plan(writer: Writer, draft: FollowupDraft, entry: _Entry, old: datetime | None) -> dict[str, Any]:
    """The lead's plan after the contact: the new one, or none where the old one is met by it."""
    if draft.next is not None:
        step = {c: entry.followup.get(c) for c in ("next_method", "next_expected")}
        return {**next_cells(entry.planned), **step}
    if old is not None and old < day_end(_today(writer)):
        return {**next_cells(None), "next_method": None, "next_expected": None}
    return {}


def _today(writer: Writer) -> date:
    return local(writer.now).date()


def _stage_extra(stage: Mapping[str, Any]) -> dict[str, Any]:
    return {k: stage[k] for k in ("reason", "amount", "lost_reason", "competitor") if stage.get(k) is not None}


def _title(lead_id: int) -> str:
    company, contact = Lead.objects.values_list("company", "contact").get(pk=lead_id)
    return company or contact or f"#{lead_id}"


def _find_earlier(actor: Actor, client_key: str | None) -> Logged | None:
    found = find_repeated(actor, client_key, VERB)
    return Logged(found.pk, int(found.args["followup"])) if found and "followup" in found.args else None
