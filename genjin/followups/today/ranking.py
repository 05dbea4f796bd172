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
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from genjin.followups.today.weights import Weight
from genjin.kernel.calendar import count_working_days
from genjin.kernel.clock import day_end, day_start, local

_DAY = 86_400.0
_INSTANT = timedelta(microseconds=1)
# Where strengths begin: on the day something is due, and before it is.
_DUE = 0.5
_NEAR = 0.3
_GRADES = {"A": 0.9, "B": 0.6, "C": 0.3, "D": 0.1}
# Reasons that a lead contacted today may still have.
_EVEN_TODAY = ("accept", "next")
_ADDS_ONLY = ("grade",)


class LeadFacts(NamedTuple):
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
class Weighed:
    """A lead that is to be contacted, with its reasons as numbers: (key, points, late), in no order."""

    facts: LeadFacts
    score: float
    found: tuple[tuple[str, float, bool], ...]


@dataclass(frozen=True, slots=True)
class _Moment:
    """begins, ends: of the local day."""

    now: datetime
    today: date
    begins: datetime
    ends: datetime

    def days_since(self, at: datetime) -> int:
        """Local midnights between `at` and now. The organisation's zone has no summer time."""
        return (self.ends - at - _INSTANT).days


# strength, late
_Found = tuple[float, bool]


def rank_leads(leads: Iterable[LeadFacts], now: datetime, weights: Mapping[str, Weight]) -> list[Ranked]:
    """Those to contact today, the most urgent first; of equal scores the earlier plan, larger amount, older id."""
    return [explain(weighed, now) for weighed in weigh_leads(leads, now, weights)]


def rank_lead(facts: LeadFacts, now: datetime, weights: Mapping[str, Weight]) -> Ranked | None:
    """The lead's score and reasons at `now`; None when nothing calls for a contact today.

    Example: with the shipped weights an A lead whose promise was due yesterday has
    120 × (0.5 + 0.5 × 1/7) + 12 × 0.9 = 79.37 points.
    """
    weighed = weigh_leads((facts,), now, weights)
    return explain(weighed[0], now) if weighed else None


def weigh_leads(leads: Iterable[LeadFacts], now: datetime, weights: Mapping[str, Weight]) -> list[Weighed]:
    """As `rank_leads`, in the same order, without what the words name: of thousands only a page is explained."""
    moment = _moment(now)
    judges = [
        (key, LeadFacts._fields.index(needs), judge, weights[key].points, weights[key].days)
        for key, (needs, judge, _) in _JUDGES.items()
        if weights[key].points > 0
    ]
    weighed = [one for facts in leads if (one := _weigh(facts, moment, judges)) is not None]
    return sorted(weighed, key=_order)


def explain(weighed: Weighed, now: datetime) -> Ranked:
    """The heaviest reason first, those that only add last, each with what its words name."""
    moment = _moment(now)
    reasons = [Reason(key, points, late, _JUDGES[key][2](weighed.facts, moment)) for key, points, late in weighed.found]
    reasons.sort(key=lambda r: (r.key in _ADDS_ONLY, -r.points, r.key))
    return Ranked(weighed.facts, weighed.score, tuple(reasons))


def _moment(now: datetime) -> _Moment:
    today = local(now).date()
    return _Moment(now, today, day_start(today), day_end(today))


def _weigh(facts: LeadFacts, moment: _Moment, judges: Iterable[_Weighing]) -> Weighed | None:
    if _is_left_out(facts, moment):
        return None
    found: list[tuple[str, float, bool]] = []
    total, calls = 0.0, False
    contacted = facts.last_contact_at is not None and facts.last_contact_at >= moment.begins
    planned_later = facts.next_at is not None and facts.next_at >= moment.ends
    for key, needs, judge, points, days in judges:
        if facts[needs] is None or (contacted and key not in _EVEN_TODAY and key not in _ADDS_ONLY):
            continue
        strength, late = judge(facts, moment, days, planned_later)
        if strength > 0:
            worth = round(points * min(strength, 1.0), 2)
            found.append((key, worth, late))
            total += worth
            calls = calls or key not in _ADDS_ONLY
    return Weighed(facts, round(total, 2), tuple(found)) if calls else None


def _is_left_out(facts: LeadFacts, moment: _Moment) -> bool:
    return (
        not facts.is_open
        or facts.do_not_contact
        or (facts.paused_until is not None and facts.paused_until > moment.today)
        or (facts.snoozed_until is not None and facts.snoozed_until > moment.now)
    )


