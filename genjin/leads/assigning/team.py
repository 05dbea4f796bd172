"""Who could get a lead today: presence, load, limits, profile and whose turn it is, read once for a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Count

from genjin.kernel import clock
from genjin.kernel.actor import ColumnRight, TableAccess
from genjin.kernel.parse_places import parse_province
from genjin.leads.assigning.models import AssignmentShare, AssignmentTurn
from genjin.leads.models import Lead
from genjin.leads.quality.conditions import read_words
from genjin.leads.quality.models import Region
from genjin.people.actor import parse_path
from genjin.people.models import Person, Role, Unit
from genjin.people.rights import FULL_ACCESS, NO_ACCESS, read_access
from genjin.people.working.absences import load_absences

Turns = dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person as rules see them. path: units from the root to their own. capacity: None for no limit.

    seller: works leads of their own. supervises: leads people and may assign. stand_in: who acts for them while away.
    provinces, industries, products: what their profile names.
    """

    id: int
    name: str
    unit_id: int | None
    path: tuple[int, ...] = ()
    level: int = 0
    seller: bool = True
    supervises: bool = False
    present: bool = True
    stand_in: int | None = None
    held: int = 0
    capacity: int | None = None
    weight: int = 1
    provinces: frozenset[str] = frozenset()
    industries: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    seniority: str | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody who works here, the units' paths, and whose turn it is by (rule, person)."""

    people: Mapping[int, Colleague]
    paths: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    turns: Turns = field(default_factory=dict)

    def supervisor_of(self, unit_id: int | None, but: Iterable[int] = ()) -> int | None:
        """Who leads the unit, or the nearest one above; whoever is present goes before whoever is away."""
        path = self.paths.get(unit_id or 0, ())
        out = set(but)
        leaders: dict[int | None, list[Colleague]] = defaultdict(list)
        for one in self.people.values():
            if one.supervises and one.id not in out:
                leaders[one.unit_id].append(one)
        for present in (True, False):
            for unit in (*reversed(path), None):
                found = [c for c in leaders[unit] if c.present is present]
                if found:
                    return min(found, key=lambda c: (c.level, c.id)).id
        tops = [c for found in leaders.values() for c in found] if not path else []
        return max(tops, key=lambda c: (c.present, c.level, -c.id)).id if tops else None


def load_team() -> Team:
    """Seven reads, none of them over leads but the count of what each person holds."""
    paths = {pk: parse_path(path) for pk, path in Unit.objects.filter(deleted_at=None).values_list("pk", "path")}
    roles = {role.pk: role for role in Role.objects.filter(deleted_at=None)}
    absences = load_absences(clock.today())
    shares: dict[int | None, tuple[int | None, int]] = {}
    for who, capacity, weight in AssignmentShare.objects.filter(deleted_at=None).values_list(
        "person_id", "capacity", "weight"
    ):
        shares[who] = (capacity, 1 if weight is None else max(weight, 0))
    regions = _load_regions()
    here = Person.objects.filter(active=True, deleted_at=None, joined_at__isnull=False).order_by("pk")
    persons = list(here)
    held = _count_held([p.pk for p in persons])
    people = {}
    for person in persons:
        role = roles.get(person.role_id or 0)
        access = _leads_access(role)
        capacity, weight = shares.get(person.pk, shares.get(None, (None, 1)))
        people[person.pk] = Colleague(
            id=person.pk,
            name=person.name,
            unit_id=person.unit_id,
            path=paths.get(person.unit_id or 0, ()),
            level=role.level if role else 0,
            seller=is_selling(access),
            supervises=role is not None and bool(role.supervises) and "assign" in access.actions,
            present=not absences.is_away(person.pk),
            stand_in=absences.stand_in(person.pk) if absences.is_away(person.pk) else None,
            held=held.get(person.pk, 0),
            capacity=capacity,
            weight=weight,
            provinces=_provinces(person.regions, regions),
            industries=frozenset(w.casefold() for w in read_words(person.industries or "")),
            products=frozenset(w.casefold() for w in read_words(person.product_lines or "")),
            seniority=person.seniority,
        )
    turns = {(r, p): f for r, p, f in AssignmentTurn.objects.values_list("rule_id", "person_id", "finish")}
    return Team(people, paths, turns)


def is_selling(access: TableAccess) -> bool:
    """Whether this role works leads of its own: makes and edits them, and neither assigns nor only looks on."""
    works = {"create", "edit"} <= access.actions and "assign" not in access.actions
    return works and access.column("owner") is ColumnRight.EDIT


def save_turns(turns: Turns) -> None:
    """Keeps whose turn it is, past the ledger: undo gives nobody a second turn."""
    rows = [AssignmentTurn(rule_id=r, person_id=p, finish=f) for (r, p), f in turns.items()]
    with transaction.atomic():
        AssignmentTurn.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["rule_id", "person_id"], update_fields=["finish"]
        )


def _leads_access(role: Role | None) -> TableAccess:
    if role is None:
        return NO_ACCESS
    return FULL_ACCESS if role.is_admin else read_access(role.rights.get("leads") or {})


def _count_held(ids: list[int]) -> dict[int, int]:
    """Open leads by owner."""
    mine = Lead.objects.filter(deleted_at=None, owner_id__in=ids, won_at=None, lost_at=None)
    counted = mine.values("owner_id").annotate(held=Count("pk")).values_list("owner_id", "held")
    return {owner: held for owner, held in counted if owner is not None}


def _load_regions() -> dict[str, frozenset[str]]:
    named = Region.objects.filter(deleted_at=None).values_list("name", "provinces")
    return {name: frozenset(_province(w) for w in read_words(text or "")) for name, text in named if name}


def _provinces(text: str | None, regions: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for word in read_words(text or ""):
        found |= regions.get(word, frozenset({_province(word)}))
    return frozenset(found)


def _province(text: str) -> str:
    return parse_province(text).value or text
