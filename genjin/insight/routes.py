"""GET /overview: figures, funnel, channels, owners, months."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from genjin.insight.breakdown import compute_months, compute_shares, count_pairs
from genjin.insight.channel_returns import compute_returns
from genjin.insight.figures import Figure, Slice, compute_figures
from genjin.insight.funnel import compute_funnel
from genjin.insight.period import Period, this_quarter
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.access import request_actor

router = Router(tags=["insight"])


class PeriodOut(Schema):
    model_config = ConfigDict(populate_by_name=True)

    first: date = Field(serialization_alias="from")
    last: date = Field(serialization_alias="to")
    as_of: datetime


class PartOut(Schema):
    label: str
    value: float | int
    unit: str
    filter: dict[str, Any] | None


class CompareOut(Schema):
    value: float | int | None


class FigureOut(Schema):
    key: str
    label: str
    value: float | int | None
    unit: str
    formula: str
    numbers: dict[str, PartOut]
    filter: dict[str, Any]
    compare: CompareOut | None


class StepOut(Schema):
    stage: int
    label: str
    kind: str
    progress: float
    reached: int
    rate: float | None
    before_rate: float | None
    median_days: float | None


class SliceOut(Schema):
    id: int | None
    label: str
    leads: int
    won: int
    rate: float | None
    amount: int
    filter: dict[str, Any]


class MonthOut(Schema):
    month: str
    leads: int
    a: int
    b: int
    c: int
    won: int
    rate: float | None
    cycle_days: float | None
    loss_stage: str | None
    loss_rate: float | None
    complete: bool
    filter: dict[str, Any]


class OverviewOut(Schema):
    period: PeriodOut
    figures: list[FigureOut]
    funnel: list[StepOut]
    by_channel: list[SliceOut]
    by_owner: list[SliceOut]
    monthly: list[MonthOut]


def figure_out(figure: Figure) -> FigureOut:
    facts = asdict(figure)
    before = facts.pop("before")
    return FigureOut(**facts, compare=None if before is None else CompareOut(value=before))


def _period(since: date | None, until: date | None) -> Period:
    """The span asked for, this quarter without one. Raises bad_request for one that ends before it begins."""
    default = this_quarter(clock.today())
    period = Period(since or default.first, until or default.last)
    if period.last < period.first or (period.last - period.first).days > 3_660:
        raise AppError(ErrorCode.BAD_REQUEST, what="from, to")
    return period


@router.get("/overview", response=OverviewOut, by_alias=True)
def overview(
    request: HttpRequest,
    since: Annotated[date | None, Query(alias="from")] = None,
    until: Annotated[date | None, Query(alias="to")] = None,
    owner: int | None = None,
    unit: int | None = None,
    channel: int | None = None,
    clean: bool = False,
) -> OverviewOut:
    """Figures of a period (default: this quarter) in the reader's scope; `clean` leaves suspect leads out."""
    actor = request_actor(request)
    period = _period(since, until)
    chosen = Slice(actor, owner, unit, channel, clean)
    pairs = count_pairs(chosen, period)
    return OverviewOut(
        period=PeriodOut(first=period.first, last=period.last, as_of=clock.now()),
        figures=[figure_out(f) for f in compute_figures(chosen, period)],
        funnel=[StepOut(**asdict(s)) for s in compute_funnel(chosen, period)],
        by_channel=[SliceOut(**asdict(p)) for p in compute_shares(chosen, period, pairs, "channels")],
        by_owner=[SliceOut(**asdict(p)) for p in compute_shares(chosen, period, pairs, "people")],
        monthly=[MonthOut(**asdict(m)) for m in compute_months(chosen)],
    )


class ChannelReturnOut(Schema):
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


class ChannelReturnsOut(Schema):
    rows: list[ChannelReturnOut]
    total: ChannelReturnOut
    why_no_cost: str | None
    formulas: dict[str, str]


@router.get("/overview/channels", response=ChannelReturnsOut)
def channels(
    request: HttpRequest,
    since: Annotated[date | None, Query(alias="from")] = None,
    until: Annotated[date | None, Query(alias="to")] = None,
    owner: int | None = None,
    unit: int | None = None,
    channel: int | None = None,
) -> ChannelReturnsOut:
    """Leads, signed, cost and return by channel, for the leads taken in during the period."""
    period = _period(since, until)
    found = compute_returns(Slice(request_actor(request), owner, unit, channel), period)
    return ChannelReturnsOut(**asdict(found))


class HeadlineOut(Schema):
    figures: list[FigureOut]


@router.get("/overview/headline", response=HeadlineOut)
def headline(request: HttpRequest) -> HeadlineOut:
    """转化率, 平均成交时间 and 成交金额 of this quarter, as they stand on the table itself."""
    found = compute_figures(Slice(request_actor(request)), this_quarter(clock.today()))
    return HeadlineOut(figures=[figure_out(f) for f in found[:3]])
