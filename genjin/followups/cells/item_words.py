"""What a part of a cell was read as, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from genjin.followups.options import OUTCOMES
from genjin.kernel.words import Words
from genjin.leads.options import METHODS
from genjin.tables.fields import Choice

_NEXT = Words("下次联系", "Next contact")
_OURS = Words("我方承诺", "We promised")
_THEIRS = Words("对方承诺", "They promised")


def show_reading(log: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A log as it is shown: the text, and each item in words with whether it is kept."""
    off = set(log.get("off", ()))
    return {
        "text": log["summary"],
        "items": [
            {**item, "words": item_words(item, language), "kept": item["key"] not in off} for item in log["items"]
        ],
    }


def item_words(item: Mapping[str, Any], language: str) -> str:
    """What a part of a cell was read as: 电话 · 可再联系, 我方承诺, 下次联系."""
    if item["kind"] == "next":
        return _NEXT.in_language(language)
    if item["kind"] == "promise":
        return (_OURS if item["side"] == "ours" else _THEIRS).in_language(language)
    names = [_option(METHODS, item["method"], language)]
    if item.get("outcome"):
        names.append(_option(OUTCOMES, item["outcome"], language))
    return " · ".join(names)


def _option(choice: Choice, key: str, language: str) -> str:
    return next((o.words.in_language(language) for o in choice.options if o.key == key), key)
