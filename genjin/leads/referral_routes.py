"""What a customer has brought, for its record."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from genjin.leads.referrals import list_brought
from genjin.people.access import request_actor

router = Router(tags=["leads"])


class BroughtRowOut(Schema):
    id: int
    cells: list[Any]


class BroughtOut(Schema):
    """amount in fen; rows are the newest twenty, in the order of `columns`."""

    count: int
    won: int
    amount: int
    columns: list[str]
    rows: list[BroughtRowOut]
    filter: dict[str, Any]


@router.get("/leads/{int:lead_id}/referrals", response=BroughtOut)
def referrals(request: HttpRequest, lead_id: int) -> BroughtOut:
    """Leads that this one brought, as far as the reader sees them."""
    found = list_brought(request_actor(request), lead_id)
    rows = [BroughtRowOut(id=row["id"], cells=row["cells"]) for row in found.page.rows]
    return BroughtOut(
        count=found.count,
        won=found.won,
        amount=found.amount,
        columns=list(found.page.columns),
        rows=rows,
        filter=found.filter,
    )
