"""Who is away on a day, and who stands in for them (domain.md C9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from genjin.kernel.actor import Actor, Reach
from genjin.kernel.errors import AppError, ErrorCode, forbidden
from genjin.people.models import Absence, Person
from genjin.people.rights_events import announce_rights
from genjin.tables.ledger.operation import Writer


@dataclass(frozen=True, slots=True)
class AbsenceBook:
    """Persons away on one day. Shape: who stands in by person; None where nobody does."""

    away: Mapping[int, int | None]

    def is_away(self, person_id: int) -> bool:
        return person_id in self.away

    def stand_in(self, person_id: int) -> int | None:
        """Who acts for this person that day: themselves when present, else the first in the chain who is; or None."""
        seen: set[int] = set()
        found: int | None = person_id
        while found is not None and found in self.away and found not in seen:
            seen.add(found)
            found = self.away[found]
        return None if found is None or found in self.away else found

    def stood_in_by(self, person_id: int) -> tuple[int, ...]:
        """Those away for whom this person acts."""
        return tuple(sorted(who for who in self.away if who != person_id and self.stand_in(who) == person_id))


def load_absences(day: date) -> AbsenceBook:
    """One small query. Of several absences over the same day the latest entered says who stands in."""
    living = Absence.objects.filter(deleted_at=None, owner_id__isnull=False, last__gte=day)
    rows = living.filter(Q(first__lte=day) | Q(first__isnull=True)).order_by("id")
    return AbsenceBook(
        {who: instead for who, instead in rows.values_list("owner_id", "stand_in_id") if who is not None}
    )


def last_days(day: date) -> dict[int, date]:
    """The last day of each absence that covers `day`, by person."""
    living = Absence.objects.filter(deleted_at=None, owner_id__isnull=False, last__gte=day)
    rows = living.filter(Q(first__lte=day) | Q(first__isnull=True)).order_by("id").values_list("owner_id", "last")
    return {who: last for who, last in rows if who is not None and last is not None}


def fill_absences(actor: Actor, _writer: Writer, drafts: list[dict[str, Any]]) -> None:
    """New absences are one's own unless told otherwise, and belong to the person's unit. Raises required."""
    for draft in drafts:
        if draft.get("person") is None:
            draft["person"] = actor.id
        if draft.get("first") is None or draft.get("last") is None:
            raise AppError(ErrorCode.REQUIRED, column="first" if draft.get("first") is None else "last")


def check_absences(writer: Writer, table: str, ids: Sequence[int], _changed: frozenset[str]) -> None:
    """Hook of absences: keeps the unit; a span must not end before it begins, nobody stands in for themselves.

    Raises period_order, bad_stand_in, forbidden for the absence of somebody out of reach.
    """
    rows = writer.rows(table, ids, ("owner_id", "unit_id", "first", "last", "stand_in_id"))
    units = dict(Person.objects.filter(pk__in={r["owner_id"] for r in rows.values()}).values_list("pk", "unit_id"))
    for row in rows.values():
        if not _within(writer.actor, row["owner_id"], units.get(row["owner_id"])):
            raise forbidden("edit", table)
        if row["first"] is None or row["last"] is None or row["last"] < row["first"]:
            raise AppError(ErrorCode.PERIOD_ORDER)
        if row["stand_in_id"] is not None and row["stand_in_id"] == row["owner_id"]:
            raise AppError(ErrorCode.BAD_STAND_IN)
    misplaced = {
        i: {"unit_id": units.get(r["owner_id"])} for i, r in rows.items() if r["unit_id"] != units.get(r["owner_id"])
    }
    if misplaced:
        writer.derive(table, misplaced)
    # Whoever stands in sees more from now on, or less.
    announce_rights({row["stand_in_id"] for row in rows.values() if row["stand_in_id"] is not None})


def _within(actor: Actor, person_id: int | None, unit_id: int | None) -> bool:
    """Whether the actor may say that this person is away."""
    reach = actor.access("absences").reach
    if person_id == actor.id or reach is Reach.ALL:
        return True
    if reach is Reach.TEAM:
        return unit_id is not None and unit_id == actor.unit_id
    return reach is Reach.SUBTREE and unit_id in actor.subtree_ids
