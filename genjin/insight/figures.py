"""The figures of the overview, one definition each (domain.md G1), with formula, numbers and the rows behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from genjin.insight.adding import LASTED, add_up, count_up
from genjin.insight.period import Period
from genjin.kernel import clock
from genjin.kernel.actor import Actor, Reach
from genjin.kernel.words import Words
from genjin.leads.quality.book import load_cleaning
from genjin.tables.filters.tree import parse_filter
from genjin.tables.records.aggregate import selections
from genjin.tables.records.query import Query
from genjin.tables.scope.predicate import rows, rows_under


@dataclass(frozen=True, slots=True)
class Slice:
    """Whose figures: everything in the reader's scope, narrowed by owner, unit or channel.

    clean: leaves out leads with doubts that keep them out of assignment (B6), unless somebody accepted them.
    """

    actor: Actor
    owner_id: int | None = None
    unit_id: int | None = None
    channel_id: int | None = None
    clean: bool = False

    def conditions(self) -> list[dict[str, Any]]:
        """The narrowing as filter conditions of the lead table."""
        chosen = (("owner", self.owner_id), ("unit", self.unit_id), ("source", self.channel_id))
        narrowed = [{"column": c, "op": "is", "value": v} for c, v in chosen if v is not None]
        return [*narrowed, *_clean_only()] if self.clean else narrowed

    def leads(self, *conditions: dict[str, Any]) -> list[QuerySet[Any]]:
        """The leads of the narrowing and further conditions, the very rows a click opens, in disjoint parts."""
        tree = parse_filter({"and": [*self.conditions(), *conditions]})
        return selections("leads", self.actor, Query(filter=tree))


def _clean_only() -> list[dict[str, Any]]:
    blocking = sorted(load_cleaning().blocking)
    if not blocking:
        return []
    without = {"column": "flags", "op": "has_none", "value": blocking}
    return [{"or": [without, {"column": "flags_accepted", "op": "is", "value": True}]}]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the numbers a figure is worked out from."""

    label: str
    value: float | int
    unit: str
    filter: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """value: in `unit` (percent, days, money in fen, count), None when nothing can be said. filter: the rows behind."""

    key: str
    label: str
    value: float | int | None
    unit: str
    formula: str
    numbers: dict[str, Part]
    filter: dict[str, Any]
    before: float | int | None


def intake(period: Period) -> dict[str, Any]:
    """Condition: taken in during the period."""
    return {"column": "created_at", "op": "between", "value": [period.first.isoformat(), period.last.isoformat()]}


def won_in(period: Period) -> dict[str, Any]:
    """Condition: signed during the period."""
    return {"column": "won_at", "op": "between", "value": [period.first.isoformat(), period.last.isoformat()]}


WON = {"column": "won_at", "op": "not_empty"}
_FORMULAS = {
    "conversion": Words("已成交客户数 ÷ 期内新增线索数", "Signed customers ÷ leads taken in during the period"),
    "cycle": Words(
        "期内成交线索从进入到成交的平均天数", "Mean days from intake to signing, leads signed in the period"
    ),
    "amount": Words("期内成交金额之和", "Sum of the amounts signed in the period"),
    "average": Words("期内成交金额 ÷ 成交数", "Amount signed ÷ number signed"),
    "new": Words("期内新增线索数", "Leads taken in during the period"),
    "followups": Words("本周（周一起）记录的跟进次数", "Follow-ups logged this week, from Monday"),
    "overdue": Words("现在逾期或停滞的在跟线索", "Open leads that are overdue or stalled now"),
}
_LABELS = {
    "conversion": Words("转化率", "Conversion rate"),
    "cycle": Words("平均成交时间", "Average time to win"),
    "amount": Words("成交金额", "Amount won"),
    "average": Words("客单价", "Average order"),
    "new": Words("新增线索", "New leads"),
    "followups": Words("本周跟进", "Follow-ups this week"),
    "overdue": Words("逾期未跟进", "Overdue"),
}


def compute_figures(chosen: Slice, period: Period) -> list[Figure]:
    """All figures of the period, each beside its value in the span before where it has one."""
    tallies = Tallies(chosen)
    earlier = period.before()
    measures: tuple[tuple[str, str, Callable[[Tallies, Period], _Measured], bool], ...] = (
        ("conversion", "percent", _conversion, True),
        ("cycle", "days", _cycle, True),
        ("amount", "money", _amount, True),
        ("average", "money", _average, True),
        ("new", "count", _new, True),
        ("followups", "count", _followups, False),
        ("overdue", "count", _overdue, False),
    )
    language = chosen.actor.language
    found: list[Figure] = []
    for key, unit, measure, compared in measures:
        measured = measure(tallies, period)
        before = measure(tallies, earlier).value if compared else None
        label, formula = _LABELS[key].in_language(language), _FORMULAS[key].in_language(language)
        found.append(
            Figure(key, label, measured.value, unit, formula, _parts(measured, language), measured.filter, before)
        )
    return found


