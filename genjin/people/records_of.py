"""Records that belong to a person, in whatever tables: given to somebody else, or taken along to another unit."""

from __future__ import annotations

from collections.abc import Iterator

from genjin.kernel.actor import Actor
from genjin.people.models import Person
from genjin.tables.definition import CellEdit, Column, TableDefinition, list_tables
from genjin.tables.ledger.operation import OpenOperation, chunk_rows
from genjin.tables.scope.predicate import check_action

# What is about the person and stays theirs: nobody inherits another's holidays.
_PERSONAL = frozenset({"absences"})


def give_records(actor: Actor, opened: OpenOperation, from_id: int, to_id: int) -> int:
    """Gives all living records of one person to another, table by table, through the table's own assigning verb.

    Returns the number of records. Raises forbidden where the actor may not assign; whatever the verb refuses.
    """
    count = 0
    for definition, column in _owned_tables("owner_id"):
        ids = _owned_ids(definition, from_id)
        if ids:
            check_action(definition.key, actor, "assign")
        for part in _parts(ids):
            _give(actor, opened, definition, column, part, to_id)
            count += len(part)
    return count


def restamp_records(opened: OpenOperation, person_id: int, unit_id: int | None) -> int:
    """Stamps all living records of a person with a unit. Returns their number."""
    count = 0
    for definition, column in _owned_tables("unit_id"):
        for part in _parts(_owned_ids(definition, person_id)):
            with opened.chunk() as writer:
                writer.set(definition.key, {row_id: {column.id: unit_id} for row_id in part})
            count += len(part)
    return count


def _give(
    actor: Actor, opened: OpenOperation, definition: TableDefinition, column: Column, ids: list[int], to_id: int
) -> None:
    with opened.chunk() as writer:
        verb = definition.cell_verbs.get(column.id)
        if verb is not None:
            refused = verb(actor, writer, [CellEdit(row_id, column.id, {"id": to_id}) for row_id in ids])
            if refused:
                raise refused[0].error
            return
        unit = next((c.id for c in definition.columns if c.attr == "unit_id"), None)
        unit_id = Person.objects.values_list("unit_id", flat=True).get(pk=to_id)
        stamp = {column.id: to_id} | ({} if unit is None else {unit: unit_id})
        writer.set(definition.key, dict.fromkeys(ids, stamp))


def _owned_tables(attr: str) -> Iterator[tuple[TableDefinition, Column]]:
    """Tables of records with the column that stores `attr`; people and units own nothing but themselves."""
    for definition in list_tables():
        if definition.owned and not definition.settings and definition.key not in _PERSONAL:
            found = next((c for c in definition.columns if c.attr == attr), None)
            if found is not None:
                yield definition, found


def _owned_ids(definition: TableDefinition, person_id: int) -> list[int]:
    owned = definition.model._default_manager.filter(owner_id=person_id, deleted_at__isnull=True)
    return list(owned.order_by("pk").values_list("pk", flat=True))


def _parts(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), chunk_rows()):
        yield ids[start : start + chunk_rows()]
