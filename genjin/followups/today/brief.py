"""What to know before contacting one customer (domain.md D6): one request, a fixed number of queries."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from genjin.followups.enclosed import fetch_material_brief
from genjin.followups.models import Followup
from genjin.followups.readable import readable_columns
from genjin.followups.tasks.showing import open_tasks
from genjin.followups.today.models import Outline
from genjin.kernel import clock
from genjin.kernel.actor import Actor, Reach
from genjin.kernel.clock import day_start
from genjin.kernel.errors import not_found
from genjin.pipelines.cadence import load_cadences
from genjin.tables.definition import get_table
from genjin.tables.records.context import find_labels
from genjin.tables.records.query import fetch_rows
from genjin.tables.scope.mask import visible_columns
from genjin.tables.scope.predicate import rows

MAX_CONTACTS = 5
MAX_PEOPLE = 6
# Objections and signals are looked for in this many of the last contacts, signals no further back than these days.
LOOK_BACK = 20
SIGNAL_DAYS = 30
MAX_OBJECTIONS = 4
_CELLS = (
    "company", "contact", "title", "mobile", "phone", "grade", "stage", "amount", "owner", "products", "need",
    "pain_points", "next_at", "next_has_time", "next_method", "next_expected", "last_contact_at", "expected_close",
)  # fmt: skip


def fetch_brief(actor: Actor, lead_id: int) -> dict[str, Any]:
    """Everything the right side of Today shows of one lead. Raises not_found.

    Hidden columns are left out; masked ones come as their mask, with their ids in `masked`.
    """
    visible = {c.id for c in visible_columns(get_table("leads"), actor)}
    page = fetch_rows("leads", actor, [lead_id], tuple(c for c in _CELLS if c in visible))
    if not page.rows:
        raise not_found("leads")
    cells = dict(zip(page.columns, page.rows[0]["cells"], strict=True))
    made = _last_contacts(actor, lead_id)
    return {
        "id": lead_id,
        "cells": cells,
        "masked": [page.columns[place] for place in page.rows[0]["masked"]],
        "contacts": _show_contacts(actor, made[:MAX_CONTACTS]),
        "tasks": open_tasks(actor, lead_id),
        "objections": _objections(made),
        "signals": _signals(made),
        "people": _people(actor, lead_id),
        "cadence": _cadence(actor, lead_id, visible),
        "contacts_today": sum(c.at is not None and c.at >= day_start(clock.today()) for c in made),
        "outline": _outline(actor, lead_id),
        "materials": _materials(actor, lead_id),
    }


def _last_contacts(actor: Actor, lead_id: int) -> list[Followup]:
    """Newest first; what the actor may not read of them is empty."""
    columns = readable_columns(actor, "followups")
    if not columns:
        return []
    found = Followup.objects.filter(lead_id=lead_id, deleted_at=None, at__isnull=False)
    made = list(found.order_by("-at", "-pk")[:LOOK_BACK])
    for name in {"method", "contact", "summary", "feedback", "signals"} - columns:
        for contact in made:
            setattr(contact, name, None)
    return made


def _show_contacts(actor: Actor, made: list[Followup]) -> list[dict[str, Any]]:
    labels = find_labels(actor, {"people": {c.person_id for c in made if c.person_id is not None}})
    return [
        {
            "id": c.pk,
            "at": c.at,
            "method": c.method,
            "summary": c.summary or c.feedback or "",
            "person": labels.get(("people", c.person_id)) if c.person_id is not None else None,
            "contact": c.contact,
        }
        for c in made
    ]


def _objections(made: list[Followup]) -> list[str]:
    """What the customer said against it or asked for, each once, the latest first."""
    told = (" ".join(c.feedback.split()) for c in made if c.feedback)
    return list(dict.fromkeys(told))[:MAX_OBJECTIONS]


def _signals(made: list[Followup]) -> list[dict[str, Any]]:
    since = clock.now() - timedelta(days=SIGNAL_DAYS)
    return [
        {"words": word, "at": c.at}
        for c in made
        if c.signals and c.at is not None and c.at >= since
        for word in dict.fromkeys(c.signals.split("、"))
        if word
    ][:MAX_OBJECTIONS]


def _people(actor: Actor, lead_id: int) -> list[dict[str, Any]]:
    """The customer's people with numbers to dial, the main contact left to the lead's own cells."""
    if actor.access("contacts").reach is Reach.NONE:
        return []
    ids = list(rows("contacts", actor).filter(lead_id=lead_id).order_by("pk").values_list("pk", flat=True)[:MAX_PEOPLE])
    visible = {c.id for c in visible_columns(get_table("contacts"), actor)}
    page = fetch_rows("contacts", actor, ids, tuple(c for c in ("name", "title", "mobile", "phone") if c in visible))
    people = []
    for row in page.rows:
        cells = dict(zip(page.columns, row["cells"], strict=True))
        masked = {page.columns[place] for place in row["masked"]}
        number = next((c for c in ("mobile", "phone") if cells.get(c)), None)
        people.append(
            {
                "id": row["id"],
                "name": cells.get("name") or "",
                "title": cells.get("title"),
                "phone": cells[number] if number else None,
                "masked": number in masked,
            }
        )
    return people


def _cadence(actor: Actor, lead_id: int, visible: set[str]) -> dict[str, Any] | None:
    """The row of 分级跟进标准 that the lead's grade falls under."""
    if "grade" not in visible:
        return None
    found = rows("leads", actor).filter(pk=lead_id).values_list("pipeline_id", "grade").first()
    rule = load_cadences().find(*found) if found else None
    if rule is None:
        return None
    return {
        "letter": rule.letter,
        "min_days": rule.min_days,
        "max_days": rule.max_days,
        "methods": rule.methods,
        "goal": rule.goal,
    }


def _materials(actor: Actor, lead_id: int) -> dict[str, Any] | None:
    found = fetch_material_brief(actor, lead_id)
    return None if found is None else asdict(found)


def _outline(actor: Actor, lead_id: int) -> dict[str, Any] | None:
    if actor.access("outlines").reach is Reach.NONE:
        return None
    found = Outline.objects.filter(lead_id=lead_id, deleted_at=None).order_by("pk").first()
    return None if found is None else {"text": found.text or "", "by": found.updated_by_id, "at": found.updated_at}
