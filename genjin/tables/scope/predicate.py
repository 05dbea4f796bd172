"""The one predicate that decides which rows an actor sees and may act on (domain.md I1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When

from genjin.kernel import clock
from genjin.kernel.actor import Actor, Reach, TableAccess
from genjin.kernel.errors import forbidden
from genjin.tables.definition import ParentScope, TableDefinition, get_table
from genjin.tables.models import Share

# Above this many units a page asks once with IN instead of once per unit.
MAX_UNIT_BRANCHES = 60
# Rows given to one stand-in one by one that a filter "me" counts as theirs.
MAX_GIVEN = 1_000
# Stands for each unit of a branch while its statement is made: no unit has this id.
ANY_UNIT = -(2**52) - 7
NOTHING = Q(pk__in=[])


def check_action(table: str, actor: Actor, action: str) -> TableAccess:
    """The actor's access; raises forbidden when the role lacks `action` on the table."""
    access = actor.access(table)
    if action == "see":
        if access.reach is Reach.NONE and actor.id is None:
            raise forbidden(action, table)
    elif action not in access.actions:
        raise forbidden(action, table)
    return access


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of the actor's rows that one index answers: those of `condition`, or one part for each of `units`.

    few: one person's rows, which are found first and sorted then; the others are read in the order of an index.
    """

    condition: Q
    units: tuple[int, ...] = ()
    few: bool = False


def branches(definition: TableDefinition, actor: Actor, action: str = "see", *, commons: bool = False) -> list[Branch]:
    """The parts whose union is the actor's rows; a page merges them. commons: with rows that are nobody's."""
    if definition.parent is not None:
        own = _own_rows(definition, actor)
        under = Branch(_parent_predicate(definition, actor, action))
        return [under] if own is None or under.condition in (Q(), NOTHING) else [under, Branch(own, few=True)]
    access = actor.access(definition.key)
    found = _reach_branches(definition, actor, access.reach)
    if found and access.reach is not Reach.ALL and (named := _own_rows(definition, actor)) is not None:
        found.append(Branch(named, few=True))
    shared = None if access.reach is Reach.ALL else _shared(definition, actor, action)
    if shared is not None:
        found.append(Branch(shared, few=True))
    common = _commons(definition, actor, action) if commons else None
    return found if common is None else [*found, Branch(common)]


def disjoint(definition: TableDefinition, actor: Actor, action: str = "see", *, commons: bool = False) -> list[Branch]:
    """The same parts with no row in two of them, for counts and sums."""
    found: list[Branch] = []
    before: Q | None = None
    for branch in branches(definition, actor, action, commons=commons):
        own = Q(unit_id__in=branch.units) if branch.units else branch.condition
        # NOT (a OR b) would lose rows whose unit or owner is empty: an empty cell is in none of the parts before.
        found.append(replace(branch, condition=own if before is None else own & _outside(before)))
        before = own if before is None else before | own
    return found


def _outside(condition: Q) -> Q:
    return ~Q(Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()))


def predicate(definition: TableDefinition, actor: Actor, action: str = "see", *, commons: bool = False) -> Q:
    """The same rows as one condition, for counts, sums and bulk selections."""
    if definition.parent is not None:
        under, own = _parent_predicate(definition, actor, action), _own_rows(definition, actor)
        return under if own is None or under in (Q(), NOTHING) else under | own
    access = actor.access(definition.key)
    if not definition.owned:
        return Q() if access.reach is not Reach.NONE else NOTHING
    own = _joined(_own(definition, actor))
    condition = {
        Reach.NONE: NOTHING,
        Reach.OWN: own,
        Reach.TEAM: own | Q(unit_id=actor.unit_id),
        Reach.SUBTREE: own | Q(unit_id__in=actor.subtree_ids),
        Reach.ALL: Q(),
    }[access.reach]
    if access.reach not in (Reach.ALL, Reach.NONE) and (named := _own_rows(definition, actor)) is not None:
        condition |= named
    shared = None if access.reach is Reach.ALL else _shared(definition, actor, action)
    if shared is not None:
        condition |= shared
    common = _commons(definition, actor, action) if commons else None
    return condition if common is None else condition | common


def rows(table: str, actor: Actor, action: str = "see", *, trash: bool = False) -> QuerySet:  # type: ignore[type-arg]
    """The actor's rows of `table`, living ones unless `trash`. The only door to rows."""
    definition = get_table(table)
    living = definition.model._default_manager.filter(deleted_at__isnull=not trash)
    return living.filter(predicate(definition, actor, action))


def rows_under(table: str, actor: Actor, parents: QuerySet) -> QuerySet:  # type: ignore[type-arg]
    """The actor's living rows that hang on `parents`, a selection in scope that is not asked for again row by row."""
    definition = get_table(table)
    assert definition.parent is not None
    living = definition.model._default_manager.filter(deleted_at=None)
    under = living.filter(**{f"{definition.parent.attr}__in": parents.values("pk")})
    return under.filter(_parent_predicate(definition, actor, "see", known=definition.parent))


