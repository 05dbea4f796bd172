"""The sweep that warns owners and takes leads back (domain.md C4). Warns first, always.

Leads of somebody who is away wait: they are warned, or warned again, when they are back. Until then whoever stands in
for them is told, or their supervisor, so that no customer is left alone for the length of an absence (`unattended`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction

from genjin.jobs.schedule import periodic
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.kernel.clock import local
from genjin.kernel.words import Words
from genjin.leads.assigning.telling import name_some
from genjin.leads.assignment import write_owners
from genjin.leads.models import Lead
from genjin.leads.pool.recycling import FLAG, NEEDS, READS, REASSIGN, RecycleBook, Rule, load_recycling, warns_at
from genjin.leads.pool.state import RECYCLED
from genjin.leads.pool.unattended import tell_unattended
from genjin.leads.pool.words import last_update
from genjin.leads.quality.reviewing import RETURNED, write_verdicts
from genjin.notices.kinds import NoticeKind, register_kind
from genjin.notices.telling import News, tell
from genjin.people.working.absences import AbsenceBook, load_absences
from genjin.tables.ledger.operation import OpenOperation, Writer, chunk_rows, operation
from genjin.tables.ledger.rowstore import read_rows, update_rows
from genjin.tables.rowreader import read_query

# Leads looked at together; each person's share of them is one piece of news.
PAGE = 20_000
# Leads of an operation whose facts stand in it one by one.
MAX_FACTS = 2_000
ATTRS = (*NEEDS, *READS, "recycle_at")

WARNING = register_kind(
    NoticeKind(
        "pool.recycle_soon",
        Words("线索将被回收", "Leads about to fall back"),
        Words("{count} 条线索很久没有更新，{day} 结束时回收：{names}", "{count} leads fall back on {day}: {names}"),
        passes_over=True,
    )
)
FALLEN = register_kind(
    NoticeKind(
        "pool.recycled",
        Words("线索被回收", "Leads that fell back"),
        Words(
            "{count} 条线索 {days} 天没有更新，已经回收：{names}",
            "{count} leads fell back after {days} days without update: {names}",
        ),
    )
)

# Gives leads to their next owners by the rules of assignment, in the chunk that takes them, and answers which: those
# it leaves out go to the pool.
Reassign = Callable[[Writer, Sequence[int]], set[int]]
_reassigners: list[Reassign] = []


def use_reassigner(find: Reassign) -> None:
    """Registers who finds the next owner of recycled leads. Called once, at loading."""
    _reassigners[:] = [find]


@periodic(
    "leads.recycle", every=timedelta(minutes=10), words=Words("提醒和回收线索", "Warn of leads and take them back")
)
def sweep_recycling(_job: object) -> dict[str, int]:
    """Answers how many leads their owners were warned of and how many were taken back."""
    book = load_recycling()
    if not book.rules:
        return {"warned": 0, "recycled": 0}
    now, away = clock.now(), load_absences(clock.today())
    # First what is taken back: leads that stay because their owner is away are then told of in the same sweep.
    recycled = recycle_leads(book, away, now)
    return {"warned": warn_owners(book, away, now), "recycled": recycled}


def warn_owners(book: RecycleBook, away: AbsenceBook, now: datetime) -> int:
    """Tells each owner once which of their leads fall back soon. Returns the number of leads."""
    horizon = now + timedelta(days=max(r.warn_days for r in book.rules) + 1)
    count = 0
    for page in _pages(horizon, warned=False):
        due = [row for row in page if _is_to_be_warned(row, book, now)]
        for owner_id, rows in _by_owner(due):
            if away.is_away(owner_id):
                tell_unattended(owner_id, [row["id"] for row in rows], away, now)
            else:
                count += _warn(owner_id, rows, book, now)
    return count


def recycle_leads(book: RecycleBook, away: AbsenceBook, now: datetime) -> int:
    """Takes back what is due, one operation a rule. Returns the number of leads."""
    due: dict[Rule, list[dict[str, Any]]] = defaultdict(list)
    for page in _pages(now, warned=True):
        waiting = [row["id"] for row in page if away.is_away(row["owner_id"])]
        update_rows(Lead, {i: {"recycle_warned_at": None} for i in waiting})
        for row in page:
            rule = book.find(row)
            if rule is not None and row["id"] not in waiting:
                due[rule].append(row)
    return sum(_recycle(rule, rows, book, now) for rule, rows in due.items())


def _pages(until: datetime, *, warned: bool) -> Iterator[list[dict[str, Any]]]:
    living = Lead.objects.filter(deleted_at=None, recycle_at__lte=until, recycle_warned_at__isnull=not warned)
    after: tuple[Any, ...] | None = None
    names = ("id", *ATTRS)
    while True:
        part = living
        if after is not None:
            same = living.filter(recycle_at=after[0], pk__gt=after[1])
            part = living.filter(recycle_at__gt=after[0])
            found = _read(same, names)
            found += _read(part, names)[: PAGE - len(found)] if len(found) < PAGE else []
        else:
            found = _read(part, names)
        if not found:
            return
        rows = [dict(zip(names, values, strict=True)) for values in found]
        after = (rows[-1]["recycle_at"], rows[-1]["id"])
        yield rows


def _read(rows: Any, names: Sequence[str]) -> list[tuple[Any, ...]]:
    return read_query(rows.order_by("recycle_at", "pk").values_list(*names)[:PAGE])


def _is_to_be_warned(row: Mapping[str, Any], book: RecycleBook, now: datetime) -> bool:
    rule = book.find(row)
    return rule is not None and warns_at(row["recycle_at"], rule) <= now


def _by_owner(rows: list[dict[str, Any]]) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    for owner_id, group in groupby(sorted(rows, key=lambda r: (r["owner_id"], r["id"])), key=lambda r: r["owner_id"]):
        yield owner_id, list(group)


def _warn(owner_id: int, rows: Sequence[Mapping[str, Any]], book: RecycleBook, now: datetime) -> int:
    """One transaction a chunk; the news goes with the last of them."""
    ids = [row["id"] for row in rows]
    warned: dict[int, datetime] = {}
    for start in range(0, len(ids), chunk_rows()):
        part = ids[start : start + chunk_rows()]
        with transaction.atomic():
            fresh = read_rows(Lead, part, ATTRS)
            still = {i: r for i, r in fresh.items() if r["recycle_at"] is not None and r["recycle_warned_at"] is None}
            updates = {i: book.derive({**row, "recycle_warned_at": now}) for i, row in still.items()}
            update_rows(Lead, updates)
            warned.update({i: values["recycle_at"] for i, values in updates.items() if values["recycle_at"]})
            if start + len(part) >= len(ids) and warned:
                first = min(warned.values())
                facts = {"count": len(warned), "day": _day(first), "names": name_some(list(warned))}
                about = ("leads", next(iter(warned))) if len(warned) == 1 else None
                tell([News(owner_id, WARNING, facts, about)])
    return len(warned)


def _recycle(rule: Rule, rows: list[dict[str, Any]], book: RecycleBook, now: datetime) -> int:
    facts: dict[str, Any] = {"rule": rule.id, "days": rule.days, "action": rule.action, "count": 0, "leads": []}
    with operation(SYSTEM, verb="leads.recycle", table="leads", via="schedule", args=facts) as opened:
        for owner_id, group in _by_owner(rows):
            _take_back(opened, rule, owner_id, [row["id"] for row in group], book, now)
    return int(opened.facts["args"]["count"])


def _take_back(
    opened: OpenOperation, rule: Rule, owner_id: int, ids: Sequence[int], book: RecycleBook, now: datetime
) -> None:
    """Takes one owner's leads, as far as they are still due; the news goes with the last chunk."""
    taken: list[int] = []
    for start in range(0, len(ids), chunk_rows()):
        part = ids[start : start + chunk_rows()]
        with opened.chunk() as writer:
            found = writer.rows("leads", part, ATTRS)
            due = {i: r for i, r in found.items() if r["owner_id"] == owner_id and _is_due(r, rule, book, now)}
            _act(writer, rule, list(due))
            taken += due
            args = opened.facts["args"]
            args["count"] += len(due)
            room = MAX_FACTS - len(args["leads"])
            args["leads"] += [_fact(i, r) for i, r in list(due.items())[:room]]
            if start + len(part) >= len(ids) and taken:
                news = {"count": len(taken), "days": rule.days, "names": name_some(taken)}
                tell([News(owner_id, FALLEN, news)], operation_id=opened.ensure_row())


def _is_due(row: Mapping[str, Any], rule: Rule, book: RecycleBook, now: datetime) -> bool:
    at = row["recycle_at"]
    return at is not None and at <= now and row["recycle_warned_at"] is not None and book.find(row) == rule


def _act(writer: Writer, rule: Rule, ids: list[int]) -> None:
    if rule.action == FLAG:
        note = f"{rule.days} 天没有跟进、计划或改动，核对后更新"
        write_verdicts(writer, ids, RETURNED, note)
        return
    left = ids
    if rule.action == REASSIGN and _reassigners and ids:
        given = _reassigners[0](writer, ids)
        left = [i for i in ids if i not in given]
    write_owners(writer, dict.fromkeys(left), pool_reason=RECYCLED)


def _fact(lead_id: int, row: Mapping[str, Any]) -> dict[str, Any]:
    """Why this one: its owner, and the day of the last thing done about it."""
    return {"id": lead_id, "owner": row["owner_id"], "last": local(last_update(row)).date().isoformat()}


def _day(due: datetime) -> str:
    return f"{local(due - timedelta(seconds=1)):%m-%d}"
