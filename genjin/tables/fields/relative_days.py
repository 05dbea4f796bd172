"""Filters relative to the reader's today: this week, the next 7 days, overdue. Weeks start on Monday."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from genjin.tables.fields.base import Operand

RELATIVE: Mapping[str, Operand] = {
    "today": "none",
    "this_week": "none",
    "this_month": "none",
    "last_days": "days",
    "next_days": "days",
    "overdue": "none",
}


def relative_range(operator: str, days: int | None, today: date) -> tuple[date | None, date | None]:
    """First day and the day after the last; None is open. `next_days(7)`: today and the six days after."""
    tomorrow = today + timedelta(days=1)
    if operator == "today":
        return today, tomorrow
    if operator == "this_week":
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=7)
    if operator == "this_month":
        first = today.replace(day=1)
        return first, (first + timedelta(days=32)).replace(day=1)
    if operator == "last_days":
        return tomorrow - timedelta(days=days or 0), tomorrow
    if operator == "next_days":
        return today, today + timedelta(days=days or 0)
    return None, today
