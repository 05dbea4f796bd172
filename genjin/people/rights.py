"""Rights of a role as stored data: {table: {reach, actions, columns, default_column}}. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from genjin.kernel.actor import ACTIONS, ColumnRight, Reach, TableAccess
from genjin.kernel.errors import AppError, ErrorCode

NO_ACCESS = TableAccess()
FULL_ACCESS = TableAccess(reach=Reach.ALL, actions=frozenset(ACTIONS))


def read_access(stored: Mapping[str, Any]) -> TableAccess:
    """One table's stored rights as the engine wants them. Total: what it cannot read gives no right."""
    return TableAccess(
        reach=_member(Reach, stored.get("reach"), Reach.NONE),
        actions=frozenset(stored.get("actions") or ()) & frozenset(ACTIONS),
        columns={c: _member(ColumnRight, r, ColumnRight.HIDDEN) for c, r in (stored.get("columns") or {}).items()},
        default_column=_member(ColumnRight, stored.get("default_column"), ColumnRight.EDIT),
    )


def dump_access(access: TableAccess) -> dict[str, Any]:
    """The inverse of `read_access`: keys always present, actions in their fixed order."""
    return {
        "reach": access.reach.value,
        "actions": [a for a in ACTIONS if a in access.actions],
        "columns": {c: access.columns[c].value for c in sorted(access.columns)},
        "default_column": access.default_column.value,
    }


def read_only(access: TableAccess) -> TableAccess:
    """The same sight without any action: what a `read` token leaves of a person's rights."""
    return replace(access, actions=frozenset())


def check_access(table: str, raw: Mapping[str, Any], columns: Iterable[str]) -> TableAccess:
    """What a person asks for, as rights.

    columns: the ids of the table's columns.
    Raises: bad_request for an unknown reach, action or right; unknown_column.
    """
    reach = _checked(Reach, raw.get("reach", Reach.NONE.value), "reach")
    default = _checked(ColumnRight, raw.get("default_column", ColumnRight.EDIT.value), "default_column")
    actions = raw.get("actions") or []
    unknown = [a for a in actions if a not in ACTIONS]
    if unknown:
        raise AppError(ErrorCode.BAD_REQUEST, why="unknown_action", field="actions", value=str(unknown[0])[:40])
    known = frozenset(columns)
    rights: dict[str, ColumnRight] = {}
    for column, right in (raw.get("columns") or {}).items():
        if column not in known:
            raise AppError(ErrorCode.UNKNOWN_COLUMN, column=str(column)[:40], table=table)
        rights[column] = _checked(ColumnRight, right, "columns")
    return TableAccess(reach=reach, actions=frozenset(actions), columns=rights, default_column=default)


def _member(kind: Any, raw: Any, otherwise: Any) -> Any:
    try:
        return kind(raw)
    except ValueError:
        return otherwise


def _checked(kind: Any, raw: Any, field: str) -> Any:
    try:
        return kind(raw)
    except ValueError:
        raise AppError(ErrorCode.BAD_REQUEST, why="unknown_value", field=field, value=str(raw)[:40]) from None
