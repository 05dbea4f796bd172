"""Scorecards as a person works on them: check a criterion, copy a card, switch one on."""

from __future__ import annotations

from collections.abc import Sequence

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.leads.quality.book import load_card, load_surroundings
from genjin.leads.quality.conditions import build_condition
from genjin.leads.quality.models import Criterion, Scorecard
from genjin.tables.ledger.operation import Writer, single
from genjin.tables.scope.predicate import check_action, rows

_COPIED = ("words", "kind", "condition", "points", "position")
MAX_POINTS = 1_000


def check_criteria(_writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the criteria table. Raises bad_filter for a condition that could never be answered, invalid_number."""
    if not changed & {"condition", "points"}:
        return
    around = load_surroundings()
    for condition, points in Criterion.objects.filter(pk__in=row_ids).values_list("condition", "points"):
        build_condition(condition, around)
        if points is not None and not 0 <= points <= MAX_POINTS:
            raise AppError(ErrorCode.INVALID_NUMBER, value=points)


def find_card(actor: Actor, card_id: int, action: str = "see") -> Scorecard:
    """The living card. Raises not_found, also for a reader without the right to see cards."""
    check_action("scorecards", actor, action)
    card = rows("scorecards", actor).filter(pk=card_id).first()
    if card is None:
        raise not_found("scorecards")
    found: Scorecard = card
    return found


def copy_card(actor: Actor, card_id: int) -> tuple[int | None, int]:
    """A draft with the same criteria, to be changed and tried while the other is in use. Returns operation and id."""
    card = find_card(actor, card_id, "create")
    check_action("criteria", actor, "create")
    name = f"{card.name or ''} 副本"[:60]
    facts = {"name": name, "pipeline": card.pipeline_id, "unit": card.unit_id, "cap": card.cap}
    bounds = {"a_from": card.a_from, "b_from": card.b_from, "c_from": card.c_from}
    with single(actor, verb="scorecards.copy", table="scorecards", via="panel", args={"name": name}) as writer:
        (made,) = writer.create("scorecards", [{**facts, **bounds, "position": (card.position or 0) + 1}])
        lines = Criterion.objects.filter(card_id=card.pk, deleted_at=None).order_by("position", "pk")
        writer.create("criteria", [{"card": made, **{c: getattr(line, c) for c in _COPIED}} for line in lines])
    return writer.operation.id, made


def activate_card(actor: Actor, card_id: int) -> int | None:
    """Puts the card in use and the one before it out of use, as one operation; leads are judged anew by a job.

    Raises bad_filter when a criterion cannot be answered, required when there is none with points.
    """
    card = find_card(actor, card_id, "edit")
    if not load_card(card).total:
        raise AppError(ErrorCode.REQUIRED, column="points")
    before = Scorecard.objects.filter(deleted_at=None, active=True, pipeline_id=card.pipeline_id, unit_id=card.unit_id)
    cells: dict[int, dict[str, bool]] = {pk: {"active": False} for pk in before.values_list("pk", flat=True)}
    cells[card.pk] = {"active": True}
    return _switch(actor, "scorecards.activate", card, cells)


def deactivate_card(actor: Actor, card_id: int) -> int | None:
    """Takes the card out of use; its leads lose score and proposal."""
    card = find_card(actor, card_id, "edit")
    return _switch(actor, "scorecards.deactivate", card, {card.pk: {"active": False}})


def _switch(actor: Actor, verb: str, card: Scorecard, cells: dict[int, dict[str, bool]]) -> int | None:
    with single(actor, verb=verb, table="scorecards", via="panel", args={"name": card.name or ""}) as writer:
        writer.set("scorecards", cells)
    return writer.operation.id
