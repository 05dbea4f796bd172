"""Who leads a unit: people whose role supervises."""

from __future__ import annotations

from genjin.people.models import Person, Role, Unit


def leaders_of(unit_id: int | None, but: int | None = None) -> list[int]:
    """Ids of those who lead this unit, or else the first unit above that somebody leads. but: not this person."""
    leading = list(Role.objects.filter(supervises=True, deleted_at=None).values_list("pk", flat=True))
    seen: set[int] = set()
    while unit_id is not None and unit_id not in seen:
        seen.add(unit_id)
        people = Person.objects.filter(unit_id=unit_id, role_id__in=leading, active=True, deleted_at=None)
        found = [pk for pk in people.order_by("pk").values_list("pk", flat=True) if pk != but]
        if found:
            return found
        unit_id = unit_above(unit_id)
    return []


def unit_above(unit_id: int | None) -> int | None:
    """The unit this one belongs to; None at the top."""
    parents = Unit.objects.filter(pk__in=[] if unit_id is None else [unit_id]).values_list("parent_id", flat=True)
    return parents.first()
