"""Plain numbers, stored as floats with at most `decimals` digits after the point."""

from __future__ import annotations

import math
import unicodedata
from typing import Any, ClassVar

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Language
from genjin.tables.fields.base import ComparableField, ParseContext, ShowContext, StoredAs

# The largest magnitude whose integers JavaScript keeps exact.
LARGEST = 2**53
_SCALES = {"万": 10_000, "亿": 100_000_000, "w": 10_000, "k": 1_000}


def parse_number(raw: Any) -> float | None:
    """A number as people type it: `1,200`, `1.5万`, full-width digits. Raises invalid_number."""
    if raw is None or raw == "":
        return None
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        raise AppError(ErrorCode.INVALID_NUMBER, value=str(raw)[:40])
    if isinstance(raw, str):
        text = unicodedata.normalize("NFKC", raw).strip().replace(",", "").replace(" ", "").lower()
        if not text:
            return None
        scale = _SCALES.get(text[-1], 1)
        digits = text[:-1] if scale != 1 else text
        # float() also takes "nan", "1_000" and "infinity"; a cell takes digits only.
        if not digits or set(digits) - set("0123456789.+-e"):
            raise AppError(ErrorCode.INVALID_NUMBER, value=raw[:40])
        try:
            value = float(digits) * scale
        except ValueError:
            raise AppError(ErrorCode.INVALID_NUMBER, value=raw[:40]) from None
    else:
        value = float(raw)
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise AppError(ErrorCode.INVALID_NUMBER, value=str(raw)[:40])
    return value


class Number(ComparableField):
    kind: ClassVar[str] = "number"
    stored_as: ClassVar[StoredAs] = "float"

    def __init__(self, decimals: int = 6, minimum: float | None = None, unit: str = "") -> None:
        self.decimals = decimals
        self.minimum = minimum
        self.unit = unit

    def parse(self, raw: Any, context: ParseContext) -> float | None:
        value = parse_number(raw)
        if value is None:
            return None
        if self.minimum is not None and value < self.minimum:
            raise AppError(ErrorCode.INVALID_NUMBER, value=str(raw)[:40])
        # -0.0 and 0.0 are one value to a person.
        return round(value, self.decimals) + 0.0

    def show(self, stored: Any, context: ShowContext) -> Any:
        return _tidy(stored)

    def format_text(self, stored: Any, context: ShowContext) -> str:
        if stored is None:
            return ""
        tidy = _tidy(stored)
        return str(tidy) if isinstance(tidy, int) else f"{tidy:.{self.decimals}f}".rstrip("0").rstrip(".")

    def export_value(self, stored: Any, context: ShowContext) -> Any:
        return _tidy(stored)

    def schema(self, language: Language) -> dict[str, Any]:
        return {"unit": self.unit} if self.unit else {}


def _tidy(stored: float | None) -> float | int | None:
    """Whole numbers without `.0`."""
    return int(stored) if stored is not None and float(stored).is_integer() else stored
