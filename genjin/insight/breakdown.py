"""The same figures by channel, by owner, by month of intake (domain.md G1, G3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from django.db.models import Count, Q, Sum

from genjin.insight.adding import LASTED, Groups, add_groups, add_up, merge_groups
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


def count_pairs(chosen: Slice, period: Period) -> Groups:
    """Leads of the period by channel and owner: read once for both breakdowns."""
    return add_groups(
        chosen.leads(intake(period)),
        ("channel_id", "owner_id"),
        n=Count("pk"),
        won=Count("pk", filter=_SIGNED),
        total=Sum("won_amount"),
    )


def compute_shares(chosen: Slice, period: Period, pairs: Groups, table: Literal["channels", "people"]) -> list[Share]:
    """The pairs by channel or by owner, largest first, with names."""
    groups = merge_groups(pairs, 0 if table == "channels" else 1)
    largest = sorted(groups.items(), key=lambda group: -group[1]["n"])[:MAX_SHARES]
    counted = [(key, found["n"], found["won"], found["total"]) for key, found in largest]
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
    found = add_up(
        chosen.leads(intake(period)),
        leads=Count("pk"),
        a=Count("pk", filter=Q(grade__startswith="A")),
        b=Count("pk", filter=Q(grade__startswith="B")),
        c=Count("pk", filter=Q(grade__startswith="C")),
        won=Count("pk", filter=_SIGNED),
        lasted=Sum(LASTED, filter=_SIGNED),
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
        cycle_days=round(found["lasted"] / found["won"] / timedelta(days=1), 1) if found["won"] else None,
        loss_stage=stage,
        loss_rate=share,
        complete=(period.first.year, period.first.month) != (today.year, today.month),
        filter={"and": [*chosen.conditions(), intake(period)]},
    )


def _main_loss(chosen: Slice, period: Period, total: int) -> tuple[str | None, float | None]:
    lost = chosen.leads(intake(period), {"column": "lost_at", "op": "not_empty"})
    moves = StageVisit.objects.filter(deleted_at=None, left_at=None, from_stage_id__isnull=False)
    parts = [moves.filter(lead_id__in=part.values("pk")) for part in lost]
    groups = add_groups(parts, ("from_stage_id",), n=Count("pk"))
    if not groups or not total:
        return None, None
    (stage,), found = max(groups.items(), key=lambda group: group[1]["n"])
    return stage_labels().get(stage), round(found["n"] / total * 100, 1)
