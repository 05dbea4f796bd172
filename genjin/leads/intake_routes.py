"""Doors for leads that nobody types into the table: a pasted card, and batches from programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.kernel.messages import message
from genjin.leads.batch_intake import MAX_ROWS, IntakeRow, OnSuspect, Outcome, take_in
from genjin.leads.card_reading import MAX_TEXT, read_card
from genjin.people.access import request_actor
from genjin.tables.scope.predicate import check_action

router = Router(tags=["leads"])


class CardIn(Schema):
    text: str = Field(max_length=MAX_TEXT)


class CardCellOut(Schema):
    """start, end: half-open, in the text as it was sent."""

    column: str
    text: str
    start: int
    end: int


class CardOut(Schema):
    cells: list[CardCellOut]


class IntakeIn(Schema):
    """rows: dictionaries whose keys are column ids or headers in Chinese or English, values as people write them.

    client_key: a repeat with the same key writes nothing again.
    """

    rows: list[dict[str, Any]] = Field(max_length=MAX_ROWS)
    on_suspect: OnSuspect = "create"
    client_key: str | None = Field(None, max_length=64)


class SuspectOut(Schema):
    """id, title and number are empty for a lead outside the asker's scope: "looks like somebody's"."""

    id: int | None
    title: str | None
    number: str | None
    evidence: list[str]


class FaultOut(Schema):
    column: str
    code: str
    message: str


class IntakeRowOut(Schema):
    outcome: Outcome
    id: int | None
    suspects: list[SuspectOut]
    flags: list[str]
    faults: list[FaultOut]
    ignored: list[str]


class IntakeOut(Schema):
    operation: int | None
    created: list[int]
    repeated: bool
    rows: list[IntakeRowOut]


@router.post("/leads/read-card", response=CardOut)
def read(request: HttpRequest, body: CardIn) -> dict[str, Any]:
    """What a pasted line, card or signature says, cell by cell; nothing is written."""
    check_action("leads", request_actor(request), "create")
    cells = [{"column": c.column, "text": c.text, "start": c.span[0], "end": c.span[1]} for c in read_card(body.text)]
    return {"cells": cells}


@router.post("/leads/intake", response=IntakeOut)
def intake(request: HttpRequest, body: IntakeIn) -> dict[str, Any]:
    """Takes a batch in: each row answers created, suspect or error, with look-alikes and cells that read badly."""
    actor = request_actor(request)
    answer = take_in(actor, body.rows, on_suspect=body.on_suspect, client_key=body.client_key)
    return {
        "operation": answer.operation_id,
        "created": answer.created,
        "repeated": answer.repeated,
        "rows": [_row_out(row, actor.language) for row in answer.rows],
    }


def _row_out(row: IntakeRow, language: str) -> dict[str, Any]:
    return {
        "outcome": row.outcome,
        "id": row.lead_id,
        "suspects": [
            {"id": m.lead_id, "title": m.title, "number": m.number, "evidence": [e.kind for e in m.evidence]}
            for m in row.suspects
        ],
        "flags": row.flags,
        "faults": [{"column": c, "code": e.code.value, "message": message(e, language)} for c, e in row.faults],
        "ignored": row.ignored,
    }
