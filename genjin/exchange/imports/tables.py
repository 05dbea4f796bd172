"""Which rules take a table's rows from a file."""

from __future__ import annotations

from typing import Any

from genjin.exchange.imports.lead_table import LeadTable
from genjin.exchange.imports.plain_table import ImportOptions, PlainTable
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.definition import get_table
from genjin.tables.scope.predicate import check_action

_RULES: dict[str, type[PlainTable]] = {"leads": LeadTable}
# Who may sign in with which rights is no matter of a file.
_CLOSED = frozenset({"people", "units", "roles"})


def build_rules(actor: Actor, table: str, options: ImportOptions) -> PlainTable:
    """The rules for this actor. Raises unknown_table, forbidden without the right to import."""
    definition = get_table(table)
    if table in _CLOSED:
        raise AppError(ErrorCode.FORBIDDEN, 403, action="import", table=table)
    check_action(table, actor, "import")
    return _RULES.get(table, PlainTable)(definition, actor, options)


def read_options(actor: Actor, table: str, stored: dict[str, Any]) -> ImportOptions:
    """Options as kept with the run. Raises bad_request, forbidden for an owner whom one may not assign to."""
    duplicates = stored.get("duplicates", "skip")
    if duplicates not in ("new", "update", "skip"):
        raise AppError(ErrorCode.BAD_REQUEST, what="duplicates")
    owner = stored.get("owner")
    if owner not in (None, actor.id) and "assign" not in actor.access(table).actions:
        raise AppError(ErrorCode.FORBIDDEN, 403, action="assign", table=table)
    conflicts = stored.get("conflicts", "theirs")
    if conflicts not in ("mine", "theirs"):
        raise AppError(ErrorCode.BAD_REQUEST, what="conflicts")
    by_rules, to_pool = bool(stored.get("by_rules")), bool(stored.get("to_pool"))
    return ImportOptions(bool(stored.get("persons")), duplicates, owner, conflicts, by_rules and not to_pool, to_pool)
