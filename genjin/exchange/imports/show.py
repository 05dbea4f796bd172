"""An import as its owner sees it: the run, and each line with its outcome and cells in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from genjin.exchange.imports.plain_table import PlainTable
from genjin.exchange.imports.planned import PlannedCell, PlannedMatch, PlannedRow, load_plan
from genjin.exchange.imports.tables import build_rules, read_options
from genjin.exchange.imports.words import evidence_words, fault_words, row_words, warning_words
from genjin.exchange.models import ImportRow, ImportRun
from genjin.followups.cells.item_words import show_reading
from genjin.kernel.actor import Actor
from genjin.people.models import Person
from genjin.tables.fields.base import ShowContext
from genjin.tables.records.context import build_show_context


def show_import(actor: Actor, run: ImportRun) -> dict[str, Any]:
    """The run in the shape of the API."""
    options = read_options(actor, run.table, run.options)
    rules = build_rules(actor, run.table, options)
    result = run.result
    if result:
        problems = [{**p, "words": fault_words(p["code"], p["data"], actor.language)} for p in result["problems"]]
        result = {**result, "problems": problems}
    return {
        "id": run.pk,
        "table": run.table,
        "file": run.file_name,
        "size": run.size,
        "sheets": run.sheets,
        "sheet": run.sheet,
        "header_row": run.header_row,
        "rows": run.rows,
        "mapping": run.mapping,
        "fields": [{"id": k, "label": label} for k, label in rules.fields(actor.language)],
        "counts": run.counts,
        "faulty": ImportRow.objects.filter(run_id=run.pk, faulty=True).count(),
        "options": {
            "persons": options.persons,
            "duplicates": options.duplicates,
            "owner": _owner(options.owner),
            "conflicts": options.conflicts,
            "by_rules": options.by_rules,
            "to_pool": options.to_pool,
        },
        "state": run.state,
        "job": run.job_id,
        "operation": run.operation_id,
        "result": result,
        "error": _error(run, actor.language),
        "remembered": run.remembered,
        "origin": None if not run.origin else {k: v for k, v in run.origin.items() if k != "head"},
        "expires": run.expires_at,
    }


def show_rows(actor: Actor, run: ImportRun, rows: Sequence[ImportRow]) -> list[dict[str, Any]]:
    """Lines in the shape of the API; names of linked rows are looked up once for all of them."""
    rules = build_rules(actor, run.table, read_options(actor, run.table, run.options))
    plans = [load_plan(r.line, r.outcome, r.plan) for r in rows]
    context = _context(actor, rules, plans)
    return [
        {
            "line": row.line,
            "outcome": row.outcome,
            "words": row_words(plan, actor.language),
            "cells": {
                k: _cell(rules, k, c, context, (row.choices or {}).get(k))
                for k, c in plan.cells.items()
                if k not in rules.answers
            },
            "match": None if plan.match is None else _match(plan.match, actor.language),
            "decision": row.decision,
            "people": plan.people,
            "reading": _reading(plan, actor.language),
        }
        for row, plan in zip(rows, plans, strict=True)
    ]


def _cell(
    rules: PlainTable, column_id: str, cell: PlannedCell, context: ShowContext, choice: str | None
) -> dict[str, Any]:
    column = rules.columns.get(column_id)
    shown = cell.value
    if column is not None and cell.value is not None:
        shown = column.field.show(column.field.load(cell.value), context)
    out: dict[str, Any] = {"text": cell.text, "value": shown}
    if cell.error is not None:
        words = fault_words(cell.error, cell.data or {}, context.language)
        out["error"] = {"code": cell.error, "message": words}
    if cell.warnings:
        words = "；".join(warning_words(w, context.language) for w in cell.warnings)
        out["warning"] = {"code": cell.warnings[0], "message": words}
    if cell.changes:
        out["before"] = cell.before
        out["changes"] = True
    if cell.theirs is not None:
        out["conflict"] = {**cell.theirs, "choice": choice}
    return out


def _reading(plan: PlannedRow, language: str) -> dict[str, Any] | None:
    """What the 跟进记录 cell was read as, each with its characters; None when nothing was read."""
    log = plan.log or {}
    if not log.get("items"):
        return None
    return show_reading(log, language)


def _match(match: PlannedMatch, language: str) -> dict[str, Any]:
    """Of a record outside the reader's scope only that it exists, and what this line itself says."""
    return {
        "id": match.id,
        "title": match.title,
        "number": match.number,
        "line": match.line,
        "editable": match.editable,
        "evidence": [{"kind": k, "value": v, "words": evidence_words(k, v, language)} for k, v in match.evidence],
    }


def _context(actor: Actor, rules: PlainTable, plans: Sequence[PlannedRow]) -> ShowContext:
    columns = [c for c in rules.columns.values() if c.field.link_table]
    page = [[None if (cell := plan.cells.get(c.id)) is None else cell.value for c in columns] for plan in plans]
    return build_show_context(actor, list(enumerate(columns)), page)


def _owner(owner: int | None) -> dict[str, Any] | None:
    if owner is None:
        return None
    name = Person.objects.filter(pk=owner).values_list("name", flat=True).first()
    return {"id": owner, "label": name or f"#{owner}"}


def _error(run: ImportRun, language: str) -> dict[str, Any] | None:
    if not run.error:
        return None
    data = run.error.get("data") or {}
    return {"code": run.error["code"], "message": fault_words(run.error["code"], data, language), "data": data}
