"""What parsing and showing depend on: the clock, the reader's language, the titles of linked rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.definition import Column, TableDefinition, get_table
from genjin.tables.fields.base import ParseContext, ShowContext
from genjin.tables.rowreader import read_by_ids
from genjin.tables.scope.predicate import rows

_Source = Callable[[TableDefinition, Actor], "QuerySet[Any]"]


def build_parse_context(actor: Actor) -> ParseContext:
    """For what is to be written: a link may name what is in use."""
    return _parse_context(actor, build_resolver(actor))


def build_filter_context(actor: Actor) -> ParseContext:
    """For filters: old records name retired rows, and must be found by them."""
    return _parse_context(actor, _resolver(actor, _living))


def _parse_context(actor: Actor, resolve: Callable[[str, str], int]) -> ParseContext:
    return ParseContext(now=clock.now(), today=clock.today(), language=actor.language, resolve=resolve)


def build_resolver(actor: Actor) -> Callable[[str, str], int]:
    """Finds a linked row by `#id` or title among the rows in use that the actor may see; remembers what it found."""
    return _resolver(actor, _in_use)


def _resolver(actor: Actor, source: _Source) -> Callable[[str, str], int]:
    found: dict[tuple[str, str], int] = {}

    def resolve(table: str, text: str) -> int:
        key = (table, text)
        if key not in found:
            definition = get_table(table)
            found[key] = _find(definition, source(definition, actor), text)
        return found[key]

    return resolve


def _living(definition: TableDefinition, actor: Actor) -> QuerySet[Any]:
    # People, stages and the like are looked up whole: their names are no secret inside the organisation.
    if definition.owned and not definition.settings:
        return rows(definition.key, actor)
    return definition.model._default_manager.filter(deleted_at__isnull=True)


def _in_use(definition: TableDefinition, actor: Actor) -> QuerySet[Any]:
    retires = any(f.name == "retired_at" for f in definition.model._meta.concrete_fields)
    living = _living(definition, actor)
    return living.filter(retired_at__isnull=True) if retires else living


def _find(definition: TableDefinition, living: QuerySet[Any], text: str) -> int:
    if text.startswith("#") and text[1:].isdigit():
        hits = list(living.filter(pk=int(text[1:])).values_list("pk", flat=True))
    else:
        hits = list(living.filter(**{definition.column(definition.title).attr: text}).values_list("pk", flat=True)[:2])
        if not hits and definition.find_alias is not None:
            hits = definition.find_alias(text)
    if not hits:
        raise AppError(ErrorCode.UNKNOWN_OPTION, value=text[:40], table=definition.key)
    if len(hits) > 1:
        raise AppError(ErrorCode.AMBIGUOUS_OPTION, value=text[:40], table=definition.key)
    return int(hits[0])


def build_show_context(
    actor: Actor, columns: Iterable[tuple[int, Column]], page: Iterable[Iterable[Any]]
) -> ShowContext:
    """One look-up per linked table for all link cells of the page. `columns` are (index in the row, column)."""
    wanted: dict[str, set[int]] = defaultdict(set)
    links = [(i, c) for i, c in columns if c.field.link_table]
    if links:
        for row in page:
            cells = tuple(row)
            for index, column in links:
                if cells[index] is not None:
                    wanted[str(column.field.link_table)].add(cells[index])
    return ShowContext(language=actor.language, labels=find_labels(actor, wanted))


def find_labels(actor: Actor, wanted: Mapping[str, set[int]]) -> dict[tuple[str, int], Any]:
    """Titles of linked rows; of owned tables only those in the actor's scope. With `link_facts`, a mapping."""
    labels: dict[tuple[str, int], Any] = {}
    for table, ids in wanted.items():
        definition = get_table(table)
        second = (definition.second_title,) if definition.second_title else ()
        attrs = ("id", definition.column(definition.title).attr, *second, *definition.link_facts)
        if definition.owned and not definition.settings:
            found = list(rows(table, actor).filter(pk__in=ids).values_list(*attrs))
        else:
            found = read_by_ids(definition.model, list(ids), attrs)
        for row_id, *titles in found:
            facts = titles[1 + len(second) :]
            label = next((t for t in titles[: 1 + len(second)] if t), None)
            named = dict(zip(definition.link_facts, facts, strict=True))
            labels[(table, row_id)] = {"label": label, **named} if named else label
    return labels
