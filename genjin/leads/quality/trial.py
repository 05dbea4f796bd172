"""Trying a scorecard on leads that are there, before it is switched on (domain.md B9). Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from genjin.kernel.actor import Actor
from genjin.leads.quality.book import NEEDS, PLACE, load_book, load_card
from genjin.leads.quality.cards import find_card
from genjin.leads.quality.scoring import NOTHING, count_grades, score_lead, spread
from genjin.tables.rowreader import read_by_ids
from genjin.tables.scope.predicate import rows

TRIED = 3_000
EXAMPLES = 12


@dataclass(frozen=True, slots=True)
class Example:
    """One lead: the grade it has, what the cards in use and the tried card say."""

    id: int
    company: str | None
    grade: str | None
    score_now: int | None
    score_then: int | None
    proposed_now: str | None
    proposed_then: str | None


@dataclass(frozen=True, slots=True)
class Trial:
    """Over the newest `seen` leads in the card's reach. spread_*: leads by tenth of score. grades_*: by letter."""

    seen: int
    changed: int
    unscored: int
    spread_now: list[int]
    spread_then: list[int]
    grades: dict[str, int]
    grades_now: dict[str, int]
    grades_then: dict[str, int]
    met: dict[int, int]
    examples: list[Example]


def try_card(actor: Actor, card_id: int) -> Trial:
    """Scores the actor's newest 3,000 leads with the card. Raises bad_filter for a criterion without an answer."""
    card_row = find_card(actor, card_id)
    card, book = load_card(card_row), load_book()
    attrs = tuple(dict.fromkeys(("id", "company", "grade", *NEEDS, *PLACE)))
    scoped = rows("leads", actor)
    if card_row.pipeline_id is not None:
        scoped = scoped.filter(pipeline_id=card_row.pipeline_id)
    if card_row.unit_id is not None:
        scoped = scoped.filter(unit_id=card_row.unit_id)
    ids = list(scoped.order_by("-created_at", "-pk").values_list("pk", flat=True)[:TRIED])
    found: list[Example] = []
    met: dict[int, int] = {c.id: 0 for c in card.criteria}
    for values in read_by_ids(rows("leads", actor).model, ids, attrs):
        lead: dict[str, Any] = dict(zip(attrs, values, strict=True))
        now_card = book.card_for(lead["pipeline_id"], lead["unit_id"])
        now = NOTHING if now_card is None else score_lead(lead, now_card)
        then = score_lead(lead, card)
        for criterion, state in zip(card.criteria, then.states, strict=True):
            met[criterion.id] += state is True
        found.append(Example(lead["id"], lead["company"], lead["grade"], now.score, then.score, now.grade, then.grade))
    return _sum_up(found, met)


def _sum_up(found: list[Example], met: dict[int, int]) -> Trial:
    changed = [e for e in found if e.proposed_now != e.proposed_then]
    shown = changed or [e for e in found if e.score_then is not None]
    shown.sort(key=lambda e: -abs((e.score_then or 0) - (e.score_now or 0)))
    return Trial(
        seen=len(found),
        changed=len(changed),
        unscored=sum(e.score_then is None for e in found),
        spread_now=spread([e.score_now for e in found]),
        spread_then=spread([e.score_then for e in found]),
        grades=count_grades([e.grade for e in found]),
        grades_now=count_grades([e.proposed_now for e in found]),
        grades_then=count_grades([e.proposed_then for e in found]),
        met=met,
        examples=shown[:EXAMPLES],
    )
