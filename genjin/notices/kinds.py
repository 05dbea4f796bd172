"""The kinds of notice there are: each module registers its own, with the words in which it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Words


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """key is stable for ever. name: what people choose by in their settings. phrase: the notice itself, with the facts
    it was told with as placeholders. urgent: breaks through quiet hours and does not wait for the digest.
    """

    key: str
    name: Words
    phrase: Words
    urgent: bool = False

    def words(self, facts: Mapping[str, Any], language: str) -> str:
        """The notice in the reader's language; a fact that is missing leaves its place empty."""
        return self.phrase.in_language(language).format_map(_Blank(facts))


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""


_kinds: dict[str, NoticeKind] = {}


def register_kind(kind: NoticeKind) -> NoticeKind:
    """Makes a kind known. Called once, at loading."""
    _kinds[kind.key] = kind
    return kind


def get_kind(key: str) -> NoticeKind:
    """Raises unknown_option for a kind that nobody registered."""
    found = _kinds.get(key)
    if found is None:
        raise AppError(ErrorCode.UNKNOWN_OPTION, value=key)
    return found


def list_kinds() -> tuple[NoticeKind, ...]:
    return tuple(_kinds.values())
