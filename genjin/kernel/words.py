"""A phrase in the product's languages. zh-TW is derived from zh-CN unless a reviewed wording is given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

_DAYS_LATER = re.compile(r"(?<=[\d\s}多少幾兩數])天后")
Language = Literal["zh-CN", "zh-TW", "en"]
LANGUAGES: tuple[Language, ...] = ("zh-CN", "zh-TW", "en")


@dataclass(frozen=True, slots=True)
class Words:
    zh: str
    en: str
    tw: str | None = None

    def in_language(self, language: str) -> str:
        """The phrase in `language`; unknown languages read as zh-CN."""
        if language == "en":
            return self.en
        if language == "zh-TW":
            return self.tw if self.tw is not None else to_traditional(self.zh)
        return self.zh

    def all(self) -> tuple[str, ...]:
        """Every wording: what a header or an option typed by a person may match."""
        return (self.zh, self.en, self.in_language("zh-TW"))


@lru_cache(maxsize=4096)
def to_traditional(text: str) -> str:
    """Simplified to Taiwan-standard traditional characters and phrases (OpenCC s2twp)."""
    # The dictionary knows 天后 only as a goddess.
    return _DAYS_LATER.sub("天後", cast(str, _converter().convert(text)))


@lru_cache(maxsize=1)
def _converter():  # type: ignore[no-untyped-def]
    # Loaded on first use: the dictionaries cost 20 MB that a simplified-only team never needs.
    from opencc import OpenCC

    return OpenCC("s2twp")


def pick_language(header: str | None) -> Language:
    """The best of our languages for an Accept-Language header."""
    for part in (header or "").split(","):
        tag = part.split(";")[0].strip().lower()
        if tag.startswith(("zh-tw", "zh-hk", "zh-hant", "zh-mo")):
            return "zh-TW"
        if tag.startswith("zh"):
            return "zh-CN"
        if tag.startswith("en"):
            return "en"
    return "zh-CN"
