"""The reason of a decision in words, made from its facts in the reader's language. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from genjin.kernel.words import Words

REASONS: Mapping[str, Words] = {
    "person": Words("规则直接分给这个人", "The rule names this person"),
    "only": Words("只有这一位能接", "The only one who can take it"),
    "round_robin": Words("{among} 人轮流，轮到", "In turn among {among}"),
    "least_loaded": Words("{among} 人里在手最少，{held} 条", "Fewest open leads among {among}: {held}"),
    "weighted": Words("{among} 人按权重轮到，权重 {weight}", "By weight among {among}, weight {weight}"),
    "stand_in": Words("别人都不在，由 {for} 的代跟人接", "Nobody else is there: stands in for {for}"),
    "pool": Words("规则分到公海", "The rule sends it to the pool"),
    "nobody": Words("没有人能接，给主管", "Nobody can take it, so the supervisor gets it"),
    "nobody_pool": Words("没有人能接，也没有主管，进公海", "Nobody can take it and nobody supervises: to the pool"),
    "no_rule": Words("没有规则符合", "No rule fits"),
    "declined": Words("{from} 拒收", "{from} declined it"),
    "timed_out": Words("{from} 没有按时接收", "{from} did not accept it in time"),
}
SKIPPED: Mapping[str, Words] = {
    "no_members": Words("“{rule}”：团队里没有销售", "“{rule}”: no seller in the team"),
    "left": Words("“{rule}”：这个人已离开或还没加入", "“{rule}”: this person left or has not joined"),
    "had_it": Words("“{rule}”：能接的人都已经退过", "“{rule}”: everybody who could have it has turned it down"),
    "away": Words("“{rule}”：都请假了", "“{rule}”: everybody is away"),
    "full": Words("“{rule}”：都到上限了", "“{rule}”: everybody is at the limit"),
}


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""


def describe_facts(facts: str | Mapping[str, Any] | None, language: str) -> str | None:
    """The reason with the rules that were passed over; None when there is none."""
    if not facts:
        return None
    told: Mapping[str, Any] = orjson.loads(facts) if isinstance(facts, str) else facts
    parts = [_fill(REASONS, str(told.get("before", "")), told, language)]
    parts.append(_fill(REASONS, str(told.get("reason", "")), told, language))
    parts += [_fill(SKIPPED, str(s.get("why", "")), s, language) for s in told.get("skipped", ())]
    joined = ("；" if language != "en" else "; ").join(p for p in parts if p)
    return joined or None


def _fill(words: Mapping[str, Words], code: str, facts: Mapping[str, Any], language: str) -> str:
    found = words.get(code)
    return "" if found is None else found.in_language(language).format_map(_Blank(facts))
