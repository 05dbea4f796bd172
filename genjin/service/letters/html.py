"""A letter's text as simple HTML: paragraphs, line breaks, links one can follow. Pure."""

from __future__ import annotations

import re
from html import escape

# Up to a blank, a quote, or the Chinese mark behind it.
_LINK = re.compile(r"https?://[^\s<>\"'，。；、）】》”]+")
_STYLE = "font:15px/1.7 sans-serif;color:#222"


def html_of(text: str) -> str:
    """The same words; nothing in them is taken as markup."""
    paragraphs = [p for p in re.split(r"\n\s*\n", text.strip()) if p.strip()]
    body = "".join(f"<p>{_linked(p)}</p>" for p in paragraphs)
    return f'<!doctype html><html><body style="{_STYLE}">{body}</body></html>'


def _linked(paragraph: str) -> str:
    parts: list[str] = []
    end = 0
    for found in _LINK.finditer(paragraph):
        address = escape(found[0])
        parts += [escape(paragraph[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join([*parts, escape(paragraph[end:])]).replace("\n", "<br>")
