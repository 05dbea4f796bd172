"""Web addresses: http and https only, so that a click can never run a script."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import urlsplit

from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.fields.base import ParseContext, clean_text
from genjin.tables.fields.text import Text


class Url(Text):
    kind: ClassVar[str] = "url"

    def parse(self, raw: Any, context: ParseContext) -> str | None:
        text = clean_text(raw, 2_000)
        if text is None:
            return None
        address = text if "://" in text else f"https://{text}"
        try:
            parts = urlsplit(address)
        except ValueError:
            raise AppError(ErrorCode.INVALID_URL, value=text[:80]) from None
        if parts.scheme.lower() not in ("http", "https") or "." not in (parts.hostname or "") or " " in address:
            raise AppError(ErrorCode.INVALID_URL, value=text[:80])
        return address
