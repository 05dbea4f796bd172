"""The organisation tree: paths worked out from parents, and the verb behind the column `parent`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError
from genjin.people.actor import parse_path
from genjin.people.authority import authority_of
from genjin.people.models import Unit
from genjin.people.rules import check_parent
from genjin.tables.definition import CellEdit, Refusal, get_table
from genjin.tables.ledger.operation import Writer
from genjin.tables.records.context import build_parse_context


def build_paths(parents: Mapping[int, int | None]) -> dict[int, str]:
    """`/root/…/unit/` for every unit. A parent that is not among the units counts as none.

    Raises: unit_cycle when units hang below themselves; limit when the tree is too deep.
    """
    paths: dict[int, tuple[int, ...]] = {}
    for unit in parents:
        chain: list[int] = []
        at: int | None = unit
        while at is not None and at in parents and at not in paths:
            check_parent(at, tuple(chain))
            chain.append(at)
            at = parents[at]
        above = paths.get(at, ()) if at is not None else ()
        for link in reversed(chain):
            check_parent(link, above)
            above = (*above, link)
            paths[link] = above
    return {unit: "/" + "".join(f"{part}/" for part in path) for unit, path in paths.items()}


def refresh_paths(writer: Writer) -> None:
    """Writes the derived place of every unit whose place has changed. The tree is small: it is read whole."""
    living = Unit.objects.filter(deleted_at=None).values_list("pk", "parent_id", "path", "unit_id")
    found = {pk: (parent, path, own) for pk, parent, path, own in living}
    paths = build_paths({pk: parent for pk, (parent, _, _) in found.items()})
    stale = {
        pk: {"path": path, "unit_id": pk} for pk, path in paths.items() if found[pk][1] != path or found[pk][2] != pk
    }
    if stale:
        writer.derive("units", stale)


def set_parent_cells(actor: Actor, writer: Writer, edits: Sequence[CellEdit]) -> list[Refusal]:
    """Hangs units below others. Refused: a cycle, a place outside the actor's reach."""
    context = build_parse_context(actor)
    column = get_table("units").column("parent")
    refused: list[Refusal] = []
    for edit in edits:
        try:
            parent_id = column.field.parse(edit.raw, context)
            authority_of(actor, "units").check_unit(parent_id)
            parent = Unit.objects.filter(pk=parent_id, deleted_at=None).first() if parent_id is not None else None
            check_parent(edit.row_id, parse_path(parent.path) if parent is not None else ())
            writer.set("units", {edit.row_id: {"parent": parent_id}})
        except AppError as error:
            refused.append(Refusal(edit.row_id, edit.column, error))
    return refused
