"""A text that tells of several contacts, written as several follow-ups with their promises and the plan (B11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from genjin.followups.cells.history import (
    entry_texts,
    followup_rows,
    next_day,
    promise_rows,
    read_history,
    without_known,
)
from genjin.followups.models import Followup
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.kernel.words import Words
from genjin.leads.models import Lead
from genjin.leads.next_contact import NextContact, next_cells
from genjin.tables.ledger.operation import Writer, operation
from genjin.tables.ledger.verbs import name_verb
from genjin.tables.models import Operation
from genjin.tables.scope.predicate import check_action, visible_ids

VERB = "followups.split"
# Of the lead's present follow-ups, how many are compared with a pasted text.
_COMPARED = 500
name_verb(VERB, Words("粘贴跟进记录：{title}", "pasted follow-ups: {title}"))


@dataclass(frozen=True, slots=True)
class PastedEntry:
    """One follow-up that a pasted text would become."""

    day: str | None
    method: str | None
    text: str


def read_pasted(text: str) -> list[PastedEntry]:
    """The follow-ups a pasted text tells of; fewer than two are no reason to split it."""
    log = {"summary": text, "items": read_history(text, clock.today())}
    return [PastedEntry(e["day"], e["method"], words) for e, words in entry_texts(log) if e is not None]


def split_pasted(actor: Actor, lead_id: int, text: str, *, client_key: str | None = None) -> int:
    """Writes each contact of the text as a follow-up in one operation; answers it. What the lead has already is left.

    Raises forbidden, not_found out of scope, required when nothing new was read.
    """
    check_action("followups", actor, "create")
    if client_key:
        earlier = Operation.objects.filter(client_key=client_key, actor_id=actor.id, verb=VERB).first()
        if earlier is not None:
            return earlier.pk
    if lead_id not in visible_ids("leads", actor, [lead_id], "edit"):
        raise not_found("leads")
    present = Followup.objects.filter(lead_id=lead_id, deleted_at=None).order_by("-at", "-id")
    known = [s for s in present.values_list("summary", flat=True)[:_COMPARED] if s]
    log = without_known({"summary": text, "items": read_history(text, clock.today())}, known)
    if log is None or not text.strip():
        raise AppError(ErrorCode.REQUIRED, column="summary")
    args = {"lead": lead_id, "title": Lead.objects.values_list("company", flat=True).get(pk=lead_id)}
    with (
        transaction.atomic(),
        operation(actor, verb=VERB, table="leads", via="panel", client_key=client_key, args=args) as opened,
        opened.chunk() as writer,
    ):
        write_history(writer, [(lead_id, log)], actor.id)
    assert opened.id is not None
    return opened.id


def write_history(
    writer: Writer, logs: Sequence[tuple[int, Mapping[str, Any]]], person: int | None, *, promises: bool = True
) -> None:
    """Follow-ups, then the promises that hang on them, then the next contact where the lead has none."""
    rows = [(followup_rows(lead, log, person, writer.now), promise_rows(lead, log)) for lead, log in logs]
    ids = iter(writer.create("followups", [row for followups, _ in rows for row in followups]))
    owed = list(_with_followup(rows, ids))
    if owed and promises:
        writer.create("promises", owed)
    planned = {lead: day for lead, log in logs if (day := next_day(log)) is not None}
    free = writer.rows("leads", planned, ("next_at",)) if planned else {}
    steps = {i: next_cells(NextContact(planned[i], False)) for i, row in free.items() if row["next_at"] is None}
    writer.set("leads", steps)


def _with_followup(
    rows: Iterable[tuple[list[dict[str, Any]], list[tuple[int, dict[str, Any]]]]], ids: Iterable[int]
) -> Iterable[dict[str, Any]]:
    made = iter(ids)
    for followups, owed in rows:
        own = [next(made) for _ in followups]
        for place, row in owed:
            yield {**row, "followup": own[place]}
