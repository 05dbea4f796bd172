"""Rows by id as plain tuples. The statement for a set of attributes is made once; no query objects, no model instances.

Reading by id is what pages, writes and live events do most: building the same query over again cost them more than
running it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import QuerySet

from genjin.kernel.sqlite.instants import read_instant
from genjin.tables.records.custom_value import CustomValue, custom_sql

Model = type[models.Model]
Converter = Callable[[Any], Any]
# Parameters a statement: both databases take many more, but plans stay alike.
PAGE = 500


def read_by_ids(
    model: Model,
    ids: Sequence[int],
    attrs: Sequence[str],
    custom: Sequence[CustomValue] = (),
    *,
    living: bool = False,
    lock: bool = False,
) -> list[tuple[Any, ...]]:
    """`(*attrs, *custom)` of the rows that exist, in no order. living: leaves out the trash.

    Holds: with `lock`, row locks on PostgreSQL, taken in the order of ids; SQLite's writer lock is held already.
    """
    begin, converters = _statement(connection.vendor, model, tuple(attrs), tuple((c.key, c.stored_as) for c in custom))
    tail = " AND deleted_at IS NULL" if living else ""
    if lock and connection.features.has_select_for_update:
        # One order for everybody: two writers locking the same rows cannot deadlock.
        tail += " ORDER BY id FOR UPDATE"
    found: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for start in range(0, len(ids), PAGE):
            among, part = one_of(ids[start : start + PAGE])
            cursor.execute(f"{begin} WHERE id {among}{tail}", part)
            found += convert_rows(cursor.fetchall(), converters)
    return found


def one_of(values: Sequence[Any]) -> tuple[str, list[Any]]:
    """What follows a column's name to say that it holds one of `values`, and the parameters of that.

    One array where there are arrays: a driver that looks for a mark for each value takes longer than the server.
    """
    if connection.vendor == "postgresql":
        return "= ANY(%s)", [list(values)]
    return f"IN ({', '.join(['%s'] * len(values))})", list(values)


def read_living(model: Model, *attrs: str, where: str = "", order: str = "position, id") -> tuple[tuple[Any, ...], ...]:
    """Living rows of a small table of settings, as the database gives them: a key for what is built of them.

    Plain SQL: making such queries anew for every edited cell costs more than running them.
    """
    quote = connection.ops.quote_name
    names = ", ".join(quote(a) for a in attrs)
    statement = f"SELECT {names} FROM {quote(model._meta.db_table)} WHERE deleted_at IS NULL{where} ORDER BY {order}"
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return tuple(tuple(row) for row in cursor.fetchall())


def read_query(rows: QuerySet[Any], *, stored: bool = False) -> list[tuple[Any, ...]]:
    """What a `values_list` query yields, without Django's per-value detours.

    stored: the values as the database has them, for who reads few of them.
    """
    compiler = rows.query.get_compiler(connection=connection)
    try:
        statement, parameters = compiler.as_sql()
    except EmptyResultSet:
        return []
    converters = () if stored else _converters([expression for expression, _, _ in compiler.select or []])
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return convert_rows(cursor.fetchall(), converters)


def read_for_each(rows: QuerySet[Any], stand_in: int, values: Sequence[int]) -> list[list[tuple[Any, ...]]]:
    """What the query yields with each of `values` where it says `stand_in`: one statement for all, compiled once.

    Shape: the query's first column is an id; the answer has one list for each value, in the query's order.
    """
    compiler = rows.query.get_compiler(connection=connection)
    try:
        statement, parameters = compiler.as_sql()
    except EmptyResultSet:
        return [[] for _ in values]
    converters = _converters([expression for expression, _, _ in compiler.select or []])
    width = len(compiler.select or [])
    # Numbered branches, since a union promises no order; the order inside a branch is the query's own.
    branch = f"SELECT %s AS branch, part.* FROM ({statement}) AS part"
    given: list[Any] = []
    for number, value in enumerate(values):
        # Drivers hand over integers in types of their own (psycopg's Int8), so the value is compared, not the type.
        given += [number, *(value if isinstance(p, int) and p == stand_in else p for p in parameters)]
    found: list[list[tuple[Any, ...]]] = [[] for _ in values]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([branch] * len(values)), given)
        for number, *row in cursor.fetchall():
            found[number].append(tuple(row[:width]))
    return [convert_rows(part, converters) for part in found]


def convert_rows(rows: Iterable[Sequence[Any]], converters: Sequence[tuple[int, Converter]]) -> list[tuple[Any, ...]]:
    """Database values → the values of the model's fields. Empty stays None."""
    if not converters:
        return [tuple(r) for r in rows]
    found = []
    for row in rows:
        values = list(row)
        for place, convert in converters:
            value = values[place]
            if value is not None:
                values[place] = convert(value)
        found.append(tuple(values))
    return found


@lru_cache(maxsize=512)
def _statement(
    vendor: str, model: Model, attrs: tuple[str, ...], custom: tuple[tuple[str, str], ...]
) -> tuple[str, tuple[tuple[int, Converter], ...]]:
    quote = connection.ops.quote_name
    table = model._meta.db_table
    fields = [model._meta.pk if a == "pk" else model._meta.get_field(a) for a in attrs]
    values = [CustomValue(key, stored_as) for key, stored_as in custom]
    names = [quote(str(f.column)) for f in fields]  # type: ignore[union-attr]
    names += [custom_sql(vendor, v.key, v.stored_as) for v in values]
    expressions = [f.get_col(table) for f in fields]  # type: ignore[union-attr]
    return f"SELECT {', '.join(names)} FROM {quote(table)}", _converters([*expressions, *values])


def _converters(expressions: Iterable[Any]) -> tuple[tuple[int, Converter], ...]:
    """(place, conversion) for the values that do not leave the database as they are."""
    found: list[tuple[int, Converter]] = []
    for place, expression in enumerate(expressions):
        convert = _converter(expression)
        if convert is not None:
            found.append((place, convert))
    return tuple(found)


def _converter(expression: Any) -> Converter | None:
    field = expression.output_field
    if connection.vendor == "sqlite" and field.get_internal_type() == "DateTimeField":
        return _instant
    if type(field) is models.JSONField and field.decoder is None:
        return read_json
    steps = [*connection.ops.get_db_converters(expression), *expression.get_db_converters(connection)]
    if not steps:
        return None

    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, expression, connection)
        return value

    return convert


def read_json(value: Any) -> Any:
    """A JSON column's value as the database gives it → the value."""
    return orjson.loads(value) if isinstance(value, (str, bytes)) else value


def _instant(value: Any) -> datetime:
    """SQLite holds instants as UTC text, which its driver has read already where the column's type says so."""
    found: datetime = value if isinstance(value, datetime) else read_instant(value)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
