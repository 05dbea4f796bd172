"""Keyset pages: where the next page starts, as conditions that one index each can answer."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from django.db.models import F, Q
from django.db.models.expressions import OrderBy

from genjin.kernel.errors import AppError, ErrorCode


@dataclass(frozen=True, slots=True)
class SortKey:
    """One attribute of the order. Empty values come last in both directions."""

    attr: str
    descending: bool
    nullable: bool


@dataclass(frozen=True, slots=True)
class Phase:
    """A slice of the order: rows that satisfy `condition`, in `order`. Phases follow one another."""

    condition: Q
    order: tuple[OrderBy, ...]


def phases(keys: Sequence[SortKey], after: Sequence[Any] | None, id_descending: bool) -> list[Phase]:
    """Phases of the order behind the row `after` (values of `keys`, then its id); None starts at the top."""
    if not keys:
        condition = Q() if after is None else Q(**{"pk__lt" if id_descending else "pk__gt": after[0]})
        return [Phase(condition, (_by("pk", id_descending),))]
    key, rest = keys[0], keys[1:]
    order = (_by(key.attr, key.descending), *_tail(rest, id_descending))
    empty = Q(**{f"{key.attr}__isnull": True})
    blanks = Phase(empty, _tail(rest, id_descending))
    if after is None:
        # "is not null" as such, not as "not (is null)": SQLite then begins behind the empty entries of the index.
        filled = Q(**{f"{key.attr}__isnull": False}) if key.nullable else Q()
        return [Phase(filled, order), *([blanks] if key.nullable else [])]
    if after[0] is None:
        return [Phase(empty & p.condition, p.order) for p in phases(rest, after[1:], id_descending)]
    same = [Phase(Q(**{key.attr: after[0]}) & p.condition, p.order) for p in phases(rest, after[1:], id_descending)]
    beyond = Phase(Q(**{f"{key.attr}__{'lt' if key.descending else 'gt'}": after[0]}), order)
    return [*same, beyond, *([blanks] if key.nullable else [])]


def whole(keys: Sequence[SortKey], after: Sequence[Any] | None, id_descending: bool) -> Phase:
    """All phases in one: for a few rows that are better sorted than looked up in the order of an index."""
    condition = Q()
    if after is not None:
        for phase in phases(keys, after, id_descending):
            condition |= phase.condition
    return Phase(condition, _tail(keys, id_descending))


def _tail(keys: Sequence[SortKey], id_descending: bool) -> tuple[OrderBy, ...]:
    rest = tuple(
        F(k.attr).desc(nulls_last=True)
        if k.descending
        else F(k.attr).asc(nulls_last=True)
        if k.nullable
        else _by(k.attr, k.descending)
        for k in keys
    )
    return (*rest, _by("pk", id_descending))


def _by(attr: str, descending: bool) -> OrderBy:
    return F(attr).desc() if descending else F(attr).asc()


def order_value(keys: Sequence[SortKey], values: Sequence[Any], row_id: int, id_descending: bool) -> tuple[Any, ...]:
    """A key by which Python merges pages of several branches into the same order."""
    parts = [
        (v is None, _Reversed(v) if k.descending and v is not None else v) for k, v in zip(keys, values, strict=True)
    ]
    return (*[(blank, 0 if blank else v) for blank, v in parts], -row_id if id_descending else row_id)


@dataclass(frozen=True, slots=True)
class _Reversed:
    value: Any

    def __lt__(self, other: _Reversed) -> bool:
        return bool(other.value < self.value)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended. `as_of` pins the instant that colours and relative days were judged by."""

    values: tuple[Any, ...]
    row_id: int
    as_of: datetime
    shape: str

    def encode(self) -> str:
        payload = [[_pack(v) for v in self.values], self.row_id, self.as_of.isoformat(), self.shape]
        return base64.urlsafe_b64encode(orjson.dumps(payload)).decode().rstrip("=")


def decode_cursor(text: str, shape: str) -> Cursor:
    """Raises bad_cursor for anything that this sort did not hand out."""
    try:
        raw = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        values, row_id, as_of, made_for = raw
        if made_for != shape or not isinstance(row_id, int):
            raise ValueError("another sort")
        return Cursor(tuple(_unpack(v) for v in values), row_id, datetime.fromisoformat(as_of), shape)
    except (ValueError, TypeError, KeyError, binascii.Error) as broken:
        raise AppError(ErrorCode.BAD_CURSOR) from broken


def _pack(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    return value


def _unpack(value: Any) -> Any:
    if isinstance(value, dict):
        return datetime.fromisoformat(value["t"]) if "t" in value else date.fromisoformat(value["d"])
    if isinstance(value, list):
        raise ValueError("list in cursor")
    return value
