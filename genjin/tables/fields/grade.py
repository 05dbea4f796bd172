"""Intent grade: A–E with + and − (domain.md D11). Sorted by the rank that the row stores beside it."""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar

from genjin.kernel.words import Words
from genjin.tables.fields.choice import Choice, Option


def _option(key: str) -> Option:
    shown = key.replace("-", "−")
    return Option(
        key, Words(shown, shown), color=key[0].lower(), aliases=(f"{shown}类", f"{shown}级", f"{key}类", f"{key}级")
    )


GRADES: tuple[str, ...] = (*(f"{letter}{sign}" for letter in "ABC" for sign in ("+", "", "-")), "D", "E")


class Grade(Choice):
    kind: ClassVar[str] = "grade"

    def __init__(self) -> None:
        super().__init__(tuple(_option(g) for g in GRADES))

    def lenient(self, raw: str) -> str | None:
        """`b＋`, `A类客户`, `意向B` and the like: the one letter with its sign."""
        text = unicodedata.normalize("NFKC", raw).upper().replace("−", "-").replace("–", "-")
        letters = [i for i, c in enumerate(text) if c in "ABCDE"]
        if len(letters) != 1 or any(c.isascii() and c.isalnum() for i, c in enumerate(text) if i != letters[0]):
            return None
        at = letters[0]
        sign = text[at + 1 : at + 2] if text[at + 1 : at + 2] in ("+", "-") else ""
        return text[at] + sign if text[at] + sign in self.by_key else None


def grade_rank(grade: Any) -> int | None:
    """0 for A+ … 10 for E; None stays None, which sorts last."""
    return GRADES.index(grade) if grade in GRADES else None
