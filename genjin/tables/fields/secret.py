"""A password of ours for somebody else's server: encrypted, used by the product alone, shown to nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.fields.base import Operand, ParseContext
from genjin.tables.fields.encrypted import Encrypted, cipher

LONGEST = 500


class Secret(Encrypted):
    """Like other encrypted text, but nobody can have it revealed, nor find out by a filter what it is."""

    operators: ClassVar[Mapping[str, Operand]] = {"empty": "none", "not_empty": "none"}

    def parse(self, raw: Any, context: ParseContext) -> str | None:
        # Not the value itself in the refusal: refusals are shown and logged.
        if isinstance(raw, str) and (len(raw) > LONGEST or any(ord(c) < 32 for c in raw.strip())):
            raise AppError(ErrorCode.INVALID_VALUE, value="******")
        return super().parse(raw, context)

    def same(self, one: str | None, other: str | None) -> bool:
        """Entering the same again is a change: it is then meant for the server that is named now."""
        return one == other

    def reveal(self, stored: str | None) -> str | None:
        """Raises column_forbidden, whoever asks."""
        raise AppError(ErrorCode.COLUMN_FORBIDDEN, 403, column="密码或密钥", use="reveal")


def open_secret(stored: str) -> str:
    """The plain text, for the connection it belongs to."""
    return cipher().decrypt(stored.partition(":")[2])
