"""Shapes of requests and answers of the table routes. The browser's types are generated from these."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

Json = Any
FilterJson = dict[str, Any] | None
Id = int
MAX_ID = 2**53


class ErrorOut(Schema):
    code: str
    message: str
    data: dict[str, Any] = {}


class OptionOut(Schema):
    key: str
    label: str
    color: str = "gray"


class ColumnOut(Schema):
    id: str
    label: str
    kind: str
    writable: Literal["cell", "verb", "never"]
    right: Literal["masked", "read", "edit"]
    width: int
    group: str
    hidden_by_default: bool
    sums: bool
    sortable: bool
    filterable: bool
    groupable: bool
    operators: dict[str, str]
    options: list[OptionOut] | None = None
    link_table: str | None = None
    custom: bool
    required: bool
    unit: str | None = None
    currency: str | None = None
    help: str | None = None


class ViewColumn(Schema):
    id: str = Field(max_length=40)
    width: int | None = None
    hidden: bool = False
    frozen: bool = False
    label: str | None = Field(None, max_length=60)


class Labelled(Schema):
    id: int | None
    label: str


class ViewIn(Schema):
    name: str = Field(min_length=1, max_length=60)
    kind: Literal["grid", "kanban"] = "grid"
    shared: Literal["private", "team", "all"] = "private"
    filter: FilterJson = None
    sort: list[tuple[str, Literal["asc", "desc"]]] = []
    group: str | None = None
    columns: list[ViewColumn] = Field(default=[], max_length=300)
    colour: str | None = None
    position: int = 0


class ViewPatch(Schema):
    name: str | None = Field(None, min_length=1, max_length=60)
    kind: Literal["grid", "kanban"] | None = None
    shared: Literal["private", "team", "all"] | None = None
    filter: FilterJson = None
    sort: list[tuple[str, Literal["asc", "desc"]]] | None = None
    group: str | None = None
    columns: list[ViewColumn] | None = Field(None, max_length=300)
    colour: str | None = None
    position: int | None = None
    default_roles: list[int] | None = Field(None, max_length=200)


class ViewOut(ViewIn):
    """first: what this reader begins with. default_roles: whose people do; None for who may not decide that."""

    id: int
    owner: Labelled | None = None
    system: bool = False
    editable: bool = False
    first: bool = False
    default_roles: list[int] | None = None


class TableOut(Schema):
    key: str
    label: str
    title_column: str
    columns: list[ColumnOut]
    default_sort: list[tuple[str, str]]
    actions: list[str]
    settings: bool
    views: list[ViewOut]


class TableSummary(Schema):
    key: str
    label: str
    actions: list[str]
    settings: bool


class Selection(Schema):
    filter: FilterJson = None
    search: str = Field("", max_length=100)
    trash: bool = False


class QueryIn(Selection):
    sort: list[tuple[str, Literal["asc", "desc"]]] = Field(default=[], max_length=4)
    columns: list[str] | None = Field(None, max_length=300)
    cursor: str | None = Field(None, max_length=2000)
    limit: int = Field(100, ge=1, le=500)


class RowOut(Schema):
    id: int
    cells: list[Json]
    masked: list[int]


class PageOut(Schema):
    columns: list[str]
    rows: list[RowOut]
    next: str | None
    position: int
    as_of: datetime


class IdsIn(Schema):
    ids: list[int] = Field(max_length=20_000)
    reason: str = Field("", max_length=2000)


class RowsByIdIn(Schema):
    ids: list[int] = Field(max_length=500)
    columns: list[str] | None = None


class CountOut(Schema):
    count: int
    capped: bool


class GroupsIn(Selection):
    group: str
    sums: list[str] = Field(default=[], max_length=8)


class GroupOut(Schema):
    value: Json
    label: str
    count: int
    sums: dict[str, float | int | None]
    attention: int = 0


class GroupsOut(Schema):
    groups: list[GroupOut]
    capped: bool = False


class TotalsIn(Selection):
    sums: list[str] = Field(default=[], max_length=8)


class TotalsOut(CountOut):
    sums: dict[str, float | int | None]


class EditIn(Schema):
    row: int = Field(ge=1, le=MAX_ID)
    column: str = Field(max_length=40)
    value: Json = None
    extra: dict[str, Any] = {}


Via = Literal["grid", "panel", "kanban", "phone", "api", "import", "settings"]


class CellsIn(Schema):
    edits: list[EditIn] = Field(max_length=20_000)
    base: int | None = Field(None, ge=0, le=MAX_ID)
    via: Via = "api"
    kind: Literal["type", "paste", "fill", "clear", "cut", "undo"] = "type"
    client_key: str | None = Field(None, max_length=64)
    force: bool = False
    reason: str = Field("", max_length=2000)


class TheirsOut(Schema):
    value: Json
    by: str
    at: datetime


class CellOut(Schema):
    row: int
    column: str
    status: Literal["done", "same", "refused", "conflict"]
    code: str | None = None
    message: str | None = None
    data: dict[str, Any] = {}
    theirs: TheirsOut | None = None


class CellsOut(Schema):
    operation: int | None
    position: int
    results: list[CellOut]
    columns: list[str]
    rows: list[RowOut]


class NewRowsIn(Schema):
    rows: list[dict[str, Any]] = Field(max_length=5_000)
    via: Via = "api"
    client_key: str | None = Field(None, max_length=64)


class CellErrorOut(Schema):
    column: str
    code: str
    message: str


class NewRowOut(Schema):
    index: int
    id: int | None
    errors: list[CellErrorOut]


class NewRowsOut(Schema):
    operation: int | None
    results: list[NewRowOut]
    columns: list[str]
    rows: list[RowOut]
    position: int


class RefusedOut(Schema):
    id: int
    code: str
    message: str


class BulkOut(Schema):
    operation: int | None = None
    done: list[int] = []
    refused: list[RefusedOut] = []
    job: int | None = None
    count: int | None = None
    capped: bool = False


class BulkIn(Selection):
    ids: list[int] | None = Field(None, max_length=20_000)
    set: dict[str, Any] = {}
    reason: str = Field("", max_length=2000)
    dry_run: bool = False


class ParseIn(Schema):
    column: str
    text: str = Field(max_length=5_000)


class ParseOut(Schema):
    value: Json = None
    display: str = ""
    error: ErrorOut | None = None


class RecordOut(Schema):
    id: int
    cells: dict[str, Json]
    masked: list[str]
    actions: list[str]
    position: int


class RevealIn(Schema):
    column: str


class RevealOut(Schema):
    value: str | None


class ColumnIn(Schema):
    label: str = Field(min_length=1, max_length=60)
    kind: str
    options: dict[str, Any] = {}


class ColumnPatch(Schema):
    label: str | None = Field(None, min_length=1, max_length=60)
    options: dict[str, Any] | None = None
    position: int | None = None
    indexed: bool | None = None


class ShareIn(Schema):
    person_id: int | None = None
    unit_id: int | None = None
    can_edit: bool = False


class ShareOut(Schema):
    id: int
    person: Labelled | None
    unit: Labelled | None
    can_edit: bool
