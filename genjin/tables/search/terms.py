"""Text → search terms: two-character pieces, pinyin initials and syllables, phone tails (domain.md A13).

Terms are words without blanks; their first letter says what they are: `c` characters, `i` pinyin initials,
`y` pinyin syllables, `t` phone tails, `e` exact (numbers, mail names). Both databases index them as words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from functools import lru_cache

from genjin.kernel.memo import Memo
from genjin.kernel.pinyin import read_syllables
from genjin.tables.search.pinyin import segment

_CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z0-9]+")
_DIGITS = re.compile(r"\D+")
_PHONE_MARKS = str.maketrans("", "", " -+()")
TAILS = (4, 5, 6, 7, 8, 11)
MAX_SOURCE = 200


def fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def pairs(text: str) -> list[str]:
    """Overlapping two-character pieces; a single character is its own piece."""
    return [text[i : i + 2] for i in range(len(text) - 1)] or ([text] if text else [])


def text_terms(text: str) -> set[str]:
    """Terms of a name or company."""
    found: set[str] = set()
    folded = fold(text[:MAX_SOURCE])
    for run in _CJK.findall(folded):
        found.update(["c" + p for p in pairs(run)])
        read = read_syllables(run)
        found.update(["i" + p for p in pairs("".join([s[0] for s in read]))])
        found.update(["y" + s for s in read if s.isascii()])
    for run in _LATIN.findall(folded):
        found.update(["c" + p for p in pairs(run)])
    return found


def phone_terms(phone: str) -> set[str]:
    """Tails of a phone number, from four digits on."""
    digits = _DIGITS.sub("", phone)
    return {f"t{digits[-n:]}" for n in TAILS if len(digits) >= n}


def exact_terms(text: str) -> set[str]:
    """The whole, and for a mail its name: found only as typed."""
    folded = fold(text).strip()
    parts = {folded, folded.partition("@")[0]}
    return {f"e{_LATIN_ONLY.sub('', p)}" for p in parts if p} - {"e"}


_LATIN_ONLY = re.compile(r"[^a-z0-9]+")


def query_terms(text: str) -> list[frozenset[str]]:
    """Alternatives to try, each a set of terms that must all occur. Empty when the text is too short to search."""
    folded = fold(text).strip()
    digits = _DIGITS.sub("", folded)
    alternatives: list[frozenset[str]] = []
    if len(digits) >= TAILS[0] and digits == folded.translate(_PHONE_MARKS):
        longest = max(n for n in TAILS if n <= len(digits))
        alternatives.append(frozenset({f"t{digits[-longest:]}"}))
    squeezed = _LATIN_ONLY.sub("", folded)
    if len(squeezed) >= 2 and not _CJK.search(folded):
        alternatives.append(frozenset({f"e{squeezed}"}))
        alternatives.append(_all_pairs(folded))
        if squeezed.isalpha():
            alternatives.append(frozenset(f"i{p}" for p in pairs(squeezed)))
            spelled = segment(squeezed)
            if spelled:
                alternatives.append(frozenset(f"y{s}" for s in spelled))
    elif _CJK.search(folded):
        alternatives.append(_all_pairs(folded))
    return [a for a in alternatives if a]


def _all_pairs(folded: str) -> frozenset[str]:
    runs = [*_CJK.findall(folded), *_LATIN.findall(folded)]
    return frozenset(f"c{p}" for run in runs for p in pairs(run) if len(p) == 2)


@lru_cache(maxsize=2_048)
def _text_words(text: str) -> frozenset[str]:
    return frozenset(text_terms(text))


def _common_words(asked: tuple[tuple[str | None, ...], tuple[str | None, ...]]) -> tuple[str, str]:
    """The terms of a row's texts and phones, those that stand before exact ones and those behind, joined by blanks."""
    texts, phones = asked
    found: set[str] = set()
    for text in texts:
        if text:
            found |= _text_words(text)
    for phone in phones:
        if phone:
            found |= phone_terms(phone)
    words = sorted(found)
    place = bisect(words, "e")
    return " ".join(words[:place]), " ".join(words[place:])


# As many as the rows of a few chunks of an import, which another process reads ahead.
_known_words = Memo("search_words", _common_words, 4_096)


def row_terms(texts: tuple[str | None, ...], phones: tuple[str | None, ...], exact: tuple[str | None, ...]) -> str:
    """All terms of a row, sorted, joined by blanks."""
    before, behind = _known_words((texts, phones))
    told: set[str] = set()
    for value in exact:
        if value:
            told |= exact_terms(value)
    return " ".join([part for part in (before, *sorted(told), behind) if part])
