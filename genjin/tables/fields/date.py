"""A day without a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.db.models import Q

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.parse_dates import parse_date
from genjin.tables.fields.base import ComparableField, Operand, ParseContext, ShowContext
from genjin.tables.fields.relative_days import RELATIVE, relative_range


class Date(ComparableField):
    kind: ClassVar[str] = "date"
    operators: ClassVar[Mapping[str, Operand]] = {**ComparableField.operators, **RELATIVE}

    def parse(self, raw: Any, context: ParseContext) -> date | None:
        if raw is None or raw == "":
            return None
        if isinstance(raw, bool) or not isinstance(raw, (str, int, float, date)):
            raise AppError(ErrorCode.INVALID_DATE, value=str(raw)[:40])
        read = parse_date(raw[:60] if isinstance(raw, str) else raw, today=context.today)
        if read.error:
            raise AppError(ErrorCode.INVALID_DATE, value=str(raw)[:40], why=read.error)
        return read.value

    def dump(self, stored: Any) -> Any:
        return None if stored is None else stored.isoformat()

    def load(self, dumped: Any) -> Any:
        return date.fromisoformat(dumped) if isinstance(dumped, str) else dumped

    def store_custom(self, stored: Any) -> Any:
        return self.dump(stored)

    def format_text(self, stored: Any, context: ShowContext) -> str:
        return "" if stored is None else stored.isoformat()

    def export_value(self, stored: Any, context: ShowContext) -> Any:
        return stored

    def compile(self, operator: str, operand: Any, attr: str, context: ParseContext) -> Q:
        if operator not in RELATIVE:
            return super().compile(operator, operand, attr, context)
        first, beyond = relative_range(operator, operand, context.today)
        condition = Q()
        if first is not None:
            condition &= Q(**{f"{attr}__gte": self.in_store(first, attr)})
        if beyond is not None:
            condition &= Q(**{f"{attr}__lt": self.in_store(beyond, attr)})
        return condition
