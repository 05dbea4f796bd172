"""Reads the words above a column: which fields they may mean, and in what unit the numbers stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from opencc import OpenCC

from genjin.exchange.reading.vocabulary import PATTERNS, exact_headers

_MARKS = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
_BRACKETS = re.compile(r"[(\[【{<《](.*?)[)\]】}>》]")
# Longer texts are sentences.
_LONGEST = 60
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNITS = (("亿", 100_000_000), ("百万", 1_000_000), ("万", 10_000), ("千", 1_000), ("w", 10_000), ("k", 1_000))
_UNIT = re.compile(r"[(\[【/:：\s_-]?(?:单位[:：]?)?(亿|百万|万|千|w|k)\s*(?:元|rmb|cny|人民币)?[)\]】]?$")
_COMPILED = tuple((re.compile(pattern), fields) for pattern, fields in PATTERNS)


@dataclass(frozen=True, slots=True)
class HeaderMeaning:
    """`fields`, the likeliest first, empty when the header says the column is not a lead's; `certainty` 0–1."""

    fields: tuple[str, ...]
    certainty: float


@cache
def _simplified() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=4096)
def fold_header(text: str) -> str:
    """`* 聯絡人 (必填)` → `联系人`-like comparison form: simplified, lower case, without brackets, marks and blanks."""
    flat = unicodedata.normalize("NFKC", text)
    if not flat.isascii():
        flat = _simplified().convert(flat)
    return _MARKS.sub("", _BRACKETS.sub("", _CAMEL.sub(" ", flat)).lower())


@lru_cache(maxsize=4096)
def header_meaning(text: str) -> HeaderMeaning | None:
    """What `text` means as a header; None when it is in no list and fits no pattern."""
    if len(text) > _LONGEST:
        return None
    folded = fold_header(text)
    # `联系人（电话）` tells by its bracket; without a word outside, the bracket is the header.
    inner = fold_header(_BRACKETS.sub(r" \1 ", unicodedata.normalize("NFKC", text)))
    exact = exact_headers()
    for form, certainty in ((inner, 0.98), (folded, 0.97)):
        if form in exact:
            return HeaderMeaning(exact[form], certainty)
    # 公司名称1, 联系人(2): a counted header means what it means without the number.
    counted = folded.rstrip("0123456789一二三")
    if counted != folded and counted in exact:
        return HeaderMeaning(exact[counted], 0.9)
    if not folded or len(folded) > 24:
        return None
    for pattern, fields in _COMPILED:
        if pattern.search(folded):
            return HeaderMeaning(fields, 0.8 if fields else 0.7)
    return None


def known_label(text: str, labels: Mapping[str, str]) -> str | None:
    """The key of a column of the table itself, by its own label or alias as the person sees them."""
    folded = fold_header(text)
    return next((key for label, key in labels.items() if folded and fold_header(label) == folded), None)


def header_scale(text: str) -> int:
    """10,000 for `金额（万元）`, `预算/万`; 1 when the header names no unit."""
    flat = unicodedata.normalize("NFKC", text).lower().strip()
    if not flat.isascii():
        flat = _simplified().convert(flat)
    bracketed = " ".join(_BRACKETS.findall(flat))
    for part in (bracketed, flat):
        match = _UNIT.search(part.strip()) if part else None
        # 金额千 is no header; a unit outside brackets needs 元 or a separator to count.
        if match and (part is bracketed or match.group()[0] in "/(【[:：_-" or "元" in match.group()):
            return dict(_UNITS)[match[1]]
    return 1
