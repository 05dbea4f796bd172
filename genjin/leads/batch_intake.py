"""Leads from programs: plain dictionaries in, one outcome a row out; nothing is refused for a cell that reads badly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.duplicates import Match, find_matches
from genjin.leads.intake import IDENTITY
from genjin.leads.models import Lead
from genjin.tables.definition import Column, get_table
from genjin.tables.fields.choice import fold
from genjin.tables.models import Change
from genjin.tables.records.context import build_parse_context
from genjin.tables.records.edit import check_editable, create_rows, parse_cell
from genjin.tables.scope.predicate import check_action

MAX_ROWS = 500
Outcome = Literal["created", "suspect", "error"]
OnSuspect = Literal["create", "skip"]


@dataclass(slots=True)
class IntakeRow:
    """outcome: `suspect` when it was left out as a likely duplicate. faults: cells that stayed empty, and why.

    ignored: keys that name no column. flags: what cleaning found on the new lead.
    """

    outcome: Outcome
    lead_id: int | None = None
    suspects: list[Match] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    faults: list[tuple[str, AppError]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


@dataclass(slots=True)
class IntakeAnswer:
    """repeated: the same client key came before, so nothing was written again and `created` tells what it made."""

    operation_id: int | None
    rows: list[IntakeRow]
    created: list[int]
    repeated: bool = False


def take_in(
    actor: Actor,
    dicts: Sequence[Mapping[str, Any]],
    *,
    via: str = "api",
    on_suspect: OnSuspect = "create",
    client_key: str | None = None,
) -> IntakeAnswer:
    """Creates leads from dictionaries whose keys are column ids, labels or other names of columns.

    Raises forbidden, limit above 500 rows.
    """
    check_action("leads", actor, "create")
    if len(dicts) > MAX_ROWS:
        raise AppError(ErrorCode.LIMIT, limit=MAX_ROWS)
    read = [_read(actor, row) for row in dicts]
    matches = find_matches(actor, [values for _, values, _ in read])
    answers = [row for row, _, _ in read]
    wanted: list[int] = []
    for index, (row, suspects) in enumerate(zip(answers, matches, strict=True)):
        row.suspects = suspects
        if not any(read[index][1].get(column) for column in IDENTITY):
            row.faults.append(("company", AppError(ErrorCode.REQUIRED, column="company")))
        elif suspects and on_suspect == "skip":
            row.outcome = "suspect"
        else:
            wanted.append(index)
    drafts = [read[i][2] for i in wanted]
    operation_id, results = create_rows(actor, "leads", drafts, via=via, verb="leads.intake", client_key=client_key)
    if operation_id is not None and drafts and not results:
        return IntakeAnswer(operation_id, [], _made_by(operation_id), repeated=True)
    for index, result in zip(wanted, results, strict=True):
        answers[index].lead_id = result.row_id
        answers[index].outcome = "created" if result.row_id is not None else "error"
        answers[index].faults += result.errors
    _add_flags(answers)
    return IntakeAnswer(operation_id, answers, [r.lead_id for r in answers if r.lead_id is not None])


def _read(actor: Actor, row: Mapping[str, Any]) -> tuple[IntakeRow, dict[str, Any], dict[str, Any]]:
    """The row's answer so far, its values as stored, and its cells as they will be created."""
    answer = IntakeRow("error")
    definition, context, names = get_table("leads"), build_parse_context(actor), _names()
    columns = definition.by_id()
    values: dict[str, Any] = {}
    raw: dict[str, Any] = {}
    for key, given in row.items():
        column = columns.get(key) or columns.get(names.get(fold(key), "")) or _custom(columns, key)
        if column is None:
            answer.ignored.append(key[:60])
            continue
        try:
            check_editable(definition, actor, column, None)
            values[column.id] = parse_cell(column, given, context)
            raw[column.id] = given
        except AppError as refused:
            answer.faults.append((column.id, refused))
    return answer, values, raw


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Built-in columns by every name people have for them."""
    found: dict[str, str] = {}
    for column in get_table("leads").columns:
        for name in (*column.words.all(), *column.aliases):
            found.setdefault(fold(name), column.id)
    return found


def _custom(columns: Mapping[str, Column], key: str) -> Column | None:
    wanted = fold(key)
    return next((c for c in columns.values() if c.is_custom and fold(c.words.zh) == wanted), None)


def _made_by(operation_id: int) -> list[int]:
    made = Change.objects.filter(operation_id=operation_id, table="leads", kind=Change.Kind.CREATE).order_by("id")
    return list(made.values_list("row_id", flat=True))


def _add_flags(answers: Sequence[IntakeRow]) -> None:
    ids = [row.lead_id for row in answers if row.lead_id is not None]
    flags = dict(Lead.objects.filter(pk__in=ids).values_list("pk", "flags"))
    for row in answers:
        if row.lead_id is not None:
            row.flags = [code for code in (flags.get(row.lead_id) or "").split("|") if code]
