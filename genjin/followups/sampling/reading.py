"""The page 抽查: a week's drawn leads with what to judge by, and how each seller did over weeks. Within scope."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from genjin.followups.models import Followup
from genjin.followups.readable import readable_columns
from genjin.followups.sampling.definition import MORE, OK
from genjin.followups.sampling.models import SpotCheck
from genjin.kernel.actor import Actor
from genjin.people.models import Person
from genjin.tables.records.query import fetch_rows
from genjin.tables.scope.predicate import check_action, rows

MOST, WEEKS, CONTACTS = 200, 12, 3
_CELLS = ("company", "contact", "grade", "stage", "completeness", "next_at")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One lead to judge. completeness None: not for this reader. contacts: the latest, newest first."""

    id: int
    lead: int
    title: str
    seller: str
    grade: str | None
    stage: str | None
    completeness: int | None
    next_at: datetime | None
    verdict: str | None
    note: str | None
    judged_by: str | None
    contacts: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Figure:
    """How one seller's sample went in one week."""

    seller: str
    week: date
    drawn: int
    ok: int
    more: int


def list_weeks(actor: Actor) -> list[date]:
    """Weeks with something drawn that the actor may judge, the latest first."""
    found = _mine(actor).order_by("-week").values_list("week", flat=True).distinct()[:WEEKS]
    return [week for week in found if week is not None]


def list_drawn(actor: Actor, week: date) -> list[Drawn]:
    """What was drawn for that week, those without a verdict first. Raises forbidden without the right to review."""
    checks = list(_mine(actor).filter(week=week).order_by("verdict", "seller_id", "pk")[:MOST])
    checks.sort(key=lambda check: check.verdict is not None)
    leads = [c.lead_id for c in checks if c.lead_id is not None]
    page = fetch_rows("leads", actor, leads, _CELLS)
    cells = {row["id"]: dict(zip(page.columns, row["cells"], strict=True)) for row in page.rows}
    contacts = _contacts(actor, leads)
    people = {p for c in checks for p in (c.seller_id, c.judged_by_id) if p is not None}
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    return [_drawn(c, cells[c.lead_id], contacts, names) for c in checks if c.lead_id in cells]


def list_figures(actor: Actor) -> list[Figure]:
    """Per seller and week, the latest weeks first."""
    weeks = list_weeks(actor)
    counted = (
        _mine(actor)
        .filter(week__in=weeks)
        .values("seller_id", "week")
        .annotate(drawn=Count("pk"), ok=Count("pk", filter=Q(verdict=OK)), more=Count("pk", filter=Q(verdict=MORE)))
    )
    found = list(counted.order_by("seller_id", "-week"))
    names = dict(Person.objects.filter(pk__in={f["seller_id"] for f in found}).values_list("pk", "name"))
    return [
        Figure(names.get(f["seller_id"] or 0, ""), f["week"], f["drawn"], f["ok"], f["more"])
        for f in found
        if f["week"] is not None
    ]


def _mine(actor: Actor) -> QuerySet[SpotCheck]:
    """Those on leads in scope, but not on one's own."""
    check_action("reviews", actor, "create")
    found = SpotCheck.objects.filter(deleted_at=None, lead_id__in=rows("leads", actor).values("pk"))
    return found if actor.id is None else found.exclude(seller_id=actor.id)


def _contacts(actor: Actor, leads: list[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    columns = readable_columns(actor, "followups")
    if not columns & {"summary", "feedback"}:
        return found
    made = Followup.objects.filter(lead_id__in=leads, deleted_at=None).order_by("-at", "-pk")
    for lead, at, method, summary, feedback in made.values_list("lead_id", "at", "method", "summary", "feedback"):
        if len(found[lead or 0]) < CONTACTS:
            found[lead or 0].append({"at": at, "method": method, "summary": _words(columns, summary, feedback)})
    return found


def _words(columns: frozenset[str], summary: str | None, feedback: str | None) -> str:
    told = (summary if "summary" in columns else None) or (feedback if "feedback" in columns else None)
    return (told or "")[:300]


def _drawn(
    check: SpotCheck, cells: dict[str, Any], contacts: dict[int, list[dict[str, Any]]], names: dict[int, str]
) -> Drawn:
    lead = check.lead_id or 0
    stage = cells.get("stage")
    return Drawn(
        id=check.pk,
        lead=lead,
        title=cells.get("company") or cells.get("contact") or f"#{lead}",
        seller=names.get(check.seller_id or 0, ""),
        grade=cells.get("grade"),
        stage=stage["label"] if isinstance(stage, dict) else None,
        completeness=cells.get("completeness"),
        next_at=cells.get("next_at"),
        verdict=check.verdict,
        note=check.note,
        judged_by=names.get(check.judged_by_id or 0),
        contacts=contacts.get(lead, []),
    )
