"""What whoever takes a customer over has to know: last words, open promises, next date, risk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from genjin.followups.models import Followup, Task
from genjin.followups.readable import readable_columns
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.clock import local
from genjin.leads.models import Lead
from genjin.tables.records.query import fetch_rows

# Contacts told of each customer.
LAST_WORDS = 2
_COLUMNS = (
    *("number", "company", "contact", "mobile", "grade", "stage", "amount", "owner", "status", "recycling"),
    *("next_at", "next_method", "next_expected", "last_contact_at", "remarks", "special_needs", "competitors"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """One contact: when, and its words."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Owed:
    """An open task or promise; side: ours or theirs."""

    side: str
    words: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Brief:
    """One customer. cells: as the reader gets them, by column. risks: in words, the worst first."""

    lead_id: int
    cells: Mapping[str, Any]
    said: Sequence[Said]
    owed: Sequence[Owed]
    risks: Sequence[str]


def write_briefs(actor: Actor, lead_ids: Sequence[int]) -> list[Brief]:
    """Briefs of those of the leads that the actor sees, in the given order."""
    found: list[Brief] = []
    for start in range(0, len(lead_ids), 500):
        found += _write_part(actor, list(lead_ids[start : start + 500]))
    return found


def _write_part(actor: Actor, ids: list[int]) -> list[Brief]:
    known = actor.access("leads")
    columns = tuple(c for c in _COLUMNS if known.column(c).value != "hidden")
    page = fetch_rows("leads", actor, ids, columns)
    shown = [row["id"] for row in page.rows]
    said = _last_words(shown, readable_columns(actor, "followups"))
    owed = _open_promises(shown) if "text" in readable_columns(actor, "tasks") else {}
    today = clock.today()
    briefs = []
    for row in page.rows:
        cells = dict(zip(page.columns, row["cells"], strict=True))
        promises = owed.get(row["id"], [])
        risks = _risks(cells, promises, today)
        briefs.append(Brief(row["id"], cells, said.get(row["id"], []), promises, risks))
    return briefs


def _last_words(ids: Sequence[int], columns: frozenset[str]) -> dict[int, list[Said]]:
    """The words of those columns that the reader may read: one may see the lead and not what was said."""
    if not columns & {"summary", "feedback"}:
        return {}
    rows = Followup.objects.filter(lead_id__in=ids, deleted_at=None, at__isnull=False).order_by("-at", "-pk")
    found: dict[int, list[Said]] = defaultdict(list)
    for lead, at, summary, feedback in rows.values_list("lead_id", "at", "summary", "feedback"):
        if at is not None and lead is not None and len(found[lead]) < LAST_WORDS:
            words = "；".join(
                " ".join(part.split())
                for name, part in (("summary", summary), ("feedback", feedback))
                if part and name in columns
            )
            found[lead].append(Said(at, words))
    return found


def _open_promises(ids: Sequence[int]) -> dict[int, list[Owed]]:
    rows = Task.objects.filter(lead_id__in=ids, deleted_at=None, state="open")
    found: dict[int, list[Owed]] = defaultdict(list)
    for lead, side, text, due in rows.order_by("due_at", "pk").values_list("lead_id", "side", "text", "due_at"):
        if lead is not None:
            found[lead].append(Owed(side or "ours", text or "", None if due is None else local(due).date()))
    return found


def _risks(cells: Mapping[str, Any], owed: Sequence[Owed], today: date) -> list[str]:
    """The status where it is red or amber, promises of ours that are late, the pool that waits."""
    late = [f"{o.words}（{o.due:%m-%d}）" for o in owed if o.side == "ours" and o.due is not None and o.due < today]
    levels = [cells[c] for c in ("status", "recycling") if isinstance(cells.get(c), Mapping)]
    told = [level["words"] for level in levels if level["level"] in ("red", "amber")]
    return [*(f"逾期未办：{words}" for words in late), *told]


def count_open(lead_ids: Sequence[int]) -> dict[str, int]:
    """Open leads, promises and plans among these leads."""
    counts = {"open": 0, "promises": 0, "plans": 0}
    for start in range(0, len(lead_ids), 500):
        part = list(lead_ids[start : start + 500])
        leads = Lead.objects.filter(pk__in=part, deleted_at=None)
        counts["open"] += leads.filter(stage_kind="open").count()
        counts["plans"] += leads.filter(next_at__isnull=False).count()
        counts["promises"] += Task.objects.filter(lead_id__in=part, deleted_at=None, state="open").count()
    return counts


def show_day(at: datetime | None) -> str:
    return "" if at is None else f"{local(at):%Y-%m-%d}"
