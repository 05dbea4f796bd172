"""Percent: 12.5 means 12.5 %."""

from __future__ import annotations

from typing import Any, ClassVar

from genjin.tables.fields.base import ParseContext, ShowContext
from genjin.tables.fields.number import Number


class Percent(Number):
    kind: ClassVar[str] = "percent"

    def __init__(self) -> None:
        super().__init__(decimals=4)

    def parse(self, raw: Any, context: ParseContext) -> float | None:
        if isinstance(raw, str):
            raw = raw.strip().removesuffix("%").removesuffix("％")
        return super().parse(raw, context)

    def format_text(self, stored: Any, context: ShowContext) -> str:
        return "" if stored is None else f"{super().format_text(stored, context)}%"
