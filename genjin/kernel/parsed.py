"""What every lenient parser of the kernel answers with: a value, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """The outcome of reading one text.

    `value` is None when the text was blank or could not be read; then `error` holds a stable code, None for blank.
    `warnings` are codes of what was assumed while reading (a year, a restored zero, an "about"). `span` is the
    half-open character range `(start, end)` of the part that was read, where a parser looks inside a longer text.
    """

    value: T | None
    error: str | None = None
    warnings: tuple[str, ...] = ()
    span: tuple[int, int] | None = None

    @property
    def ok(self) -> bool:
        """True when there is a value to store."""
        return self.value is not None
