"""Custom fields (domain.md A7): created by people, behaving as built-in columns."""

from __future__ import annotations

from time import monotonic
from typing import Any

from django.db import connection, transaction

from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.kernel.words import Words
from genjin.tables.definition import Column, get_table, set_custom_source
from genjin.tables.fields import (
    Checkbox,
    Choice,
    Choices,
    Date,
    DateTime,
    Email,
    Encrypted,
    FieldType,
    Link,
    LongText,
    Money,
    Number,
    Option,
    Percent,
    PersonLink,
    Phone,
    Rating,
    Text,
    Url,
)
from genjin.tables.models import CustomColumn
from genjin.tables.records.custom_value import custom_sql
from genjin.tables.scope.predicate import check_action

MAX_COLUMNS = 200
MAX_INDEXED = 8
_PLAIN: dict[str, type[FieldType]] = {
    f.kind: f
    for f in (
        Text,
        LongText,
        Number,
        Percent,
        Date,
        DateTime,
        PersonLink,
        Phone,
        Email,
        Url,
        Checkbox,
        Rating,
        Encrypted,
    )
}
KINDS = (*_PLAIN, "money", "choice", "choices", "link")

# Columns by table, with the version they were read at and when that was last compared: another process may have added
# one. A request asks for them a dozen times; this process's own changes show at once.
_cache: dict[str, tuple[int, tuple[Column, ...], float]] = {}
COMPARE_AFTER = 0.5


def build_field(kind: str, options: dict[str, Any]) -> FieldType:
    """The field type of a custom column. Raises bad_request for an unknown kind or missing options."""
    if kind in _PLAIN:
        return _PLAIN[kind]()
    if kind == "money":
        return Money(str(options.get("currency", "CNY")))
    if kind == "link":
        return Link(get_table(str(options.get("table", ""))).key)
    if kind in ("choice", "choices"):
        listed = tuple(_option(o) for o in options.get("options", []))
        if not listed:
            raise AppError(ErrorCode.BAD_REQUEST, what="options")
        return Choice(listed) if kind == "choice" else Choices(listed)
    raise AppError(ErrorCode.BAD_REQUEST, what="kind")


def _option(raw: dict[str, Any]) -> Option:
    key, label = str(raw["key"])[:40], str(raw["label"])[:60]
    if "|" in key or not key or not label:
        raise AppError(ErrorCode.BAD_REQUEST, what="options")
    return Option(key, Words(label, label), str(raw.get("color", "gray"))[:12])


def load_columns(table: str) -> tuple[Column, ...]:
    """The table's living custom columns, in their order."""
    cached = _cache.get(table)
    now = monotonic()
    if cached is not None and now - cached[2] < COMPARE_AFTER:
        return cached[1]
    version = _version()
    if cached is None or cached[0] != version:
        rows = CustomColumn.objects.filter(table=table, retired_at=None).order_by("position", "id")
        cached = (version, tuple(_column(r) for r in rows), now)
    _cache[table] = (cached[0], cached[1], now)
    return cached[1]


def _version() -> int:
    """Grows with every change to any custom column."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT last FROM tables_numbersequence WHERE key = 'custom_columns' AND year = 0")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _column(row: CustomColumn) -> Column:
    return Column(
        id=row.key,
        words=Words(row.label, row.label),
        field=build_field(row.kind, row.options),
        attr=f"custom.{row.key}",
        group="custom",
        sums=row.kind in ("money", "number"),
    )


def add_column(actor: Actor, table: str, label: str, kind: str, options: dict[str, Any]) -> CustomColumn:
    """Creates a column. Raises forbidden, bad_request, not_unique (a column of that name exists), limit."""
    definition = get_table(table)
    check_action(table, actor, "configure")
    label = _checked_label(label)
    if label in {c.words.in_language(actor.language) for c in definition.all_columns()}:
        raise AppError(ErrorCode.NOT_UNIQUE, value=label)
    build_field(kind, _with_keys(options))
    with transaction.atomic():
        count = CustomColumn.objects.filter(table=table).count()
        if count >= MAX_COLUMNS:
            raise AppError(ErrorCode.LIMIT, limit=MAX_COLUMNS)
        row = CustomColumn.objects.create(
            table=table, key=f"draft{count}", label=label, kind=kind, options=_with_keys(options), position=count
        )
        row.key = f"c{row.pk}"
        row.save(update_fields=["key"])
        _grow()
    return row


def change_column(actor: Actor, table: str, key: str, **changes: Any) -> CustomColumn:
    """Renames, reorders, replaces options, indexes or retires (`retired=True`) a column. The key stays."""
    check_action(table, actor, "configure")
    row = CustomColumn.objects.filter(table=table, key=key).first()
    if row is None:
        raise not_found("column")
    if "label" in changes:
        row.label = _checked_label(changes["label"])
    if "options" in changes:
        row.options = _with_keys(changes["options"])
        build_field(row.kind, row.options)
    if "position" in changes:
        row.position = int(changes["position"])
    if changes.get("retired"):
        row.retired_at = clock.now()
    with transaction.atomic():
        if changes.get("indexed") and not row.indexed:
            _create_index(row)
        row.save()
        _grow()
    return row


def _create_index(row: CustomColumn) -> None:
    if CustomColumn.objects.filter(table=row.table, indexed=True).count() >= MAX_INDEXED:
        raise AppError(ErrorCode.LIMIT, limit=MAX_INDEXED)
    definition = get_table(row.table)
    quote = connection.ops.quote_name
    expression = custom_sql(connection.vendor, row.key, build_field(row.kind, row.options).stored_as)
    # As for the built-in columns: one for those who see everything, one for those who see units.
    wanted = {"index": f"{expression}, id"}
    if definition.owned:
        wanted["unit_index"] = f"unit_id, {expression}, id"
    with connection.cursor() as cursor:
        for name, parts in wanted.items():
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {quote(f'{row.table}_{row.key}_{name}')} "
                f"ON {quote(definition.model._meta.db_table)} ({parts}) WHERE deleted_at IS NULL"
            )
    row.indexed = True


def _checked_label(label: str) -> str:
    text = label.strip()
    if not text or len(text) > 60:
        raise AppError(ErrorCode.REQUIRED, column="label")
    return text


def _with_keys(options: dict[str, Any]) -> dict[str, Any]:
    """Options get a stable key the first time they are seen."""
    listed = options.get("options")
    if not isinstance(listed, list):
        return options
    taken = {str(o["key"]) for o in listed if isinstance(o, dict) and o.get("key")}
    named: list[dict[str, Any]] = []
    number = 1
    for raw in listed:
        entry = {"label": raw} if isinstance(raw, str) else dict(raw)
        while not entry.get("key"):
            if f"o{number}" not in taken:
                entry["key"] = f"o{number}"
                taken.add(entry["key"])
            number += 1
        named.append(entry)
    return {**options, "options": named}


def _grow() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO tables_numbersequence (key, year, last) VALUES ('custom_columns', 0, 1) "
            "ON CONFLICT (key, year) DO UPDATE SET last = tables_numbersequence.last + 1"
        )
    _cache.clear()


set_custom_source(load_columns)