def _order(weighed: Weighed) -> tuple[Any, ...]:
    facts = weighed.facts
    due = facts.next_at
    return (-weighed.score, due is None, due or facts.quiet_since, -(facts.amount or 0), facts.id)


_NOTHING: _Found = (0.0, False)


def _overdue(days: float, full: float) -> float:
    """From a half on the day itself to 1 after `full` days."""
    return _DUE + (1 - _DUE) * min(days / full, 1.0)


def _approaching(days: float, span: float) -> float:
    """From a little at `span` days before to 1 on the day and after it; 0 before that."""
    return 0.0 if days > span else _NEAR + (1 - _NEAR) * (1 - max(days, 0.0) / span)


def _owed(facts: LeadFacts, moment: _Moment, days: float, _planned_later: bool) -> _Found:
    return _promised(facts.owed, moment, days)


def _awaited(facts: LeadFacts, moment: _Moment, days: float, _planned_later: bool) -> _Found:
    return _promised(facts.awaited, moment, days)


def _promised(promise: tuple[date, str] | None, moment: _Moment, days: float) -> _Found:
    if promise is None or promise[0] > moment.today:
        return _NOTHING
    late = (moment.today - promise[0]).days
    return _overdue(late, days), late > 0


def _tell_owed(facts: LeadFacts, moment: _Moment) -> Mapping[str, Any]:
    return _tell_promise(facts.owed, moment)


def _tell_awaited(facts: LeadFacts, moment: _Moment) -> Mapping[str, Any]:
    return _tell_promise(facts.awaited, moment)


def _tell_promise(promise: tuple[date, str] | None, moment: _Moment) -> Mapping[str, Any]:
    assert promise is not None
    return {"days": (moment.today - promise[0]).days, "text": promise[1]}


def _accept(facts: LeadFacts, moment: _Moment, days: float, _planned_later: bool) -> _Found:
    if facts.accept_by is None or facts.accepted_at is not None:
        return _NOTHING
    left = (facts.accept_by - moment.now).total_seconds()
    return (1.0, True) if left <= 0 else (_overdue(max(days - left / _DAY, 0.0), days), False)


