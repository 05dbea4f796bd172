"""Ledger batches → what one reader may know of them: fresh rows, rows gone from sight, or a hint to reload."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from genjin.kernel.actor import Actor, Reach
from genjin.tables.definition import TableDefinition, get_table
from genjin.tables.ledger.tail import TailBatch
from genjin.tables.models import Change
from genjin.tables.records.query import fetch_rows
from genjin.tables.scope.predicate import may_have_seen, rows

# More changed rows than this are cheaper to load again than to send.
RELOAD_ABOVE = 200


def events_for(actor: Actor, batches: Sequence[TailBatch]) -> list[tuple[str, dict[str, Any]]]:
    """`(event name, data)` for one reader. Rows out of scope leave no trace but, once seen, a `gone`."""
    found: list[tuple[str, dict[str, Any]]] = []
    for batch in batches:
        definition = get_table(batch.table)
        if actor.access(batch.table).reach is Reach.NONE or batch.changes[0].kind in ("reveal",):
            continue
        changed: dict[int, set[str]] = defaultdict(set)
        for change in batch.changes:
            changed[change.row_id].add(change.column)
        facts = {
            "table": batch.table,
            "position": batch.position,
            "operation": batch.operation.pk,
            "actor": {"id": batch.operation.actor_id, "label": batch.operation.actor_name},
        }
        if len(changed) > RELOAD_ABOVE:
            found.append(("reload", {"table": batch.table, "position": batch.position}))
            continue
        page = fetch_rows(batch.table, actor, list(changed))
        here = {row["id"] for row in page.rows}
        gone = [i for i in changed if i not in here and _was_visible(actor, definition, batch.changes, i)]
        if not here and not gone:
            continue
        readable = set(page.columns)
        found.append(
            (
                "rows",
                {
                    **facts,
                    "columns": list(page.columns),
                    "rows": page.rows,
                    "gone": gone,
                    "changed": {str(i): sorted(changed[i] & readable) for i in here},
                    "created": [c.row_id for c in batch.changes if c.kind == "create" and c.row_id in here],
                },
            )
        )
    return found


def _was_visible(actor: Actor, definition: TableDefinition, changes: Sequence[Change], row_id: int) -> bool:
    """Whether the reader saw the row before these changes: now in the trash of their scope, or once theirs."""
    if rows(definition.key, actor, trash=True).filter(pk=row_id).exists():
        return True
    access = actor.access(definition.key)
    if access.reach is Reach.ALL or not definition.owned:
        return False
    # Whatever was nobody's is told as gone to those who may take such rows, even where they saw other ones only.
    if definition.commons is not None and may_have_seen(definition, actor):
        column = definition.commons.column
        if any(c.row_id == row_id and c.column == column and c.before is not None for c in changes):
            return True
    keys = definition.model._default_manager.filter(pk=row_id).values_list("owner_id", "unit_id").first()
    if keys is None:
        return False
    owner, unit = keys
    for change in reversed(changes):
        if change.row_id == row_id and change.column == "owner":
            owner = change.before
        if change.row_id == row_id and change.column == "unit":
            unit = change.before
    if owner == actor.id:
        return True
    if access.reach is Reach.TEAM:
        return bool(unit is not None and unit == actor.unit_id)
    return access.reach is Reach.SUBTREE and unit in actor.subtree_ids
