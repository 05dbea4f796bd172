"""What an outcome leads to, as facts and in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from genjin.followups.settings import Outcome
from genjin.kernel.calendar import is_working_day
from genjin.kernel.words import to_traditional


@dataclass(frozen=True, slots=True)
class Consequence:
    """kind: lost, pause, visit, retry or advance. day: until when it pauses, when it is due or tried again."""

    kind: str
    day: date | None = None


def consequence_of(outcome: str | None, rules: Mapping[str, Outcome], today: date, misses: int) -> Consequence | None:
    """misses: how often in a row the customer was not reached before. None where nothing follows.

    Example: retry with 1, 3, 7 and two misses before → in 7 days; later misses keep the last of them.
    """
    rule = rules.get(outcome or "")
    if rule is None or rule.consequence in ("none", ""):
        return None
    if rule.consequence == "lost":
        return Consequence("lost")
    days = rule.days or (1,)
    wanted = today + timedelta(days=days[min(misses, len(days) - 1)] or 1)
    return Consequence(rule.consequence, wanted if rule.consequence == "pause" else next_working_day(wanted))


def next_working_day(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def describe_consequence(found: Consequence, language: str) -> str:
    """`将：暂缓到 06-01`."""
    zh, en = _WORDS[found.kind]
    words = en if language == "en" else to_traditional(zh) if language == "zh-TW" else zh
    return words.format(day=f"{found.day:%m-%d}" if found.day else "")


_WORDS = {
    "lost": ("将：记为流失，结果作为原因", "Will: mark as lost, the outcome being the reason"),
    "pause": ("将：暂缓到 {day}，每月轻触达一次", "Will: pause until {day}, a light touch a month"),
    "visit": ("将：建上门任务，{day} 前", "Will: make a visit task, by {day}"),
    "retry": ("将：{day} 再联系", "Will: try again on {day}"),
    "advance": ("将：建推进任务，{day} 前", "Will: make a task to move on, by {day}"),
}