class Tallies:
    """What several figures are made of, counted once for each period."""

    def __init__(self, chosen: Slice) -> None:
        self.chosen = chosen
        self._taken: dict[Period, tuple[int, int]] = {}
        self._won: dict[Period, dict[str, Any]] = {}

    def taken(self, period: Period) -> tuple[int, int]:
        """Leads taken in during the period, and how many of them are signed by now."""
        if period not in self._taken:
            leads = self.chosen.leads(intake(period))
            found = add_up(leads, taken=Count("pk"), signed=Count("pk", filter=Q(won_at__isnull=False)))
            self._taken[period] = found["taken"] or 0, found["signed"] or 0
        return self._taken[period]

    def won(self, period: Period) -> dict[str, Any]:
        """`total` in fen, `count` and `lasted` (from intake to signing) of the leads signed during the period."""
        if period not in self._won:
            leads = self.chosen.leads(won_in(period))
            self._won[period] = add_up(leads, total=Sum("won_amount"), count=Count("pk"), lasted=Sum(LASTED))
        return self._won[period]


_PARTS = {
    "signed": (Words("已成交", "Signed"), "count"),
    "leads": (Words("新增线索", "New leads"), "count"),
    "amount": (Words("成交金额", "Amount won"), "money"),
}


def _parts(measured: _Measured, language: str) -> dict[str, Part]:
    return {
        key: Part(_PARTS[key][0].in_language(language), value, _PARTS[key][1])
        for key, value in measured.numbers.items()
    }


@dataclass(frozen=True, slots=True)
class _Measured:
    value: float | int | None
    numbers: dict[str, Any]
    filter: dict[str, Any]


def _conversion(tallies: Tallies, period: Period) -> _Measured:
    taken, signed = tallies.taken(period)
    rate = round(signed / taken * 100, 1) if taken else None
    return _Measured(rate, {"signed": signed, "leads": taken}, _tree(tallies, intake(period), WON))


def _cycle(tallies: Tallies, period: Period) -> _Measured:
    won = tallies.won(period)
    days = round(won["lasted"] / won["count"] / timedelta(days=1), 1) if won["count"] else None
    return _Measured(days, {"signed": won["count"] or 0}, _tree(tallies, won_in(period)))


def _amount(tallies: Tallies, period: Period) -> _Measured:
    won = tallies.won(period)
    return _Measured(won["total"] or 0, {"signed": won["count"] or 0}, _tree(tallies, won_in(period)))


def _average(tallies: Tallies, period: Period) -> _Measured:
    won = tallies.won(period)
    total, count = won["total"] or 0, won["count"] or 0
    value = round(total / count) if count else None
    return _Measured(value, {"amount": total, "signed": count}, _tree(tallies, won_in(period)))


def _new(tallies: Tallies, period: Period) -> _Measured:
    return _Measured(tallies.taken(period)[0], {}, _tree(tallies, intake(period)))


def _followups(tallies: Tallies, period: Period) -> _Measured:
    """Read from the leads contacted since Monday, of which each reader has few, not from everybody's follow-ups."""
    chosen, today = tallies.chosen, clock.today()
    week = {"column": "last_contact_at", "op": "this_week"}
    since = clock.day_start(today - timedelta(days=today.weekday()))
    if chosen.actor.access("leads").reach is Reach.ALL and not chosen.conditions():
        return _Measured(rows("followups", chosen.actor).filter(at__gte=since).count(), {}, _tree(tallies, week))
    parts = [rows_under("followups", chosen.actor, part).filter(at__gte=since) for part in chosen.leads(week)]
    return _Measured(count_up(parts), {}, _tree(tallies, week))


def _overdue(tallies: Tallies, period: Period) -> _Measured:
    red = {"column": "status", "op": "is", "value": "red"}
    return _Measured(count_up(tallies.chosen.leads(red)), {}, _tree(tallies, red))


def _tree(tallies: Tallies, *conditions: dict[str, Any]) -> dict[str, Any]:
    return {"and": [*tallies.chosen.conditions(), *conditions]}
