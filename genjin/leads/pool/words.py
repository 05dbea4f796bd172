"""When a lead falls back, in words that say why (domain.md C8). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from genjin.kernel.clock import local
from genjin.kernel.words import Words, to_traditional

NEEDS = (
    *("owner_id", "recycle_at", "recycle_warned_at", "protected", "paused_until", "stage_kind"),
    *("touched_at", "last_contact_at", "assigned_at", "next_at", "created_at"),
)

_WORDS = {
    "due": Words("到期回收，{quiet} 天没有更新", "Falls back now, no update for {quiet} days"),
    "today": Words("今天结束时回收，{quiet} 天没有更新", "Falls back tonight, no update for {quiet} days"),
    "later": Words("{days} 天后回收，{quiet} 天没有更新", "Falls back in {days} days, no update for {quiet} days"),
    "fresh": Words("{days} 天后回收", "Falls back in {days} days"),
    "protected": Words("受保护，不回收", "Protected, stays"),
    "never": Words("不回收", "Stays"),
    "nobody": Words("没有负责人", "Has no owner"),
}


def last_update(values: Mapping[str, Any]) -> datetime:
    """When something was last done about a lead; a planned day counts until it is over."""
    moments = [values[n] for n in ("touched_at", "last_contact_at", "assigned_at", "next_at") if values[n] is not None]
    found: datetime = max(values["created_at"], *moments)
    return found


def describe_recycling(values: Mapping[str, Any], now: datetime, language: str) -> dict[str, str]:
    """`{"level", "words"}` at `now`. Shape: the attributes of `NEEDS`."""
    due = values["recycle_at"]
    if due is None:
        key = "nobody" if values["owner_id"] is None else "protected" if values["protected"] else "never"
        return {"level": "done", "words": _say(key, language)}
    warned = values["recycle_warned_at"]
    level = "red" if now >= due else "amber" if warned is not None and now >= warned else "green"
    today = local(now).date()
    # The instant is a day's end, which already belongs to the next day.
    days = (local(due - timedelta(seconds=1)).date() - today).days
    quiet = (today - local(last_update(values)).date()).days
    key = "due" if now >= due else "today" if days <= 0 else "later" if quiet > 0 else "fresh"
    return {"level": level, "words": _say(key, language, days=days, quiet=quiet)}


def _say(key: str, language: str, **facts: int) -> str:
    words = _WORDS[key]
    text = words.en if language == "en" else to_traditional(words.zh) if language == "zh-TW" else words.zh
    return text.format(**facts)
