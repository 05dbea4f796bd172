"""An instant, shown on the organisation's clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from datetime import date as day_type
from typing import Any, ClassVar

from django.db.models import Q

from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.parse_dates import parse_datetime
from genjin.tables.fields.base import ComparableField, Operand, ParseContext, ShowContext
from genjin.tables.fields.relative_days import RELATIVE, relative_range

# An operand that is a bare day means the whole day, whatever the operator.
_DAY = len("2026-03-05")


class DateTime(ComparableField):
    """A day typed without a time is stored as that day's start; the row may say so in a column of its own."""

    kind: ClassVar[str] = "datetime"
    operators: ClassVar[Mapping[str, Operand]] = {**ComparableField.operators, **RELATIVE}

    def parse(self, raw: Any, context: ParseContext) -> datetime | None:
        if raw is None or raw == "":
            return None
        if isinstance(raw, bool) or not isinstance(raw, (str, int, float, day_type)):
            raise AppError(ErrorCode.INVALID_DATE, value=str(raw)[:40])
        if isinstance(raw, datetime) and raw.tzinfo is not None:
            return raw.astimezone(UTC)
        exact = _exact(raw) if isinstance(raw, str) else None
        if exact is not None:
            return exact
        read = parse_datetime(raw[:60] if isinstance(raw, str) else raw, now=context.now)
        if read.error:
            raise AppError(ErrorCode.INVALID_DATE, value=str(raw)[:40], why=read.error)
        return None if read.value is None else read.value.at.astimezone(UTC)

    def dump(self, stored: Any) -> Any:
        if stored is None:
            return None
        if stored.tzinfo is not UTC:
            stored = stored.astimezone(UTC)
        text: str = stored.isoformat()
        return f"{text[:-6]}Z"

    def load(self, dumped: Any) -> Any:
        """A bare day is its start: so a column that held days before it held times still reads its history."""
        if not isinstance(dumped, str):
            return dumped
        if len(dumped) == _DAY:
            return clock.day_start(day_type.fromisoformat(dumped))
        return datetime.fromisoformat(dumped)

    def store_custom(self, stored: Any) -> Any:
        """Always with microseconds, so that the text sorts as time does."""
        return None if stored is None else stored.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def format_text(self, stored: Any, context: ShowContext) -> str:
        if stored is None:
            return ""
        wall = clock.local(stored)
        return wall.strftime("%Y-%m-%d %H:%M:%S" if wall.second else "%Y-%m-%d %H:%M")

    def export_value(self, stored: Any, context: ShowContext) -> Any:
        return None if stored is None else clock.local(stored).replace(tzinfo=None)

    def compile(self, operator: str, operand: Any, attr: str, context: ParseContext) -> Q:
        if operator in RELATIVE:
            first, beyond = relative_range(operator, operand, context.today)
            return self._span(first, beyond, attr)
        if operator in ("eq", "ne", "lt", "le", "gt", "ge", "between"):
            return self._days(operator, operand, attr, context)
        return super().compile(operator, operand, attr, context)

    def _days(self, operator: str, operand: Any, attr: str, context: ParseContext) -> Q:
        low, high = operand if operator == "between" else (operand, operand)
        if not (_is_day(low) and _is_day(high)):
            return super().compile(operator, operand, attr, context)
        first = clock.local(self.operand(low, context)).date()
        last = clock.local(self.operand(high, context)).date()
        starts, ends = clock.day_start(first), clock.day_end(last)
        if operator in ("eq", "between"):
            return Q(**{f"{attr}__gte": self.in_store(starts, attr), f"{attr}__lt": self.in_store(ends, attr)})
        if operator == "ne":
            outside = Q(**{f"{attr}__lt": self.in_store(starts, attr)}) | Q(
                **{f"{attr}__gte": self.in_store(ends, attr)}
            )
            return outside | Q(**{f"{attr}__isnull": True})
        lookup, bound = {"lt": ("lt", starts), "le": ("lt", ends), "gt": ("gte", ends), "ge": ("gte", starts)}[operator]
        return Q(**{f"{attr}__{lookup}": self.in_store(bound, attr)})

    def _span(self, first: day_type | None, beyond: day_type | None, attr: str) -> Q:
        condition = Q()
        if first is not None:
            condition &= Q(**{f"{attr}__gte": self.in_store(clock.day_start(first), attr)})
        if beyond is not None:
            condition &= Q(**{f"{attr}__lt": self.in_store(clock.day_start(beyond), attr)})
        return condition


def _exact(text: str) -> datetime | None:
    """ISO 8601 with a time, seconds kept: what the API and the clipboard carry. Without a zone: the organisation's."""
    wanted = text.strip()
    if len(wanted) < len("2026-03-05 14:30") or wanted[4:5] != "-":
        return None
    try:
        found = datetime.fromisoformat(wanted)
    except ValueError:
        return None
    zoned = found if found.tzinfo else found.replace(tzinfo=clock.ORGANISATION_ZONE)
    return zoned.astimezone(UTC)


def _is_day(operand: Any) -> bool:
    return isinstance(operand, str) and len(operand.strip()) == _DAY and operand[4:5] == "-"
