"""A business number given by the allocator; never typed."""

from __future__ import annotations

from typing import ClassVar

from genjin.tables.fields.text import Text


class AutoNumber(Text):
    kind: ClassVar[str] = "auto_number"
