"""The reasons of the ranking by name, and how much each counts: rows of settings as a rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from genjin.followups.today.models import TodayWeight
from genjin.kernel.actor import Actor
from genjin.kernel.words import Words
from genjin.tables.fields import Choice, Option
from genjin.tables.ledger.operation import single
from genjin.tables.rowreader import read_living

# Beyond this nobody means days any more; within it dates can be counted with.
MAX_DAYS = 365.0
MAX_WEIGHT = 1_000.0


@dataclass(frozen=True, slots=True)
class Weight:
    """points: at full strength. days: over how many days a reason gathers its strength, more than 0."""

    points: float
    days: float


@dataclass(frozen=True, slots=True)
class _Shipped:
    key: str
    words: Words
    weight: Weight
    explained: Words


SHIPPED = (
    _Shipped(
        "owed",
        Words("我方承诺到期", "Our promise is due"),
        Weight(120, 7),
        Words(
            "到期当天算一半，逾期到这么多天算满",
            "Half on the day it is due, full when overdue by so many days",
        ),
    ),
    _Shipped(
        "accept",
        Words("接收时限将到", "To be accepted"),
        Weight(100, 1),
        Words("分来未接收就算一半，剩余时间越少越高，过时算满", "Half once assigned, growing to full as time runs out"),
    ),
    _Shipped(
        "next",
        Words("下次联系到期", "Next contact is due"),
        Weight(70, 7),
        Words(
            "今天到期从三成起，越近越高；逾期到这么多天算满",
            "From a third on the day, growing; full when overdue by so many days",
        ),
    ),
    _Shipped(
        "quiet",
        Words("该按频率联系", "Cadence is due"),
        Weight(60, 14),
        Words(
            "等级的频率过半从三成起；超出这么多天算满",
            "From a third when half of the grade's cadence is used; full when so many days beyond it",
        ),
    ),
    _Shipped(
        "recycle",
        Words("快要收回公海", "About to fall into the pool"),
        Weight(50, 3),
        Words("收回前这么多天开始算，当天算满", "Counts from so many days before, full on the day"),
    ),
    _Shipped(
        "signal",
        Words("近期有购买信号", "A buying signal lately"),
        Weight(45, 3),
        Words("听到之后这么多天内算，越新越高", "Counts for so many days after it was heard, the newer the more"),
    ),
    _Shipped(
        "awaited",
        Words("对方承诺该问了", "Their promise is due"),
        Weight(40, 14),
        Words("到期当天算一半，过期到这么多天算满", "Half on the day, full when so many days over"),
    ),
    _Shipped(
        "close",
        Words("快到预计成交日", "Expected to close soon"),
        Weight(35, 14),
        Words("预计成交前这么多天开始算，当天算满", "Counts from so many days before, full on the day"),
    ),
    _Shipped(
        "handle",
        Words("快到处理期限", "To be handled by a day"),
        Weight(30, 3),
        Words("紧急程度给出的期限前这么多天开始算", "Counts from so many days before the day that the urgency gives"),
    ),
    _Shipped(
        "stage",
        Words("阶段停留太久", "Too long in one stage"),
        Weight(20, 10),
        Words("过了允许的工作日从一半起，再过这么多个工作日算满", "Half when over, full so many working days later"),
    ),
    _Shipped(
        "grade",
        Words("等级", "Grade"),
        Weight(12, 1),
        Words(
            "A 九成，B 六成，C 三成，+ 和 − 各差一成；只加分，不单独进名单（天数不用）",
            "A 90%, B 60%, C 30%, + and − a tenth; adds only, never alone a reason (days unused)",
        ),
    ),
)
REASONS = Choice(tuple(Option(s.key, s.words, "gray") for s in SHIPPED))
DEFAULTS: Mapping[str, Weight] = {s.key: s.weight for s in SHIPPED}
_EXPLAINED = {s.key: s.explained for s in SHIPPED}


def explain_reason(values: Mapping[str, Any], _now: Any, language: str) -> str | None:
    """How a reason gathers its points, in the reader's words."""
    words = _EXPLAINED.get(values.get("reason") or "")
    return None if words is None else words.in_language(language)


def load_weights() -> Mapping[str, Weight]:
    """One small query. A reason without a row, or with an empty cell, counts as shipped."""
    return _build(read_living(TodayWeight, "reason", "weight", "days"))


@lru_cache(maxsize=8)
def _build(rows: tuple[tuple[Any, ...], ...]) -> Mapping[str, Weight]:
    found = dict(DEFAULTS)
    for reason, points, days in reversed(rows):
        if reason in DEFAULTS:
            shipped = DEFAULTS[reason]
            found[reason] = Weight(
                min(max(shipped.points if points is None else points, 0.0), MAX_WEIGHT),
                min(days, MAX_DAYS) if days and days > 0 else shipped.days,
            )
    return found


def seed_weights(actor: Actor) -> None:
    """One row a reason. Again changes nothing."""
    if not TodayWeight.objects.exists():
        with single(actor, verb="today_weights.seed", table="today_weights", via="setup") as writer:
            rows = enumerate(SHIPPED, 1)
            writer.create(
                "today_weights",
                [
                    {"reason": s.key, "weight": s.weight.points, "days": s.weight.days, "position": position}
                    for position, s in rows
                ],
            )
