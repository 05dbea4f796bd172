"""What a follow-up text says beside its words: next contact, outcome, promises, buying signals (domain.md D1, D10).

Pure rules over clauses, the same by which an imported cell is read; every finding points at the characters it came
from, and the person confirms it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from genjin.followups.cells import plan_words, words
from genjin.followups.cells.acts import read_act
from genjin.followups.cells.clauses import Clause, split_clauses
from genjin.followups.cells.fold import fold
from genjin.followups.cells.mentions import find_mentions
from genjin.followups.cells.plans import Plans, read_plans
from genjin.followups.cells.signals import read_signals
from genjin.kernel.clock import local
from genjin.kernel.date_words import find_moment
from genjin.kernel.moments import Moment
from genjin.tables.fields.grade import GRADES

MAX_TEXT = 5_000
MAX_FINDINGS = 20
Span = tuple[int, int]
SIGNAL_NAMES: dict[str, tuple[str, str]] = {
    "contract": ("问合同", "asks about the contract"),
    "payment": ("谈付款", "discusses payment"),
    "delivery": ("问交期", "asks about delivery"),
    "trial": ("要试用", "wants a trial"),
    "site_visit": ("要求拜访或考察", "wants a visit"),
    "executive": ("高层参与", "top management joins"),
    "compare": ("在比较", "compares vendors"),
    "budget": ("预算有动静", "budget is moving"),
}
_BY_PHONE = re.compile(r"打|回电|(?<![a-z])call")
# 下午3点再打: behind a time of day this much may stand before the verb.
_NEAR = 12


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


def read_followup(text: str, now: datetime) -> Reading:
    """Reads what a person typed about a contact made at `now`.

    Example: Thursday 2026-03-05, `下周三下午3点 拜访` → next 2026-03-11 15:00 by visit, span (0, 10).
    """
    text = text[:MAX_TEXT]
    folded = fold(text)
    clauses = list(split_clauses(folded, 0, len(folded), find_mentions(folded)))
    plans = read_plans(clauses, local(now).date(), folded, 0)
    planned = [*(c.span for c in plans.contacts), *(p.what_span for p in plans.promises)]
    heard = sorted(read_signals(folded, clauses, 0, plans.promises), key=lambda s: s.span)
    act = read_act(folded, 0, len(folded), planned, text, 0, buys=bool(heard))
    promises = [
        PromiseFound("ours" if p.by == "us" else "theirs", text[slice(*p.what_span)], p.due, p.what_span)
        for p in plans.promises
        if not _is_over(folded, p.what_span, now)
    ]
    signals = [Signal(s.kind, text[slice(*s.span)], s.span) for s in heard]
    return Reading(
        _last_step(folded, clauses, plans, now), act.outcome, promises[:MAX_FINDINGS], signals[:MAX_FINDINGS]
    )


def _last_step(folded: str, clauses: Sequence[Clause], plans: Plans, now: datetime) -> NextStep | None:
    """The last plan stated is the one that holds."""
    spans = sorted([*(contact.span for contact in plans.contacts), *_by_time_alone(folded, clauses, now)])
    steps = (_read_step(folded, span, now) for span in reversed(spans))
    return next((step for step in steps if step is not None), None)


def _is_over(folded: str, span: Span, now: datetime) -> bool:
    """3.1发报价 written on 5 March tells what was done."""
    moment = find_moment(folded[slice(*span)], now=now).value
    return moment is not None and moment.day < local(now).date()


def _by_time_alone(folded: str, clauses: Sequence[Clause], now: datetime) -> Iterator[Span]:
    """下午3点再打: what a cell, read years later, cannot date means today while it is typed."""
    for clause in clauses:
        found = find_moment(clause.text, now=now) if not clause.days else None
        if found is None or found.value is None or found.span is None:
            continue
        behind = clause.text[found.span[1] : found.span[1] + _NEAR]
        verb = plan_words.CONTACT.search(behind)
        if verb is not None and not words.DONE_MARK.match(behind, verb.end()):
            yield clause.start + found.span[0], clause.start + found.span[1] + verb.end()


def _read_step(folded: str, span: Span, now: datetime) -> NextStep | None:
    """A plan to meet or speak at a time that is still to come."""
    planned = folded[slice(*span)]
    moment = find_moment(planned, now=now).value
    if moment is None or not _is_to_come(moment, now):
        return None
    return NextStep(moment.at.astimezone(UTC), moment.has_time, _method(planned), span)


def _method(planned: str) -> str | None:
    """How it is to be made; None when the words leave it open (再联系)."""
    method = words.METHOD.search(planned)
    if method is not None:
        return method.lastgroup
    if _BY_PHONE.search(planned):
        return "phone"
    verb = plan_words.CONTACT.search(planned)
    return "visit" if verb is not None and verb["meeting"] else None


def _is_to_come(moment: Moment, now: datetime) -> bool:
    """A bare day must be after today: 3月5日电话 written on 5 March tells what was done."""
    return moment.at > now if moment.has_time else moment.day > local(now).date()


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
