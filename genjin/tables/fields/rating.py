"""Stars, 1 to 5; 0 is empty."""

from __future__ import annotations

from typing import Any, ClassVar

from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.fields.base import ComparableField, ParseContext, StoredAs
from genjin.tables.fields.number import parse_number


class Rating(ComparableField):
    kind: ClassVar[str] = "rating"
    stored_as: ClassVar[StoredAs] = "int"

    def parse(self, raw: Any, context: ParseContext) -> int | None:
        if isinstance(raw, str) and raw.strip() and not raw.strip().strip("★☆"):
            raw = raw.count("★")
        value = parse_number(raw)
        if not value:
            return None
        if value not in (1, 2, 3, 4, 5):
            raise AppError(ErrorCode.INVALID_NUMBER, value=str(raw)[:40])
        return int(value)
