"""The table of Chinese landline area codes. Source: kernel/reference/README.md."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "reference" / "area_codes.csv"


@cache
def _places() -> dict[str, tuple[tuple[str, str], ...]]:
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        places: dict[str, list[tuple[str, str]]] = {}
        for row in csv.DictReader(lines):
            places.setdefault(row["area_code"], []).append((row["province"], row["city"]))
    return {code: tuple(found) for code, found in places.items()}


def is_area_code(code: str) -> bool:
    """True for `010`, `0571`: a code in use, its leading zero included."""
    return code in _places()


def area_code_places(code: str) -> tuple[tuple[str, str], ...]:
    """The (province, city) pairs that share `code`, empty when it is not in use."""
    return _places().get(code, ())


def split_area_code(digits: str) -> tuple[str, str] | None:
    """Splits digits that begin with a zero into area code and 7–8 digit number: `02488265525` → `024`, `88265525`.

    None when no area code in use leaves a number of that length. Three-digit codes (010, 02x) never begin a longer one.
    """
    for length in (3, 4):
        code, number = digits[:length], digits[length:]
        if len(number) in (7, 8) and number[0] not in "01" and is_area_code(code):
            return code, number
    return None
