"""Traditional characters brought to simplified ones, character by character: fast, and the same on both sides."""

from __future__ import annotations

from functools import lru_cache


def to_simplified(text: str) -> str:
    """Every traditional character as its simplified one; the rest untouched. Example: 廈門億聯 → 厦门亿联."""
    return text if text.isascii() else text.translate(_table())


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    # Loaded on first use. One conversion of all characters costs less than the library's walk through each name.
    from opencc import OpenCC

    characters = [chr(code) for code in range(0x4E00, 0x9FA6)]
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(a): b for a, b in zip(characters, converted, strict=True) if a != b and len(b) == 1}
