"""The settings that judge leads, read once a chunk and made ready once as long as they stay the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from genjin.kernel.errors import AppError
from genjin.kernel.parse_places import parse_province
from genjin.leads.models import SizeBand
from genjin.leads.quality.cleaning import CHECKED, CleaningBook, build_book, find_flags
from genjin.leads.quality.completeness import Wanted, compute_completeness
from genjin.leads.quality.conditions import READS, Surroundings, build_condition, read_words
from genjin.leads.quality.custom_conditions import CustomColumns, describe_custom
from genjin.leads.quality.flags import store_flags
from genjin.leads.quality.models import CleaningRule, CompletenessField, Criterion, Region, Scorecard
from genjin.leads.quality.scoring import NOTHING, Card, ReadyCriterion, score_lead
from genjin.people.models import Unit
from genjin.tables.definition import Derive, Deriver, custom_columns, get_table
from genjin.tables.fields.encrypted import Encrypted
from genjin.tables.rowreader import read_living

DERIVED = ("flags", "completeness", "fit_score", "proposed_grade", "fit_reasons")
# Attributes a wanted field may ask for beside those that checks and conditions read.
_ALSO_WANTED = ("wechat", "address", "credit_code", "channel_id", "expected_close", "grade")
NEEDS = tuple(dict.fromkeys((*CHECKED, *READS, *_ALSO_WANTED)))
# Which card is meant; a change of these re-scores by the hook, so that an assignment need not read the whole lead.
PLACE = ("pipeline_id", "unit_id")

Rows = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class QualityBook:
    """Everything that judges a lead. cards: by (pipeline, unit), where None stands for any."""

    cleaning: CleaningBook
    wanted: tuple[Wanted, ...]
    cards: Mapping[tuple[int | None, int | None], Card]

    def card_for(self, pipeline_id: int | None, unit_id: int | None) -> Card | None:
        """The active card for a lead; a unit's own goes before a pipeline's."""
        for key in ((pipeline_id, unit_id), (None, unit_id), (pipeline_id, None), (None, None)):
            found = self.cards.get(key)
            if found is not None:
                return found
        return None

    def judge(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The derived attributes of one lead. Shape: values hold `NEEDS` and `PLACE`, the answer `DERIVED`."""
        card = self.card_for(values["pipeline_id"], values["unit_id"])
        verdict = NOTHING if card is None else score_lead(values, card)
        return {
            "flags": store_flags(find_flags(values, self.cleaning)),
            "completeness": compute_completeness(values, self.wanted),
            "fit_score": verdict.score,
            "proposed_grade": verdict.grade,
            "fit_reasons": None if card is None else verdict.encode(card),
        }


def load_book() -> QualityBook:
    """The settings as they are now: six reads of small tables."""
    places = _places()
    custom = describe_custom(custom_columns("leads"))
    return _build(_cleaning(), read_living(CompletenessField, "columns", "weight"), places, custom, *_cards())


def load_cleaning() -> CleaningBook:
    """The rules of cleaning alone."""
    return _build_cleaning(_cleaning())


def load_surroundings() -> Surroundings:
    """What conditions depend on, for checking and trying a card."""
    return _surroundings(_places(), describe_custom(custom_columns("leads")))


def load_card(card: Scorecard) -> Card:
    """One card with its criteria, active or not. Raises bad_filter for a criterion that cannot be answered."""
    found = Criterion.objects.filter(card_id=card.pk, deleted_at=None).order_by("position", "pk")
    rows = tuple(found.values_list("card_id", "id", "kind", "points", "condition"))
    facts = (card.pk, card.a_from, card.b_from, card.c_from, card.cap)
    return _ready_card(facts, rows, load_surroundings(), strict=True)


def build_derive() -> Derive:
    """The derive function of one chunk."""
    return load_book().judge


QUALITY = Deriver(NEEDS, build_derive, reads=PLACE)


def _cleaning() -> Rows:
    return read_living(CleaningRule, "code", "entries", "active", "blocks")


def _places() -> tuple[Rows, Rows]:
    bands = read_living(SizeBand, "id", "low", "high", where=" AND low IS NOT NULL", order="id")
    return bands, read_living(Region, "name", "provinces")


def _cards() -> tuple[Rows, Rows, Rows]:
    """Active cards, their criteria, and, when one is a unit's own, the paths of units."""
    attrs = ("id", "pipeline_id", "unit_id", "a_from", "b_from", "c_from", "cap")
    cards = read_living(Scorecard, *attrs, where=" AND active")
    if not cards:
        return (), (), ()
    criteria = read_living(Criterion, "card_id", "id", "kind", "points", "condition")
    units = read_living(Unit, "id", "path", order="id") if any(c[2] is not None for c in cards) else ()
    return cards, criteria, units


@lru_cache(maxsize=8)
def _build_cleaning(rules: Rows) -> CleaningBook:
    return build_book([(c, e, a, b) for c, e, a, b in rules])


@lru_cache(maxsize=8)
def _build(
    rules: Rows,
    fields: Rows,
    places: tuple[Rows, Rows],
    custom: CustomColumns,
    cards: Rows,
    criteria: Rows,
    units: Rows,
) -> QualityBook:
    around = _surroundings(places, custom)
    ready: dict[tuple[int | None, int | None], Card] = {}
    depth: dict[tuple[int | None, int | None], int] = {}
    for card_id, pipeline, unit, *facts in cards:
        card = _ready_card((card_id, *facts), criteria, around)
        for below, length in _subtree(unit, units):
            key = (pipeline, below)
            # Of two cards above a unit, the nearer one counts.
            if length >= depth.get(key, -1):
                ready[key], depth[key] = card, length
    return QualityBook(_build_cleaning(rules), _wanted(fields), ready)


def _surroundings(places: tuple[Rows, Rows], custom: CustomColumns) -> Surroundings:
    bands, regions = places
    return Surroundings(
        bands={i: (low, high) for i, low, high in bands},
        regions={name: frozenset(_provinces(text)) for name, text in regions if name},
        reveal=Encrypted().reveal,
        custom=custom,
    )


def _provinces(text: str | None) -> Iterable[str]:
    return (parse_province(name).value or name for name in read_words(text or ""))


def _subtree(unit: int | None, units: Rows) -> list[tuple[int | None, int]]:
    if unit is None:
        return [(None, 0)]
    top = next((path for i, path in units if i == unit), None)
    return [(i, len(top)) for i, path in units if top and path and path.startswith(top)]


def _ready_card(facts: tuple[Any, ...], criteria: Rows, around: Surroundings, *, strict: bool = False) -> Card:
    card_id, a_from, b_from, c_from, cap = facts
    ready: list[ReadyCriterion] = []
    for of_card, criterion, kind, points, condition in criteria:
        if of_card != card_id:
            continue
        try:
            ready.append(
                ReadyCriterion(criterion, kind == "hard", max(points or 0, 0), build_condition(condition, around))
            )
        except AppError:
            # A region was renamed or a field retired since: the criterion rests, the others go on. Trying says so.
            if strict:
                raise
    return Card(
        card_id,
        tuple(ready),
        75 if a_from is None else a_from,
        50 if b_from is None else b_from,
        c_from,
        (cap or "B")[:1],
    )


def _wanted(fields: Rows) -> tuple[Wanted, ...]:
    columns = get_table("leads").by_id()
    found: list[Wanted] = []
    for text, weight in fields:
        named = tuple(c for c in read_words(text) if c in columns and columns[c].attr in NEEDS)
        if named and weight and weight > 0:
            found.append(Wanted(named, tuple(columns[c].attr for c in named), weight))
    return tuple(found)
