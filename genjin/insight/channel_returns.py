"""What each channel cost and what came of it (domain.md B1): leads, valid ones, grades, signed, cost, return.

A lead belongs to the period it was taken in; "signed" are those of them that have been signed since, so that what is
compared is the same leads. Costs are spread evenly over their days (`cost_spread`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from genjin.insight.adding import add_groups
from genjin.insight.cost_spread import spread
from genjin.insight.figures import WON, Slice, intake
from genjin.insight.period import Period
from genjin.kernel.actor import Reach
from genjin.kernel.words import Words
from genjin.leads.channel_tree import load_channels
from genjin.tables.records.context import find_labels
from genjin.tables.scope.predicate import rows

MAX_CHANNELS = 200
# Cleaning found nothing against them, or a person accepted them all the same.
_VALID = Q(flags__isnull=True) | Q(flags_accepted=True)

FORMULAS = {
    "leads": Words("期内进入的线索数", "Leads taken in during the period"),
    "valid": Words("没有清洗标记、或人工认可的线索 ÷ 期内线索", "Leads without cleaning flags, or accepted ÷ leads"),
    "grades": Words("期内线索中 A、B、C 类各占多少", "Share of grades A, B and C among the leads"),
    "won": Words("期内进入且已成交的线索数", "Leads of the period signed since"),
    "won_amount": Words("这些线索的成交金额之和", "Sum of their amounts"),
    "cost": Words("渠道费用按天分摊到本期的部分", "Channel costs, spread by days, that fall into the period"),
    "cost_per_lead": Words("费用 ÷ 线索数", "Cost ÷ leads"),
    "cost_per_won": Words("费用 ÷ 成交数", "Cost ÷ signed"),
    "roi": Words("（成交金额 − 费用）÷ 费用", "(amount signed − cost) ÷ cost"),
}


@dataclass(frozen=True, slots=True)
class ChannelReturn:
    """One channel in the period; id None: leads without a channel. Rates in percent, money in fen.

    Cost and what follows from it are None when the reader may not see costs or sees only a part of the leads.
    """

    id: int | None
    label: str
    kind: str | None
    leads: int
    valid: int
    a: int
    b: int
    c: int
    won: int
    won_amount: int
    cost: int | None
    cost_per_lead: int | None
    cost_per_won: int | None
    roi: float | None
    filter: dict[str, Any]
    won_filter: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ChannelReturns:
    """why_no_cost: "forbidden" or "partial" when costs are not shown. formulas: words by column."""

    rows: list[ChannelReturn]
    total: ChannelReturn
    why_no_cost: str | None
    formulas: dict[str, str]


def compute_returns(chosen: Slice, period: Period) -> ChannelReturns:
    """Channels with leads or costs in the period, most leads first, and their sum."""
    counted = _count(chosen, period)
    why = _why_no_cost(chosen)
    costs: dict[int | None, int] = {} if why else _costs(chosen, period)
    known = load_channels()
    labels = find_labels(chosen.actor, {"channels": {i for i in (*counted, *costs) if i is not None}})
    found = []
    for channel in {**dict.fromkeys(counted), **dict.fromkeys(costs)}:
        here = {"column": "source", "op": "empty"} if channel is None else _is(channel)
        label = str(labels.get(("channels", channel)) or "") if channel is not None else ""
        kind = known[channel].kind if channel in known else None
        cost = None if why else costs.get(channel, 0)
        found.append(_build(channel, label, kind, counted.get(channel, _NOTHING), cost, chosen, period, here))
    found.sort(key=lambda r: (-r.leads, -(r.cost or 0), r.id or 0))
    sums = [sum(column) for column in zip(*counted.values(), strict=True)] if counted else list(_NOTHING)
    total = _build(None, "", None, sums, None if why else sum(costs.values()), chosen, period, None)
    language = chosen.actor.language
    return ChannelReturns(
        found[:MAX_CHANNELS], total, why, {key: words.in_language(language) for key, words in FORMULAS.items()}
    )


_NOTHING = (0, 0, 0, 0, 0, 0, 0)


def _is(channel: int) -> dict[str, Any]:
    return {"column": "source", "op": "is", "value": channel}


def _count(chosen: Slice, period: Period) -> dict[int | None, tuple[int, ...]]:
    """`(leads, valid, a, b, c, won, amount)` by channel."""
    groups = add_groups(
        chosen.leads(intake(period)),
        ("channel_id",),
        n=Count("pk"),
        valid=Count("pk", filter=_VALID),
        a=Count("pk", filter=Q(grade__startswith="A")),
        b=Count("pk", filter=Q(grade__startswith="B")),
        c=Count("pk", filter=Q(grade__startswith="C")),
        won=Count("pk", filter=Q(won_at__isnull=False)),
        amount=Sum("won_amount", filter=Q(won_at__isnull=False)),
    )
    return {channel: tuple(n or 0 for n in numbers.values()) for (channel,), numbers in groups.items()}


def _why_no_cost(chosen: Slice) -> str | None:
    if chosen.actor.access("channel_costs").reach is Reach.NONE:
        return "forbidden"
    whole = chosen.actor.access("leads").reach is Reach.ALL
    return None if whole and chosen.owner_id is None and chosen.unit_id is None else "partial"


def _costs(chosen: Slice, period: Period) -> dict[int | None, int]:
    found = rows("channel_costs", chosen.actor).filter(first__lte=period.last, last__gte=period.first)
    if chosen.channel_id is not None:
        found = found.filter(channel_id=chosen.channel_id)
    sums: dict[int | None, int] = defaultdict(int)
    for channel, first, last, cost in found.values_list("channel_id", "first", "last", "cost"):
        sums[channel] += spread(cost or 0, first, last, period.first, period.last)
    return dict(sums)


def _build(
    channel: int | None,
    label: str,
    kind: str | None,
    numbers: Any,
    cost: int | None,
    chosen: Slice,
    period: Period,
    here: dict[str, Any] | None,
) -> ChannelReturn:
    leads, valid, a, b, c, won, amount = numbers
    conditions = [*chosen.conditions(), intake(period), *([here] if here else [])]
    return ChannelReturn(
        id=channel,
        label=label,
        kind=kind,
        leads=leads,
        valid=valid,
        a=a,
        b=b,
        c=c,
        won=won,
        won_amount=amount,
        cost=cost,
        cost_per_lead=round(cost / leads) if cost is not None and leads else None,
        cost_per_won=round(cost / won) if cost is not None and won else None,
        roi=round((amount - cost) / cost * 100, 1) if cost else None,
        filter={"and": conditions},
        won_filter={"and": [*conditions, WON]},
    )
