"""GET /overview: figures, funnel, channels, owners, months."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from genjin.insight.breakdown import compute_months, compute_parts
from genjin.insight.figures import Slice, compute_figures
from genjin.insight.funnel import compute_funnel
from genjin.insight.period import Period, this_quarter
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.access import request_actor

router = Router(tags=["insight"])


class PeriodOut(Schema):
    first: date
    last: date


class FigureOut(Schema):
    key: str
    label: str
    value: float | int | None
    unit: str
    formula: str
    numbers: dict[str, Any]
    filter: dict[str, Any]
    before: float | int | None


class StepOut(Schema):
    stage_id: int
    label: str
    kind: str
    progress: float
    reached: int
    rate: float | None
    before_rate: float | None
    median_days: float | None


class PartOut(Schema):
    id: int | None
    label: str
    leads: int
    signed: int
    rate: float | None
    low: float
    high: float
    amount: int
    verdict: str


class MonthOut(Schema):
    month: str
    leads: int
    a: int
    b: int
    c: int
    signed: int
    rate: float | None
    cycle_days: float | None
    loss_stage: str | None
    loss_rate: float | None
    complete: bool


class OverviewOut(Schema):
    period: PeriodOut
    before: PeriodOut
    figures: list[FigureOut]
    funnel: list[StepOut]
    by_channel: list[PartOut]
    by_owner: list[PartOut]
    monthly: list[MonthOut]


@router.get("/overview", response=OverviewOut)
def overview(
    request: HttpRequest,
    since: date | None = None,
    until: date | None = None,
    owner: int | None = None,
    unit: int | None = None,
    channel: int | None = None,
) -> OverviewOut:
    """Figures of a period (default: this quarter) over the leads in the reader's scope."""
    actor = request_actor(request)
    default = this_quarter(clock.today())
    period = Period(since or default.first, until or default.last)
    if period.last < period.first or (period.last - period.first).days > 3_660:
        raise AppError(ErrorCode.BAD_REQUEST, what="since, until")
    chosen = Slice(actor, owner, unit, channel)
    return OverviewOut(
        period=PeriodOut(first=period.first, last=period.last),
        before=PeriodOut(first=period.before().first, last=period.before().last),
        figures=[FigureOut(**asdict(f)) for f in compute_figures(chosen, period)],
        funnel=[StepOut(**asdict(s)) for s in compute_funnel(chosen, period)],
        by_channel=[PartOut(**asdict(p)) for p in compute_parts(chosen, period, "channel_id", "channels")],
        by_owner=[PartOut(**asdict(p)) for p in compute_parts(chosen, period, "owner_id", "people")],
        monthly=[MonthOut(**asdict(m)) for m in compute_months(chosen)],
    )


class HeadlineOut(Schema):
    figures: list[FigureOut]


@router.get("/overview/headline", response=HeadlineOut)
def headline(request: HttpRequest) -> HeadlineOut:
    """转化率, 平均成交时间 and 成交金额 of this quarter, as they stand on the table itself."""
    found = compute_figures(Slice(request_actor(request)), this_quarter(clock.today()))
    return HeadlineOut(figures=[FigureOut(**asdict(f)) for f in found[:3]])
