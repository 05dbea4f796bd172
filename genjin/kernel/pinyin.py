"""How Chinese names sort and are found by a Latin keyboard: full pinyin and initials."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from genjin.kernel.memo import Memo

SORT_KEY_LIMIT = 120


# Characters of names whose reading depends on their neighbours. Only names holding one pay for the phrase search,
# which is a hundred times slower than looking characters up.
_AMBIGUOUS = frozenset(
    "重长行厦乐曾单解仇盖都朝调传藏会降角校率柏朴翟尉区查任种洗冼覃燕宁华纪哈石车卜么奇圈参差便弹沈缪绿阿堡扁泊铅埔番蔚尾系铺冠量数"
)


def pinyin_key(text: str) -> str:
    """Sort key of a name: lower-case pinyin syllables, other characters folded. At most `SORT_KEY_LIMIT` characters.

    Example: 重庆启锐 → chongqingqirui.
    """
    return "".join(_syllables(_fold(text)))[:SORT_KEY_LIMIT]


def name_keys(text: str) -> tuple[str, str]:
    """`pinyin_key` and `pinyin_initials` in one reading."""
    return _known_keys(text)


def _name_keys(text: str) -> tuple[str, str]:
    folded = _fold(text)
    return "".join(_syllables(folded))[:SORT_KEY_LIMIT], _initials(folded)


# As many as the names of a few chunks of an import, which another process reads ahead.
_known_keys = Memo("name_keys", _name_keys, 4_096)


def pinyin_initials(text: str) -> str:
    """First letters of the syllables; Latin words keep all their letters. Example: 无锡ABB电机 → wxabbdj."""
    return _initials(_fold(text))


def read_syllables(text: str) -> tuple[str, ...]:
    """One syllable for each character of `text` (folded, blanks left out)."""
    return _syllables(_fold(text))


def read_plainly(text: str) -> tuple[str, ...]:
    """One syllable for each character whatever its neighbours, `text` taken as it is: a hundred times faster.

    For comparing two names read the same way; 重庆 reads zhong qing.
    """
    return tuple(_read_character(c) for c in text)


def _initials(folded: str) -> str:
    # What has no syllable stands for itself, one character long.
    letters = "".join([s[0] for s in _syllables(folded)])
    return (letters if letters.isalnum() else "".join([x for x in letters if x.isalnum()]))[:SORT_KEY_LIMIT]


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


# As many as the names of a chunk: sort key and search words of a row are not made at the same time.
@lru_cache(maxsize=1_024)
def _syllables(folded: str) -> tuple[str, ...]:
    """One syllable a character; a character without one stands for itself."""
    if _AMBIGUOUS.isdisjoint(folded):
        return tuple([_read_character(c) for c in folded])
    found: list[str] = []
    for word in _lazy_words()(folded):
        found += _read_word(word)
    return tuple(found) if len(found) == len(folded) else tuple([_read_character(c) for c in folded])


@lru_cache(maxsize=30_000)
def _read_word(word: str) -> tuple[str, ...]:
    """The words of names come back again and again: cities, trades, legal forms."""
    return tuple(_lazy_pinyin()([word], errors=list)) if len(word) > 1 else (_read_character(word),)


@lru_cache(maxsize=30_000)
def _read_character(character: str) -> str:
    return str(_lazy_pinyin()(character, errors=list)[0]) if _is_chinese(character) else character


@lru_cache(maxsize=1)
def _lazy_pinyin():  # type: ignore[no-untyped-def]
    # Loaded on first use: the tables cost 59 MB that a process which only reads never needs.
    from pypinyin import lazy_pinyin

    return lazy_pinyin


@lru_cache(maxsize=1)
def _lazy_words():  # type: ignore[no-untyped-def]
    from pypinyin.seg.simpleseg import seg

    return seg


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"
