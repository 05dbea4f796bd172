"""E-mail addresses; compared in lower case."""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.fields.base import ParseContext, clean_text
from genjin.tables.fields.text import Text


class Email(Text):
    kind: ClassVar[str] = "email"

    def parse(self, raw: Any, context: ParseContext) -> str | None:
        text = clean_text(raw, 254)
        if text is None:
            return None
        address = unicodedata.normalize("NFKC", text).replace("。", ".").removeprefix("mailto:").replace(" ", "")
        try:
            validate_email(address)
        except ValidationError:
            raise AppError(ErrorCode.INVALID_EMAIL, value=text[:80]) from None
        return address.lower()

    def mask(self, stored: Any) -> Any:
        if not stored:
            return None
        name, _, host = stored.partition("@")
        return f"{name[:1]}***@{host}"
