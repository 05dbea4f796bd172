"""Money as whole fen; the currency is fixed per column."""

from __future__ import annotations

from typing import Any, ClassVar

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.parse_money import format_money, parse_money
from genjin.kernel.words import Language
from genjin.tables.fields.base import ComparableField, ParseContext, ShowContext, StoredAs

LARGEST_FEN = 2**53 - 1


class Money(ComparableField):
    """Typed text is yuan (`12万`, `¥1,200.50`); JSON numbers are fen."""

    kind: ClassVar[str] = "money"
    stored_as: ClassVar[StoredAs] = "int"

    def __init__(self, currency: str = "CNY") -> None:
        self.currency = currency

    def parse(self, raw: Any, context: ParseContext) -> int | None:
        if raw is None or raw == "":
            return None
        if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
            raise AppError(ErrorCode.INVALID_MONEY, value=str(raw)[:40])
        if isinstance(raw, str):
            fen = self._typed(raw)
        elif float(raw).is_integer():
            fen = int(raw)
        else:
            raise AppError(ErrorCode.INVALID_MONEY, value=str(raw)[:40])
        if fen is not None and abs(fen) > LARGEST_FEN:
            raise AppError(ErrorCode.INVALID_MONEY, value=str(raw)[:40])
        return fen

    def _typed(self, raw: str) -> int | None:
        if not raw.strip():
            return None
        read = parse_money(raw)
        if read.value is None:
            raise AppError(ErrorCode.INVALID_MONEY, value=raw[:40], why=read.error)
        return read.value

    def format_text(self, stored: Any, context: ShowContext) -> str:
        return "" if stored is None else format_money(stored)

    def export_value(self, stored: Any, context: ShowContext) -> Any:
        return None if stored is None else stored / 100

    def schema(self, language: Language) -> dict[str, Any]:
        return {"currency": self.currency}
