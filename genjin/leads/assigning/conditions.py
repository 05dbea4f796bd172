"""The conditions of a rule: a filter tree over the lead register as JSON, checked when saved and again when used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from genjin.kernel.actor import SYSTEM
from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.models import Person
from genjin.tables.definition import Column, get_table
from genjin.tables.fields.base import ParseContext
from genjin.tables.filters.compile import FilterCompiler
from genjin.tables.filters.tree import Condition, conditions, read_filter
from genjin.tables.records.context import build_parse_context, find_labels
from genjin.tables.records.custom_value import CustomValue

# Who reads the leads when a rule decides is nobody in particular.
_RELATIVE = ("me", "my_team")


@dataclass(frozen=True, slots=True)
class ReadyConditions:
    """query: what the leads have to meet; annotations: what it needs of custom fields; columns: those it looks at."""

    query: Q
    annotations: Mapping[str, CustomValue]
    columns: tuple[str, ...]


def build_conditions(text: str | None) -> ReadyConditions:
    """The conditions ready to be asked.

    Raises: bad_filter; unknown_column for a field that was deleted; rule_outdated for a stage or channel that was
    retired; rule_person_left for somebody who no longer works here.
    """
    tree = read_filter(text)
    columns = get_table("leads").by_id()
    context = build_parse_context(SYSTEM)
    asked = list(conditions(tree))
    for condition in asked:
        column = columns.get(condition.column)
        if condition.op in _RELATIVE:
            raise AppError(ErrorCode.BAD_FILTER, why="relative", column=condition.column, op=condition.op)
        if column is not None and column.field.link_table:
            _check_links(column, condition, context)
    compiler = FilterCompiler(get_table("leads"), SYSTEM, context)
    query = compiler.compile(tree)
    return ReadyConditions(query, dict(compiler.annotations), tuple(dict.fromkeys(c.column for c in asked)))


def _check_links(column: Column, condition: Condition, context: ParseContext) -> None:
    for raw in condition.value if isinstance(condition.value, list) else [condition.value]:
        if raw is None:
            continue
        try:
            found = column.field.parse(raw, context)
        except AppError as refused:
            if refused.code is not ErrorCode.UNKNOWN_OPTION:
                raise
            raise AppError(ErrorCode.RULE_OUTDATED, value=_name(column, raw), column=column.id) from None
        if column.field.link_table == "people" and not Person.objects.filter(pk=found, active=True).exists():
            raise AppError(ErrorCode.RULE_PERSON_LEFT, value=_name(column, found), column=column.id)


def _name(column: Column, raw: Any) -> str:
    """What a linked row is called, whether or not it is in use."""
    row_id = raw.get("id") if isinstance(raw, Mapping) else raw
    if isinstance(raw, Mapping) and raw.get("label"):
        return str(raw["label"])[:60]
    if not isinstance(row_id, int):
        return str(row_id)[:60]
    table = str(column.field.link_table)
    found = find_labels(SYSTEM, {table: {row_id}}).get((table, row_id))
    label = found.get("label") if isinstance(found, Mapping) else found
    return str(label or f"#{row_id}")[:60]
