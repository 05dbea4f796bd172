"""Yes or no; empty counts as no in filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q

from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.fields.base import FieldType, Operand, ParseContext, ShowContext, StoredAs

_YES = frozenset({"1", "true", "yes", "y", "是", "√", "✓", "✔", "有", "对"})
_NO = frozenset({"0", "false", "no", "n", "否", "×", "✗", "无", "没有", "不是", "不"})


class Checkbox(FieldType):
    kind: ClassVar[str] = "checkbox"
    stored_as: ClassVar[StoredAs] = "bool"
    operators: ClassVar[Mapping[str, Operand]] = {"is": "value"}

    def parse(self, raw: Any, context: ParseContext) -> bool | None:
        if raw is None or isinstance(raw, bool):
            return raw
        text = str(raw).strip().lower()
        if not text:
            return None
        if text in _YES:
            return True
        if text in _NO:
            return False
        raise AppError(ErrorCode.INVALID_VALUE, value=str(raw)[:40])

    def load(self, dumped: Any) -> Any:
        return None if dumped is None else bool(dumped)

    def format_text(self, stored: Any, context: ShowContext) -> str:
        if stored is None:
            return ""
        words = ("yes", "no") if context.language == "en" else ("是", "否")
        return words[0] if stored else words[1]

    def compile(self, operator: str, operand: Any, attr: str, context: ParseContext) -> Q:
        if operator != "is":
            return super().compile(operator, operand, attr, context)
        if self.parse(operand, context):
            return Q(**{attr: True})
        return Q(**{attr: False}) | Q(**{f"{attr}__isnull": True})
