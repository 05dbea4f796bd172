"""Text that a spreadsheet would run as a formula (OWASP "CSV injection") stays text."""

from __future__ import annotations

STARTERS = ("=", "+", "-", "@", "\t", "\r")


def neutralised(text: str) -> str:
    """For text files: an apostrophe before what would be a formula.

    Workbooks need none: a cell of type text is never run. Text that begins with such an apostrophe gets one more, so
    that `restored` gives back what was. Example: `=cmd|' /C calc'!A0` → `'=cmd|' /C calc'!A0`.
    """
    return f"'{text}" if text.lstrip("'").startswith(STARTERS) else text


def restored(text: str) -> str:
    """The inverse, for files that come back: the apostrophe that guards a formula sign is not part of the text."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(STARTERS) else text
