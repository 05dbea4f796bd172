"""When a lead's data want to be confirmed again (domain.md B13). Pure apart from loading the periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from genjin.kernel.clock import local
from genjin.kernel.words import Words, to_traditional
from genjin.leads.models import FreshnessPeriod
from genjin.tables.rowreader import read_living

# Days beyond this mean "never"; the bound keeps a typing slip from overflowing the column.
MAX_DAYS = 3_650
NEEDS = ("confirmed_at", "created_at", "confirm_due_at")


@dataclass(frozen=True, slots=True)
class Period:
    """Units: calendar days. `days` None: never due. `link_days` None: as the rule for every grade says."""

    days: int | None
    link_days: int | None


@dataclass(frozen=True, slots=True)
class FreshnessBook:
    """Periods by letter of the grade; the one under "" holds for every grade without its own."""

    periods: Mapping[str, Period]

    def due_at(self, since: datetime, grade: str | None) -> datetime | None:
        """When data confirmed, or taken in, at `since` want to be confirmed again; None for never."""
        found = self._find(grade)
        return None if found is None or found.days is None else since + timedelta(days=found.days)

    def link_days(self, grade: str | None) -> int | None:
        """How long a mailed link stays open."""
        common = self.periods.get("")
        own = self._find(grade)
        return (own.link_days if own else None) or (common.link_days if common else None)

    def _find(self, grade: str | None) -> Period | None:
        return self.periods.get((grade or "")[:1].upper()) or self.periods.get("")


def load_freshness() -> FreshnessBook:
    """One small query."""
    return _build(read_living(FreshnessPeriod, "letter", "days", "link_days", order="id"))


@lru_cache(maxsize=8)
def _build(rows: tuple[tuple[Any, ...], ...]) -> FreshnessBook:
    periods: dict[str, Period] = {}
    for letter, days, link_days in rows:
        periods[(letter or "").strip().upper()[:1]] = Period(_bounded(days), _bounded(link_days))
    return FreshnessBook(periods)


def _bounded(days: int | None) -> int | None:
    return None if not days or days < 1 else min(days, MAX_DAYS)


_WORDS = {
    "due": Words("{days} 天未确认", "not confirmed for {days} days"),
    "confirmed": Words("{days} 天前确认", "confirmed {days} days ago"),
    "confirmed_today": Words("今天确认", "confirmed today"),
    "never": Words("录入 {days} 天", "taken in {days} days ago"),
    "never_today": Words("今天录入", "taken in today"),
}


def describe_freshness(values: Mapping[str, Any], now: datetime, language: str) -> dict[str, str]:
    """`{"level": "red" | "green" | "done", "words"}` at `now`. Shape: the attributes of `NEEDS`."""
    confirmed, due = values["confirmed_at"], values["confirm_due_at"]
    days = max(0, (local(now).date() - local(confirmed or values["created_at"]).date()).days)
    late = due is not None and now >= due
    key = "due" if late else "confirmed" if confirmed else "never"
    words = _WORDS[key if late or days else f"{key}_today"]
    text = words.en if language == "en" else to_traditional(words.zh) if language == "zh-TW" else words.zh
    return {"level": "red" if late else "done" if due is None else "green", "words": text.format(days=days)}
