"""Lead numbers (domain.md A1): given once, never reused, also not after an undo; they grow past the padding."""

from __future__ import annotations

import re
from functools import lru_cache

from django.db.models import F

from genjin.kernel import clock
from genjin.leads.models import NumberPattern
from genjin.tables.models import NumberSequence

DEFAULT_PATTERN = "XS{yyyy}{seq:03}"

# A year's numbers stand together and in order; a billion a year is more than anybody enters.
_YEAR_STEP = 1_000_000_000
_PARTS = re.compile(r"^(?P<prefix>[^{}]*)\{yyyy\}(?P<between>[^{}\d]*)\{seq(?::0?(?P<width>\d{1,2}))?\}$")
_NUMBER = re.compile(r"(\d{4})\D*(\d+)$")


def take_numbers(count: int) -> list[str]:
    """The next `count` numbers of this year.

    Holds: the sequence's row until the caller's transaction ends. A rolled-back transaction gives its numbers back,
    which nobody has seen.
    """
    year = clock.today().year
    sequence = NumberSequence.objects.filter(key="leads", year=year)
    if not sequence.update(last=F("last") + count):
        NumberSequence.objects.get_or_create(key="leads", year=year)
        sequence.update(last=F("last") + count)
    last = sequence.values_list("last", flat=True).get()
    pattern = load_pattern()
    return [format_number(pattern, year, n) for n in range(last - count + 1, last + 1)]


def load_pattern() -> str:
    """The pattern in force: the configured one, or the default when it cannot be used."""
    rows = NumberPattern.objects.filter(table="leads", deleted_at=None).order_by("-id")
    found = rows.values_list("pattern", flat=True).first()
    return found if found and is_pattern(found) else DEFAULT_PATTERN


def is_pattern(pattern: str) -> bool:
    """Whether numbers made by it tell year and sequence apart: text, `{yyyy}`, `{seq}` or `{seq:05}` at the end."""
    return _PARTS.match(pattern) is not None


@lru_cache(maxsize=16)
def _parts(pattern: str) -> tuple[str, str, int]:
    match = _PARTS.match(pattern)
    assert match is not None
    return match["prefix"], match["between"], int(match["width"] or 1)


def format_number(pattern: str, year: int, sequence: int) -> str:
    """Example: `XS{yyyy}{seq:03}`, 2026, 7 → XS2026007; the padding is a minimum."""
    prefix, between, width = _parts(pattern)
    return f"{prefix}{year:04}{between}{sequence:0{width}}"


def number_rank(number: str | None) -> int | None:
    """Sort key by (year, sequence), so that XS20261000 stands after XS2026999. None for what is no number."""
    match = _NUMBER.search(number or "")
    if match is None:
        return None
    return int(match[1]) * _YEAR_STEP + int(match[2][-9:])
