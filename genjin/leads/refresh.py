"""A changed stage, cadence or freshness period moves the turning points of every lead.

They are worked out again by a job, outside the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import transaction

from genjin.jobs.models import Job
from genjin.jobs.queue import JobContext, enqueue, handler
from genjin.kernel.words import Words
from genjin.leads.models import Lead
from genjin.leads.pool.recycling import DERIVED as RECYCLE_DERIVED
from genjin.leads.pool.recycling import RECYCLING
from genjin.leads.recompute import DERIVED, SOURCE, build_updates, load_rules
from genjin.tables.ledger.operation import Writer, chunk_rows
from genjin.tables.ledger.rowstore import read_rows, update_rows

JOB = "leads.refresh"
RECYCLED = (*RECYCLING.attrs, *RECYCLE_DERIVED)
# Columns of stages, cadences and freshness that leads follow; a new wording or order of words moves nothing.
_FOLLOWED = frozenset(
    {"", "position", "kind", "allowance_days", "letter", "min_days", "max_days", "pipeline", "days"}
) | {
    "stage",
    "warn_days",
    "action",
    "active",
}


def after_settings_write(writer: Writer, _table: str, _row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of stages, cadences and freshness: asks for the job, once however many changes wait for it."""
    if changed & _FOLLOWED:
        ask_once(JOB, writer)


def ask_once(kind: str, writer: Writer) -> None:
    """Enqueues a job over all leads, unless one waits already or there are none."""
    waiting = Job.objects.filter(kind=kind, state=Job.State.WAITING).exists()
    if not waiting and Lead.objects.exists():
        enqueue(kind, {}, writer.actor.id)


@handler(JOB, retries=5, words=Words("重算线索状态", "Work out the status of leads again"))
def refresh_all(job: JobContext) -> dict[str, int]:
    """Goes through all leads, 200 a transaction. Answers how many were looked at and how many changed."""
    return go_through(job, refresh_page)


def go_through(job: JobContext, do_page: Callable[[Sequence[int]], int]) -> dict[str, int]:
    """All leads, 200 at a time, with progress and cancel. Answers how many were seen and how many changed."""
    total = Lead.objects.count()
    seen = changed = 0
    for ids in _pages():
        job.check_cancelled()
        changed += do_page(ids)
        seen += len(ids)
        job.progress(seen, total)
    return {"seen": seen, "changed": changed}


def refresh_page(ids: Sequence[int]) -> int:
    """Writes what differs on these leads, those in the trash included. Returns how many differed."""
    with transaction.atomic():
        rows = read_rows(Lead, ids, tuple(dict.fromkeys((*SOURCE, *DERIVED, *RECYCLED))), trashed=True)
        updates: dict[int, dict[str, Any]] = build_updates(rows, load_rules(), {})
        recycle = RECYCLING.build()
        for lead_id, row in rows.items():
            changed = {name: value for name, value in recycle(row).items() if row[name] != value}
            if changed:
                updates.setdefault(lead_id, {}).update(changed)
        update_rows(Lead, updates)
    return len(updates)


def _pages() -> Iterator[list[int]]:
    after = 0
    while True:
        ids = list(Lead.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[: chunk_rows()])
        if not ids:
            return
        yield ids
        after = ids[-1]
