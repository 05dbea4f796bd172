"""The scorecard (domain.md B9). Pure: a card and a lead's values in, score, grade and reasons out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from genjin.leads.quality.conditions import Condition

GRADES = ("A", "B", "C", "D")
State = Literal["met", "missed", "unknown"]
_MARKS: dict[bool | None, str] = {True: "+", False: "-", None: "?"}
_STATES: dict[str, State] = {"+": "met", "-": "missed", "?": "unknown"}


@dataclass(frozen=True, slots=True)
class ReadyCriterion:
    id: int
    hard: bool
    points: int
    condition: Condition


@dataclass(frozen=True, slots=True)
class Card:
    """A scorecard with its criteria. Grades: from which score on; `cap`: the best one with a hard criterion missed."""

    id: int
    criteria: tuple[ReadyCriterion, ...]
    a_from: int = 75
    b_from: int = 50
    c_from: int | None = None
    cap: str = "B"
    total: int = field(init=False)
    # What is stored of each criterion, by its state.
    marks: tuple[dict[bool | None, str], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", sum(c.points for c in self.criteria))
        marks = tuple({state: f"{c.id}{mark}" for state, mark in _MARKS.items()} for c in self.criteria)
        object.__setattr__(self, "marks", marks)


@dataclass(frozen=True, slots=True)
class Verdict:
    """score 0…100 and grade; both None while no criterion can be answered. states: by criterion, in their order."""

    score: int | None
    grade: str | None
    states: tuple[bool | None, ...]

    def encode(self, card: Card) -> str:
        """What is stored: `card:12+,13-,14?`. Ids and marks only: values are read from the lead, by right."""
        return f"{card.id}:{','.join([m[s] for m, s in zip(card.marks, self.states, strict=True)])}"


# What is said of a lead for which no card is in use.
NOTHING = Verdict(None, None, ())


def score_lead(values: Mapping[str, Any], card: Card) -> Verdict:
    """Points of the met criteria as a share of all; what nobody knows yet earns nothing and costs no grade."""
    states: list[bool | None] = []
    earned, known, missed = 0, False, False
    for criterion in card.criteria:
        state = criterion.condition.check(values)
        states.append(state)
        if state is not None:
            known = True
            if state:
                earned += criterion.points
            elif criterion.hard:
                missed = True
    if not known or not card.total:
        return Verdict(None, None, tuple(states))
    score = round(earned * 100 / card.total)
    grade = grade_for(score, card)
    return Verdict(score, max(grade, card.cap) if missed else grade, tuple(states))


def grade_for(score: int, card: Card) -> str:
    """The grade a score alone gives."""
    if score >= card.a_from:
        return "A"
    if score >= card.b_from:
        return "B"
    return "C" if card.c_from is None or score >= card.c_from else "D"


def decode_reasons(stored: str | None) -> tuple[int | None, dict[int, State]]:
    """The stored reasons: the card's id, and the state by criterion id."""
    card, _, marks = (stored or "").partition(":")
    if not card.isdecimal():
        return None, {}
    return int(card), {int(part[:-1]): _STATES[part[-1]] for part in marks.split(",") if part}


def spread(scores: Sequence[int | None]) -> list[int]:
    """How many scores fall into each tenth: 0–9, 10–19, … 90–100. Shape: ten counts."""
    counts = [0] * 10
    for score in scores:
        if score is not None:
            counts[min(score // 10, 9)] += 1
    return counts


def count_grades(grades: Sequence[str | None]) -> dict[str, int]:
    """How many leads by letter; those without a grade under the empty text."""
    return dict(_counted(grades))


def _counted(grades: Sequence[str | None]) -> Iterator[tuple[str, int]]:
    letters = [(g or "")[:1] for g in grades]
    for letter in (*GRADES, "E", ""):
        yield letter, letters.count(letter)
