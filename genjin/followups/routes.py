"""Logging contacts, reading texts, timeline, comments: thin doors to verbs and queries."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.followups.cells.item_words import show_reading
from genjin.followups.comments import add_comment
from genjin.followups.guard.contacts import may_contact
from genjin.followups.handover.routes import router as handover_router
from genjin.followups.history_log import read_pasted
from genjin.followups.history_routes import HistoryReadingOut
from genjin.followups.history_routes import router as history_router
from genjin.followups.log import FollowupDraft, PlannedStep, PromiseDraft, log_followup
from genjin.followups.outcomes.applying import count_misses
from genjin.followups.outcomes.plan import consequence_of, describe_consequence
from genjin.followups.outcomes.signals import hear_signals
from genjin.followups.pausing_routes import router as pausing_router
from genjin.followups.proposal import propose_next
from genjin.followups.reading import MAX_TEXT, NextStep, propose_grade, read_followup
from genjin.followups.rulings.routes import router as ruling_router
from genjin.followups.sampling.routes import router as sampling_router
from genjin.followups.settings import load_outcomes, load_signals
from genjin.followups.tasks.routes import PersonRef, TaskItem
from genjin.followups.tasks.routes import router as task_router
from genjin.followups.timeline import DEFAULT_LIMIT, fetch_timeline
from genjin.followups.today.routes import EnclosedOut
from genjin.followups.today.routes import router as today_router
from genjin.kernel import clock
from genjin.kernel.errors import not_found
from genjin.kernel.messages import message
from genjin.leads.models import Lead
from genjin.people.access import request_actor
from genjin.tables.records.query import fetch_rows
from genjin.tables.scope.predicate import visible_ids

router = Router(tags=["followups"])
router.add_router("", history_router)
router.add_router("", handover_router)
router.add_router("", task_router)
router.add_router("", pausing_router)
router.add_router("", ruling_router)
router.add_router("", today_router)
router.add_router("", sampling_router)
LONG = 100_000
_WEEKDAYS = {"zh-CN": "周一 周二 周三 周四 周五 周六 周日", "en": "Mon Tue Wed Thu Fri Sat Sun"}


class FollowupItem(Schema):
    id: int
    method: str | None
    summary: str | None
    feedback: str | None
    outcome: str | None
    next_at: datetime | None
    next_has_time: bool | None
    next_method: str | None
    next_expected: str | None
    contact: str | None
    grade_from: str | None
    grade_to: str | None
    promises: list[TaskItem]
    signals: list[str]


class StageItem(Schema):
    """`from` is empty for the record's beginning; stayed_days: length of the stay that this move ended."""

    from_: str | None = Field(None, alias="from", serialization_alias="from")
    to: str
    stayed_days: float | None
    reason: str | None


class FieldChangeItem(Schema):
    column: str
    label: str
    before: Any
    after: Any


class CommentItem(Schema):
    id: int
    text: str
    followup_id: int | None
    pinned: bool


class MergeItem(Schema):
    """The lead that was taken up."""

    number: str | None
    company: str | None


class CheckItem(Schema):
    """A supervisor's verdict on the lead, drawn at random."""

    verdict: str
    note: str


class EntryItem(Schema):
    """What a module above tells of the lead: a mail of ours.

    to: whom it went to, empty for readers who may not know. state: a stable word, `state_words` says it, `why` the
    reason where something went wrong.
    """

    id: int
    title: str
    text: str
    to: str | None = None
    state: str
    state_words: str
    tone: Literal["plain", "good", "waiting", "bad"]
    why: str | None = None


class TimelineItem(Schema):
    """Exactly the member that `kind` names is filled; `created` fills `stage`, `letter` fills `entry`.

    of: the number of the merged lead whose history this is, empty for the lead's own. materials: sent along with it.
    """

    key: str
    kind: Literal["followup", "stage", "change", "comment", "created", "merge", "check", "letter"]
    at: datetime
    actor: PersonRef | None
    followup: FollowupItem | None = None
    stage: StageItem | None = None
    changes: list[FieldChangeItem] | None = None
    comment: CommentItem | None = None
    merge: MergeItem | None = None
    check: CheckItem | None = None
    entry: EntryItem | None = None
    of: str | None = None
    materials: list[EnclosedOut] | None = None


