"""What a new installation starts with: the lead pipeline of A2 and the cadence of D2. All of it editable afterwards."""

from __future__ import annotations

from typing import Any

from genjin.kernel.actor import Actor
from genjin.pipelines.cadence import PAUSED
from genjin.pipelines.models import Cadence, Pipeline
from genjin.tables.ledger.operation import single

PIPELINE: dict[str, Any] = {"name": "线索默认", "position": 1, "is_default": True, "scheme": "intent"}

# name, definition, kind, working days allowed, progress, probability in percent
_STAGES = (
    ("初次接触", "刚接触到，尚未深入沟通", "open", 10, 0.15, 10.0),
    ("需求确认", "已初步了解并确认需求", "open", 10, 0.3, 25.0),
    ("方案讨论", "正在讨论具体方案", "open", 15, 0.5, 45.0),
    ("谈判阶段", "正在谈价格或条款", "open", 14, 0.7, 65.0),
    ("签约阶段", "即将完成签约", "open", 10, 0.85, 85.0),
    ("已成交", "已成功成交", "won", None, 1.0, 100.0),
    ("已流失", "未能转化", "lost", None, 0.0, 0.0),
)

# letter, signs of intent, every so many days, by what, why; then at most so many contacts within so many days
_CADENCES = (
    ("A", "需求明确、预算充足、决策链清晰", 1, 2, "电话+拜访+方案定制", "促成商务洽谈，推动签约", 1, 1),
    ("B", "有需求但预算/决策链不明确", 3, 5, "邮件+案例分享+产品演示", "明确需求痛点，建立信任", 1, 1),
    ("C", "潜在需求，认知度低", 7, 10, "行业资讯+白皮书推送+社群互动", "培育需求，提升品牌认知", 2, 7),
)
_PAUSED = (PAUSED, "暂不需要：到约定的日子或有购买信号再恢复", 25, 30, "邮件+微信", "每月轻触达一次，保持联系", 2, 30)


def seed_defaults(actor: Actor) -> None:
    """Creates pipeline, stages and cadence where there are none. Doing it again changes nothing."""
    if not Pipeline.objects.exists():
        with single(actor, verb="pipelines.seed", table="stages", via="setup", reason="默认销售流程") as writer:
            (pipeline_id,) = writer.create("pipelines", [PIPELINE])
            writer.create("stages", [_stage(pipeline_id, n, row) for n, row in enumerate(_STAGES, 1)])
    if not Cadence.objects.exists():
        with single(actor, verb="cadences.seed", table="cadences", via="setup", reason="默认分级跟进标准") as writer:
            writer.create("cadences", [_cadence(n, row) for n, row in enumerate((*_CADENCES, _PAUSED), 1)])
    elif not Cadence.objects.filter(letter=PAUSED).exists():
        with single(actor, verb="cadences.seed", table="cadences", via="setup", reason="暂缓客户的跟进频率") as writer:
            writer.create("cadences", [_cadence(Cadence.objects.count() + 1, _PAUSED)])


def _stage(pipeline_id: int, position: int, row: tuple[Any, ...]) -> dict[str, Any]:
    name, definition, kind, allowance, progress, probability = row
    return {
        "pipeline": pipeline_id,
        "name": name,
        "definition": definition,
        "position": position,
        "kind": kind,
        "is_default": position == 1,
        "allowance_days": allowance,
        "progress": progress,
        "probability": probability,
    }


def _cadence(position: int, row: tuple[Any, ...]) -> dict[str, Any]:
    letter, intent, low, high, methods, goal, most, within = row
    return {
        "letter": letter,
        "intent": intent,
        "min_days": low,
        "max_days": high,
        "most_contacts": most,
        "within_days": within,
        "methods": methods,
        "goal": goal,
        "position": position,
    }
