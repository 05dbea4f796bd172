"""Filter trees as data: `{"and": […]}`, `{"or": […]}`, `{"column", "op", "value"}`, checked for shape here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import orjson

from genjin.kernel.errors import AppError, ErrorCode

MAX_DEPTH = 8
MAX_CONDITIONS = 100
MAX_LIST = 1_000


@dataclass(frozen=True, slots=True)
class Condition:
    column: str
    op: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Group:
    """All (`and`) or any (`or`) of the parts; an empty `and` is true, an empty `or` is refused."""

    join: Literal["and", "or"]
    parts: tuple[Filter, ...]


Filter = Condition | Group
EVERYTHING = Group("and", ())


def parse_filter(raw: Any) -> Filter:
    """JSON → tree. Raises bad_filter with what is wrong and where it is too deep or too long."""
    if raw is None or raw == {}:
        return EVERYTHING
    tree = _parse(raw, 0)
    if sum(1 for _ in conditions(tree)) > MAX_CONDITIONS:
        raise AppError(ErrorCode.BAD_FILTER, why="too_many")
    return tree


def read_filter(text: str | None) -> Filter:
    """JSON text, as settings keep a tree → tree; empty text asks for everything. Raises bad_filter."""
    if not (text or "").strip():
        return EVERYTHING
    try:
        raw = orjson.loads(text or "")
    except orjson.JSONDecodeError:
        raise AppError(ErrorCode.BAD_FILTER, why="shape") from None
    return parse_filter(raw)


def _parse(raw: Any, depth: int) -> Filter:
    if depth > MAX_DEPTH:
        raise AppError(ErrorCode.BAD_FILTER, why="too_deep")
    if not isinstance(raw, Mapping):
        raise AppError(ErrorCode.BAD_FILTER, why="shape")
    for join in ("and", "or"):
        if join in raw:
            parts = raw[join]
            if not isinstance(parts, list) or len(raw) != 1 or (join == "or" and not parts):
                raise AppError(ErrorCode.BAD_FILTER, why="shape")
            return Group("and" if join == "and" else "or", tuple(_parse(p, depth + 1) for p in parts))
    column, op = raw.get("column"), raw.get("op")
    if not isinstance(column, str) or not isinstance(op, str) or set(raw) - {"column", "op", "value"}:
        raise AppError(ErrorCode.BAD_FILTER, why="shape")
    return Condition(column, op, raw.get("value"))


def conditions(tree: Filter) -> Iterator[Condition]:
    """Every condition of the tree, left to right."""
    if isinstance(tree, Condition):
        yield tree
        return
    for part in tree.parts:
        yield from conditions(part)


def check_operand(kind: str, condition: Condition) -> None:
    """Raises bad_filter unless the value has the shape the operator takes."""
    value = condition.value
    fits = {
        "none": value is None,
        "value": value is not None and not isinstance(value, list),
        "text": isinstance(value, (str, int, float)) and not isinstance(value, bool),
        "list": isinstance(value, list) and 0 < len(value) <= MAX_LIST,
        "range": isinstance(value, list) and len(value) == 2,
        "days": isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 3_660,
    }[kind]
    if not fits:
        raise AppError(ErrorCode.BAD_FILTER, why="operand", column=condition.column, op=condition.op)
