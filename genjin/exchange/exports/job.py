"""Writes the file of an export in the background."""

from __future__ import annotations

import re
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.files import File

from genjin.exchange.exports.files import write_delimited, write_workbook
from genjin.exchange.exports.request import EXPORT_KIND, ExportRequest, check_export, load_request
from genjin.exchange.exports.rows import export_columns, export_rows
from genjin.exchange.models import ExportRun
from genjin.exchange.snapshot import Snapshot
from genjin.jobs.queue import JobContext, handler
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import forbidden, not_found
from genjin.kernel.storage import file_storage, new_name
from genjin.kernel.words import Words
from genjin.people.actor import actor_of
from genjin.tables.definition import get_table
from genjin.tables.ledger.position import current_position

_MARK = Words("{what}｜{who} {when} 导出，仅限内部使用", "{what} | exported by {who} {when}, internal use only")
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\s]+')


@handler(EXPORT_KIND, words=Words("导出文件", "Export a file"))
def write_export(job: JobContext) -> dict[str, Any]:
    """Answers `{"rows", "file", "format"}`; the file waits in the storage for its maker."""
    run = ExportRun.objects.filter(pk=job.payload["export"]).first()
    if run is None:
        raise not_found("export")
    actor = None if run.owner_id is None else actor_of(run.owner_id)
    if actor is None:
        raise forbidden("export", run.table)
    request = load_request(run.request)
    total = check_export(actor, request)
    job.progress(0, total)

    def beat(done: int) -> None:
        job.progress(done, total)
        job.check_cancelled()

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"export.{run.format}"
        count = write_file(path, actor, request, beat)
        with path.open("rb") as written:
            name = file_storage().save(new_name("exports", path.suffix), File(written))
    file_name = build_file_name(request)
    ExportRun.objects.filter(pk=run.pk).update(rows=count, file=name, file_name=file_name)
    return {"rows": count, "file": file_name, "format": run.format}


def export_to(path: Path, actor: Actor, request: ExportRequest) -> int:
    """Writes the file at once and logs it; answers the number of rows. Raises as `request_export` does."""
    check_export(actor, request)
    count = write_file(path, actor, request)
    now = clock.now()
    ExportRun.objects.create(
        owner_id=actor.id,
        owner_name=actor.name,
        table=request.table,
        format=request.format,
        request=asdict(request),
        created_at=now,
        expires_at=now,
        rows=count,
        file_name=path.name,
    )
    return count


def write_file(path: Path, actor: Actor, request: ExportRequest, progress: Any = lambda _done: None) -> int:
    """Writes the request's rows to `path` in its format; answers how many. Rights are the caller's to check."""
    columns = export_columns(actor, request)
    is_text = request.format == "csv"
    write = write_delimited if is_text else write_workbook
    # Before the first row is read: what changes in between counts as changed since.
    snapshot = Snapshot(
        table=request.table,
        columns=tuple(c.id for c in columns),
        labels=tuple(c.words.in_language(actor.language) for c in columns),
        position=current_position(),
        actor_id=actor.id,
        actor_name=actor.name,
        taken=clock.now().isoformat(timespec="seconds"),
    )
    rows = export_rows(actor, request, as_text=is_text)
    return write(path, build_mark(actor, request), columns, snapshot, rows, progress)


def build_mark(actor: Actor, request: ExportRequest) -> str:
    """Who took what and when (domain.md I6): the first line of every export."""
    when = clock.local(clock.now()).strftime("%Y-%m-%d %H:%M")
    return _MARK.in_language(actor.language).format(what=_what(request, actor.language), who=actor.name, when=when)


def build_file_name(request: ExportRequest, language: str = "zh-CN") -> str:
    """Example: `线索-全部线索-20260305-1430.xlsx`."""
    stamp = clock.local(clock.now()).strftime("%Y%m%d-%H%M")
    what = _UNSAFE.sub("_", _what(request, language).replace(" · ", "-")).strip("._")
    return f"{what[:80]}-{stamp}.{request.format}"


def _what(request: ExportRequest, language: str) -> str:
    table = get_table(request.table).words.in_language(language)
    return f"{table} · {request.title}" if request.title else table
