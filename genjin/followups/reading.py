"""What a follow-up text says beside its words: next contact, outcome, promises, buying signals (domain.md D1, D10).

Pure rules over clauses; every finding points at the characters it came from, and the person confirms it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from genjin.followups.cells.fold import simplify
from genjin.followups.vocabulary import (
    ASKED,
    CLAUSE_END,
    DONE,
    MEETING_METHODS,
    NEGATED,
    OUR_ACTS,
    OUR_SUBJECT,
    OUTCOME_WORDS,
    PAST_CONTRACT,
    PLAN_WORDS,
    REPORTED,
    SIGNAL_NAMES,
    SIGNAL_WORDS,
    THEIR_ACTS,
    THEIR_CALL,
    THEIR_SUBJECT,
    VAGUE,
)
from genjin.kernel.clock import local
from genjin.kernel.date_words import find_moment
from genjin.kernel.moments import Moment
from genjin.tables.fields.grade import GRADES

MAX_TEXT = 5_000
MAX_FINDINGS = 20
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NextStep:
    """at: UTC. method: None when the words name none. span: half-open, of the time and the verb."""

    at: datetime
    has_time: bool
    method: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class PromiseFound:
    side: str
    text: str
    due: date | None
    span: Span


@dataclass(frozen=True, slots=True)
class Signal:
    kind: str
    word: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    next: NextStep | None = None
    outcome: str | None = None
    promises: list[PromiseFound] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A moment and where its words stand in the whole text."""

    moment: Moment
    span: Span


@dataclass(frozen=True, slots=True)
class _Clause:
    """text stands at `start` of the whole. dates: those it names itself. carried: the one of the clause before."""

    text: str
    start: int
    dates: tuple[_Dated, ...]
    carried: _Dated | None = None


def read_followup(text: str, now: datetime) -> Reading:
    """Reads what a person typed about a contact made at `now`.

    Example: Thursday 2026-03-05, `下周三下午3点 拜访` → next 2026-03-11 15:00 by visit, span (0, 10).
    """
    text = simplify(text[:MAX_TEXT])
    step: NextStep | None = None
    promises: list[PromiseFound] = []
    for clause in split_clauses(text, now):
        planned = _read_step(clause, now)
        if planned is not None:
            # The last plan stated is the one that holds.
            step = planned
        elif len(promises) < MAX_FINDINGS and (promise := _read_promise(clause, now)) is not None:
            promises.append(promise)
    return Reading(step, _read_outcome(text), promises, list(_read_signals(text))[:MAX_FINDINGS])


def propose_grade(grade: str | None, reading: Reading, language: str) -> dict[str, str | None] | None:
    """One step up when a buying signal was heard; None otherwise. Source: domain.md D10."""
    if not reading.signals or reading.outcome in ("not_needed", "unreachable", "purchased"):
        return None
    if grade not in GRADES or GRADES.index(grade) == 0:
        return None
    english = language == "en"
    names = dict.fromkeys(SIGNAL_NAMES[s.kind][1 if english else 0] for s in reading.signals)
    heard = ("Buying signal: " if english else "购买信号：") + (", " if english else "、").join(names)
    return {"from": grade, "to": GRADES[GRADES.index(grade) - 1], "why": heard}


def split_clauses(text: str, now: datetime) -> Iterator[_Clause]:
    """Clauses by punctuation, and by a blank before a new date: `电话冯经理 下周再说` are two."""
    carried: _Dated | None = None
    for begin, end in _pieces(text):
        dates = tuple(_dates(text[begin:end], begin, now))
        for start, stop in _cut_at_dates(text, begin, end, dates):
            own = tuple(d for d in dates if start <= d.span[0] < stop)
            yield _Clause(text[start:stop], start, own, carried)
            # 下周三下午，去厂里拜访: a clause of nothing but a time dates the next one.
            alone = len(own) == 1 and len(text[start:stop].strip()) <= own[0].span[1] - own[0].span[0] + 1
            carried = own[0] if alone else None


def _pieces(text: str) -> Iterator[Span]:
    start = 0
    for end, following in [*((m.start(), m.end()) for m in CLAUSE_END.finditer(text)), (len(text), len(text))]:
        if text[start:end].strip():
            yield start, end
        start = following


def _dates(part: str, offset: int, now: datetime) -> Iterator[_Dated]:
    at = 0
    while at < len(part):
        found = find_moment(part[at:], now=now)
        if found.span is None or found.span[1] == 0:
            return
        if found.value is not None:
            yield _Dated(found.value, (offset + at + found.span[0], offset + at + found.span[1]))
        at += found.span[1]


