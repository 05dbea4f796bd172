"""Text of one line: names, companies, places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q

from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.fields.base import MAX_TEXT, FieldType, Operand, ParseContext, clean_text


class Text(FieldType):
    kind: ClassVar[str] = "text"
    operators: ClassVar[Mapping[str, Operand]] = {
        "contains": "text",
        "not_contains": "text",
        "eq": "value",
        "ne": "value",
        "starts": "text",
        "in": "list",
        "empty": "none",
        "not_empty": "none",
    }

    def __init__(self, limit: int = MAX_TEXT) -> None:
        self.limit = limit

    def parse(self, raw: Any, context: ParseContext) -> str | None:
        text = clean_text(raw, self.limit)
        if text is not None and ("\n" in text or "\r" in text):
            text = " ".join(text.split())
        return text

    def compile(self, operator: str, operand: Any, attr: str, context: ParseContext) -> Q:
        if operator in ("contains", "not_contains", "starts"):
            return self._like(operator, operand, attr)
        if operator == "eq":
            return Q(**{attr: self.operand(operand, context)})
        if operator == "ne":
            return ~Q(**{attr: self.operand(operand, context)}) | Q(**{f"{attr}__isnull": True})
        if operator == "in":
            return Q(**{f"{attr}__in": [self.operand(v, context) for v in operand]})
        return super().compile(operator, operand, attr, context)

    def _like(self, operator: str, operand: Any, attr: str) -> Q:
        # Case matters to neither database here: "contains" folds ASCII case on both (see records.collation).
        text = clean_text(operand, self.limit)
        if text is None:
            raise AppError(ErrorCode.BAD_FILTER, why="operand_empty")
        if operator == "starts":
            return Q(**{f"{attr}__istartswith": text})
        condition = Q(**{f"{attr}__icontains": text})
        return condition if operator == "contains" else ~condition | Q(**{f"{attr}__isnull": True})
