"""Import and export over HTTP: thin doors to the verbs."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import File, Form, Router, Status, UploadedFile

from genjin.exchange.expiry import remove_import
from genjin.exchange.exports.of_view import request_of_view
from genjin.exchange.exports.request import ExportRequest, find_export, request_export
from genjin.exchange.forms.public_routes import router as public_form_routes
from genjin.exchange.forms.routes import router as form_routes
from genjin.exchange.imports.checking import change_import, check_open, find_import, start_import
from genjin.exchange.imports.correcting import change_row, list_rows
from genjin.exchange.imports.error_workbook import write_error_workbook
from genjin.exchange.imports.lead_table import FOLLOWUPS, REJECTED
from genjin.exchange.imports.running import run_import
from genjin.exchange.imports.show import show_import, show_rows
from genjin.exchange.mail_in.routes import router as mail_in_routes
from genjin.exchange.models import ImportRun
from genjin.exchange.schemas import (
    ExportIn,
    ImportOut,
    ImportPatch,
    ImportRowOut,
    ImportRowsOut,
    JobStarted,
    Outcome,
    RowPatch,
)
from genjin.kernel.actor import Actor
from genjin.kernel.disposition import attachment_header
from genjin.kernel.storage import file_storage
from genjin.people.access import SIGNED_IN, request_actor

router = Router(tags=["import and export"], auth=SIGNED_IN)
router.add_router("", form_routes)
router.add_router("", public_form_routes)
router.add_router("", mail_in_routes)

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@router.post("/imports", response=ImportOut)
def begin_import(request: HttpRequest, file: File[UploadedFile], table: Form[str] = "leads") -> dict[str, Any]:
    """Reads a file and says what would happen to every row; nothing is written. Long files are planned by `job`."""
    actor = request_actor(request)
    run = start_import(actor, cast(BinaryIO, file), file.name or "", file.size or 0, table=table)
    return show_import(actor, run)


@router.get("/imports/{import_id}", response=ImportOut)
def one_import(request: HttpRequest, import_id: int) -> dict[str, Any]:
    """One's own import: mapping, counts of outcomes, state, and the report once it has run."""
    actor, run = _find(request, import_id)
    return show_import(actor, run)


@router.patch("/imports/{import_id}", response=ImportOut)
def patch_import(request: HttpRequest, import_id: int, patch: ImportPatch) -> dict[str, Any]:
    """Another sheet, header row, mapping or options: every row is planned again; decisions made by hand stay."""
    actor, run = _find(request, import_id)
    return show_import(actor, change_import(actor, run, patch.dict(exclude_unset=True)))


@router.get("/imports/{import_id}/rows", response=ImportRowsOut)
def import_rows(
    request: HttpRequest, import_id: int, outcome: Outcome | None = None, cursor: str | None = None, limit: int = 100
) -> dict[str, Any]:
    """Rows in file order, all or those of one outcome, with every cell's text, value, fault and present value."""
    actor, run = _find(request, import_id)
    rows, following = list_rows(run, outcome=outcome, cursor=cursor, limit=max(1, min(limit, 500)))
    return {"rows": show_rows(actor, run, rows), "next": following}


@router.patch("/imports/{import_id}/rows/{line}", response=ImportRowOut)
def patch_import_row(request: HttpRequest, import_id: int, line: int, patch: RowPatch) -> dict[str, Any]:
    """Decides what happens to one row, corrects its cells, or rejects parts of what its follow-ups were read as."""
    actor, run = _find(request, import_id)
    edits = dict(patch.cells or {})
    if patch.rejected is not None or FOLLOWUPS in edits:
        # A corrected text is read anew: what was rejected of the old one means nothing.
        edits[REJECTED] = ",".join(patch.rejected or ())
    row = change_row(actor, run, line, decision=patch.decision, edits=edits, choices=patch.choices)
    return show_rows(actor, run, [row])[0]


@router.post("/imports/{import_id}/run", response={202: JobStarted})
def start_run(request: HttpRequest, import_id: int) -> Status[dict[str, int]]:
    """Writes the plan in the background, as one operation that can be undone as a whole."""
    actor, run = _find(request, import_id)
    return Status(202, {"job": run_import(actor, run)})


@router.get("/imports/{import_id}/errors.xlsx")
def error_workbook(request: HttpRequest, import_id: int) -> HttpResponse:
    """The faulty rows as a workbook to mend and import again, the reason beside each bad cell."""
    actor, run = _find(request, import_id)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "errors.xlsx"
        write_error_workbook(actor, run, path)
        answer = HttpResponse(path.read_bytes(), content_type=_TYPES["xlsx"])
    answer["Content-Disposition"] = attachment_header(f"{Path(run.file_name).stem}-错误行.xlsx")
    return answer


@router.delete("/imports/{import_id}", response={204: None})
def discard_import(request: HttpRequest, import_id: int) -> Status[None]:
    """Forgets the file and its plan. What an earlier run has written stays, with its operation."""
    _, run = _find(request, import_id)
    if run.state in (ImportRun.State.CHECKING, ImportRun.State.RUNNING):
        check_open(run)
    remove_import(run)
    return Status(204, None)


@router.post("/exports", response={202: JobStarted})
def begin_export(request: HttpRequest, body: ExportIn) -> Status[dict[str, int]]:
    """Writes one's own rows of a view or filter to a file, in the background. Needs the right to export."""
    actor = request_actor(request)
    return Status(202, {"job": request_export(actor, _export_request(actor, body))})


@router.get("/exports/{job_id}/file.{suffix}")
def export_file(request: HttpRequest, job_id: int, suffix: Literal["xlsx", "csv"]) -> FileResponse:
    """The finished file, for its maker only, for three days."""
    run = find_export(request_actor(request), job_id)
    answer = FileResponse(file_storage().open(run.file, "rb"), content_type=_TYPES[run.format])
    answer["Content-Disposition"] = attachment_header(run.file_name)
    return answer


def _find(request: HttpRequest, import_id: int) -> tuple[Actor, ImportRun]:
    actor = request_actor(request)
    return actor, find_import(actor, import_id)


def _export_request(actor: Actor, body: ExportIn) -> ExportRequest:
    asked = ExportRequest(body.table, format=body.format)
    if body.view is not None:
        asked = request_of_view(actor, body.table, body.view, body.format)
    given: dict[str, Any] = {"search": body.search}
    if body.filter is not None:
        given["filter"] = body.filter
    if body.columns is not None:
        given["columns"] = tuple(body.columns)
    if body.sort is not None:
        given["sort"] = tuple(body.sort)
    return replace(asked, **given)
