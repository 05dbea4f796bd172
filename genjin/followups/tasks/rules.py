"""When a task is due and what its colour says. Pure: values in, instants and words out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from genjin.kernel.clock import day_end, day_start, local
from genjin.kernel.words import to_traditional
from genjin.leads.next_contact import has_time_of_day

# An open task without a date never turns; one that is over has no turning points at all.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
NEEDS = ("due_at", "done_at", "dropped_at")


def derive_task(values: Mapping[str, Any]) -> dict[str, Any]:
    """State and turning points: amber on the day it is due, red when that day or the named time is over.

    Shape: the attributes of `NEEDS`.
    """
    if values.get("done_at") is not None:
        return {"state": "done", "amber_at": None, "red_at": None}
    if values.get("dropped_at") is not None:
        return {"state": "dropped", "amber_at": None, "red_at": None}
    due = values.get("due_at")
    if due is None:
        return {"state": "open", "amber_at": NEVER, "red_at": NEVER}
    day = local(due).date()
    return {"state": "open", "amber_at": day_start(day), "red_at": due if has_time_of_day(due) else day_end(day)}


def describe_task(values: Mapping[str, Any], now: datetime, language: str) -> dict[str, str]:
    """`{"level", "words"}` at `now`: 逾期 2 天, 今天 15:00 到期. Shape: the attributes of `NEEDS`."""
    turn = derive_task(values)
    if turn["state"] != "open":
        return {"level": "done", "words": _say(turn["state"], language)}
    due = values.get("due_at")
    if due is None:
        return {"level": "green", "words": _say("no_date", language)}
    days = (local(due).date() - local(now).date()).days
    if now >= turn["red_at"]:
        return {"level": "red", "words": _overdue(due, -days, now, language)}
    if now >= turn["amber_at"]:
        timed = has_time_of_day(due)
        words = _say("at", language, time=f"{local(due):%H:%M}") if timed else _say("today", language)
        return {"level": "amber", "words": words}
    return {"level": "green", "words": _say("tomorrow" if days == 1 else "in_days", language, days=days)}


def _overdue(due: datetime, days: int, now: datetime, language: str) -> str:
    if days > 0:
        return _say("overdue_day" if days == 1 else "overdue_days", language, days=days)
    hours = int((now - due).total_seconds() // 3600)
    return _say("overdue_hours", language, hours=hours) if hours else _say("overdue", language)


def _say(key: str, language: str, **facts: Any) -> str:
    zh, en = _WORDS[key]
    words = en if language == "en" else to_traditional(zh) if language == "zh-TW" else zh
    return words.format(**facts)


_WORDS = {
    "done": ("已完成", "Done"),
    "dropped": ("已放弃", "Dropped"),
    "no_date": ("未定期限", "No due date"),
    "overdue": ("刚刚逾期", "Just overdue"),
    "overdue_hours": ("逾期 {hours} 小时", "Overdue by {hours} h"),
    "overdue_day": ("逾期 {days} 天", "Overdue by {days} day"),
    "overdue_days": ("逾期 {days} 天", "Overdue by {days} days"),
    "today": ("今天到期", "Due today"),
    "at": ("今天 {time} 到期", "Due today {time}"),
    "tomorrow": ("明天到期", "Due tomorrow"),
    "in_days": ("{days} 天后到期", "Due in {days} days"),
}
