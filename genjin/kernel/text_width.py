"""Full-width and invisible characters, brought to one form before anything is read."""

from __future__ import annotations

import re
import unicodedata

# Same length on purpose: positions in the folded text are positions in what the person typed.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NARROW.update({ord(space): ord(" ") for space in "\u3000\u00a0\u2002\u2003\u2009\u202f"})
_NARROW.update({ord("～"): ord("~"), ord("—"): ord("-"), ord("–"): ord("-"), ord("−"): ord("-"), ord("‐"): ord("-")})

# Zero-width marks, byte order mark, soft hyphen, variation selectors of text: never meant by anybody.
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")

# Pictures, arrows, ticks, dingbats and what joins them; letters and CJK never match.
_EMOJI = (
    "\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\ufe0e\ufe0f\u200d\u20e3\u3030\u303d"
)
_OUTER_EMOJI = re.compile(rf"^[\s{_EMOJI}]+|[\s{_EMOJI}]+$")
_HAS_OUTER_EMOJI = re.compile(rf"^[{_EMOJI}]|[{_EMOJI}]$")

# What people type to say "nothing here".
_PLACEHOLDER_MARKS = ("-", "--", "---", "/", "//", "\\", ".", "_")
_PLACEHOLDER_WORDS = ("无", "暂无", "没有", "空", "未知", "不详", "不明", "未填", "未提供", "(空)", "(无)")
_PLACEHOLDER_LATIN = ("n/a", "na", "n.a.", "#n/a", "null", "(null)", "none", "nil", "nan")
_PLACEHOLDERS = frozenset(_PLACEHOLDER_MARKS + _PLACEHOLDER_WORDS + _PLACEHOLDER_LATIN)


def narrow(text: str) -> str:
    """Full-width ASCII, wide blanks and long dashes as their ASCII selves. Keeps the length, so spans stay valid."""
    return text if text.isascii() else text.translate(_NARROW)


def tidy(text: str) -> str:
    """NFC, invisible characters gone, outer blanks off; inner text untouched."""
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        text = _INVISIBLE.sub("", text)
    return text.strip()


def strip_outer_emoji(text: str) -> str:
    """`text` without pictures and blanks at either end. `⭐ 天津森泰` → `天津森泰`."""
    text = text.strip()
    if not text or text.isascii() or (text[0].isalpha() and text[-1].isalpha()) or not _HAS_OUTER_EMOJI.search(text):
        return text
    return _OUTER_EMOJI.sub("", text)


def is_placeholder(text: str) -> bool:
    """True for what stands for an empty cell: blank, `-`, `/`, `无`, `暂无`, `N/A`."""
    if len(text) > 8:
        return not text.strip()
    folded = narrow(text).strip().lower()
    return not folded or folded in _PLACEHOLDERS
