"""Bulk SQL under the ledger: reading rows under lock, inserting and updating many in one statement each."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC
from functools import lru_cache
from operator import itemgetter
from types import NoneType
from typing import Any, NamedTuple

import orjson
from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from genjin.tables.rowreader import read_by_ids

Model = type[models.Model]
Converter = Callable[[Any], Any]
# Kinds of column whose stored value is the value: the type is made sure of, nothing else.
_PLAIN: dict[str, Converter] = {
    "BigIntegerField": int,
    "IntegerField": int,
    "SmallIntegerField": int,
    "BooleanField": bool,
    "TextField": str,
    "CharField": str,
}


def read_rows(
    model: Model, ids: Iterable[int], attrs: Sequence[str], *, lock: bool = True, trashed: bool = False
) -> dict[int, dict[str, Any]]:
    """`{id: {attr: value}}`. Holds row locks on PostgreSQL; SQLite's writer lock is held already."""
    names = ("id", *attrs)
    rows = read_by_ids(model, list(dict.fromkeys(ids)), names, living=not trashed, lock=lock)
    return {values[0]: dict(zip(names[1:], values[1:], strict=True)) for values in rows}


def insert_rows(model: Model, rows: Sequence[Mapping[str, Any]], ids: Sequence[int] | None = None) -> list[int]:
    """Inserts rows given by attribute; attributes not given get the model's default. Returns their ids.

    ids: taken before with `take_ids`, when something had to name the rows already.
    """
    if not rows:
        return []
    taken = take_ids(model, len(rows)) if ids is None else ids
    fields, _ = _fields(connection.vendor, model)
    empty = blank_row(model)
    in_order = itemgetter(*fields) if len(fields) > 1 else lambda row: tuple(row[name] for name in fields)
    # In one order, so that what follows goes column by column: a step for each value costs more than writing it.
    try:
        lines = [in_order(row) for row in rows]
    except KeyError:
        lines = [in_order({**empty, **row}) for row in rows]
    columns = zip(*lines, strict=True)
    names: list[str] = ["id"]
    values: list[Sequence[Any]] = [taken]
    for (name, field), column in zip(fields.items(), columns, strict=True):
        kinds = set(map(type, column))
        # Columns that no row fills stay out of the statement: half of a wide table.
        if kinds != {NoneType}:
            names.append(name)
            values.append(column if kinds <= field.stored else _convert(field, column))
    insert_tuples(model, names, list(zip(*values, strict=True)))
    return list(taken)


def blank_row(model: Model) -> dict[str, Any]:
    """A row that nobody has filled, by attribute: the defaults of the model, else None. Without the id."""
    fields, defaults = _fields(connection.vendor, model)
    return {name: defaults[name]() if name in defaults else None for name in fields}


def _convert(field: _Field, values: Iterable[Any]) -> list[Any]:
    convert = field.convert
    return [None if value is None else convert(value) for value in values]


def insert_tuples(model: Model, attrs: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Inserts rows of values that are in the database's own form already (see `as_json`)."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(model._meta.get_field(a).column)) for a in attrs)  # type: ignore[union-attr]
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(attrs))})", rows)
            return
        # Reading a statement with all the values in it costs a server four times as much as the rows.
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def insert_numbered(model: Model, attrs: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Like `insert_tuples`, for rows whose ids nobody needs to know: they follow in order."""
    if connection.vendor == "sqlite":
        # Cheaper than letting SQLite look up and raise the last id row by row.
        ids = take_ids(model, len(rows))
        insert_tuples(model, ("id", *attrs), [(i, *row) for i, row in zip(ids, rows, strict=True)])
    else:
        insert_tuples(model, attrs, rows)


def update_rows(model: Model, updates: Mapping[int, Mapping[str, Any]]) -> None:
    """Writes attributes, one statement per set of attributes: prepared and run for each row, or for many at once."""
    shapes: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    fields, _ = _fields(connection.vendor, model)
    for row_id, values in updates.items():
        shape = tuple(sorted(values))
        if shape:
            found = [None if (value := values[a]) is None else fields[a].convert(value) for a in shape]
            shapes[shape].append((*found, row_id))
    write = _update_each if connection.vendor == "sqlite" else _update_joined
    for shape, batch in shapes.items():
        write(model, [fields[a] for a in shape], batch)


def _update_each(model: Model, fields: Sequence[_Field], rows: Sequence[tuple[Any, ...]]) -> None:
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(f.column)} = %s" for f in fields)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE id = %s", rows)


def _update_joined(model: Model, fields: Sequence[_Field], rows: Sequence[tuple[Any, ...]]) -> None:
    """A server that plans every statement anew takes longer to plan one row's update than to do it."""
    quote = connection.ops.quote_name
    names = [f"a{n}" for n in range(len(fields))]
    sets = ", ".join(f"{quote(f.column)} = given.{name}" for f, name in zip(fields, names, strict=True))
    # One array a column: a driver that looks for a mark for each value takes longer than the server.
    arrays = ", ".join([*(f"%s::{f.cast}[]" for f in fields), "%s::bigint[]"])
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(model._meta.db_table)} AS kept SET {sets}"
            f" FROM unnest({arrays}) AS given ({', '.join([*names, 'id'])}) WHERE kept.id = given.id",
            [list(values) for values in zip(*rows, strict=True)],
        )


def as_json(value: Any) -> str:
    """JSON text as both databases' JSON columns take it."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        # Integers beyond 64 bits and lone surrogates, which only the slow writer knows.
        return json.dumps(value)


class _Field(NamedTuple):
    """cast: the type of a value that stands alone; no length, since a cast to one cuts silently.

    stored: types whose values the column takes as they are.
    """

    column: str
    convert: Converter
    cast: str
    stored: frozenset[type]


@lru_cache(maxsize=256)
def _fields(vendor: str, model: Model) -> tuple[dict[str, _Field], dict[str, Callable[[], Any]]]:
    """How each attribute is stored, and the defaults that are not empty."""
    found = [f for f in model._meta.concrete_fields if not f.primary_key]
    wrapper = connections[DEFAULT_DB_ALIAS]
    fields = {
        f.attname: _Field(
            str(f.column), _converter(vendor, f), str(f.db_type(wrapper)).split("(")[0], _stored(f.get_internal_type())
        )
        for f in found
    }
    return fields, {f.attname: f.get_default for f in found if f.get_default() is not None}


def _stored(kind: str) -> frozenset[type]:
    plain: Any = _PLAIN.get(kind)
    return frozenset({NoneType} if plain is None else {plain, NoneType})


def _converter(vendor: str, field: models.Field[Any, Any]) -> Converter:
    """The field's value, never None, as its column takes it. Django's own way there costs more than the write."""
    kind = field.get_internal_type()
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == "JSONField":
        return as_json
    # The wrapper itself: looking it up through the thread-local for every value costs more than the conversion.
    wrapper, prepare = connections[DEFAULT_DB_ALIAS], field.get_db_prep_save

    def convert(value: Any) -> Any:
        return prepare(value, wrapper)

    # One instant stamps every row of a chunk several times.
    @lru_cache(maxsize=1_024)
    def store_instant(value: Any) -> Any:
        return str(value.replace(tzinfo=None)) if value.tzinfo is UTC else prepare(value, wrapper)

    return store_instant if vendor == "sqlite" and kind == "DateTimeField" else convert


def take_ids(model: Model, count: int) -> list[int]:
    """Fresh ids. SQLite: the writer lock makes "last + 1" safe; PostgreSQL: from the sequence."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [int(r[0]) for r in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
        start = int(last[0]) if last else 0
        return list(range(start + 1, start + count + 1))
