"""Files and plans are kept for a while, then removed. Looked after whenever a new one comes."""

from __future__ import annotations

from datetime import timedelta

from genjin.exchange.models import ExportRun, ImportRow, ImportRun
from genjin.kernel import clock
from genjin.kernel.storage import remove_file

IMPORT_LIFE = timedelta(days=30)
EXPORT_LIFE = timedelta(days=3)
LINES_A_PART = 1_000


def remove_expired() -> None:
    """Removes what is past its day: imports whole, of exports only the file, since their row is the log."""
    now = clock.now()
    busy = (ImportRun.State.RUNNING, ImportRun.State.CHECKING)
    for run in ImportRun.objects.filter(expires_at__lt=now).exclude(state__in=busy)[:100]:
        remove_import(run)
    for export in ExportRun.objects.filter(expires_at__lt=now).exclude(file="")[:100]:
        remove_file(export.file)
        ExportRun.objects.filter(pk=export.pk).update(file="")


def remove_import(run: ImportRun) -> None:
    """Forgets the file and the plan; what was written stays, with its operation."""
    remove_file(run.file)
    remove_plan(run)
    run.delete()


def remove_plan(run: ImportRun) -> None:
    """Removes all lines of the run, so many at a time that nobody waits for it and the memory stays small."""
    lines = ImportRow.objects.filter(run_id=run.pk)
    while part := list(lines.order_by("line").values_list("line", flat=True)[:LINES_A_PART]):
        lines.filter(line__lte=part[-1]).delete()