def _tell_accept(facts: LeadFacts, moment: _Moment) -> Mapping[str, Any]:
    assert facts.accept_by is not None
    return {"minutes": int(abs((facts.accept_by - moment.now).total_seconds()) // 60), "at": facts.accept_by}


def _next(facts: LeadFacts, moment: _Moment, days: float, planned_later: bool) -> _Found:
    if facts.next_at is None or planned_later:
        return _NOTHING
    late = _days_late(facts, moment)
    return (_overdue(late, days), True) if late >= 0 else (_DUE + (_DUE - _NEAR) * max(late, -1.0), False)


def _days_late(facts: LeadFacts, moment: _Moment) -> float:
    """How long the plan is over; a day without a time is over at its end."""
    assert facts.next_at is not None
    due = facts.next_at if facts.next_has_time else day_end(local(facts.next_at).date())
    return (moment.now - due).total_seconds() / _DAY


def _tell_next(facts: LeadFacts, moment: _Moment) -> Mapping[str, Any]:
    assert facts.next_at is not None
    late = _days_late(facts, moment)
    return {
        "days": moment.days_since(facts.next_at),
        "minutes": int(late * 1440) if late >= 0 else -1,
        "at": facts.next_at if facts.next_has_time else None,
        "text": facts.next_expected or "",
    }


def _quiet(facts: LeadFacts, moment: _Moment, days: float, planned_later: bool) -> _Found:
    longest = facts.cadence_max
    if not longest:
        return _NOTHING
    since = moment.days_since(facts.quiet_since)
    begins = longest // 2 + 1
    if since > longest:
        return _overdue(since - longest, days), True
    if since < begins or planned_later:
        return _NOTHING
    return _NEAR + (_DUE - _NEAR) * (since - begins) / max(longest - begins, 1), False


def _tell_quiet(facts: LeadFacts, moment: _Moment) -> Mapping[str, Any]:
    since = moment.days_since(facts.quiet_since)
    return {"days": since, "low": facts.cadence_min, "high": facts.cadence_max, "letter": (facts.grade or "")[:1]}


def _recycle(facts: LeadFacts, moment: _Moment, days: float, _planned_later: bool) -> _Found:
    if facts.recycle_at is None:
        return _NOTHING
    left = (facts.recycle_at - moment.now).total_seconds() / _DAY
    return _approaching(left, days), left <= 1


def _tell_recycle(facts: LeadFacts, moment: _Moment) -> Mapping[str, Any]:
    assert facts.recycle_at is not None
    return {"days": max((local(facts.recycle_at).date() - moment.today).days, 0), "at": facts.recycle_at}


def _signal(facts: LeadFacts, moment: _Moment, days: float, _planned_later: bool) -> _Found:
    if facts.signal is None:
        return _NOTHING
    ago = moment.days_since(facts.signal[0])
    return (1 - ago / (days + 1), False) if 0 <= ago <= days else _NOTHING


def _tell_signal(facts: LeadFacts, moment: _Moment) -> Mapping[str, Any]:
    assert facts.signal is not None
    return {"days": moment.days_since(facts.signal[0]), "text": facts.signal[1]}


def _close(facts: LeadFacts, moment: _Moment, days: float, planned_later: bool) -> _Found:
    return _by_day(facts.expected_close, moment, days, planned_later)


def _handle(facts: LeadFacts, moment: _Moment, days: float, planned_later: bool) -> _Found:
    return _by_day(facts.handle_by, moment, days, planned_later)


def _by_day(day: date | None, moment: _Moment, days: float, planned_later: bool) -> _Found:
    if day is None or planned_later:
        return _NOTHING
    left = (day - moment.today).days
    return _approaching(left, days), left < 0


def _tell_close(facts: LeadFacts, moment: _Moment) -> Mapping[str, Any]:
    return _tell_day(facts.expected_close, moment)


def _tell_handle(facts: LeadFacts, moment: _Moment) -> Mapping[str, Any]:
    return _tell_day(facts.handle_by, moment)


def _tell_day(day: date | None, moment: _Moment) -> Mapping[str, Any]:
    assert day is not None
    return {"days": (day - moment.today).days, "day": day}


def _stage(facts: LeadFacts, moment: _Moment, days: float, planned_later: bool) -> _Found:
    if not facts.stage_allowance or facts.stage_entered_at is None or planned_later:
        return _NOTHING
    # Working days are no more than days: a lead that has not been there so long need not be counted.
    if moment.days_since(facts.stage_entered_at) <= facts.stage_allowance:
        return _NOTHING
    over = _stayed(facts, moment) - facts.stage_allowance
    return (_overdue(over, days), True) if over > 0 else _NOTHING


def _stayed(facts: LeadFacts, moment: _Moment) -> int:
    assert facts.stage_entered_at is not None
    return count_working_days(local(facts.stage_entered_at).date(), moment.today)


def _tell_stage(facts: LeadFacts, moment: _Moment) -> Mapping[str, Any]:
    return {"days": _stayed(facts, moment), "limit": facts.stage_allowance}


def _grade(facts: LeadFacts, _moment: _Moment, _days: float, _planned_later: bool) -> _Found:
    grade = facts.grade or ""
    lift = 0.1 if grade.endswith("+") else -0.1 if grade.endswith("-") else 0.0
    base = _GRADES.get(grade[:1], 0.0)
    return (base + lift if base else 0.0), False


def _tell_grade(facts: LeadFacts, _moment: _Moment) -> Mapping[str, Any]:
    return {"grade": facts.grade or ""}


_Judge = Callable[[LeadFacts, _Moment, float, bool], _Found]
_Tell = Callable[[LeadFacts, _Moment], Mapping[str, Any]]
# key, place of the fact without which the reason cannot be, its rule, points, days
_Weighing = tuple[str, int, _Judge, float, float]
_JUDGES: Mapping[str, tuple[str, _Judge, _Tell]] = {
    "owed": ("owed", _owed, _tell_owed),
    "accept": ("accept_by", _accept, _tell_accept),
    "next": ("next_at", _next, _tell_next),
    "quiet": ("cadence_max", _quiet, _tell_quiet),
    "recycle": ("recycle_at", _recycle, _tell_recycle),
    "signal": ("signal", _signal, _tell_signal),
    "awaited": ("awaited", _awaited, _tell_awaited),
    "close": ("expected_close", _close, _tell_close),
    "handle": ("handle_by", _handle, _tell_handle),
    "stage": ("stage_entered_at", _stage, _tell_stage),
    "grade": ("grade", _grade, _tell_grade),
}
