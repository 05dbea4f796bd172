"""Changed rules, cards or regions judge every lead anew: by a job, in chunks, outside the ledger."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction

from genjin.jobs.queue import JobContext, handler
from genjin.leads.models import Lead
from genjin.leads.quality.book import DERIVED, NEEDS, PLACE, load_book
from genjin.leads.quality.cleaning import CHECKED
from genjin.leads.refresh import ask_once, go_through
from genjin.tables.ledger.operation import Writer
from genjin.tables.ledger.rowstore import read_rows, update_rows

JOB = "leads.rejudge"
# Acceptance is of the values that were there; a new one is looked at anew.
_ACCEPTED_VALUES = frozenset(CHECKED)


def after_lead_judged(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the leads table: another unit or pipeline may mean another card; new values end an acceptance."""
    old = [i for i in row_ids if not writer.is_new("leads", i)]
    if old and changed & {"unit", "pipeline"}:
        _judge_moved(writer, old)
    if old and changed & _ACCEPTED_VALUES and "flags_accepted" not in changed:
        _end_acceptance(writer, old)


def after_quality_settings_write(
    writer: Writer, _table: str, _row_ids: Sequence[int], _changed: frozenset[str]
) -> None:
    """Hook of the tables that judge leads: asks for the job, once however many changes wait for it."""
    ask_once(JOB, writer)


@handler(JOB)
def rejudge_all(job: JobContext) -> dict[str, int]:
    """Goes through all leads, 200 a transaction. Answers how many were looked at and how many changed."""
    return go_through(job, rejudge_page)


def rejudge_page(ids: Sequence[int]) -> int:
    """Writes what differs on these leads, those in the trash included. Returns how many differed."""
    with transaction.atomic():
        updates = _differences(ids)
        update_rows(Lead, updates)
    return len(updates)


def _differences(ids: Collection[int]) -> dict[int, dict[str, Any]]:
    judge = load_book().judge
    rows = read_rows(Lead, ids, tuple(dict.fromkeys((*NEEDS, *PLACE, *DERIVED))), trashed=True)
    found: dict[int, dict[str, Any]] = {}
    for lead_id, row in rows.items():
        changed = {name: value for name, value in judge(row).items() if row[name] != value}
        if changed:
            found[lead_id] = changed
    return found


def _judge_moved(writer: Writer, row_ids: Sequence[int]) -> None:
    if any(key != (None, None) for key in load_book().cards):
        writer.derive("leads", _differences(row_ids))


def _end_acceptance(writer: Writer, row_ids: Sequence[int]) -> None:
    accepted = Lead.objects.filter(pk__in=row_ids, flags_accepted=True).values_list("pk", flat=True)
    writer.set("leads", {lead: {"flags_accepted": None} for lead in accepted})
