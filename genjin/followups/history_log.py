"""A text that tells of several contacts, written as several follow-ups with their promises and the plan (B11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from genjin.followups.cells.history import followup_rows, next_day, promise_rows, read_history, without_known
from genjin.followups.models import Followup
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.kernel.words import Words
from genjin.leads.bulk import BulkAnswer
from genjin.leads.models import Lead
from genjin.leads.next_contact import NextContact, next_cells
from genjin.tables.ledger.operation import Writer, operation
from genjin.tables.ledger.repeated import find_repeated
from genjin.tables.ledger.verbs import name_verb
from genjin.tables.scope.predicate import check_action, visible_ids

VERB = "followups.split"
# Of the lead's present follow-ups, how many are compared with a pasted text.
_COMPARED = 500
# Companies that the history names.
_NAMED = 3
name_verb(VERB, Words("粘贴跟进记录：{title}", "pasted follow-ups: {title}"))


@dataclass(frozen=True, slots=True)
class PastedText:
    """A text put at one lead. rejected: keys of what the person turned down in its reading; it stays plain text."""

    lead_id: int
    text: str
    rejected: tuple[str, ...] = ()


def read_pasted(text: str, rejected: Sequence[str] = ()) -> dict[str, Any]:
    """The log a pasted text would become: its words, everything read from them, what is turned down."""
    return {"summary": text, "items": read_history(text, clock.today()), "off": list(rejected)}


def split_pasted(
    actor: Actor, texts: Sequence[PastedText], *, via: str = "panel", client_key: str | None = None
) -> BulkAnswer:
    """Writes each contact of the texts as a follow-up, all in one operation. What a lead has already is left.

    A refused lead does not hold up the others: required when nothing new was read, not_found out of scope.
    Raises forbidden without the right to log follow-ups.
    """
    check_action("followups", actor, "create")
    wanted = list(dict.fromkeys(t.lead_id for t in texts))
    earlier = find_repeated(actor, client_key, VERB)
    if earlier is not None:
        return BulkAnswer(earlier.pk, wanted)
    visible = visible_ids("leads", actor, wanted, "edit")
    refused = [(i, not_found("leads")) for i in wanted if i not in visible]
    logs = list(_fresh_logs([t for t in texts if t.lead_id in visible]))
    done = list(dict.fromkeys(lead for lead, _ in logs))
    refused += [(i, AppError(ErrorCode.REQUIRED, column="summary")) for i in wanted if i in visible and i not in done]
    if not logs:
        return BulkAnswer(None, [], refused)
    args = {"lead": done[0], "title": _title(done)}
    with (
        transaction.atomic(),
        operation(actor, verb=VERB, table="leads", via=via, client_key=client_key, args=args) as opened,
        opened.chunk() as writer,
    ):
        write_history(writer, logs, actor.id)
    return BulkAnswer(opened.id, done, refused)


def _fresh_logs(texts: Iterable[PastedText]) -> Iterable[tuple[int, dict[str, Any]]]:
    for pasted in texts:
        present = Followup.objects.filter(lead_id=pasted.lead_id, deleted_at=None).order_by("-at", "-id")
        known = [s for s in present.values_list("summary", flat=True)[:_COMPARED] if s]
        log = without_known(read_pasted(pasted.text, pasted.rejected), known)
        if log is not None and pasted.text.strip():
            yield pasted.lead_id, log


def _title(leads: Sequence[int]) -> str:
    """`A, B …`: the companies of the first leads."""
    named = dict(Lead.objects.filter(pk__in=leads[:_NAMED]).values_list("pk", "company"))
    names = [named[lead] or f"#{lead}" for lead in leads[:_NAMED]]
    return ", ".join(names) + (" …" if len(leads) > _NAMED else "")


def write_history(
    writer: Writer, logs: Sequence[tuple[int, Mapping[str, Any]]], person: int | None, *, promises: bool = True
) -> None:
    """Follow-ups, then the promises that hang on them, then the next contact where the lead has none."""
    rows = [(followup_rows(lead, log, person, writer.now), promise_rows(lead, log)) for lead, log in logs]
    ids = iter(writer.create("followups", [row for followups, _ in rows for row in followups]))
    owed = list(_with_followup(rows, ids))
    if owed and promises:
        writer.create("tasks", owed)
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
