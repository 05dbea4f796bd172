"""The faulty lines of an import as a workbook to mend and import again: the reason stands beside each bad cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from genjin.exchange.exports.stream_sheet import MAX_CELL
from genjin.exchange.imports.file_source import open_source
from genjin.exchange.imports.mapping import REASON_SIGN
from genjin.exchange.imports.plain_table import PlainTable
from genjin.exchange.imports.planned import PlannedRow, load_plan
from genjin.exchange.imports.tables import build_rules, read_options
from genjin.exchange.imports.words import fault_words, row_words
from genjin.exchange.models import ImportRow, ImportRun
from genjin.exchange.reading.cells import Cell
from genjin.exchange.snapshot import is_head
from genjin.kernel.actor import Actor
from genjin.kernel.storage import local_path
from genjin.kernel.words import Words

_LINE = Words("原因", "Reason")
# Not the name of the column: a reader of the mended file would take the reasons for its values.
_LEFT = Words("左格有误", "Wrong at left")


def write_error_workbook(actor: Actor, run: ImportRun, path: Path) -> int:
    """Writes the header and the faulty lines as they stand in the file; answers how many.

    Every cell of text is a text cell, so that what begins like a formula stays text.
    """
    rules = build_rules(actor, run.table, read_options(actor, run.table, run.options))
    rows = ImportRow.objects.filter(run_id=run.pk, faulty=True).order_by("line")
    plans = {r.line: load_plan(r.line, r.outcome, r.plan) for r in rows.iterator(500)}
    corrections = {int(k): v for k, v in run.options.get("mapping", {}).items()}
    with (
        local_path(run.file) as source_path,
        open_source(
            source_path,
            run.file_name,
            rules,
            as_of=run.as_of,
            sheet=run.sheet,
            header_row=run.header_row,
            corrections=corrections,
        ) as source,
    ):
        headers = source.headers
        if source.returned is not None:
            # With its seals the mended file is still known as the one that went out.
            at = source.returned.seal_column
            headers = (*headers[:at], source.returned.head.text, *headers[at + 1 :])
        layout = _Layout(headers, _columns(source.mapping, plans), _edits(run, source.mapping))
        lines = ((number, row) for number, row in source.raw_rows() if number in plans)
        return _write(path, layout, lines, plans, rules, actor.language)


class _Layout:
    """Where each column of the file and each reason goes."""

    def __init__(
        self, headers: Sequence[str], reasons: Mapping[int, str], edits: Mapping[int, Mapping[int, str]]
    ) -> None:
        self.headers = headers
        self.reasons = reasons
        self.edits = edits
        self.place: dict[int, int] = {}
        self.reason_place: dict[int, int] = {}
        at = 1
        for index in range(len(headers)):
            self.place[index] = at
            at += 1
            if index in reasons:
                self.reason_place[index] = at
                at += 1


def _columns(mapping: Sequence[Any], plans: Mapping[int, PlannedRow]) -> dict[int, str]:
    """Columns of the file with a fault somewhere, and the column of the table each fills."""
    faulty = {c for plan in plans.values() for c, cell in plan.cells.items() if cell.error is not None}
    faulty |= {str((p.data or {}).get("column")) for p in plans.values() if p.error is not None}
    return {m.index: m.column for m in mapping if m.column in faulty}


def _edits(run: ImportRun, mapping: Sequence[Any]) -> dict[int, dict[int, str]]:
    """What the person has corrected already: by line and column of the file."""
    index = {m.column: m.index for m in mapping if m.column is not None}
    touched = ImportRow.objects.filter(run_id=run.pk, faulty=True, edits__isnull=False)
    return {
        line: {index[c]: text for c, text in (edits or {}).items() if c in index}
        for line, edits in touched.values_list("line", "edits")
    }


def _write(
    path: Path, layout: _Layout, lines: Any, plans: Mapping[int, PlannedRow], rules: PlainTable, language: str
) -> int:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
    try:
        sheet = book.add_worksheet("Sheet1")
        bad = book.add_format({"bg_color": "#fde8e8", "border": 1, "border_color": "#dc2626"})
        why = book.add_format({"font_color": "#b91c1c"})
        head = book.add_format({"bold": True, "bg_color": "#eef6f6", "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        _write_header(sheet, layout, head, language)
        count = 0
        for number, row in lines:
            count += 1
            plan = plans[number]
            sheet.write_string(count, 0, row_words(plan, language), why)
            _write_line(
                sheet,
                count,
                layout,
                {**dict(enumerate(row)), **layout.edits.get(number, {})},
                plan,
                (bad, why, day),
                language,
            )
        sheet.freeze_panes(1, 1)
        return count
    finally:
        book.close()


def _write_header(sheet: Any, layout: _Layout, head: Any, language: str) -> None:
    sheet.write_string(0, 0, f"{REASON_SIGN}{_LINE.in_language(language)}", head)
    sheet.set_column(0, 0, 32)
    for index, header in enumerate(layout.headers):
        sheet.write_string(0, layout.place[index], header, head)
        hidden = {"hidden": True} if is_head(header) else {}
        sheet.set_column(layout.place[index], layout.place[index], 16, None, hidden)
    for place in layout.reason_place.values():
        sheet.write_string(0, place, f"{REASON_SIGN}{_LEFT.in_language(language)}", head)
        sheet.set_column(place, place, 24)


def _write_line(
    sheet: Any, at: int, layout: _Layout, row: Mapping[int, Cell], plan: PlannedRow, formats: Any, language: str
) -> None:
    bad, why, day = formats
    for index in layout.place:
        reason = _reason(plan, layout.reasons.get(index), language)
        _write_cell(sheet, at, layout.place[index], row.get(index, ""), bad if reason else None, day)
        if reason and index in layout.reason_place:
            sheet.write_string(at, layout.reason_place[index], reason, why)


def _reason(plan: PlannedRow, column: str | None, language: str) -> str:
    if column is None:
        return ""
    if plan.error is not None and (plan.data or {}).get("column") == column:
        return fault_words(plan.error, plan.data or {}, language)
    cell = plan.cells.get(column)
    return "" if cell is None or cell.error is None else fault_words(cell.error, cell.data or {}, language)


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, style: Any, day: Any) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, style)
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell, style)
    elif isinstance(cell, (datetime, date)):
        sheet.write_datetime(row, column, cell, style or day)
    elif isinstance(cell, (time, timedelta)):
        sheet.write_string(row, column, str(cell), style)
    elif cell != "" or style is not None:
        sheet.write_string(row, column, cell[:MAX_CELL], style)
