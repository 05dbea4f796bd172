"""Which lead goes to whom when one person's leads are dealt out. Pure, and the same in preview and deed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum


class Way(StrEnum):
    """IN_TURN: one after the other, the same number each. BY_UNIT: to those of the lead's unit, in turn among them."""

    IN_TURN = "in_turn"
    BY_UNIT = "by_unit"


def deal(
    leads: Sequence[tuple[int, int | None]], receivers: Sequence[tuple[int, int | None]], way: Way
) -> dict[int, int]:
    """`{lead: person}`. Shape: (id, unit) of leads and of people, in order; there is at least one person.

    A lead of a unit in which nobody receives goes in turn to all.
    """
    turns: dict[int | None, int] = {}
    everybody = [person for person, _ in receivers]
    in_unit: Mapping[int | None, list[int]] = {
        unit: [p for p, u in receivers if u == unit] for unit in {u for _, u in receivers} if unit is not None
    }
    dealt: dict[int, int] = {}
    for lead, unit in leads:
        near = in_unit.get(unit) if way is Way.BY_UNIT else None
        key = unit if near else None
        people = near or everybody
        turn = turns.get(key, 0)
        dealt[lead] = people[turn % len(people)]
        turns[key] = turn + 1
    return dealt
