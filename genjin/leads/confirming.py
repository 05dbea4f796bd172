"""Confirming that a lead's data are still right (domain.md B13), by a person who has checked."""

from __future__ import annotations

from collections.abc import Sequence

from genjin.kernel.actor import Actor
from genjin.leads.bulk import BulkAnswer, run_bulk
from genjin.tables.definition import Refusal
from genjin.tables.ledger.operation import Writer


def confirm_leads(actor: Actor, ids: Sequence[int], *, reason: str = "", via: str = "panel") -> BulkAnswer:
    """Says of these leads that their data are right as of now; answers per lead."""

    def write(writer: Writer, part: list[int]) -> list[Refusal]:
        writer.set("leads", {lead: {"confirmed_at": writer.now} for lead in part})
        return []

    return run_bulk(actor, ids, write, verb="leads.confirm", column="confirmed_at", via=via, reason=reason)
