"""A million invented leads as database rows, with the derived values and search words the product would store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import orjson

from genjin.leads.models import Lead
from genjin.leads.numbers import DEFAULT_PATTERN, format_number
from genjin.leads.recompute import Rules, derive_keys, derive_progress
from genjin.pipelines.stages import StageFacts
from genjin.sample import words
from genjin.tables.definition import get_table
from genjin.tables.fields.grade import GRADES
from genjin.tables.search.projection import build_terms
from tests.bench.organisation import Organisation
from tests.bench.story import LOST, WON, Story, mix

_SUFFIXES = tuple(dict.fromkeys(words.SUFFIXES))
_NAMES = (words.CITIES, words.BRANDS_FIRST, words.BRANDS_SECOND, words.TRADES, _SUFFIXES)
_PREFIXES = ("38", "39", "51", "58", "77", "86", "88", "89")


def count_names() -> int:
    product = 1
    for part in _NAMES:
        product *= len(part)
    return product


_TOTAL = count_names()
# Coprime to the number of names: neighbouring leads have nothing in common, and no name comes twice.
_STRIDE = 700_001


def stamp(instant: datetime | None) -> str | None:
    """As SQLite holds an instant."""
    return None if instant is None else str(instant.replace(tzinfo=None))


class LeadRows:
    """Makes rows in the order of the table's columns."""

    def __init__(self, organisation: Organisation, stages: list[StageFacts], rules: Rules,
                 channels: list[int], bands: list[int], now: datetime) -> None:  # fmt: skip
        self.organisation = organisation
        self.stages = stages
        self.rules = rules
        self.channels = channels
        self.bands = bands
        self.now = now
        self.definition = get_table("leads")
        self.columns = tuple(f.column for f in Lead._meta.concrete_fields)
        self.first_of_year: dict[int, int] = {}

    def build(self, story: Story) -> tuple[dict[str, Any], str]:
        """The row by attribute, and its search terms."""
        row: dict[str, Any] = dict.fromkeys(self.columns)
        row.update(self._identity(story))
        row.update(self._work(story))
        row.update(derive_keys(row))
        row.update(derive_progress(row, self.rules))
        return row, build_terms(self.definition, row)

    def _identity(self, story: Story) -> dict[str, Any]:
        n = story.number
        place = (n * _STRIDE + 17) % _TOTAL
        picked: list[Any] = []
        for part in _NAMES:
            place, index = divmod(place, len(part))
            picked.append(part[index])
        (province, city), first, second, (trade, industry), suffix = picked
        contact = words.SURNAMES[mix(n, 11) % len(words.SURNAMES)] + words.GIVEN[mix(n, 12) % len(words.GIVEN)]
        year = story.created.year
        sequence = n - self.first_of_year[year] + 1
        return {
            "id": n + 1,
            "number": format_number(DEFAULT_PATTERN, year, sequence),
            "company": f"{city}{first}{second}{trade}{suffix}",
            "industry": industry,
            "province": province,
            "city": city,
            "contact": contact,
            "title": words.TITLES[mix(n, 13) % len(words.TITLES)],
            "mobile": f"1{_PREFIXES[mix(n, 14) % 8]}{mix(n, 15) % 10**8:08}",
            "email": f"lxr{mix(n, 16) % 10**7}@example.com" if mix(n, 17) % 3 == 0 else None,
            "size_id": self.bands[mix(n, 18) % len(self.bands)],
            "channel_id": self.channels[mix(n, 19) % len(self.channels)],
            "need": words.NEEDS[mix(n, 20) % len(words.NEEDS)].format(n=2 + n % 17),
            "competitors": words.COMPETITORS[mix(n, 21) % len(words.COMPETITORS)],
        }

    def _work(self, story: Story) -> dict[str, Any]:
        n = story.number
        owner, unit = self.organisation.sellers[story.team_seller]
        last = story.path[-1]
        stage = self.stages[last]
        closed_at = None if story.is_open else story.entered[-1]
        amount = (1 + mix(n, 22) % 400) * 500_000 if mix(n, 23) % 10 else None
        next_at = self._next(n) if story.is_open and mix(n, 24) % 25 else None
        custom = {self.organisation.indexed: mix(n, 25) % 100_000, self.organisation.plain: mix(n, 26) % 500}
        return {
            "created_at": story.created,
            "updated_at": max(story.entered[-1], story.contacts[-1]),
            "created_by_id": 1,
            "updated_by_id": owner,
            "custom": custom if n % 5 else {},
            "owner_id": None if story.seller is None else owner,
            "unit_id": unit,
            "assigned_at": None if story.seller is None else story.created,
            "grade": None if mix(n, 27) % 12 == 0 else GRADES[mix(n, 28) % 9],
            "pipeline_id": stage.pipeline_id,
            "stage_id": stage.id,
            "stage_entered_at": story.entered[-1],
            "amount": amount,
            "won_at": closed_at if last == WON else None,
            "won_amount": amount or 5_000_000 if last == WON else None,
            "lost_at": closed_at if last == LOST else None,
            "lost_reason": words.LOST_REASONS[mix(n, 29) % len(words.LOST_REASONS)] if last == LOST else None,
            "last_contact_at": story.contacts[-1],
            "last_followup": f"{story.contacts[-1]:%m-%d} {words.MIDDLE_TALK[mix(n, 30) % len(words.MIDDLE_TALK)]}",
            "next_at": next_at,
            "next_has_time": None if next_at is None else bool(n % 2),
            "next_method": None if next_at is None else "phone",
        }

    def _next(self, n: int) -> datetime:
        return (self.now + timedelta(minutes=mix(n, 31) % 60_000 - 15_000)).replace(second=0, microsecond=0)


# The cells a creation keeps in its one line of history: (column id, attribute).
_CREATED = (
    ("number", "number"), ("company", "company"), ("industry", "industry"), ("province", "province"), ("city", "city"),
    ("contact", "contact"), ("title", "title"), ("mobile", "mobile"), ("need", "need"), ("grade", "grade"),
    ("amount", "amount"), ("owner", "owner_id"), ("unit", "unit_id"), ("source", "channel_id"),
)  # fmt: skip


def created_cells(row: Mapping[str, Any], first_stage: int) -> str:
    """`after` of the row's creation, as JSON."""
    cells = {column: row[attr] for column, attr in _CREATED if row[attr] is not None}
    return orjson.dumps({**cells, "stage": first_stage}).decode()
