"""Text of many lines: needs, remarks, summaries."""

from __future__ import annotations

from typing import Any, ClassVar

from genjin.tables.fields.base import MAX_LONG_TEXT, ParseContext, clean_text
from genjin.tables.fields.text import Text


class LongText(Text):
    kind: ClassVar[str] = "long_text"

    def __init__(self, limit: int = MAX_LONG_TEXT) -> None:
        super().__init__(limit)

    def parse(self, raw: Any, context: ParseContext) -> str | None:
        text = clean_text(raw, self.limit)
        return None if text is None else text.replace("\r\n", "\n").replace("\r", "\n")
