"""How each seller works: how soon they look, what they take on, what they forget, how they press on."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Conduct:
    """Shares from 0 to 1. looks: minutes between two looks at the list. contacts: at most so many a look.

    accepts, declines: of the leads that wait to be taken on, at each look. skips: entries of the list passed over.
    plans: how often the next contact is planned. presses: a second contact on the same day; insists: in spite of the
    warning.
    """

    name: str
    looks: tuple[int, int]
    contacts: int
    accepts: float
    declines: float
    skips: float
    plans: float
    presses: float
    insists: float


CONDUCTS = (
    Conduct("prompt", (20, 45), 4, 0.97, 0.01, 0.02, 0.95, 0.02, 0.0),
    Conduct("steady", (40, 80), 5, 0.90, 0.03, 0.08, 0.85, 0.04, 0.1),
    Conduct("slow", (90, 200), 7, 0.55, 0.05, 0.15, 0.70, 0.03, 0.1),
    Conduct("eager", (30, 60), 5, 0.95, 0.00, 0.02, 0.90, 0.45, 0.5),
    Conduct("forgetful", (100, 260), 5, 0.30, 0.04, 0.45, 0.40, 0.05, 0.2),
)


def draw_conduct(place: int, random: Random) -> Conduct:
    """The first five differ, so that a small team has all of them."""
    return CONDUCTS[place % len(CONDUCTS)] if place < len(CONDUCTS) else random.choice(CONDUCTS)
