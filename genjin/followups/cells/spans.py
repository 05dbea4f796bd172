"""How far what is planned reaches in the text."""

from __future__ import annotations

import re

TRAILING = ' \t\n，,。；;、！!？?…~～”"）)'
_EMOJI = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\s！!~。；;，,]+$")
# Longer than anybody writes; it keeps a hostile text from costing more than its length.
LONGEST = 80
_STOP_CONTACT = re.compile(r"[，,。；;\n！!？?]")


def end_of_promise(text: str, least: int, stop: int) -> int:
    """To the end of the clause, marks and pictures off."""
    # A sentence that goes on without any mark is cut: what is owed is said near its time.
    cut = _EMOJI.sub("", text[least : min(stop, least + LONGEST)])
    return least + len(cut.rstrip(TRAILING))


def end_of_contact(text: str, least: int, stop: int) -> int:
    """The verb with its object: 下周二找他."""
    match = _STOP_CONTACT.search(text, least, min(stop, least + 12))
    end = match.start() if match else min(stop, least + 12)
    cut = _EMOJI.sub("", text[least:end])
    return least + len(cut.rstrip(TRAILING)) if len(cut) <= 8 else least
