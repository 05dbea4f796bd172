"""What may be taken out: checked when asked for, done in the background, handed only to the one who asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from django.db import transaction

from genjin.exchange.expiry import EXPORT_LIFE, remove_expired
from genjin.exchange.models import ExportRun
from genjin.jobs.queue import enqueue
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.tables.definition import get_table
from genjin.tables.filters.tree import parse_filter
from genjin.tables.records.query import Query, filtered, sort_keys
from genjin.tables.records.show import build_shape
from genjin.tables.scope.predicate import check_action

Format = Literal["xlsx", "csv"]
EXPORT_KIND = "export.write"
# Excel's last row, less title and header.
MAX_ROWS = 1_048_574


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Which rows and columns, in which order. filter: as sent by the client. title: name of the view, for the mark."""

    table: str
    columns: tuple[str, ...] | None = None
    filter: Mapping[str, Any] | None = None
    sort: tuple[tuple[str, str], ...] = ()
    search: str = ""
    format: Format = "xlsx"
    title: str = ""

    def query(self) -> Query:
        """Raises bad_filter."""
        return Query(filter=parse_filter(self.filter), sort=self.sort, columns=self.columns, search=self.search)


def load_request(stored: Mapping[str, Any]) -> ExportRequest:
    """The inverse of `asdict` after a way through JSON."""
    columns = stored["columns"]
    return ExportRequest(
        table=stored["table"],
        columns=None if columns is None else tuple(columns),
        filter=stored["filter"],
        sort=tuple((c, d) for c, d in stored["sort"]),
        search=stored["search"],
        format=stored["format"],
        title=stored["title"],
    )


def request_export(actor: Actor, request: ExportRequest) -> int:
    """Starts the export in the background; answers the job's id.

    Raises forbidden without the right to export, column_forbidden for a hidden column, limit above a sheet's rows, and
    whatever is wrong with filter or sort.
    """
    check_export(actor, request)
    remove_expired()
    now = clock.now()
    with transaction.atomic():
        run = ExportRun.objects.create(
            owner_id=actor.id,
            owner_name=actor.name,
            table=request.table,
            format=request.format,
            request=asdict(request),
            created_at=now,
            expires_at=now + EXPORT_LIFE,
        )
        job_id = enqueue(EXPORT_KIND, {"export": run.pk}, actor.id)
        ExportRun.objects.filter(pk=run.pk).update(job_id=job_id)
    return job_id


def check_export(actor: Actor, request: ExportRequest) -> int:
    """How many rows it would give. Raises as `request_export` does."""
    definition = get_table(request.table)
    check_action(request.table, actor, "export")
    build_shape(definition, actor, request.columns)
    sort_keys(definition, actor, request.sort)
    count: int = filtered(request.table, actor, request.query(), "export").count()
    if count > MAX_ROWS:
        raise AppError(ErrorCode.LIMIT, limit=MAX_ROWS)
    return count


def find_export(actor: Actor, job_id: int) -> ExportRun:
    """The finished export of this job, for its maker only. Raises not_found, forbidden when the right has gone."""
    run = ExportRun.objects.filter(job_id=job_id, owner_id=actor.id).exclude(file="").first()
    if run is None or run.expires_at < clock.now():
        raise not_found("export")
    check_action(run.table, actor, "export")
    return run
