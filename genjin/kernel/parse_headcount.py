"""Reads how many people a company has, typed as a number or as a range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from genjin.kernel.chinese_numbers import read_chinese_number
from genjin.kernel.parsed import Parsed
from genjin.kernel.text_width import is_placeholder, narrow

_NUMBER = r"(\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+)\s*(万|千|k|w)?\s*[人名]?"
_NOISE = re.compile(r"员工数?|规模|共有?|约|大约|大概|左右|上下|多(?=[人名]|$)|余(?=[人名]|$)|\s+")
_RANGE = re.compile(rf"{_NUMBER}(?:[-~至到])+{_NUMBER}")
_ONE = re.compile(_NUMBER)
_AT_LEAST = re.compile(rf"(?:>=?|≥|超过|大于|不少于){_NUMBER}|{_NUMBER}(?:\+|及?以上|起)")
_AT_MOST = re.compile(rf"(?:<=?|≤|少于|小于|不足|不到|低于){_NUMBER}|{_NUMBER}(?:及?以下|以内|之内)")
# More than the people of China is no company.
_MOST = 1_500_000_000
_FACTORS = {"万": 10_000, "w": 10_000, "千": 1_000, "k": 1_000}


@dataclass(frozen=True, slots=True)
class Headcount:
    """People from `low` to `high`, both included; `high` None means open above."""

    low: int
    high: int | None


def parse_headcount(raw: str | int | float) -> Parsed[Headcount]:
    """`50-100人`, `200—500`, `500人以上`, `少于50人`, `约300`, `1万+` → low and high. Error: `not_a_range`."""
    if isinstance(raw, (int, float)):
        fits = 0 <= raw <= _MOST
        return Parsed(Headcount(int(raw), int(raw))) if fits else Parsed(None, "not_a_range")
    text = narrow(raw).strip().lower()
    if is_placeholder(text):
        return Parsed(None)
    text = _NOISE.sub("", text)
    if match := _RANGE.fullmatch(text):
        return _between(match)
    if match := _AT_LEAST.fullmatch(text):
        low = _people(*_first(match.groups()))
        return Parsed(Headcount(low, None)) if low is not None else Parsed(None, "not_a_range")
    if match := _AT_MOST.fullmatch(text):
        high = _people(*_first(match.groups()))
        return Parsed(Headcount(0, high)) if high is not None else Parsed(None, "not_a_range")
    if match := _ONE.fullmatch(text):
        exact = _people(match[1], match[2])
        return Parsed(Headcount(exact, exact)) if exact is not None else Parsed(None, "not_a_range")
    return Parsed(None, "not_a_range")


def closest_band(count: Headcount, bands: Sequence[tuple[int, int | None]]) -> int | None:
    """Index of the band (low, high or None) that shares most people with `count`; None when none does.

    `500人以上` belongs to the band that 500 people are in; an open band counts as ten times its low end.
    """
    count_top = count.low if count.high is None else count.high
    best, best_share = None, 0.0
    for index, (low, high) in enumerate(bands):
        top = high if high is not None else max(low, 1) * 10
        shared = min(top, count_top) - max(low, count.low) + 1
        share = shared / (count_top - count.low + 1 + top - low + 1 - shared) if shared > 0 else 0.0
        if share > best_share:
            best, best_share = index, share
    return best


def _between(match: re.Match[str]) -> Parsed[Headcount]:
    # 1-2万人: the unit stands once and counts for both.
    low, high = _people(match[1], match[2] or match[4]), _people(match[3], match[4])
    if low is not None and match[2] is None and match[4] and high is not None and low > high:
        low = _people(match[1], None)
    if low is None or high is None or low > high:
        return Parsed(None, "not_a_range")
    return Parsed(Headcount(low, high))


def _first(groups: Sequence[str | None]) -> tuple[str, str | None]:
    number, unit = groups[:2] if groups[0] else groups[2:4]
    return number or "", unit


def _people(number: str, unit: str | None) -> int | None:
    digits = number.replace(",", "")
    count = Decimal(digits) if digits[:1].isdecimal() else read_chinese_number(number)
    if count is None or count > _MOST:
        return None
    return int(count * _FACTORS.get(unit or "", 1))
