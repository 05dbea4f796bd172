"""Who brought whom (domain.md B10): written without going in circles, and what one customer has brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.leads.models import Lead
from genjin.tables.definition import CellEdit, Refusal, get_table
from genjin.tables.filters.tree import parse_filter
from genjin.tables.ledger.operation import Writer
from genjin.tables.records.context import build_parse_context
from genjin.tables.records.query import Page, Query, fetch_page, filtered
from genjin.tables.scope.predicate import visible_ids

SHOWN = 20
# A chain of customers who brought one another; longer ones are no longer looked at.
MAX_CHAIN = 200
_COLUMNS = ("number", "company", "contact", "stage", "owner", "won_amount", "created_at")


@dataclass(frozen=True, slots=True)
class Brought:
    """What a customer brought, as far as the reader sees it. amount in fen; filter opens the rows."""

    count: int
    won: int
    amount: int
    page: Page
    filter: dict[str, Any]


def list_brought(actor: Actor, lead_id: int) -> Brought:
    """Raises not_found for a lead outside the reader's scope."""
    if lead_id not in visible_ids("leads", actor, [lead_id]):
        raise not_found("leads")
    tree: dict[str, Any] = {"column": "referred_by", "op": "is", "value": lead_id}
    query = Query(filter=parse_filter(tree), sort=(("created_at", "desc"),), columns=_COLUMNS, limit=SHOWN)
    found = filtered("leads", actor, query).aggregate(
        count=Count("pk"), won=Count("pk", filter=Q(won_at__isnull=False)), amount=Sum("won_amount")
    )
    return Brought(found["count"], found["won"], found["amount"] or 0, fetch_page("leads", actor, query), tree)


def refer_cells(actor: Actor, writer: Writer, edits: Sequence[CellEdit]) -> list[Refusal]:
    """Cell verb of `referred_by`: refuses an unknown customer, and one that the lead itself has brought."""
    column = get_table("leads").column("referred_by")
    context = build_parse_context(actor)
    refused: list[Refusal] = []
    wanted: dict[int, int | None] = {}
    for edit in edits:
        try:
            wanted[edit.row_id] = column.field.parse(edit.raw, context)
        except AppError as error:
            refused.append(Refusal(edit.row_id, edit.column, error))
    chain = load_chain([i for i in wanted.values() if i is not None])
    cells: dict[int, dict[str, Any]] = {}
    for lead, referrer in wanted.items():
        # One after the other: two rows of one paste may not bring each other either.
        if referrer is not None and is_circular(lead, referrer, chain):
            refused.append(Refusal(lead, column.id, _circle(actor, referrer)))
        else:
            chain[lead] = referrer
            cells[lead] = {"referred_by": referrer}
    writer.set("leads", cells)
    return refused


def is_circular(lead: int, referrer: int, chain: Mapping[int, int | None]) -> bool:
    """Whether `lead` stands somewhere above `referrer`, or is it. Pure. Shape: referrer by lead."""
    seen: set[int] = set()
    above: int | None = referrer
    while above is not None and above not in seen:
        if above == lead:
            return True
        seen.add(above)
        above = chain.get(above)
    return False


def load_chain(ids: Sequence[int]) -> dict[int, int | None]:
    """Who brought these leads, and those, and so on. One query a level."""
    chain: dict[int, int | None] = {}
    level = set(ids)
    for _ in range(MAX_CHAIN):
        if not level:
            break
        found = dict(Lead.objects.filter(pk__in=level).values_list("pk", "referred_by_id"))
        chain.update(found)
        level = {above for above in found.values() if above is not None} - set(chain)
    return chain


def check_referrals(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the leads table: what goes past the cell verb (an undo, a merge) makes no circle either.

    Raises referral_cycle.
    """
    if "referred_by" not in changed:
        return
    chain = load_chain(row_ids)
    for lead in row_ids:
        referrer = chain.get(lead)
        if referrer is not None and is_circular(lead, referrer, chain):
            raise _circle(writer.actor, referrer)


def _circle(actor: Actor, referrer: int) -> AppError:
    column = get_table("leads").column("referred_by")
    known = visible_ids("leads", actor, [referrer])
    names = Lead.objects.filter(pk__in=known).values_list("company", "contact").first()
    hidden = getattr(column.field, "hidden", None)
    name = next((n for n in names or () if n), None) or (hidden.in_language(actor.language) if hidden else "")
    return AppError(ErrorCode.REFERRAL_CYCLE, 409, company=name)
