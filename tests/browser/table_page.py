"""The leads table as a person sees it: cells by company and column, typing, menus."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

from tests.browser.record_setting import Client


@dataclass
class TablePage:
    """One open page with the grid on it."""

    page: Page

    def row(self, text: str) -> Locator:
        """The row that shows `text`."""
        return self.page.locator("[role=row][aria-rowindex]").filter(has_text=text)

    def cell(self, text: str, column: str) -> Locator:
        """The cell of a column (by its id) in the row that shows `text`."""
        index = self.page.locator(f"[role=columnheader][data-column='{column}']").get_attribute("aria-colindex")
        return self.row(text).locator(f"[role=gridcell][aria-colindex='{index}']")

    def type_into(self, text: str, column: str, typed: str) -> None:
        self.cell(text, column).click()
        self.page.keyboard.insert_text(typed)
        self.page.keyboard.press("Enter")

    def tick(self, text: str) -> None:
        self.row(text).locator("[role=gridcell][aria-colindex='1']").hover()
        self.row(text).locator("[data-act=check]").click()

    def paste(self, tsv: str) -> None:
        """Puts text on the clipboard as Excel would and pastes it at the active cell."""
        self.page.evaluate(
            """(text) => {
              const data = new DataTransfer();
              data.setData('text/plain', text);
              document.activeElement.dispatchEvent(
                new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }""",
            tsv,
        )

    def notice(self, words: str) -> Locator:
        return self.page.locator(".mantine-Notifications-notification").filter(has_text=words)

    def expect_count(self, count: int) -> None:
        expect(self.page.get_by_role("tab", selected=True)).to_contain_text(re.compile(rf"\D{count}$"))


def open_table(client: Client, search: str = "", path: str = "/leads") -> TablePage:
    """The table narrowed to rows found by `search`, so that tests do not see each other's."""
    page = client.open(f"{path}?q={quote(search)}" if search else path)
    page.get_by_role("tablist").wait_for()
    return TablePage(page)
