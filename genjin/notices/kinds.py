"""The kinds of notice there are: each module registers its own, with the words in which it is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Words

if TYPE_CHECKING:
    from genjin.notices.models import Notice

MailChoice = Literal["now", "digest", "off"]
# Before what a stand-in is told.
_FOR_WHOM = Words("代{name}：", "For {name}: ")
# More than the phrase, for a mail or a group: one line each, from the facts and the reader's language.
Details = Callable[[Mapping[str, Any], str], Sequence[str]]
# Which of these notices still hold, by id: a reminder of a plan that was changed meanwhile does not.
Holds = Callable[[Sequence["Notice"]], set[int]]


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """key is stable for ever. name: what people choose by in their settings. phrase: the notice itself, with the facts
    it was told with as placeholders. urgent: breaks through quiet hours and does not wait for the digest.
    mail: how it is mailed to those who chose nothing, empty: at once when urgent, else in the digest.
    snooze: may be put off.
    holds: asked before it is told again or sent later. chosen: people choose its ways; else it follows others.
    own_time: told at a time its person chose, so that quiet hours do not hold it.
    passes_over: about work that a stand-in does meanwhile, who is told it, too.
    """

    key: str
    name: Words
    phrase: Words
    urgent: bool = False
    mail: MailChoice | None = None
    snooze: bool = False
    details: Details | None = None
    holds: Holds | None = None
    chosen: bool = True
    own_time: bool = False
    passes_over: bool = False

    @property
    def default_mail(self) -> MailChoice:
        return self.mail or ("now" if self.urgent else "digest")

    def words(self, facts: Mapping[str, Any], language: str) -> str:
        """The notice in the reader's language; a fact that is missing leaves its place empty."""
        whom = facts.get("for_whom")
        before = _FOR_WHOM.in_language(language).format(name=whom) if whom else ""
        try:
            return before + self.phrase.in_language(language).format_map(_Blank(facts))
        except (ValueError, IndexError, AttributeError, KeyError):
            # Facts of an earlier version, or of another shape than the phrase expects: still told, in fewer words.
            return before + self.name.in_language(language)


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


def find_kind(key: str) -> NoticeKind | None:
    """None for a kind of a module that is no longer here."""
    return _kinds.get(key)


def list_kinds() -> tuple[NoticeKind, ...]:
    return tuple(_kinds.values())
