"""What a person who is away is told, their stand-in is told too (domain.md C9): both, so that nothing has to come back.

The owner finds it when they are back; whoever acts meanwhile reads for whom it is. Once the absence ends, or the one
record's last day has passed, only the owner is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from genjin.kernel import clock
from genjin.people.models import Person
from genjin.people.working.absences import load_absences
from genjin.tables.definition import find_table
from genjin.tables.models import Operation

if TYPE_CHECKING:
    from genjin.notices.telling import News


def copy_key(key: str | None, person_id: int) -> str | None:
    """The key of what a stand-in is told beside `person_id`: news of their own may have the same key."""
    return None if key is None else f"{key}:for{person_id}"[:120]


def news_for_stand_ins(news: Sequence[News], operation_id: int | None) -> list[News]:
    """What goes to others beside `news`. Nobody is told what they did themselves. At most four small queries."""
    passing = [item for item in news if item.kind.passes_over]
    instead = _stand_ins(passing)
    if not instead:
        return []
    names = dict(Person.objects.filter(pk__in={person for person, _ in instead}).values_list("pk", "name"))
    doer = (
        Operation.objects.filter(pk=operation_id).values_list("actor_id", flat=True).first() if operation_id else None
    )
    found = []
    for item in passing:
        who = instead.get((item.person_id, item.about))
        if who is not None and who not in (item.person_id, doer):
            facts = {**item.facts, "for_whom": names.get(item.person_id, "")}
            found.append(replace(item, person_id=who, facts=facts, key=copy_key(item.key, item.person_id)))
    return found


def _stand_ins(news: Sequence[News]) -> dict[tuple[int, tuple[str, int] | None], int]:
    """Who acts for whom: by person and what the news is about; the one record's stand-in before the person's."""
    if not news:
        return {}
    away = load_absences(clock.today())
    given = _given(news)
    found: dict[tuple[int, tuple[str, int] | None], int] = {}
    for item in news:
        one = given.get(item.about) if item.about is not None else None
        if one is not None and one[0] == item.person_id:
            found[item.person_id, item.about] = one[1]
        elif away.is_away(item.person_id) and (who := away.stand_in(item.person_id)) is not None:
            found[item.person_id, item.about] = who
    return found


def _given(news: Sequence[News]) -> Mapping[tuple[str, int], tuple[int, int]]:
    """Owner and stand-in of those single records that are given to somebody for a while."""
    rows: dict[str, set[int]] = defaultdict(set)
    for item in news:
        if item.about is not None:
            rows[item.about[0]].add(item.about[1])
    found: dict[tuple[str, int], tuple[int, int]] = {}
    for table, ids in rows.items():
        definition = find_table(table)
        if definition is None or definition.stand_in is None:
            continue
        person, until = definition.stand_in
        living = definition.model._default_manager.filter(
            **{f"{person}__isnull": False, f"{until}__gte": clock.today()}, pk__in=ids, owner_id__isnull=False
        )
        for pk, owner, who in living.values_list("pk", "owner_id", person):
            found[table, pk] = (owner, who)
    return found
