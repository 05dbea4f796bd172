"""How long an owner still has to take a lead on, in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from genjin.kernel.clock import local
from genjin.kernel.words import Words

ACCEPT_NEEDS = ("accept_by",)
_TODAY = Words("{at:%H:%M} 前接收", "Accept by {at:%H:%M}")
_LATER = Words("{at:%m-%d %H:%M} 前接收", "Accept by {at:%m-%d %H:%M}")
_OVER = Words("接收超时 {minutes} 分钟", "{minutes} minutes late")
_LONG_OVER = Words("接收超时 {hours} 小时", "{hours} hours late")


def describe_acceptance(values: Mapping[str, Any], now: datetime, language: str) -> str | None:
    """Until when, by the wall clock; how late, when that has passed. None for a lead that waits for nobody."""
    until: datetime | None = values["accept_by"]
    if until is None:
        return None
    if until <= now:
        minutes = int((now - until).total_seconds() // 60)
        words = _OVER if minutes < 120 else _LONG_OVER
        return words.in_language(language).format(minutes=max(minutes, 1), hours=minutes // 60)
    words = _TODAY if local(until).date() == local(now).date() else _LATER
    return words.in_language(language).format(at=local(until))
