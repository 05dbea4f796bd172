"""What happened to the n-th lead, worked out from n alone, so that every part of the bench tells the same story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

YEARS = timedelta(days=3 * 365)
OPEN_STAGES = 5
# Share of leads by where they stand: five open stages, won, lost. Ungraded and unowned leads exist, too.
_STANDS = (40, 52, 59, 63, 65, 73, 100)
WON, LOST = 5, 6


def mix(number: int, salt: int) -> int:
    """A well-spread 32-bit number for (lead, question)."""
    value = (number * 0x9E3779B1 + salt * 0x85EBCA6B) & 0xFFFFFFFF
    value = ((value ^ (value >> 15)) * 0x2C1B3C6D) & 0xFFFFFFFF
    return value ^ (value >> 13)


@dataclass(frozen=True, slots=True)
class Story:
    """seller: index, None for the pool. path: stages visited, in order; entered: when. contacts: when, oldest first."""

    number: int
    created: datetime
    seller: int | None
    team_seller: int
    path: tuple[int, ...]
    entered: tuple[datetime, ...]
    contacts: tuple[datetime, ...]

    @property
    def is_open(self) -> bool:
        return self.path[-1] < WON


def tell(number: int, total: int, sellers: int, now: datetime) -> Story:
    """The story of lead `number` (from 0) of `total`, taken in evenly over three years up to `now`."""
    created = (now - YEARS) + YEARS * (number / total)
    created = created.replace(microsecond=mix(number, 8) % 1_000_000)
    path = _path(number)
    is_open = path[-1] < WON
    age = now - created
    # Open leads were last touched in recent weeks; closed ones came to their end within a quarter.
    span = age if is_open else min(age, timedelta(days=10 + mix(number, 3) % 80))
    end = created + span
    if is_open:
        end = max(created, now - timedelta(hours=mix(number, 4) % 480))
    steps = len(path)
    entered = tuple(created + (end - created) * (k / steps) for k in range(steps))
    count = 1 + (mix(number, 5) % 100 < 62)
    contacts = tuple(created + (end - created) * ((k + 1) / count) for k in range(count))
    seller = mix(number, 1) % sellers
    return Story(number, created, None if mix(number, 2) % 100 < 3 else seller, seller, path, entered, contacts)


def _path(number: int) -> tuple[int, ...]:
    roll = mix(number, 6) % 100
    stands = next(i for i, limit in enumerate(_STANDS) if roll < limit)
    if stands == WON:
        return (0, 1, 2, 3, 4, WON)
    if stands == LOST:
        return (*range(1 + mix(number, 7) % 3), LOST)
    return tuple(range(stands + 1))
