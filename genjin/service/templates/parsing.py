"""A template's text read into words and places. Pure: text in, pieces out; nothing in it is ever run.

A place is `{{联系人}}` or, with words for when its cell is empty, `{{联系人|您好}}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from genjin.kernel.errors import AppError, ErrorCode

LONGEST_NAME = 60
LONGEST_FALLBACK = 200
MOST_PLACES = 200
_PLACE = re.compile(r"\{\{(?P<inside>[^{}]*)\}\}")
# What an input method makes of them.
_WIDE = str.maketrans({"｛": "{", "｝": "}"})
_BAR = re.compile(r"[|｜]")


@dataclass(frozen=True, slots=True)
class Place:
    """fallback: what stands there when the cell is empty; None: then there is no letter."""

    name: str
    fallback: str | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """Words and places in their order."""

    pieces: tuple[str | Place, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The places named, each once, in their order."""
        return tuple(dict.fromkeys(p.name for p in self.pieces if isinstance(p, Place)))


@dataclass(frozen=True, slots=True)
class Filled:
    """missing: places without words and without a fallback; the text is not to be sent then."""

    text: str
    missing: tuple[str, ...] = ()


def parse_template(text: str) -> Template:
    """Raises template_broken for a brace without its partner or a place without a name."""
    plain = text.translate(_WIDE)
    pieces: list[str | Place] = []
    end = 0
    for found in _PLACE.finditer(plain):
        pieces += [_words(plain[end : found.start()]), _read_place(found["inside"])]
        end = found.end()
    pieces.append(_words(plain[end:]))
    if len(pieces) > MOST_PLACES * 2 + 1:
        raise AppError(ErrorCode.LIMIT, limit=MOST_PLACES)
    return Template(tuple(p for p in pieces if p != ""))


def fill_template(template: Template, values: Mapping[str, str]) -> Filled:
    """values: by the name of the place; what is missing or blank takes the fallback."""
    parts: list[str] = []
    missing: list[str] = []
    for piece in template.pieces:
        if isinstance(piece, str):
            parts.append(piece)
            continue
        value = values.get(piece.name, "").strip()
        if not value and piece.fallback is None:
            missing.append(piece.name)
        parts.append(value or piece.fallback or "")
    return Filled("".join(parts), tuple(dict.fromkeys(missing)))


def _words(text: str) -> str:
    alone = re.search(r"(\{\{|\}\}).{0,12}", text)
    if alone:
        raise AppError(ErrorCode.TEMPLATE_BROKEN, value=alone[0])
    return text


def _read_place(inside: str) -> Place:
    name, *fallback = _BAR.split(inside, maxsplit=1)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or any(len(f) > LONGEST_FALLBACK for f in fallback):
        raise AppError(ErrorCode.TEMPLATE_BROKEN, value="{{" + inside[:20] + "}}")
    return Place(name, fallback[0].strip() if fallback else None)
