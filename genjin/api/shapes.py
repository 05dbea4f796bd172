"""Between engine values and the shapes of the API."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse

from genjin.api.errors import error_body
from genjin.api.schemas import (
    BulkOut,
    CellErrorOut,
    CellOut,
    ColumnOut,
    NewRowOut,
    OptionOut,
    QueryIn,
    RefusedOut,
    RowOut,
    Selection,
    TheirsOut,
)
from genjin.kernel.actor import Actor, ColumnRight
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.json_bytes import dump_json
from genjin.kernel.messages import message
from genjin.people.access import request_actor
from genjin.tables.definition import Column, TableDefinition, get_table
from genjin.tables.filters.tree import parse_filter
from genjin.tables.records.context import build_show_context
from genjin.tables.records.edit import BulkOutcome, CellResult, RowResult
from genjin.tables.records.query import Page, Query
from genjin.tables.scope.mask import check_unmasked, column_right

GROUPABLE = ("choice", "grade", "link", "person", "stage", "checkbox", "text", "rating")


def actor_of(request: HttpRequest) -> Actor:
    return request_actor(request)


def query_of(body: Selection) -> Query:
    """Selection or full query → engine query."""
    plain = Query(filter=parse_filter(body.filter), search=body.search, trash=body.trash)
    if not isinstance(body, QueryIn):
        return plain
    columns = None if body.columns is None else tuple(body.columns)
    return replace(plain, sort=tuple(body.sort), columns=columns, cursor=body.cursor, limit=body.limit)


def page_answer(page: Page) -> HttpResponse:
    """The page in the shape of `PageOut`, as bytes: looking through ten thousand cells again would cost more than
    fetching them did."""
    body = {
        "columns": page.columns, "rows": page.rows, "next": page.next, "position": page.position, "as_of": page.as_of
    }  # fmt: skip
    return HttpResponse(dump_json(body), content_type="application/json; charset=utf-8")


def rows_out(page: Page) -> list[RowOut]:
    return [RowOut.model_construct(**row) for row in page.rows]


def column_out(definition: TableDefinition, actor: Actor, column: Column) -> ColumnOut:
    """The column as the client needs it, with the actor's right."""
    right = column_right(definition, actor, column)
    usable = _is_open(definition, actor, column)
    facts = column.field.schema(actor.language)
    computed = column.computed is not None
    return ColumnOut(
        id=column.id,
        label=column.words.in_language(actor.language),
        kind=column.field.kind,
        writable=column.writable,
        right="edit" if right is ColumnRight.EDIT and column.writable != "never" else _reading(right),
        width=column.width,
        group=column.group,
        hidden_by_default=column.hidden_by_default,
        sums=column.sums,
        sortable=usable and (not computed or column.sort_attr is not None),
        filterable=not computed or column.field.kind == "status",
        groupable=usable and not computed and column.field.kind in GROUPABLE,
        operators=dict(column.field.operators),
        options=[OptionOut(**o) for o in facts["options"]] if "options" in facts else None,
        link_table=column.field.link_table,
        custom=column.is_custom,
        required=column.required,
        unit=facts.get("unit"),
        currency=facts.get("currency"),
        help=None if column.help is None else column.help.in_language(actor.language),
    )


def _reading(right: ColumnRight) -> Any:
    return "masked" if right is ColumnRight.MASKED else "read"


def _is_open(definition: TableDefinition, actor: Actor, column: Column) -> bool:
    try:
        check_unmasked(definition, actor, column, "sort")
    except AppError:
        return False
    return True


def named(error: AppError, definition: TableDefinition, actor: Actor) -> AppError:
    """The error with column ids in its words replaced by the labels people know."""
    column_id = error.data.get("column")
    column = definition.by_id().get(column_id) if isinstance(column_id, str) else None
    if column is None:
        return error
    return AppError(error.code, error.status, **{**error.data, "column": column.words.in_language(actor.language)})


def cell_out(definition: TableDefinition, actor: Actor, result: CellResult) -> CellOut:
    body: dict[str, Any] = {}
    if result.error is not None:
        body = error_body(named(result.error, definition, actor), actor.language)
    theirs = None
    if result.theirs is not None:
        theirs = TheirsOut(
            value=show_value(definition, actor, result.column, result.theirs.value),
            by=result.theirs.by,
            at=result.theirs.at,
        )
    return CellOut(row=result.row_id, column=result.column, status=result.status, theirs=theirs, **body)  # type: ignore[arg-type]


def show_value(definition: TableDefinition, actor: Actor, column_id: str, stored: Any) -> Any:
    """One stored value as the API shows it; encrypted ones as their mask."""
    column = definition.column(column_id)
    if stored is None:
        return None
    if column.field.encrypted:
        return column.field.mask(stored)
    return column.field.show(stored, build_show_context(actor, [(0, column)], [[stored]]))


def new_row_out(definition: TableDefinition, actor: Actor, result: RowResult) -> NewRowOut:
    errors = [
        CellErrorOut(column=c, code=e.code.value, message=message(named(e, definition, actor), actor.language))
        for c, e in result.errors
    ]
    return NewRowOut(index=result.index, id=result.row_id, errors=errors)


def bulk_out(outcome: BulkOutcome, actor: Actor) -> BulkOut:
    refused = [RefusedOut(id=i, code=e.code.value, message=message(e, actor.language)) for i, e in outcome.refused]
    return BulkOut(operation=outcome.operation_id, done=outcome.done, refused=refused)


def table_of(key: str, actor: Actor) -> TableDefinition:
    """The table, if the actor's role knows it at all. Raises unknown_table otherwise."""
    definition = get_table(key)
    if actor.id is not None and actor.access(key).reach.value == "none" and not actor.access(key).actions:
        raise AppError(ErrorCode.UNKNOWN_TABLE, 404, table=key)
    return definition
