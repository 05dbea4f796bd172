"""Schemas of tables; pages, counts, groups and sums of rows; custom columns."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from genjin.api.errors import error_body
from genjin.api.schemas import (
    ColumnIn,
    ColumnOut,
    ColumnPatch,
    CountOut,
    ErrorOut,
    GroupOut,
    GroupsIn,
    GroupsOut,
    PageOut,
    ParseIn,
    ParseOut,
    QueryIn,
    RowsByIdIn,
    Selection,
    TableOut,
    TableSummary,
    TotalsIn,
    TotalsOut,
)
from genjin.api.shapes import actor_of, column_out, named, page_answer, query_of, show_value, table_of
from genjin.api.views import list_views
from genjin.kernel.errors import AppError
from genjin.tables.definition import list_tables
from genjin.tables.fields.base import ShowContext
from genjin.tables.records.aggregate import count_rows, group_rows, total_rows
from genjin.tables.records.context import build_parse_context, build_show_context
from genjin.tables.records.custom_columns import add_column, change_column
from genjin.tables.records.query import fetch_page, fetch_rows
from genjin.tables.scope.mask import visible_columns

router = Router(tags=["tables"])


@router.get("/tables", response=list[TableSummary])
def tables(request: HttpRequest) -> list[TableSummary]:
    """Every table the reader's role knows."""
    actor = actor_of(request)
    return [
        TableSummary(
            key=d.key,
            label=d.words.in_language(actor.language),
            actions=sorted(actor.access(d.key).actions),
            settings=d.settings,
        )
        for d in list_tables()
        if actor.access(d.key).reach.value != "none"
    ]


@router.get("/tables/{table}", response=TableOut)
def table_schema(request: HttpRequest, table: str) -> TableOut:
    """Columns with the reader's rights, and the views."""
    actor = actor_of(request)
    definition = table_of(table, actor)
    return TableOut(
        key=definition.key,
        label=definition.words.in_language(actor.language),
        title_column=definition.title,
        columns=[column_out(definition, actor, c) for c in visible_columns(definition, actor)],
        default_sort=list(definition.default_sort),
        actions=sorted(actor.access(table).actions),
        settings=definition.settings,
        views=list_views(actor, table),
    )


@router.post("/tables/{table}/query", response=PageOut)
def query_rows(request: HttpRequest, table: str, body: QueryIn) -> HttpResponse:
    """One page of rows by keyset cursor."""
    actor = actor_of(request)
    table_of(table, actor)
    return page_answer(fetch_page(table, actor, query_of(body)))


@router.post("/tables/{table}/rows-by-id", response=PageOut)
def rows_by_id(request: HttpRequest, table: str, body: RowsByIdIn) -> HttpResponse:
    """The named rows, as far as the reader sees them."""
    actor = actor_of(request)
    table_of(table, actor)
    columns = None if body.columns is None else tuple(body.columns)
    return page_answer(fetch_rows(table, actor, body.ids, columns))


@router.post("/tables/{table}/count", response=CountOut)
def count(request: HttpRequest, table: str, body: Selection) -> CountOut:
    """How many rows; exact up to 10,000."""
    actor = actor_of(request)
    table_of(table, actor)
    found, capped = count_rows(table, actor, query_of(body))
    return CountOut(count=found, capped=capped)


@router.post("/tables/{table}/groups", response=GroupsOut)
def groups(request: HttpRequest, table: str, body: GroupsIn) -> GroupsOut:
    """Groups of one column with counts and sums."""
    actor = actor_of(request)
    table_of(table, actor)
    found, capped = group_rows(table, actor, query_of(body), body.group, tuple(body.sums))
    return GroupsOut(
        groups=[
            GroupOut(value=g.value, label=g.label, count=g.count, sums=g.sums, attention=g.attention) for g in found
        ],
        capped=capped,
    )


@router.post("/tables/{table}/totals", response=TotalsOut)
def totals(request: HttpRequest, table: str, body: TotalsIn) -> TotalsOut:
    """Count and sums over all rows of the selection."""
    actor = actor_of(request)
    table_of(table, actor)
    query = query_of(body)
    found, capped = count_rows(table, actor, query)
    return TotalsOut(count=found, capped=capped, sums=total_rows(table, actor, query, tuple(body.sums)))


@router.post("/tables/{table}/parse", response=ParseOut)
def parse_text(request: HttpRequest, table: str, body: ParseIn) -> ParseOut:
    """What typed text would become in a cell, without writing it."""
    actor = actor_of(request)
    definition = table_of(table, actor)
    column = definition.column(body.column)
    try:
        stored = column.field.parse(body.text, build_parse_context(actor))
    except AppError as refused:
        body_out = error_body(named(refused, definition, actor), actor.language)
        return ParseOut(error=ErrorOut(**body_out))
    context: ShowContext = build_show_context(actor, [(0, column)], [[stored]])
    display = "" if stored is None else column.field.format_text(stored, context)
    return ParseOut(value=show_value(definition, actor, body.column, stored), display=display)


@router.post("/tables/{table}/columns", response=ColumnOut)
def create_column(request: HttpRequest, table: str, body: ColumnIn) -> ColumnOut:
    """Adds a custom field."""
    actor = actor_of(request)
    definition = table_of(table, actor)
    row = add_column(actor, table, body.label, body.kind, body.options)
    return column_out(definition, actor, definition.column(row.key))


@router.patch("/tables/{table}/columns/{key}", response=ColumnOut)
def patch_column(request: HttpRequest, table: str, key: str, body: ColumnPatch) -> ColumnOut:
    """Renames, reorders, indexes a custom field, or replaces its options."""
    actor = actor_of(request)
    definition = table_of(table, actor)
    change_column(actor, table, key, **body.model_dump(exclude_unset=True, exclude_none=True))
    return column_out(definition, actor, definition.column(key))


@router.delete("/tables/{table}/columns/{key}", response={204: None})
def retire_column(request: HttpRequest, table: str, key: str) -> tuple[int, None]:
    """Takes a custom field out of use; its values and history stay."""
    actor = actor_of(request)
    table_of(table, actor)
    change_column(actor, table, key, retired=True)
    return 204, None
