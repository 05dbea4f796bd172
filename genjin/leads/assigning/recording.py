"""What a decision leaves behind: a row for each lead, the former one ended, the values that were seen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from genjin.leads.assigning.models import OPEN, Assignment
from genjin.tables.ledger.operation import Writer

TABLE = "assignments"


@dataclass(frozen=True, slots=True)
class Note:
    """One row to write. state: what the lead's owner still has to do about it."""

    lead_id: int
    person_id: int | None
    how: str
    state: str
    rule_id: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, Any] = field(default_factory=dict)
    text: str | None = None
    step: int = 0


def write_notes(writer: Writer, notes: Sequence[Note]) -> None:
    """Writes the rows; the values that were seen stand beside them, outside the table's columns."""
    drafts = [
        {
            "lead": note.lead_id,
            "person": note.person_id,
            "rule": note.rule_id,
            "how": note.how,
            "state": note.state,
            "facts": orjson.dumps(note.facts).decode() if note.facts else None,
            "note": note.text,
            "step": note.step,
            "at": writer.now,
            "by": writer.actor.id,
            "answered_at": None if note.state in OPEN else writer.now,
        }
        for note in notes
    ]
    ids = writer.create(TABLE, drafts)
    seen = {
        row: {"inputs": orjson.dumps(note.inputs).decode()} for row, note in zip(ids, notes, strict=True) if note.inputs
    }
    if seen:
        writer.derive(TABLE, seen)


def open_rows(lead_ids: Collection[int]) -> dict[int, Assignment]:
    """The decision that each lead's owner still has to answer, if there is one."""
    found = Assignment.objects.filter(deleted_at=None, lead_id__in=lead_ids, state__in=OPEN).order_by("pk")
    return {row.lead_id: row for row in found if row.lead_id is not None}


def close_rows(writer: Writer, lead_ids: Collection[int], state: str, text: str | None = None) -> None:
    """Ends what is open on these leads: accepted, declined, ended."""
    cells: dict[str, Any] = {"state": state, "answered_at": writer.now, **({"note": text} if text else {})}
    found = Assignment.objects.filter(deleted_at=None, lead_id__in=lead_ids, state__in=OPEN)
    writer.set(TABLE, {pk: dict(cells) for pk in found.values_list("pk", flat=True)})


def who_had(lead_ids: Collection[int]) -> dict[int, set[int]]:
    """People by lead who declined it or did not take it on in time: they do not get it again by a rule."""
    turned = Assignment.objects.filter(deleted_at=None, lead_id__in=lead_ids, state__in=("declined", "timed_out"))
    found: dict[int, set[int]] = {}
    for lead_id, person_id in turned.values_list("lead_id", "person_id"):
        if lead_id is not None and person_id is not None:
            found.setdefault(lead_id, set()).add(person_id)
    return found
