"""The same figures by channel, by owner, by month of intake (domain.md G1, G3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, Sum

from genjin.insight.figures import Slice, intake
from genjin.insight.funnel import stage_labels
from genjin.insight.period import Period, months_back
from genjin.kernel import clock
from genjin.pipelines.models import StageVisit
from genjin.tables.records.context import find_labels

MAX_SHARES = 30
_SIGNED = Q(won_at__isnull=False)


@dataclass(frozen=True, slots=True)
class Share:
    """One channel's or owner's part of the leads of the period. amount in fen; filter opens the rows."""

    id: int | None
    label: str
    leads: int
    won: int
    rate: float | None
    amount: int
    filter: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Month:
    """A row of 线索转化分析表. loss: the stage most leads of the month were lost from, with its share in percent."""

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


def compute_shares(chosen: Slice, period: Period, attr: str, table: str) -> list[Share]:
    """Leads of the period by `attr`, largest first; people and channels named from `table`."""
    rows = chosen.leads(intake(period)).order_by().values_list(attr)
    counted = list(
        rows.annotate(n=Count("pk"), won=Count("pk", filter=_SIGNED), total=Sum("won_amount"))
        .order_by("-n")
        .values_list(attr, "n", "won", "total")[:MAX_SHARES]
    )
    labels = find_labels(chosen.actor, {table: {r[0] for r in counted if r[0] is not None}})
    shares = []
    for key, count, won, amount in counted:
        label = str(labels.get((table, key), "")) if key is not None else ""
        rate = round(won / count * 100, 1) if count else None
        column = "source" if table == "channels" else "owner"
        here = {"column": column, "op": "empty"} if key is None else {"column": column, "op": "is", "value": key}
        tree = {"and": [*chosen.conditions(), intake(period), here]}
        shares.append(Share(key, label, count, won, rate, amount or 0, tree))
    return shares


def compute_months(chosen: Slice, count: int = 6) -> list[Month]:
    """The last months by intake, newest first."""
    return [_month(chosen, period) for period in months_back(clock.today(), count)]


def _month(chosen: Slice, period: Period) -> Month:
    lasted = ExpressionWrapper(F("won_at") - F("created_at"), output_field=DurationField())
    leads = chosen.leads(intake(period))
    found: dict[str, Any] = leads.aggregate(
        leads=Count("pk"),
        a=Count("pk", filter=Q(grade__startswith="A")),
        b=Count("pk", filter=Q(grade__startswith="B")),
        c=Count("pk", filter=Q(grade__startswith="C")),
        won=Count("pk", filter=_SIGNED),
        cycle=Avg(lasted, filter=_SIGNED),
    )
    stage, share = _main_loss(chosen, period, found["leads"])
    today = clock.today()
    return Month(
        month=period.first.strftime("%Y-%m"),
        leads=found["leads"],
        a=found["a"],
        b=found["b"],
        c=found["c"],
        won=found["won"],
        rate=round(found["won"] / found["leads"] * 100, 1) if found["leads"] else None,
        cycle_days=None if found["cycle"] is None else round(found["cycle"] / timedelta(days=1), 1),
        loss_stage=stage,
        loss_rate=share,
        complete=(period.first.year, period.first.month) != (today.year, today.month),
        filter={"and": [*chosen.conditions(), intake(period)]},
    )


def _main_loss(chosen: Slice, period: Period, total: int) -> tuple[str | None, float | None]:
    lost = chosen.leads(intake(period), {"column": "lost_at", "op": "not_empty"}).values("pk")
    moves = StageVisit.objects.filter(deleted_at=None, left_at=None, lead_id__in=lost, from_stage_id__isnull=False)
    worst = moves.order_by().values_list("from_stage_id").annotate(n=Count("pk")).order_by("-n").first()
    if worst is None or not total:
        return None, None
    return stage_labels().get(worst[0]), round(worst[1] / total * 100, 1)
