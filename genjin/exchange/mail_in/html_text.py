"""The words of an HTML mail. Nothing of it is ever rendered, loaded or followed."""

from __future__ import annotations

import re
from html.parser import HTMLParser

LONGEST = 300_000
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript"})
_BREAKS = frozenset(
    {"p", "div", "tr", "table", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr", "section", "article"}
    | {"header", "footer", "blockquote"}
)
_CELLS = frozenset({"td", "th"})


class _Words(HTMLParser):
    """Collects text; lines inside a quotation begin with `>` as in a plain mail."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A head that nobody closed ends where the body begins.
        self._silent = 0 if tag == "body" else self._silent + (tag in _SILENT)
        self._quoted += tag == "blockquote"
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag == "blockquote":
            self.parts.append("\n")
            self._quoted = max(0, self._quoted - 1)
        elif tag != "br":
            self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _part(self, tag: str) -> None:
        if tag in _BREAKS:
            self.parts.append("\n> " if self._quoted else "\n")
        elif tag in _CELLS:
            self.parts.append("\t")


def text_of_html(html: str) -> str:
    """Its text, a line for each block, cells of a table apart by a tab."""
    words = _Words()
    try:
        words.feed(html[:LONGEST])
        words.close()
    except (AssertionError, RecursionError, ValueError):
        # What cannot be taken apart to its end still says what stood before.
        pass
    return re.sub(r"\n{3,}", "\n\n", "\n".join(map(_tidy, "".join(words.parts).split("\n")))).strip()


def _tidy(line: str) -> str:
    return re.sub(r" *\t[ \t]*", "\t", re.sub(r"[ \xa0\u3000]+", " ", line)).strip()
