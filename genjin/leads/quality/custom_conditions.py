"""Conditions about custom fields of leads: which kinds can be asked about, and how their values compare. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from genjin.kernel.clock import day_start
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.parse_dates import parse_date
from genjin.tables.definition import Column
from genjin.tables.fields import Choice, Choices, DateTime
from genjin.tables.fields.choice import fold
from genjin.tables.fields.number import parse_number

# What kind of value a condition sees in a custom field of this kind.
KINDS: Mapping[str, str] = {
    "text": "text",
    "long_text": "text",
    "url": "text",
    "email": "text",
    "phone": "text",
    "number": "number",
    "percent": "number",
    "rating": "number",
    "money": "money",
    "choice": "option",
    "choices": "option",
    "checkbox": "checkbox",
    "date": "day",
    "datetime": "day",
    "person": "linked",
    "link": "linked",
    "encrypted": "secret",
}


@dataclass(frozen=True, slots=True)
class CustomColumns:
    """The custom fields of leads. Equal when they mean the same, so that cards made ready are kept as long as that."""

    meaning: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = ()
    by_id: Mapping[str, Column] = field(default_factory=dict, compare=False)

    def kind_of(self, column: str) -> str | None:
        """None when there is no such field, or it has been retired."""
        found = self.by_id.get(column)
        return None if found is None else KINDS.get(found.field.kind)


def describe_custom(columns: Iterable[Column]) -> CustomColumns:
    known = {c.id: c for c in columns if c.field.kind in KINDS}
    meaning = tuple((c.id, c.field.kind, tuple((o.key, o.words.zh) for o in _options(c))) for c in known.values())
    return CustomColumns(meaning, known)


def build_custom_test(column: Column, op: str, operands: list[Any]) -> Callable[[Any], bool | None] | None:
    """The test for kinds that only custom fields have; None for those that the built-in columns have, too.

    Raises bad_filter, invalid_number or unknown_option for an operand that says nothing.
    """
    kind = KINDS[column.field.kind]
    if kind == "checkbox":
        return lambda ticked: ticked is True
    if kind == "option":
        return _option_test(column, operands)
    if kind == "number":
        return _between(op, [_number(o) for o in operands])
    if kind == "day":
        return _day_test(column, op, operands)
    return None


def _options(column: Column) -> tuple[Any, ...]:
    return column.field.options if isinstance(column.field, (Choice, Choices)) else ()


def _option_test(column: Column, operands: list[Any]) -> Callable[[Any], bool]:
    named = {fold(name): o.key for o in _options(column) for name in (o.key, o.words.zh)}
    unknown = [o for o in operands if fold(str(o)) not in named]
    if unknown:
        raise AppError(ErrorCode.UNKNOWN_OPTION, value=str(unknown[0])[:40])
    keys = frozenset(named[fold(str(o))] for o in operands)
    if not keys:
        raise AppError(ErrorCode.BAD_FILTER, why="operand_empty")
    # One choice is stored as its key, several between bars.
    return lambda stored: not keys.isdisjoint(str(stored).strip("|").split("|"))


def _number(operand: Any) -> float:
    found = parse_number(operand.strip().rstrip("%％") if isinstance(operand, str) else operand)
    if found is None:
        raise AppError(ErrorCode.BAD_FILTER, why="operand_empty")
    return found


def _between(op: str, ends: list[float]) -> Callable[[Any], bool]:
    if len(ends) != (2 if op == "between" else 1):
        raise AppError(ErrorCode.BAD_FILTER, why="operand")
    low = ends[0] if op in ("ge", "between") else float("-inf")
    high = ends[-1] if op in ("le", "between") else float("inf")
    return lambda number: low <= number <= high


def _day_test(column: Column, op: str, operands: list[Any]) -> Callable[[Any], bool]:
    """Days are stored as text that sorts as time does."""
    day = _day(operands)
    first, after = day.isoformat(), (day + timedelta(days=1)).isoformat()
    if isinstance(column.field, DateTime):
        first, after = (column.field.store_custom(day_start(d)) for d in (day, day + timedelta(days=1)))
    return (lambda stored: stored >= first) if op == "ge" else (lambda stored: stored < after)


def _day(operands: list[Any]) -> date:
    """With its year: a card stands for long, and 明天 would mean another day tomorrow."""
    text = str(operands[0]).strip() if len(operands) == 1 else ""
    found = parse_date(text, today=date.min, words=False).value if re.match(r"\d{4}", text) else None
    if found is None:
        raise AppError(ErrorCode.BAD_FILTER, why="operand")
    return found
