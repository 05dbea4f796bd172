"""Writing cells and rows, one record, trash, bulk changes, shares, reveals."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from genjin.api.schemas import (
    BulkIn,
    BulkOut,
    CellsIn,
    CellsOut,
    IdsIn,
    NewRowsIn,
    NewRowsOut,
    RecordOut,
    RevealIn,
    RevealOut,
    ShareIn,
    ShareOut,
)
from genjin.api.shapes import actor_of, bulk_out, cell_out, new_row_out, query_of, rows_out, table_of
from genjin.kernel.actor import Actor
from genjin.kernel.errors import not_found
from genjin.people.bulk_edit import enqueue_bulk
from genjin.tables.definition import CellEdit
from genjin.tables.records.aggregate import count_rows
from genjin.tables.records.bulk import MAX_AT_ONCE, select_ids, set_everywhere
from genjin.tables.records.edit import create_rows, delete_rows, edit_cells, restore_rows
from genjin.tables.records.query import fetch_rows
from genjin.tables.records.reveal import reveal_cell
from genjin.tables.scope.predicate import visible_ids
from genjin.tables.scope.sharing import list_shares, share_row, unshare

router = Router(tags=["records"])


@router.post("/tables/{table}/cells", response=CellsOut)
def write_cells(request: HttpRequest, table: str, body: CellsIn) -> CellsOut:
    """One operation of many cells; each answers done, refused or conflict."""
    actor = actor_of(request)
    definition = table_of(table, actor)
    outcome = edit_cells(
        actor,
        table,
        [CellEdit(e.row, e.column, e.value, e.extra) for e in body.edits],
        via=body.via,
        base=body.base,
        reason=body.reason,
        args={"kind": body.kind},
        client_key=body.client_key,
        force=body.force,
    )
    page = fetch_rows(table, actor, outcome.row_ids[:500])
    return CellsOut(
        operation=outcome.operation_id,
        position=outcome.position,
        results=[cell_out(definition, actor, r) for r in outcome.results],
        columns=list(page.columns),
        rows=rows_out(page),
    )


@router.post("/tables/{table}/rows", response=NewRowsOut)
def new_rows(request: HttpRequest, table: str, body: NewRowsIn) -> NewRowsOut:
    """Creates rows; one with a bad cell is answered with its errors and not created."""
    actor = actor_of(request)
    definition = table_of(table, actor)
    operation, results = create_rows(actor, table, body.rows, via=body.via, client_key=body.client_key)
    page = fetch_rows(table, actor, [r.row_id for r in results if r.row_id is not None][:500])
    return NewRowsOut(
        operation=operation,
        results=[new_row_out(definition, actor, r) for r in results],
        columns=list(page.columns),
        rows=rows_out(page),
        position=page.position,
    )


@router.post("/tables/{table}/delete", response=BulkOut)
def trash_rows(request: HttpRequest, table: str, body: IdsIn) -> BulkOut:
    """Moves rows to the trash."""
    actor = actor_of(request)
    table_of(table, actor)
    return bulk_out(delete_rows(actor, table, body.ids, reason=body.reason), actor)


@router.post("/tables/{table}/restore", response=BulkOut)
def untrash_rows(request: HttpRequest, table: str, body: IdsIn) -> BulkOut:
    """Takes rows out of the trash."""
    actor = actor_of(request)
    table_of(table, actor)
    return bulk_out(restore_rows(actor, table, body.ids, reason=body.reason), actor)


@router.post("/tables/{table}/bulk", response=BulkOut)
def bulk(request: HttpRequest, table: str, body: BulkIn) -> BulkOut:
    """Sets the same cells in every row of a selection; more than 2,000 go on as a job, `dry_run` only counts."""
    actor = actor_of(request)
    table_of(table, actor)
    query = query_of(body)
    if body.dry_run:
        if body.ids is not None:
            return BulkOut(count=len(fetch_rows(table, actor, body.ids, ()).rows))
        found, capped = count_rows(table, actor, query)
        return BulkOut(count=found, capped=capped)
    ids = body.ids if body.ids is not None else select_ids(table, actor, query)
    if len(ids) > MAX_AT_ONCE:
        return BulkOut(job=enqueue_bulk(actor, table, ids, body.set, body.reason))
    return bulk_out(set_everywhere(actor, table, ids, body.set, body.reason), actor)


@router.get("/tables/{table}/rows/{row_id}", response=RecordOut)
def one_record(request: HttpRequest, table: str, row_id: int) -> RecordOut:
    """One record with all visible cells; one that was taken up by another answers as that one, with its id."""
    actor = actor_of(request)
    definition = table_of(table, actor)
    page = fetch_rows(table, actor, [row_id])
    if not page.rows and definition.successor is not None:
        following = definition.successor(row_id)
        page = page if following is None else fetch_rows(table, actor, [following])
    if not page.rows:
        raise not_found(table)
    row = page.rows[0]
    return RecordOut(
        id=row["id"],
        cells=dict(zip(page.columns, row["cells"], strict=True)),
        masked=[page.columns[i] for i in row["masked"]],
        actions=_actions(actor, table, row["id"]),
        position=page.position,
    )


def _actions(actor: Actor, table: str, row_id: int) -> list[str]:
    """What the reader may do with this row: one that is only shown to them is looked at, and exported at most."""
    granted = actor.access(table).actions
    mine = "edit" not in granted or bool(visible_ids(table, actor, [row_id], "edit"))
    return sorted(granted if mine else granted & {"export", "create"})


@router.post("/tables/{table}/rows/{row_id}/reveal", response=RevealOut)
def reveal(request: HttpRequest, table: str, row_id: int, body: RevealIn) -> RevealOut:
    """Shows one sensitive cell; the reveal is logged."""
    actor = actor_of(request)
    table_of(table, actor)
    return RevealOut(value=reveal_cell(actor, table, row_id, body.column))


@router.get("/tables/{table}/rows/{row_id}/shares", response=list[ShareOut])
def shares(request: HttpRequest, table: str, row_id: int) -> list[ShareOut]:
    """With whom the record is shared beyond its owner and unit."""
    actor = actor_of(request)
    table_of(table, actor)
    return [ShareOut(**s) for s in list_shares(actor, table, row_id)]


@router.post("/tables/{table}/rows/{row_id}/shares", response=list[ShareOut])
def add_share(request: HttpRequest, table: str, row_id: int, body: ShareIn) -> list[ShareOut]:
    """Shows the record to one more person or unit."""
    actor = actor_of(request)
    table_of(table, actor)
    share_row(actor, table, row_id, person_id=body.person_id, unit_id=body.unit_id, can_edit=body.can_edit)
    return [ShareOut(**s) for s in list_shares(actor, table, row_id)]


@router.delete("/shares/{share_id}", response={204: None})
def remove_share(request: HttpRequest, share_id: int) -> tuple[int, None]:
    """Ends a share."""
    unshare(actor_of(request), share_id)
    return 204, None
