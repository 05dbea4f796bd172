"""Builders of files and short ways through an import, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from genjin.exchange.imports.checking import start_import
from genjin.exchange.imports.running import run_import
from genjin.exchange.imports.show import show_rows
from genjin.exchange.models import ImportRow, ImportRun
from genjin.jobs.models import Job
from genjin.jobs.queue import run_next
from genjin.kernel.actor import Actor
from genjin.leads.models import Lead
from genjin.tables.records.edit import create_rows

HEADER = ("公司名称", "联系人", "手机号码", "邮箱", "线索来源", "负责人", "备注")


def build_workbook(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """A plain .xlsx with these rows; None leaves a cell out, text stays text."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("线索")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(at, column, value)
            elif value is not None:
                sheet.write(at, column, value)
    book.close()
    return path


def upload(actor: Actor, path: Path, **more: Any) -> ImportRun:
    with path.open("rb") as file:
        return start_import(actor, file, path.name, path.stat().st_size, **more)


def upload_rows(actor: Actor, folder: Path, rows: Sequence[Sequence[Any]], **more: Any) -> ImportRun:
    """Uploads a sheet of HEADER and these rows, the first of them on line 2."""
    return upload(actor, build_workbook(folder / "名单.xlsx", [HEADER, *rows]), **more)


def lines(actor: Actor, run: ImportRun) -> dict[int, dict[str, Any]]:
    """Every line as the interface shows it, by line number."""
    rows = list(ImportRow.objects.filter(run_id=run.pk).order_by("line"))
    return {r["line"]: r for r in show_rows(actor, run, rows)}


def run_to_end(actor: Actor, run: ImportRun) -> dict[str, Any]:
    """Runs the import's job; answers the report."""
    job_id = run_import(actor, run)
    run_jobs()
    run.refresh_from_db()
    job = Job.objects.get(pk=job_id)
    assert job.state == Job.State.DONE, job.error
    report: dict[str, Any] = job.result
    return report


def run_jobs() -> None:
    while run_next():
        pass


def add_lead(actor: Actor, **cells: Any) -> Lead:
    """A lead typed in by hand."""
    _, (result,) = create_rows(actor, "leads", [cells])
    assert result.row_id is not None, result.errors
    return Lead.objects.get(pk=result.row_id)
