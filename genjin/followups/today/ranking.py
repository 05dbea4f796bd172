"""The ranking of Today (domain.md D6): facts of a lead at an instant → a score, and its reasons. Pure.

A reason has a strength from 0 (none) to 1 and a weight, which is a setting; the score is the sum of weight × strength.
Strengths never fall while a lead becomes more overdue, so it never loses its place by waiting longer. What each
strength follows from stands in `weights.SHIPPED`, for people to read.

Three kinds of reason:
- calls for a contact by itself: owed, accept, next, quiet when overdue, recycle, signal, awaited;
- only while no contact is planned for a later day: quiet when merely due, close, handle, stage;
- adds to others: grade.
A lead that was contacted today comes back today only for what was planned for later today, or to be accepted.
Not in the list at all: closed, do-not-contact, paused and snoozed leads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from genjin.followups.today.weights import Weight
from genjin.kernel.calendar import count_working_days
from genjin.kernel.clock import day_end, local

_DAY = 86_400.0
# Where strengths begin: on the day something is due, and before it is.
_DUE = 0.5
_NEAR = 0.3
_GRADES = {"A": 0.9, "B": 0.6, "C": 0.3, "D": 0.1}
# Reasons that a lead contacted today may still have.
_EVEN_TODAY = ("accept", "next")
_ADDS_ONLY = ("grade",)


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """What the ranking knows of a lead. owed, awaited: the earliest open promise of ours, of theirs, with its words.

    quiet_since: the last contact, else the assignment, else the intake. signal_at: when the last buying signal was
    heard, with its words. Units: cadence in calendar days, stage_allowance in working days, amount in fen.
    """

    id: int
    quiet_since: datetime
    is_open: bool = True
    grade: str | None = None
    amount: int | None = None
    next_at: datetime | None = None
    next_has_time: bool = False
    next_expected: str | None = None
    last_contact_at: datetime | None = None
    cadence_min: int | None = None
    cadence_max: int | None = None
    stage_entered_at: datetime | None = None
    stage_allowance: int | None = None
    expected_close: date | None = None
    handle_by: date | None = None
    accept_by: datetime | None = None
    accepted_at: datetime | None = None
    recycle_at: datetime | None = None
    owed: tuple[date, str] | None = None
    awaited: tuple[date, str] | None = None
    signal: tuple[datetime, str] | None = None
    do_not_contact: bool = False
    paused_until: date | None = None
    snoozed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """points: weight × strength. facts: what the words for `key` name. late: overdue, not merely due or near."""

    key: str
    points: float
    late: bool
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ranked:
    """reasons: the heaviest first, those that only add last."""

    facts: LeadFacts
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Moment:
    now: datetime
    today: date


# strength, late, what the words name
_Found = tuple[float, bool, Mapping[str, Any]]


def rank_leads(leads: Iterable[LeadFacts], now: datetime, weights: Mapping[str, Weight]) -> list[Ranked]:
    """Those to contact today, the most urgent first; of equal scores the earlier plan, larger amount, older id."""
    found = [ranked for facts in leads if (ranked := rank_lead(facts, now, weights)) is not None]
    return sorted(found, key=_order)


def rank_lead(facts: LeadFacts, now: datetime, weights: Mapping[str, Weight]) -> Ranked | None:
    """The lead's score and reasons at `now`; None when nothing calls for a contact today.

    Example: with the shipped weights an A lead whose promise was due yesterday has
    120 × (0.5 + 0.5 × 1/7) + 12 × 0.9 = 79.37 points.
    """
    moment = _Moment(now, local(now).date())
    if _is_left_out(facts, moment):
        return None
    reasons: list[Reason] = []
    for key, judge in _JUDGES.items():
        weight = weights[key]
        if weight.points <= 0:
            continue
        strength, late, told = judge(facts, moment, weight.days)
        if strength > 0:
            reasons.append(Reason(key, round(weight.points * min(strength, 1.0), 2), late, told))
    if facts.last_contact_at is not None and local(facts.last_contact_at).date() >= moment.today:
        reasons = [r for r in reasons if r.key in (*_EVEN_TODAY, *_ADDS_ONLY)]
    if all(r.key in _ADDS_ONLY for r in reasons):
        return None
    reasons.sort(key=lambda r: (r.key in _ADDS_ONLY, -r.points, r.key))
    return Ranked(facts, round(sum(r.points for r in reasons), 2), tuple(reasons))


def _is_left_out(facts: LeadFacts, moment: _Moment) -> bool:
    return (
        not facts.is_open
        or facts.do_not_contact
        or (facts.paused_until is not None and facts.paused_until > moment.today)
        or (facts.snoozed_until is not None and facts.snoozed_until > moment.now)
    )


def _order(ranked: Ranked) -> tuple[Any, ...]:
    due = ranked.facts.next_at
    return (-ranked.score, due is None, due or ranked.facts.quiet_since, -(ranked.facts.amount or 0), ranked.facts.id)


_NOTHING: _Found = (0.0, False, {})


def _overdue(days: float, full: float) -> float:
    """From a half on the day itself to 1 after `full` days."""
    return _DUE + (1 - _DUE) * min(days / full, 1.0)


def _approaching(days: float, span: float) -> float:
    """From a little at `span` days before to 1 on the day and after it; 0 before that."""
    return 0.0 if days > span else _NEAR + (1 - _NEAR) * (1 - max(days, 0.0) / span)


def _is_planned_later(facts: LeadFacts, moment: _Moment) -> bool:
    return facts.next_at is not None and facts.next_at >= day_end(moment.today)


def _owed(facts: LeadFacts, moment: _Moment, days: float) -> _Found:
    return _promised(facts.owed, moment, days)


def _awaited(facts: LeadFacts, moment: _Moment, days: float) -> _Found:
    return _promised(facts.awaited, moment, days)


def _promised(promise: tuple[date, str] | None, moment: _Moment, days: float) -> _Found:
    if promise is None or promise[0] > moment.today:
        return _NOTHING
    late = (moment.today - promise[0]).days
    return _overdue(late, days), late > 0, {"days": late, "text": promise[1]}


def _accept(facts: LeadFacts, moment: _Moment, days: float) -> _Found:
    if facts.accept_by is None or facts.accepted_at is not None:
        return _NOTHING
    left = (facts.accept_by - moment.now).total_seconds()
    strength = 1.0 if left <= 0 else _overdue(max(days - left / _DAY, 0.0), days)
    return strength, left <= 0, {"minutes": int(abs(left) // 60), "at": facts.accept_by}


def _next(facts: LeadFacts, moment: _Moment, days: float) -> _Found:
    if facts.next_at is None or _is_planned_later(facts, moment):
        return _NOTHING
    day = local(facts.next_at).date()
    due = facts.next_at if facts.next_has_time else day_end(day)
    late = (moment.now - due).total_seconds() / _DAY
    strength = _overdue(late, days) if late >= 0 else _DUE + (_DUE - _NEAR) * max(late, -1.0)
    told = {
        "days": (moment.today - day).days,
        "minutes": int(late * 1440) if late >= 0 else -1,
        "at": facts.next_at if facts.next_has_time else None,
        "text": facts.next_expected or "",
    }
    return strength, late >= 0, told


def _quiet(facts: LeadFacts, moment: _Moment, days: float) -> _Found:
    longest = facts.cadence_max
    if not longest:
        return _NOTHING
    since = (moment.today - local(facts.quiet_since).date()).days
    begins = longest // 2 + 1
    told = {"days": since, "low": facts.cadence_min, "high": longest, "letter": (facts.grade or "")[:1]}
    if since > longest:
        return _overdue(since - longest, days), True, told
    if since < begins or _is_planned_later(facts, moment):
        return _NOTHING
    return _NEAR + (_DUE - _NEAR) * (since - begins) / max(longest - begins, 1), False, told


def _recycle(facts: LeadFacts, moment: _Moment, days: float) -> _Found:
    if facts.recycle_at is None:
        return _NOTHING
    left = (facts.recycle_at - moment.now).total_seconds() / _DAY
    whole = max((local(facts.recycle_at).date() - moment.today).days, 0)
    return _approaching(left, days), left <= 1, {"days": whole, "at": facts.recycle_at}


def _signal(facts: LeadFacts, moment: _Moment, days: float) -> _Found:
    if facts.signal is None:
        return _NOTHING
    ago = (moment.today - local(facts.signal[0]).date()).days
    if not 0 <= ago <= days:
        return _NOTHING
    return 1 - ago / (days + 1), False, {"days": ago, "text": facts.signal[1]}


def _close(facts: LeadFacts, moment: _Moment, days: float) -> _Found:
    return _by_day(facts.expected_close, facts, moment, days)


def _handle(facts: LeadFacts, moment: _Moment, days: float) -> _Found:
    return _by_day(facts.handle_by, facts, moment, days)


def _by_day(day: date | None, facts: LeadFacts, moment: _Moment, days: float) -> _Found:
    if day is None or _is_planned_later(facts, moment):
        return _NOTHING
    left = (day - moment.today).days
    return _approaching(left, days), left < 0, {"days": left, "day": day}


def _stage(facts: LeadFacts, moment: _Moment, days: float) -> _Found:
    if not facts.stage_allowance or facts.stage_entered_at is None or _is_planned_later(facts, moment):
        return _NOTHING
    stayed = count_working_days(local(facts.stage_entered_at).date(), moment.today)
    over = stayed - facts.stage_allowance
    told = {"days": stayed, "limit": facts.stage_allowance}
    return (_overdue(over, days), True, told) if over > 0 else _NOTHING


def _grade(facts: LeadFacts, _moment: _Moment, _days: float) -> _Found:
    grade = facts.grade or ""
    lift = 0.1 if grade.endswith("+") else -0.1 if grade.endswith("-") else 0.0
    base = _GRADES.get(grade[:1], 0.0)
    return (base + lift if base else 0.0), False, {"grade": grade}


_JUDGES: Mapping[str, Callable[[LeadFacts, _Moment, float], _Found]] = {
    "owed": _owed,
    "accept": _accept,
    "next": _next,
    "quiet": _quiet,
    "recycle": _recycle,
    "signal": _signal,
    "awaited": _awaited,
    "close": _close,
    "handle": _handle,
    "stage": _stage,
    "grade": _grade,
}
