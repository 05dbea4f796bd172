"""Phone numbers in one notation: 11 digits, `area-number[-ext]`, `+852…`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.parse_phones import parse_phone
from genjin.tables.fields.base import Operand, ParseContext, clean_text
from genjin.tables.fields.text import Text


class Phone(Text):
    kind: ClassVar[str] = "phone"
    operators: ClassVar[Mapping[str, Operand]] = {**Text.operators, "ends": "text"}

    def parse(self, raw: Any, context: ParseContext) -> str | None:
        text = clean_text(raw, 60)
        if text is None:
            return None
        read = parse_phone(text)
        if read.value is None:
            digits = sum(c.isdigit() for c in text)
            raise AppError(ErrorCode.INVALID_PHONE, value=text[:40], digits=digits, why=read.error)
        return read.value.text

    def compile(self, operator: str, operand: Any, attr: str, context: ParseContext) -> Q:
        if operator == "ends":
            return Q(**{f"{attr}__endswith": clean_text(operand, 20) or "\x00"})
        return super().compile(operator, operand, attr, context)

    def mask(self, stored: Any) -> Any:
        """`138****6021`: the first three and the last four digits."""
        if not stored:
            return None
        return f"{stored[:3]}****{stored[-4:]}" if len(stored) >= 7 else "****"
