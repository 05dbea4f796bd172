"""One person's Today: the ranked list, what was done, what sleeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from genjin.followups.readable import readable_columns
from genjin.followups.today.facts import open_leads, read_facts, read_snoozes, readable_weights
from genjin.followups.today.ranking import Ranked, Reason, explain, weigh_leads
from genjin.followups.today.reason_words import describe_reason, reason_level
from genjin.followups.today.weights import load_weights
from genjin.kernel import clock
from genjin.kernel.actor import Actor, ColumnRight
from genjin.kernel.clock import day_end, day_start, local
from genjin.tables.definition import get_table
from genjin.tables.records.query import fetch_rows
from genjin.tables.rowreader import read_query
from genjin.tables.scope.mask import visible_columns
from genjin.tables.scope.predicate import check_action, rows

MAX_ENTRIES = 200
MAX_DONE = 100
# Cells of a lead that the list shows, where the reader may see them.
CELLS = ("company", "contact", "title", "grade", "stage", "amount", "mobile", "phone", "bad_channels", "owner")


@dataclass(frozen=True, slots=True)
class Today:
    """entries: at most 200, `total` of all. done: contacts of the person today, one a lead, the latest first.

    tomorrow: how many have their next contact planned for tomorrow.
    """

    now: datetime
    total: int
    entries: list[dict[str, Any]]
    done: list[dict[str, Any]]
    done_count: int
    snoozed: list[dict[str, Any]]
    tomorrow: int


def fetch_today(actor: Actor, person_id: int) -> Today:
    """Whom `person_id` should contact now, of the leads that the actor sees."""
    check_action("leads", actor, "see")
    now = clock.now()
    weights = readable_weights(actor, load_weights())
    mine = open_leads(actor, person_id)
    snoozed = read_snoozes(person_id, now)
    weighed = weigh_leads(read_facts(mine, snoozed, now, weights), now, weights)
    page = [explain(one, now) for one in weighed[:MAX_ENTRIES]]
    contacts = _contacts_today(actor, person_id, now)
    asleep = _in_scope(mine, snoozed)
    shown = _cells(actor, [r.facts.id for r in page] + [c[0] for c in contacts[:MAX_DONE]] + list(asleep))
    return Today(
        now,
        len(weighed),
        [_entry(actor, r, shown[r.facts.id], person_id) for r in page if r.facts.id in shown],
        [_done(contact, shown[contact[0]]) for contact in contacts[:MAX_DONE] if contact[0] in shown],
        len(contacts),
        [{"id": lead, "title": _title(shown[lead]), "until": until} for lead, until in asleep.items() if lead in shown],
        _planned_tomorrow(mine, now) if _reads(actor, "next_at") else 0,
    )


def _cells(actor: Actor, ids: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    """The leads' shown cells by column id. A masked cell is left out: a number that cannot be dialled is none."""
    visible = {c.id for c in visible_columns(get_table("leads"), actor)}
    wanted = tuple(c for c in CELLS if c in visible)
    page = fetch_rows("leads", actor, list(dict.fromkeys(ids)), wanted)
    return {
        row["id"]: {
            column: value
            for place, (column, value) in enumerate(zip(page.columns, row["cells"], strict=True))
            if place not in row["masked"]
        }
        for row in page.rows
    }


def _number(cells: Mapping[str, Any]) -> str | None:
    """The first number that is not known to be dead."""
    dead = cells.get("bad_channels") or ()
    return next((cells[c] for c in ("mobile", "phone") if cells.get(c) and c not in dead), None)


def _title(cells: Mapping[str, Any]) -> str:
    return cells.get("company") or cells.get("contact") or ""


def _entry(actor: Actor, ranked: Ranked, cells: Mapping[str, Any], person_id: int) -> dict[str, Any]:
    facts = ranked.facts
    owner = cells.get("owner")
    return {
        "id": facts.id,
        "title": _title(cells),
        "contact": cells.get("contact"),
        "position": cells.get("title"),
        "grade": cells.get("grade"),
        "stage": cells.get("stage"),
        "amount": cells.get("amount"),
        "call": _number(cells),
        "stands_for": owner["label"] if owner and owner["id"] != person_id else None,
        "next_at": facts.next_at if _reads(actor, "next_at") else None,
        "next_has_time": facts.next_has_time,
        "accept_by": facts.accept_by if facts.accepted_at is None and _reads(actor, "accept_by") else None,
        "score": ranked.score,
        "reasons": [show_reason(actor, r) for r in ranked.reasons],
    }


def show_reason(actor: Actor, reason: Reason) -> dict[str, Any]:
    """In the reader's words; a planned text in a column hidden from them is left out."""
    if reason.key == "next" and not _reads(actor, "next_expected"):
        reason = Reason(reason.key, reason.points, reason.late, {**reason.facts, "text": ""})
    return {
        "key": reason.key,
        "words": describe_reason(reason, actor.language),
        "level": reason_level(reason),
        "points": round(reason.points, 1),
    }


def _reads(actor: Actor, column: str) -> bool:
    return actor.access("leads").column(column) in (ColumnRight.READ, ColumnRight.EDIT)


def _contacts_today(actor: Actor, person_id: int, now: datetime) -> list[tuple[Any, ...]]:
    """(lead, at, method, summary) of the person's contacts since midnight, the latest of each lead, newest first."""
    columns = readable_columns(actor, "followups")
    if not columns:
        return []
    made = rows("followups", actor).filter(person_id=person_id, at__gte=day_start(local(now).date()), at__lte=now)
    found: dict[int, tuple[Any, ...]] = {}
    for contact in read_query(made.order_by("-at", "-pk").values_list("lead_id", "at", "method", "summary")[:1000]):
        found.setdefault(contact[0], contact)
    if "summary" not in columns:
        return [(lead, at, method, None) for lead, at, method, _ in found.values()]
    return list(found.values())


def _done(contact: tuple[Any, ...], cells: Mapping[str, Any]) -> dict[str, Any]:
    lead, at, method, summary = contact
    return {"id": lead, "title": _title(cells), "at": at, "method": method, "summary": (summary or "")[:80]}


def _in_scope(mine: QuerySet[Any], snoozed: Mapping[int, datetime]) -> dict[int, datetime]:
    """What this person has put off, as far as the reader sees it, the first to wake first."""
    seen = set(mine.filter(pk__in=list(snoozed)).values_list("pk", flat=True)) if snoozed else set()
    return {lead: until for lead, until in snoozed.items() if lead in seen}


def _planned_tomorrow(mine: QuerySet[Any], now: datetime) -> int:
    begin = day_end(local(now).date())
    end = day_end(local(now).date() + timedelta(days=1))
    return mine.filter(next_at__gte=begin, next_at__lt=end).count()
