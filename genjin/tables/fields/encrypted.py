"""Text encrypted at rest (domain.md I4): ciphertext in row, ledger and backup; equality through a blind index."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Q

from genjin.kernel.crypto import Cipher
from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.fields.base import FieldType, Operand, ParseContext, ShowContext, clean_text


@lru_cache(maxsize=1)
def cipher() -> Cipher:
    return Cipher(settings.KEYS.data, settings.KEYS.index)


class Encrypted(FieldType):
    """Stored as `<blind index>:<ciphertext>`; equal texts share the index, so an unchanged cell is seen as such."""

    kind: ClassVar[str] = "encrypted"
    encrypted: ClassVar[bool] = True
    operators: ClassVar[Mapping[str, Operand]] = {"eq": "value", "empty": "none", "not_empty": "none"}

    def parse(self, raw: Any, context: ParseContext) -> str | None:
        text = clean_text(raw)
        if text is None:
            return None
        if set(text) <= {"*"}:
            # The mask itself, pasted back: keeping it would overwrite the secret with stars.
            raise AppError(ErrorCode.INVALID_VALUE, value=text[:20])
        return f"{cipher().blind(text)}:{cipher().encrypt(text)}"

    def reveal(self, stored: str | None) -> str | None:
        """The plain text. Callers log the reveal."""
        return None if stored is None else cipher().decrypt(stored.partition(":")[2])

    def same(self, one: str | None, other: str | None) -> bool:
        """Whether two stored values hold the same text."""
        return (one or "").partition(":")[0] == (other or "").partition(":")[0]

    def show(self, stored: Any, context: ShowContext) -> Any:
        return self.mask(stored)

    def format_text(self, stored: Any, context: ShowContext) -> str:
        return self.mask(stored) or ""

    def search_term(self, stored: Any) -> str:
        return ""

    def compile(self, operator: str, operand: Any, attr: str, context: ParseContext) -> Q:
        if operator == "eq":
            text = clean_text(operand)
            if text is None:
                raise AppError(ErrorCode.BAD_FILTER, why="operand_empty")
            return Q(**{f"{attr}__startswith": f"{cipher().blind(text)}:"})
        return super().compile(operator, operand, attr, context)
