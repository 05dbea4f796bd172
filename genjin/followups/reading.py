"""What a follow-up text says beside its words: next contact, outcome, promises, buying signals (domain.md D1, D10).

Pure rules over clauses; every finding points at the characters it came from, and the person confirms it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from genjin.followups.vocabulary import (
    CLAUSE_END,
    DONE,
    MEETING_METHODS,
    NEGATED,
    OUR_ACTS,
    OUR_SUBJECT,
    OUTCOME_WORDS,
    PAST_CONTRACT,
    PLAN_WORDS,
    SIGNAL_NAMES,
    SIGNAL_WORDS,
    THEIR_ACTS,
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
class _Clause:
    """text[start:end], with the moment that it or the clause before it names."""

    text: str
    start: int
    moment: Moment | None
    moment_span: Span | None

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read_followup(text: str, now: datetime) -> Reading:
    """Reads what a person typed about a contact made at `now`.

    Example: Thursday 2026-03-05, `下周三下午3点 拜访` → next 2026-03-11 15:00 by visit, span (0, 10).
    """
    text = text[:MAX_TEXT]
    step: NextStep | None = None
    promises: list[PromiseFound] = []
    for clause in _clauses(text, now):
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


def _clauses(text: str, now: datetime) -> Iterator[_Clause]:
    start = 0
    carried: tuple[Moment, Span] | None = None
    for end in [*(m.start() for m in CLAUSE_END.finditer(text)), len(text)]:
        begin = start
        while begin < end and CLAUSE_END.match(text[begin]):
            begin += 1
        part = text[begin:end]
        start = end
        if not part.strip():
            continue
        found = find_moment(part, now=now)
        own = None
        if found.value is not None and found.span is not None:
            own = (found.value, (begin + found.span[0], begin + found.span[1]))
        moment, span = own or carried or (None, None)
        yield _Clause(part, begin, moment, span)
        # 下周三下午，去厂里拜访: a clause of nothing but a time dates the next one.
        alone = own is not None and len(part.strip()) <= own[1][1] - own[1][0] + 1
        carried = own if alone else None


def _read_step(clause: _Clause, now: datetime) -> NextStep | None:
    """A plan to meet or speak at a time not before today."""
    if clause.moment is None or clause.moment_span is None or not _is_ahead(clause.moment, now):
        return None
    found = _find_plan(clause.text)
    if found is None or _is_theirs_to_call(clause.text):
        return None
    method, span = found
    if method not in MEETING_METHODS and OUR_ACTS.search(clause.text):
        return None
    at = clause.moment.at.astimezone(UTC)
    begin, end = clause.moment_span
    return NextStep(
        at,
        clause.moment.has_time,
        method or None,
        (min(begin, clause.start + span[0]), max(end, clause.start + span[1])),
    )


def _find_plan(clause: str) -> tuple[str, Span] | None:
    for method, pattern in PLAN_WORDS:
        match = pattern.search(clause)
        if match is not None:
            return method, match.span()
    return None


def _is_theirs_to_call(clause: str) -> bool:
    """周二联系我: a call that they promised is theirs."""
    return "联系我" in clause or "给我电话" in clause or "找我们" in clause


def _is_ahead(moment: Moment, now: datetime) -> bool:
    return moment.at > now if moment.has_time else moment.day >= local(now).date()


def _read_promise(clause: _Clause, now: datetime) -> PromiseFound | None:
    if DONE.search(clause.text) or VAGUE.search(clause.text):
        return None
    ours, theirs = OUR_ACTS.search(clause.text), THEIR_ACTS.search(clause.text)
    act = ours or theirs
    if act is None:
        return None
    due = clause.moment.day if clause.moment is not None and _is_ahead(clause.moment, now) else None
    if due is None and theirs is None and not OUR_SUBJECT.search(clause.text):
        # 发了资料 and the like without a time tell what happened, not what is owed.
        return None
    side = _side(clause.text, ours is not None, act.start())
    begin = clause.start + act.start()
    if clause.moment_span is not None and clause.start <= clause.moment_span[0]:
        begin = min(begin, clause.moment_span[0])
    words = clause.text[begin - clause.start :].rstrip()
    return PromiseFound(side, words.strip(), due, (begin, begin + len(words)))


def _side(clause: str, is_ours: bool, act_at: int) -> str:
    """Whoever is named before the act owes it; else selling acts are ours, buying acts theirs."""
    before = clause[:act_at]
    asked = "让我们" in clause or "要我们" in clause or "请我们" in clause
    if asked or OUR_SUBJECT.search(before):
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