class TimelineOut(Schema):
    items: list[TimelineItem]
    tasks: list[TaskItem]
    next: str | None


class StepIn(Schema):
    """The next contact as typed text or as an instant; both empty plans none."""

    text: str | None = Field(None, max_length=60)
    at: datetime | date | None = None
    has_time: bool | None = None
    method: str | None = Field(None, max_length=40)
    expected: str | None = Field(None, max_length=LONG)


class StageMoveIn(Schema):
    stage: int | str
    reason: str | None = Field(None, max_length=LONG)
    amount: int | str | None = None
    lost_reason: str | None = Field(None, max_length=LONG)
    competitor: str | None = Field(None, max_length=2000)


class PromiseIn(Schema):
    side: str = Field(max_length=20)
    text: str = Field(max_length=LONG)
    due: str | None = Field(None, max_length=60)


class FollowupIn(Schema):
    method: str = Field(max_length=40)
    at: str | None = Field(None, max_length=60)
    summary: str | None = Field(None, max_length=LONG)
    feedback: str | None = Field(None, max_length=LONG)
    outcome: str | None = Field(None, max_length=40)
    contact: str | None = Field(None, max_length=200)
    next: StepIn | None = None
    grade: str | None = Field(None, max_length=10)
    stage: StageMoveIn | None = None
    set: dict[str, Any] = {}
    promises: list[PromiseIn] = Field(default=[], max_length=20)
    signals: list[str] | None = Field(None, max_length=20)
    guard_reason: str | None = Field(None, max_length=LONG)
    consequence: bool = True
    via: Literal["panel", "grid", "phone", "api"] = "panel"
    client_key: str | None = Field(None, max_length=64)


class FollowupOut(Schema):
    operation: int
    followup_id: int
    columns: list[str]
    row: dict[str, Any] | None
    position: int


class TextIn(Schema):
    text: str = Field(max_length=MAX_TEXT)


class StepRead(Schema):
    at: datetime
    has_time: bool
    method: str | None
    span: tuple[int, int]
    display: str


class PromiseRead(Schema):
    side: Literal["ours", "theirs"]
    text: str
    due: date | None
    span: tuple[int, int]


class SignalRead(Schema):
    kind: str
    word: str
    span: tuple[int, int]


class GradeRead(Schema):
    from_: str | None = Field(None, alias="from", serialization_alias="from")
    to: str
    why: str


class ReadingOut(Schema):
    history: HistoryReadingOut
    next: StepRead | None
    outcome: str | None
    promises: list[PromiseRead]
    signals: list[SignalRead]
    # The team's buying signals that saving this text would note.
    heard: list[str]
    grade: GradeRead | None


class CommentIn(Schema):
    text: str = Field(max_length=LONG)
    mentions: list[int] = Field(default=[], max_length=50)
    followup_id: int | None = None


class CommentOut(Schema):
    operation: int | None
    comment_id: int


class ProposalOut(Schema):
    at: datetime | None
    method: str | None
    why: str
    # Why this customer should not be contacted now; empty when they may be.
    guard: str | None
    # What each outcome would lead to, in words.
    consequences: dict[str, str]
    # The team's buying signals, to be ticked by hand.
    signals: list[str]


@router.get("/leads/{int:lead_id}/timeline", response=TimelineOut, by_alias=True)
def timeline(
    request: HttpRequest,
    lead_id: int,
    kinds: str = "",
    cursor: str | None = None,
    limit: int = DEFAULT_LIMIT,
) -> dict[str, Any]:
    """Follow-ups, stage moves, field changes, comments, mails of one lead, newest first; `kinds`: only these."""
    wanted = [k.strip() for k in kinds.split(",") if k.strip()]
    page = fetch_timeline(request_actor(request), lead_id, kinds=wanted, cursor=cursor, limit=limit)
    return {"items": page.items, "tasks": page.tasks, "next": page.next}


