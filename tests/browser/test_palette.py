"""Ctrl K: search by part of a name, pinyin and phone tail, and every command."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.record_setting import Client, chen, lin, office, settled
from tests.browser.table_page import open_table

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "lin", "office", "settled"]


@pytest.mark.parametrize("typed", ["鑫淼", "xmfz", "8806", "the number"])
def test_finds_a_lead_and_opens_it(chen: Client, typed: str) -> None:
    lead = chen.new_lead(company="无锡鑫淼纺织机械有限公司", contact="薛平", mobile="13900138806")
    words = str(chen.cell(lead, "number")) if typed == "the number" else typed
    table = open_table(chen)
    table.page.keyboard.press("Control+k")
    table.page.get_by_role("combobox", name="搜索与命令").fill(words)
    hit = table.page.get_by_role("option").filter(has_text="无锡鑫淼纺织机械有限公司").first
    hit.click()
    expect(table.page.get_by_label("线索详情").get_by_role("heading", level=2)).to_contain_text("无锡鑫淼")


def test_runs_a_command_by_keyboard_but_not_while_composing(chen: Client) -> None:
    table = open_table(chen)
    table.page.keyboard.press("Control+k")
    box = table.page.get_by_role("combobox", name="搜索与命令")
    box.fill("去历史")
    expect(table.page.get_by_role("option", name="去历史")).to_be_visible()
    box.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "isComposing": True})
    expect(box).to_be_visible()
    box.press("Enter")
    table.page.wait_for_url("**/history")


def test_shows_a_seller_only_what_is_theirs(chen: Client, lin: Client) -> None:
    chen.new_lead(company="徐州密语科技", contact="不该看见")
    table = open_table(lin)
    table.page.keyboard.press("Control+k")
    table.page.get_by_role("combobox", name="搜索与命令").fill("密语")
    expect(table.page.get_by_text("没有找到。换个说法，或只输后四位电话。")).to_be_visible()
