"""Several of a list of options. Stored as `|a|b|` in option order, so that one text condition finds one option."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Language
from genjin.tables.fields.base import FieldType, Operand, ParseContext, ShowContext
from genjin.tables.fields.choice import Choice, Option

_SEPARATORS = re.compile(r"[,，、;；|/\n]+")


class Choices(FieldType):
    kind: ClassVar[str] = "choices"
    operators: ClassVar[Mapping[str, Operand]] = {
        "has_any": "list",
        "has_all": "list",
        "has_none": "list",
        "empty": "none",
        "not_empty": "none",
    }

    def __init__(self, options: tuple[Option, ...]) -> None:
        self.single = Choice(options)
        self.options = options

    def parse(self, raw: Any, context: ParseContext) -> str | None:
        if raw is None or raw == "":
            return None
        parts = raw if isinstance(raw, list) else _SEPARATORS.split(raw) if isinstance(raw, str) else None
        if parts is None:
            raise AppError(ErrorCode.UNKNOWN_OPTION, value=str(raw)[:40])
        keys = {key for part in parts if (key := self.single.parse(part, context)) is not None}
        ordered = [o.key for o in self.options if o.key in keys]
        return f"|{'|'.join(ordered)}|" if ordered else None

    def dump(self, stored: Any) -> Any:
        return None if stored is None else stored.strip("|").split("|")

    def load(self, dumped: Any) -> Any:
        if isinstance(dumped, str):
            return dumped
        return f"|{'|'.join(dumped)}|" if dumped else None

    def format_text(self, stored: Any, context: ShowContext) -> str:
        return "、".join(self.single.format_text(k, context) for k in self.dump(stored) or [])

    def compile(self, operator: str, operand: Any, attr: str, context: ParseContext) -> Q:
        if operator not in ("has_any", "has_all", "has_none"):
            return super().compile(operator, operand, attr, context)
        each = [Q(**{f"{attr}__contains": f"|{self.single.operand(v, context)}|"}) for v in operand]
        if not each:
            raise AppError(ErrorCode.BAD_FILTER, why="operand_empty")
        joined = each[0]
        for condition in each[1:]:
            joined = joined & condition if operator == "has_all" else joined | condition
        return ~joined | Q(**{f"{attr}__isnull": True}) if operator == "has_none" else joined

    def schema(self, language: Language) -> dict[str, Any]:
        return self.single.schema(language)
