"""One form of the text for reading: simplified, narrow, lower case, every character at its old place."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from genjin.kernel.text_width import narrow


def fold(text: str) -> str:
    """Keeps the length, so that a span in the folded text is a span in what was typed."""
    text = narrow(simplify(text))
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def simplify(text: str) -> str:
    """Simplified characters, one for one."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        converted = str(_simplifier().convert(text))
        return converted if len(converted) == len(text) else text
    return text


@lru_cache(maxsize=1)
def _simplifier() -> Any:
    # Loaded on first use: most teams never type traditional characters.
    from opencc import OpenCC

    return OpenCC("t2s")
