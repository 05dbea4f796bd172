"""One of a list of options."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Q

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Language, Words
from genjin.tables.fields.base import FieldType, Operand, ParseContext, ShowContext


@dataclass(frozen=True, slots=True)
class Option:
    """key: stored, stable for ever. aliases: what else people write for it."""

    key: str
    words: Words
    color: str = "gray"
    aliases: tuple[str, ...] = ()


def fold(text: str) -> str:
    """How typed option names are compared: width, case and blanks do not matter."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


class Choice(FieldType):
    kind: ClassVar[str] = "choice"
    operators: ClassVar[Mapping[str, Operand]] = {
        "is": "value",
        "is_not": "value",
        "in": "list",
        "not_in": "list",
        "empty": "none",
        "not_empty": "none",
    }

    def __init__(self, options: tuple[Option, ...]) -> None:
        self.options = options
        self.by_key = {o.key: o for o in options}
        self._by_name: dict[str, str] = {}
        for option in options:
            for name in (option.key, *option.words.all(), *option.aliases):
                self._by_name.setdefault(fold(name), option.key)

    def parse(self, raw: Any, context: ParseContext) -> str | None:
        if raw is None or raw == "":
            return None
        if not isinstance(raw, str):
            raise AppError(ErrorCode.UNKNOWN_OPTION, value=str(raw)[:40])
        if raw in self.by_key:
            return raw
        found = self._by_name.get(fold(raw)) if raw.strip() else None
        if found is None and raw.strip():
            found = self.lenient(raw)
        if found is None and raw.strip():
            raise AppError(
                ErrorCode.UNKNOWN_OPTION, value=raw[:40], options="、".join(o.words.zh for o in self.options[:8])
            )
        return found

    def lenient(self, raw: str) -> str | None:
        """A further way to read an option; subclasses give one."""
        return None

    def format_text(self, stored: Any, context: ShowContext) -> str:
        option = self.by_key.get(stored)
        return option.words.in_language(context.language) if option else (stored or "")

    def compile(self, operator: str, operand: Any, attr: str, context: ParseContext) -> Q:
        if operator in ("is", "is_not"):
            condition = Q(**{attr: self.operand(operand, context)})
        elif operator in ("in", "not_in"):
            condition = Q(**{f"{attr}__in": [self.operand(v, context) for v in operand]})
        else:
            return super().compile(operator, operand, attr, context)
        return condition if operator in ("is", "in") else ~condition | Q(**{f"{attr}__isnull": True})

    def schema(self, language: Language) -> dict[str, Any]:
        return {
            "options": [{"key": o.key, "label": o.words.in_language(language), "color": o.color} for o in self.options]
        }

    def rank(self, stored: Any) -> int | None:
        """Place of the option in its list: the sort key."""
        keys = list(self.by_key)
        return keys.index(stored) if stored in self.by_key else None