def visible_ids(table: str, actor: Actor, ids: Iterable[int], action: str = "see", *, trash: bool = False) -> set[int]:
    """Those of `ids` that are in the actor's scope and not in the trash (or, with `trash`, in it).

    To be seen, a row that is nobody's and that the actor may take counts as theirs.
    """
    wanted = list(ids)
    found: set[int] = set()
    definition = get_table(table)
    inside = predicate(definition, actor, action, commons=not trash)
    living = definition.model._default_manager.filter(deleted_at__isnull=not trash)
    for start in range(0, len(wanted), 500):
        page = living.filter(inside, pk__in=wanted[start : start + 500])
        found.update(page.values_list("pk", flat=True))
    return found


def _reach_branches(definition: TableDefinition, actor: Actor, reach: Reach) -> list[Branch]:
    if not definition.owned:
        return [] if reach is Reach.NONE else [Branch(Q())]
    if reach is Reach.ALL:
        return [Branch(Q())]
    if reach is Reach.NONE:
        return []
    own = [Branch(part, few=True) for part in _own(definition, actor)]
    if reach is Reach.OWN:
        return own
    units = (actor.unit_id,) if reach is Reach.TEAM else actor.subtree_ids
    units = tuple(u for u in units if u is not None)
    if len(units) > MAX_UNIT_BRANCHES:
        return [Branch(Q(unit_id__in=units)), *own]
    return [Branch(Q(), units), *own] if units else own


def _own(definition: TableDefinition, actor: Actor) -> list[Q]:
    """Rows the actor works as their owner: their own, those of people who are away, those given to them for a while."""
    found = [Q(owner_id=actor.id)]
    if definition.stand_in is not None and actor.id is not None:
        person, until = definition.stand_in
        found += [Q(owner_id=away) for away in actor.stands_in_for]
        found.append(Q(**{person: actor.id, f"{until}__gte": clock.today()}))
    return found


def _joined(conditions: list[Q]) -> Q:
    joined = conditions[0]
    for condition in conditions[1:]:
        joined |= condition
    return joined


def _commons(definition: TableDefinition, actor: Actor, action: str) -> Q | None:
    """Rows that are nobody's and that the actor may see; whoever sees everything sees them anyway."""
    if definition.commons is None or action != "see" or actor.id is None:
        return None
    if actor.access(definition.key).reach in (Reach.ALL, Reach.NONE):
        return None
    return definition.commons.condition(actor)


def may_have_seen(definition: TableDefinition, actor: Actor) -> bool:
    """Whether the actor sees rows of this table that are nobody's."""
    return _commons(definition, actor, "see") is not None


def _shared(definition: TableDefinition, actor: Actor, action: str) -> Q | None:
    """Rows shared with the actor; None when there are none, which keeps the query to one branch."""
    if actor.id is None or not definition.owned:
        return None
    mine = Q(person_id=actor.id)
    if actor.unit_id is not None:
        mine |= Q(unit_id=actor.unit_id)
    shares = Share.objects.filter(mine, table=definition.key)
    if action not in ("see", "export"):
        shares = shares.filter(can_edit=True)
    if not shares.exists():
        return None
    return Q(pk__in=shares.values("row_id"))


def _own_rows(definition: TableDefinition, actor: Actor) -> Q | None:
    """Rows that name the actor or somebody they act for, wherever they hang; None where a table has no such rows."""
    if not definition.own_attrs or actor.id is None:
        return None
    condition = Q()
    for attr in definition.own_attrs:
        for person in (actor.id, *actor.stands_in_for):
            condition |= Q(**{attr: person})
    return condition


def works_for(definition: TableDefinition, actor: Actor, attr: str) -> Q:
    """Rows that the actor works: those naming them, and today those of whoever they stand in for.

    Of columns that say whose the row is (its owner, a task's assignee); any other names the actor alone.
    """
    if actor.id is None:
        return Q(**{attr: None})
    if attr in definition.own_attrs:
        return Q(**{f"{attr}__in": (actor.id, *actor.stands_in_for)}) if actor.stands_in_for else Q(**{attr: actor.id})
    if attr != "owner_id" or definition.stand_in is None:
        return Q(**{attr: actor.id})
    mine = Q(owner_id__in=(actor.id, *actor.stands_in_for)) if actor.stands_in_for else Q(owner_id=actor.id)
    person, until = definition.stand_in
    given = definition.model._default_manager.filter(
        **{person: actor.id, f"{until}__gte": clock.today()}, deleted_at__isnull=True
    )
    # Found first: an index answers each part, none answers both, and mostly there is nothing given.
    ids = list(given.order_by().values_list("pk", flat=True)[:MAX_GIVEN])
    return mine | Q(pk__in=ids) if ids else mine


def _parent_predicate(definition: TableDefinition, actor: Actor, action: str, known: ParentScope | None = None) -> Q:
    """known: the parent whose rows are in scope already."""
    assert definition.parent is not None
    own = actor.access(definition.key)
    if own.reach is Reach.NONE:
        return NOTHING
    condition = Q()
    for link in (definition.parent, *definition.other_parents):
        parent = get_table(link.table)
        if link is known or actor.access(parent.key).reach is Reach.ALL:
            continue
        inner = parent.model._default_manager.filter(pk=OuterRef(link.attr))
        condition &= Q(Exists(inner.filter(predicate(parent, actor, "see" if action == "create" else action))))
    return condition
