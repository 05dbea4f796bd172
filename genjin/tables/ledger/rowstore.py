"""Bulk SQL under the ledger: reading rows under lock, inserting and updating many in one statement each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from genjin.tables.rowreader import read_by_ids

Model = type[models.Model]


def read_rows(
    model: Model, ids: Iterable[int], attrs: Sequence[str], *, lock: bool = True, trashed: bool = False
) -> dict[int, dict[str, Any]]:
    """`{id: {attr: value}}`. Holds row locks on PostgreSQL; SQLite's writer lock is held already."""
    names = ("id", *attrs)
    rows = read_by_ids(model, list(dict.fromkeys(ids)), names, living=not trashed, lock=lock)
    return {values[0]: dict(zip(names[1:], values[1:], strict=True)) for values in rows}


def insert_rows(model: Model, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Inserts rows given by attribute; attributes not given get the model's default. Returns their ids."""
    if not rows:
        return []
    ids = _take_ids(model, len(rows))
    fields = [f for f in model._meta.concrete_fields if not f.primary_key]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(f.column)) for f in (model._meta.pk, *fields))
    marks = ", ".join(["%s"] * (len(fields) + 1))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"
    converters = [(f.attname, f.get_default, _converter(f)) for f in fields]
    values = [
        (row_id, *(convert(row[name] if name in row else default()) for name, default, convert in converters))
        for row_id, row in zip(ids, rows, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)
    return ids


def update_rows(model: Model, updates: Mapping[int, Mapping[str, Any]]) -> None:
    """Writes attributes row by row, one prepared statement per set of attributes."""
    shapes: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    fields = {f.attname: f for f in model._meta.concrete_fields}
    converters = {name: _converter(f) for name, f in fields.items()}
    for row_id, values in updates.items():
        shape = tuple(sorted(values))
        if shape:
            shapes[shape].append((*(converters[a](values[a]) for a in shape), row_id))
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for shape, batch in shapes.items():
            sets = ", ".join(f"{quote(str(fields[a].column))} = %s" for a in shape)
            cursor.executemany(f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE id = %s", batch)


def _converter(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """The field's value as its column takes it; half the values of a wide row are empty and need no conversion."""
    # The wrapper itself: looking it up through the thread-local for every value costs more than the conversion.
    wrapper = connections[DEFAULT_DB_ALIAS]
    prepare = field.get_db_prep_save

    def convert(value: Any) -> Any:
        return None if value is None else prepare(value, wrapper)

    return convert


def _take_ids(model: Model, count: int) -> list[int]:
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