@router.post("/leads/{int:lead_id}/followups", response=FollowupOut)
def new_followup(request: HttpRequest, lead_id: int, body: FollowupIn) -> FollowupOut:
    """Logs a contact with all that follows from it, or nothing."""
    actor = request_actor(request)
    logged = log_followup(actor, lead_id, _draft(body), via=body.via, client_key=body.client_key)
    page = fetch_rows("leads", actor, [lead_id])
    return FollowupOut(
        operation=logged.operation_id,
        followup_id=logged.followup_id,
        columns=list(page.columns),
        row=page.rows[0] if page.rows else None,
        position=page.position,
    )


@router.post("/leads/{int:lead_id}/followups/read", response=ReadingOut, by_alias=True)
def read_text(request: HttpRequest, lead_id: int, body: TextIn) -> dict[str, Any]:
    """What a typed follow-up says: next contact, outcome, promises, buying signals, each with its place in the text."""
    actor = request_actor(request)
    if lead_id not in visible_ids("leads", actor, [lead_id]):
        raise not_found("leads")
    reading = read_followup(body.text, clock.now())
    grade = Lead.objects.filter(pk=lead_id).values_list("grade", flat=True).first()
    return {
        "history": show_reading(read_pasted(body.text), actor.language),
        "next": None if reading.next is None else _step_read(reading.next, actor.language),
        "outcome": reading.outcome,
        "promises": [{"side": p.side, "text": p.text, "due": p.due, "span": p.span} for p in reading.promises],
        "signals": [{"kind": s.kind, "word": s.word, "span": s.span} for s in reading.signals],
        "heard": [name for name, _, _ in hear_signals(body.text, load_signals())],
        "grade": propose_grade(grade, reading, actor.language),
    }


@router.post("/leads/{int:lead_id}/comments", response=CommentOut)
def new_comment(request: HttpRequest, lead_id: int, body: CommentIn) -> CommentOut:
    """A remark on the lead or on one of its follow-ups."""
    operation, comment = add_comment(
        request_actor(request), lead_id, body.text, mentions=body.mentions, followup_id=body.followup_id
    )
    return CommentOut(operation=operation, comment_id=comment)


@router.get("/leads/proposal/{int:lead_id}", response=ProposalOut)
def proposal(request: HttpRequest, lead_id: int) -> ProposalOut:
    """When and how the cadence would contact this lead next, whether now is too often, what outcomes lead to."""
    actor = request_actor(request)
    found = propose_next(actor, lead_id)
    refusal = may_contact([lead_id], automatic=False)[lead_id].why
    rules, misses = load_outcomes(), count_misses(lead_id)
    then = {o: consequence_of(o, rules, clock.today(), misses) for o in rules}
    return ProposalOut(
        at=found.at,
        method=found.method,
        why=found.why,
        guard=message(refusal, actor.language) if refusal else None,
        consequences={o: describe_consequence(c, actor.language) for o, c in then.items() if c},
        signals=[name for name, _ in load_signals()],
    )


def _draft(body: FollowupIn) -> FollowupDraft:
    return FollowupDraft(
        method=body.method,
        summary=body.summary,
        at=body.at,
        feedback=body.feedback,
        outcome=body.outcome,
        contact=body.contact,
        next=_step(body.next) if body.next is not None else None,
        grade=body.grade,
        stage=body.stage.model_dump(exclude_none=True) if body.stage is not None else None,
        cells=body.set,
        promises=[PromiseDraft(p.side, p.text, p.due) for p in body.promises],
        signals=body.signals,
        guard_reason=body.guard_reason,
        consequence=body.consequence,
    )


def _step(step: StepIn) -> PlannedStep:
    raw: Any = step.at if step.at is not None else step.text
    if isinstance(step.at, datetime):
        # A day chosen in a calendar arrives as its midnight somewhere; the flag says that no time was meant.
        raw = clock.local(step.at).date().isoformat() if step.has_time is False else step.at.isoformat()
    return PlannedStep(raw, step.method, step.expected)


def _step_read(step: NextStep, language: str) -> dict[str, Any]:
    wall = clock.local(step.at)
    names = _WEEKDAYS["en" if language == "en" else "zh-CN"].split()
    shown = f"{wall:%Y-%m-%d} {names[wall.weekday()]}" + (f" {wall:%H:%M}" if step.has_time else "")
    return {"at": step.at, "has_time": step.has_time, "method": step.method, "span": step.span, "display": shown}
