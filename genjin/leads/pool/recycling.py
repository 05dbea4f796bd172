"""When an owner loses a lead they do nothing about (domain.md C4). Pure apart from loading the rules.

Days are calendar days, counted from the day of the last update: a contact, an edit or plan by the owner, or the day
that was planned. A lead falls back at the end of a day, and never on a day on which nobody works: then it waits for the
end of the next working day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import Any

from genjin.kernel.calendar import add_working_days, is_working_day
from genjin.kernel.clock import day_end, day_start, local, local_day
from genjin.leads.pool.models import RecycleRule
from genjin.leads.pool.words import last_update
from genjin.pipelines.stages import StageBook, load_stages
from genjin.tables.definition import Derive, Deriver
from genjin.tables.rowreader import read_living

# Days beyond this mean "never"; the bound keeps a typing slip from overflowing the column.
MAX_DAYS = 3_650
POOL, REASSIGN, FLAG, KEEP = "pool", "reassign", "flag", "keep"
DERIVED = ("recycle_at", "recycle_warned_at")
NEEDS = (
    *("owner_id", "touched_at", "last_contact_at", "assigned_at", "next_at", "grade", "pipeline_id", "stage_id"),
    *("protected", "paused_until", "recycle_warned_at", "review_state"),
)
READS = ("created_at",)
_LOOKED_AT = itemgetter(*NEEDS, *READS)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the settings. Empty pipeline, letter or stage fits every lead."""

    id: int
    pipeline_id: int | None
    letter: str
    stage_id: int | None
    days: int
    warn_days: int
    action: str

    def fits(self, pipeline_id: int | None, letter: str, stage_id: int | None) -> bool:
        return (
            self.pipeline_id in (None, pipeline_id)
            and self.letter in ("", letter)
            and self.stage_id in (None, stage_id)
        )


@dataclass(frozen=True, slots=True)
class RecycleBook:
    """The active rules in their order."""

    rules: tuple[Rule, ...]
    stages: StageBook

    def find(self, row: Mapping[str, Any]) -> Rule | None:
        """The rule that will take this lead from its owner; None when it stays. Shape: `NEEDS`."""
        if row["owner_id"] is None or row["protected"] or row["review_state"] == "returned":
            return None
        stage = self.stages.get(row["stage_id"])
        if stage is not None and stage.kind != "open":
            return None
        letter = (row["grade"] or "")[:1].upper()
        found = next((r for r in self.rules if r.fits(row["pipeline_id"], letter, row["stage_id"])), None)
        return None if found is None or found.action == KEEP else found

    def derive(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """When the lead falls back, and when its owner was told of it. Shape: `NEEDS` and `READS` in, `DERIVED` out."""
        rule = self.find(row)
        if rule is None:
            return {"recycle_at": None, "recycle_warned_at": None}
        since = last_update(row)
        if row["paused_until"] is not None:
            since = max(since, day_start(row["paused_until"]))
        due = _working(local_day(since) + timedelta(days=rule.days))
        warned = row["recycle_warned_at"]
        if warned is not None and warned < since:
            warned = None
        if warned is not None:
            # Whoever is warned late, because a rule is new, still has the days that the warning promises.
            due = max(due, _working(local(warned).date() + timedelta(days=rule.warn_days)))
        return {"recycle_at": day_end(due), "recycle_warned_at": warned}


def warns_at(due: datetime, rule: Rule) -> datetime:
    """The instant from which the owner is to be warned of losing a lead at `due`."""
    return day_start(local(due - timedelta(seconds=1)).date() - timedelta(days=rule.warn_days))


def load_recycling() -> RecycleBook:
    """Three small queries."""
    attrs = ("id", "pipeline_id", "letter", "stage_id", "days", "warn_days", "action")
    return RecycleBook(_rules(read_living(RecycleRule, *attrs, where=" AND active")), load_stages())


@lru_cache(maxsize=8)
def _rules(rows: tuple[tuple[Any, ...], ...]) -> tuple[Rule, ...]:
    return tuple(
        Rule(pk, pipeline, (letter or "").strip().upper()[:1], stage, _bounded(days), max(0, warn or 0), action or POOL)
        for pk, pipeline, letter, stage, days, warn, action in rows
        if days and days > 0
    )


def _bounded(days: int) -> int:
    return min(days, MAX_DAYS)


def _working(day: date) -> date:
    return day if is_working_day(day) else add_working_days(day, 1)


def _build() -> Derive:
    book = load_recycling()
    if not book.rules:
        return lambda _row: {"recycle_at": None, "recycle_warned_at": None}
    known: dict[tuple[Any, ...], dict[str, Any]] = {}

    def derive(row: Mapping[str, Any]) -> dict[str, Any]:
        # The rows of one import or assignment are much alike in what this looks at.
        told = _LOOKED_AT(row)
        if told not in known:
            known[told] = book.derive(row)
        return known[told]

    return derive


RECYCLING = Deriver(NEEDS, _build, READS)
