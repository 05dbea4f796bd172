"""Whoever acts for the owner of one lead for a while (domain.md C9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.ledger.operation import Writer

ATTRS = ("owner_id", "stand_in_id", "stand_in_until")

WEEK = timedelta(days=7)


def works_as_owner(actor: Actor, row: Mapping[str, Any]) -> bool:
    """Whether the lead is the actor's, or is worked by them for its owner today. Needs `ATTRS` of the row."""
    if actor.id is None:
        return False
    if row["owner_id"] is not None and (row["owner_id"] == actor.id or row["owner_id"] in actor.stands_in_for):
        return True
    until = row["stand_in_until"]
    return bool(row["stand_in_id"] == actor.id and until is not None and until >= clock.today())


def check_stand_ins(writer: Writer, table: str, ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of leads. Raises bad_stand_in for the owner.

    Without a last day it is a week: what has no end never passes back. A new owner needs nobody who stands in for the
    former one.
    """
    if not changed & {"stand_in", "stand_in_until", "owner"}:
        return
    rows = {i: r for i, r in writer.rows(table, ids, ATTRS).items() if r["stand_in_id"] is not None}
    if "owner" in changed and "stand_in" not in changed:
        writer.set(table, {i: {"stand_in": None, "stand_in_until": None} for i in rows})
        return
    for row in rows.values():
        if row["stand_in_id"] == row["owner_id"]:
            raise AppError(ErrorCode.BAD_STAND_IN)
    endless = [i for i, row in rows.items() if row["stand_in_until"] is None]
    if endless:
        writer.set(table, {i: {"stand_in_until": clock.today() + WEEK} for i in endless})
