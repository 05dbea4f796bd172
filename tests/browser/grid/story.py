"""The story page as a person sees it: cells by column and row, keys, an input method, the clipboard."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from playwright.sync_api import CDPSession, Locator, Page

COLUMNS = [
    "status", "number", "company", "contact", "phone", "grade", "stage", "owner", "next", "amount", "source", "last",
    "size", "due", "products", "agreed", "need",
]  # fmt: skip


@dataclass
class Story:
    page: Page
    errors: list[Any]
    _cdp: CDPSession | None = field(default=None, init=False)

    @property
    def cdp(self) -> CDPSession:
        if self._cdp is None:
            self._cdp = self.page.context.new_cdp_session(self.page)
        return self._cdp

    def cell(self, column: str, row: int) -> Locator:
        """Cell by column id and row number from 1."""
        place = COLUMNS.index(column) + 2
        return self.page.locator(f"[role=row][aria-rowindex='{row + 1}'] [aria-colindex='{place}']")

    def go(self, column: str, row: int) -> None:
        """Makes a cell the active one by clicking on it, scrolling sideways by keys when it is out of sight."""
        self.cell("company", row).click()
        for _ in range(COLUMNS.index(column) - COLUMNS.index("company")):
            self.page.keyboard.press("ArrowRight")
        for _ in range(COLUMNS.index("company") - COLUMNS.index(column)):
            self.page.keyboard.press("ArrowLeft")

    def text(self, column: str, row: int) -> str:
        return self.cell(column, row).inner_text().strip()

    @property
    def input(self) -> Locator:
        return self.page.locator("textarea.g-input")

    def has_focus(self) -> bool:
        return cast(bool, self.page.evaluate("document.activeElement?.classList.contains('g-input') ?? false"))

    def is_editing(self) -> bool:
        return "g-input-open" in (self.input.get_attribute("class") or "")

    def label(self) -> str:
        """What a screen reader says of the active cell."""
        return self.input.get_attribute("aria-label") or ""

    def batches(self) -> list[dict[str, Any]]:
        """Everything the grid asked to be written, oldest first."""
        return cast(list[dict[str, Any]], self.page.evaluate("JSON.parse(JSON.stringify(story.seen.batches))"))

    def texts(self) -> list[tuple[int, str, str]]:
        return [(edit["rowId"], edit["columnId"], edit["text"]) for batch in self.batches() for edit in batch["edits"]]

    def calls(self, name: str) -> list[list[Any]]:
        calls = cast(list[list[Any]], self.page.evaluate("JSON.parse(JSON.stringify(story.seen.calls))"))
        return [call for call in calls if call[0] == name]

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type_native(self, text: str) -> None:
        self.page.keyboard.type(text)

    def clipboard(self) -> str:
        return cast(str, self.page.evaluate("navigator.clipboard.readText()"))

    def set_clipboard(self, text: str) -> None:
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)

    def compose(self, steps: list[str], commit: str, pattern: str) -> None:
        """Types with an input method as one of the three kinds of browsers and systems report it."""
        for step in steps:
            self._key_to_input_method(step[-1:], pattern)
            self.cdp.send(
                "Input.imeSetComposition", {"text": step, "selectionStart": len(step), "selectionEnd": len(step)}
            )
        self.enter_in_composition(pattern)
        self.cdp.send("Input.insertText", {"text": commit})

    def enter_in_composition(self, pattern: str) -> None:
        """The Enter or Space that takes a candidate: it belongs to the input method."""
        if pattern != "none":
            self._raw("rawKeyDown", "Enter", 229)

    def _key_to_input_method(self, letter: str, pattern: str) -> None:
        if pattern == "process":
            self._raw("rawKeyDown", "Process", 229)
        elif pattern == "letter":
            self._raw("rawKeyDown", letter, 229)

    def _raw(self, kind: str, key: str, code: int) -> None:
        self.cdp.send("Input.dispatchKeyEvent", {"type": kind, "key": key, "windowsVirtualKeyCode": code})
