"""Conditions of a scorecard: a filter leaf over a column or a derived fact, answered met, missed or unknown. Pure.

An empty cell says nothing, so it is unknown and not missed: a young lead is not a bad one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.parse_money import parse_money
from genjin.kernel.parse_places import parse_province
from genjin.leads.quality.custom_conditions import CustomColumns, build_custom_test

Test = Callable[[Any], bool | None]
Read = Callable[[Mapping[str, Any]], Any]

# Facts worked out of several cells, and the columns they come from: whoever may not read those reads no verdict.
FACTS: Mapping[str, tuple[str, ...]] = {
    "employees": ("size",),
    "region": ("province",),
    "said": ("need", "pain_points", "willingness", "special_needs", "products"),
}
# Plain columns a condition may ask about, by the attribute that holds them, and what kind of value that is.
COLUMNS: Mapping[str, tuple[str, str]] = {
    "industry": ("industry", "text"),
    "province": ("province", "text"),
    "city": ("city", "text"),
    "title": ("title", "text"),
    "products": ("products", "text"),
    "need": ("need", "text"),
    "pain_points": ("pain_points", "text"),
    "purchasing_plan": ("purchasing_plan", "text"),
    "willingness": ("willingness", "text"),
    "special_needs": ("special_needs", "text"),
    "competitors": ("competitors", "text"),
    "campaign": ("campaign", "text"),
    "urgency": ("urgency", "key"),
    "amount": ("amount", "money"),
    "budget": ("budget", "secret"),
    "authority": ("authority", "secret"),
}
OPERATORS: Mapping[str, tuple[str, ...]] = {
    "text": ("any_of", "stated", "not_empty"),
    "key": ("in", "not_empty"),
    "money": ("ge", "le", "between", "not_empty"),
    "secret": ("ge", "le", "between", "any_of", "stated", "not_empty"),
    "employees": ("between", "ge", "le", "not_empty"),
    "region": ("in",),
    "said": ("any_of", "not_empty"),
    "number": ("between", "ge", "le", "not_empty"),
    "option": ("in", "not_empty"),
    "checkbox": ("checked",),
    "day": ("ge", "le", "not_empty"),
    "linked": ("not_empty",),
}
# Industries, products and plans are few among many leads: a test answers each text once.
_TEXTS = 512
# Attributes that facts and columns read.
READS = (
    *dict.fromkeys(attr for attr, _ in COLUMNS.values()),
    "size_id",
    "custom",
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Settings that facts depend on: size bands by id, provinces by region name, how to open an encrypted cell; and
    the custom fields there are."""

    bands: Mapping[int, tuple[int, int | None]]
    regions: Mapping[str, frozenset[str]]
    reveal: Callable[[str], str | None]
    custom: CustomColumns = field(default_factory=CustomColumns)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, ready: `columns` are those whose values it tells about."""

    columns: tuple[str, ...]
    read: Read
    test: Test

    def check(self, values: Mapping[str, Any]) -> bool | None:
        """Met, missed, or None when the lead does not say."""
        value = self.read(values)
        return None if value is None or value == "" else self.test(value)


def kind_of(column: str, custom: CustomColumns) -> str:
    """What kind of value stands in a column or fact. Raises bad_filter for one that conditions cannot ask about."""
    if column in FACTS:
        return column
    found = COLUMNS[column][1] if column in COLUMNS else custom.kind_of(column)
    if found is None:
        raise AppError(ErrorCode.BAD_FILTER, why=column)
    return found


def parse_condition(raw: str | None, custom: CustomColumns) -> tuple[str, str, Any]:
    """JSON text → (column, operator, value). Raises bad_filter with what is wrong."""
    try:
        leaf = json.loads(raw or "")
    except ValueError as error:
        raise AppError(ErrorCode.BAD_FILTER, why="shape") from error
    if not isinstance(leaf, dict) or not {"column", "op"} <= leaf.keys() <= {"column", "op", "value"}:
        raise AppError(ErrorCode.BAD_FILTER, why="shape")
    column, op = leaf["column"], leaf["op"]
    if not isinstance(column, str) or op not in OPERATORS[kind_of(column, custom)]:
        raise AppError(ErrorCode.BAD_FILTER, why=f"{column} {op}")
    return column, op, leaf.get("value")


def build_condition(raw: str | None, around: Surroundings) -> Condition:
    """Raises bad_filter for a condition that could never be answered."""
    column, op, value = parse_condition(raw, around.custom)
    return Condition(FACTS.get(column, (column,)), _reader(column, around), _test(column, op, value, around))


def _reader(column: str, around: Surroundings) -> Read:
    if column == "employees":
        return lambda values: _headcount(around.bands.get(values["size_id"]))
    if column == "region":
        return lambda values: parse_province(values["province"]).value if values["province"] else None
    if column == "said":
        return lambda values: " ".join(values[c] for c in FACTS["said"] if values[c])
    kind = kind_of(column, around.custom)
    stored: Read = _custom_reader(column) if column not in COLUMNS else itemgetter(COLUMNS[column][0])
    if kind == "secret":
        return lambda values: around.reveal(sealed) if (sealed := stored(values)) else None
    return stored


def _custom_reader(column: str) -> Read:
    return lambda values: (values["custom"] or {}).get(column)


def _headcount(band: tuple[int, int | None] | None) -> int | None:
    """The middle of a size band: 300–499 counts as 400, an open band as its lower end."""
    if band is None:
        return None
    low, high = band
    return low if high is None else (low + high) // 2


def _test(column: str, op: str, value: Any, around: Surroundings) -> Test:
    kind = kind_of(column, around.custom)
    if op == "not_empty":
        return lambda _: True
    own = around.custom.by_id.get(column)
    test = None if own is None else build_custom_test(own, op, read_operands(value))
    if test is not None:
        return test
    if op == "any_of":
        words = tuple(w.casefold() for w in read_words(value))
        _need(words)
        return lru_cache(maxsize=_TEXTS)(lambda text: _mentions(text.casefold(), words))
    if op == "stated":
        denials = tuple(read_words(value))
        return lru_cache(maxsize=_TEXTS)(lambda text: not any(_denies(text, d) for d in denials))
    if op == "in" and kind == "region":
        wanted: frozenset[str] = frozenset().union(*(around.regions.get(n, frozenset()) for n in read_words(value)))
        _need(wanted)
        return lambda province: province in wanted
    if op == "in":
        keys = frozenset(read_words(value))
        _need(keys)
        return lambda key: key in keys
    low, high = _bounds(op, value, money=kind in ("money", "secret"))
    if kind == "secret":
        return lambda text: _within(parse_money(text).value, low, high)
    return lambda number: _within(number, low, high)


def read_words(value: Any) -> list[str]:
    """A list, or a text with its entries separated by 、 or commas."""
    if isinstance(value, str):
        for mark in "，、;；\n":
            value = value.replace(mark, ",")
        value = value.split(",")
    if not isinstance(value, list):
        return []
    return [str(v).strip() for v in value if str(v).strip()]


def read_operands(value: Any) -> list[Any]:
    """As `read_words`, numbers left as numbers."""
    found = read_words(value) if isinstance(value, str) else value if isinstance(value, list) else [value]
    return [v for v in found if v not in (None, "")]


def _bounds(op: str, value: Any, *, money: bool) -> tuple[int | None, int | None]:
    ends = value if isinstance(value, list) else [value]
    if len(ends) != (2 if op == "between" else 1):
        raise AppError(ErrorCode.BAD_FILTER, why="operand")
    numbers = [_number(v, money) for v in ends]
    if op == "between":
        return numbers[0], numbers[1]
    return (numbers[0], None) if op == "ge" else (None, numbers[0])


def _number(value: Any, money: bool) -> int:
    """A whole number; for money a text is yuan (`50万`) and a number fen."""
    if isinstance(value, str):
        read = parse_money(value).value
        if read is not None:
            return read if money else read // 100
    elif isinstance(value, int) and not isinstance(value, bool):
        return value
    raise AppError(ErrorCode.BAD_FILTER, why="operand")


def _need(found: Any) -> None:
    if not found:
        raise AppError(ErrorCode.BAD_FILTER, why="operand_empty")


def _within(number: int | None, low: int | None, high: int | None) -> bool | None:
    if number is None:
        return None
    return (low is None or number >= low) and (high is None or number <= high)


def _mentions(text: str, words: tuple[str, ...]) -> bool:
    """The text holds one of the words, or is a shorter way to say it: 制造 for 制造业."""
    return any(word in text or (len(text) >= 2 and text in word) for word in words)


def _denies(text: str, denial: str) -> bool:
    """Begins with the denial, or says nothing else: 暂无计划; but 无锡工厂扩产 is not denied by 无."""
    plain = text.strip()
    return plain == denial or (len(denial) >= 2 and plain.startswith(denial))