def _cut_at_dates(text: str, begin: int, end: int, dates: Sequence[_Dated]) -> Iterator[Span]:
    start = begin
    for dated in dates:
        blank = text.rfind(" ", start, dated.span[0])
        # One word may stand before the date: 他下周给执照.
        if blank > start and dated.span[0] - blank <= 3:
            yield start, blank
            start = blank + 1
    yield start, end


def _read_step(clause: _Clause, now: datetime) -> NextStep | None:
    """A plan to meet or speak at a time that is still to come."""
    if REPORTED.search(clause.text) or THEIR_CALL.search(clause.text):
        return None
    found = _find_plan(clause, now)
    if found is None:
        return None
    method, (begin, end), dated = found
    if method not in MEETING_METHODS and OUR_ACTS.search(clause.text[dated.span[1] - clause.start :]):
        return None
    span = (min(dated.span[0], begin), max(dated.span[1], end))
    return NextStep(dated.moment.at.astimezone(UTC), dated.moment.has_time, method or None, span)


def _find_plan(clause: _Clause, now: datetime) -> tuple[str, Span, _Dated] | None:
    """The plan word with its method, its place, and the last date to come that stands before it."""
    dates = [d for d in (clause.carried, *clause.dates) if d is not None and _is_to_come(d.moment, now)]
    if not dates:
        return None
    for method, pattern in PLAN_WORDS:
        matches = [(clause.start + m.start(), clause.start + m.end()) for m in pattern.finditer(clause.text)]
        for span in reversed(matches):
            before = [d for d in dates if d.span[0] <= span[0]]
            if before:
                return method, span, before[-1]
    return None


def _is_to_come(moment: Moment, now: datetime) -> bool:
    """A bare day must be after today: 3月5日电话 written on 5 March tells what was done."""
    return moment.at > now if moment.has_time else moment.day > local(now).date()


def _read_promise(clause: _Clause, now: datetime) -> PromiseFound | None:
    if DONE.search(clause.text) or VAGUE.search(clause.text):
        return None
    ours, theirs = OUR_ACTS.search(clause.text), THEIR_ACTS.search(clause.text)
    act = ours or theirs
    if act is None or NEGATED.search(clause.text[: act.start()]):
        return None
    dated = next((d for d in reversed(clause.dates) if _is_due(d, clause, now)), None)
    if dated is None and (ours is None or not ASKED.search(clause.text)):
        # 发资料 and the like without a time tell what happened, not what is owed.
        return None
    begin = clause.start + max(act.start(), act.start("said") if ours and ours["said"] else 0)
    if dated is not None:
        begin = min(begin, dated.span[0])
    words = clause.text[begin - clause.start :].rstrip()
    side = _side(clause.text, ours is not None, act.start())
    return PromiseFound(side, words.strip(), dated.moment.day if dated else None, (begin, begin + len(words)))


def _is_due(dated: _Dated, clause: _Clause, now: datetime) -> bool:
    """To come, or today where today is said."""
    if _is_to_come(dated.moment, now):
        return True
    words = clause.text[dated.span[0] - clause.start : dated.span[1] - clause.start]
    return dated.moment.day == local(now).date() and ("今" in words or "下班" in words)


def _side(clause: str, is_ours: bool, act_at: int) -> str:
    """Whoever is named before the act owes it; else selling acts are ours, buying acts theirs."""
    before = clause[:act_at]
    if ASKED.search(clause) or OUR_SUBJECT.search(before):
        return "ours"
    if THEIR_SUBJECT.search(before) and not is_ours:
        return "theirs"
    return "ours" if is_ours else "theirs"


def _read_outcome(text: str) -> str | None:
    return next((outcome for outcome, words in OUTCOME_WORDS if words.search(text)), None)


def _read_signals(text: str) -> Iterator[Signal]:
    taken: list[Span] = []
    found: list[Signal] = []
    for kind, words in SIGNAL_WORDS:
        for match in words.finditer(text):
            if NEGATED.search(text[max(0, match.start() - 6) : match.start()]):
                continue
            if kind == "contract" and PAST_CONTRACT.match(text[match.end() :]):
                continue
            if any(match.start() < end and begin < match.end() for begin, end in taken):
                continue
            taken.append(match.span())
            found.append(Signal(kind, match.group(), match.span()))
    yield from sorted(found, key=lambda s: s.span)
