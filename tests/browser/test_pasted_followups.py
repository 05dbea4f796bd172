"""最近跟进 in the grid: text typed or pasted there is read, checked over its characters and written as follow-ups."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.record_setting import Client, chen, lin, office, settled
from tests.browser.table_page import TablePage, open_table

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "lin", "office", "settled"]

TEXT = "2026.3.5 电话张总说月底再联系；2026.3.12拜访，下周寄样品"


def _dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name=re.compile("跟进$"))


def _paste(table: TablePage, company: str, text: str) -> Locator:
    table.cell(company, "last_followup").click()
    table.paste(text)
    dialog = _dialog(table.page)
    dialog.get_by_role("checkbox").first.wait_for()
    return dialog


def _enter_of_an_input_method(page: Page) -> None:
    """The key press as Chromium reports it while a candidate is chosen."""
    key = {"type": "rawKeyDown", "key": "Enter", "windowsVirtualKeyCode": 229, "nativeVirtualKeyCode": 229}
    page.context.new_cdp_session(page).send("Input.dispatchKeyEvent", key)


def _summaries(client: Client, lead: int) -> list[str]:
    return [i["followup"]["summary"] for i in client.get(f"/leads/{lead}/timeline?kinds=followups")["items"]]


def test_a_pasted_record_is_checked_and_written_as_one_undoable_operation(chen: Client) -> None:
    lead = chen.new_lead(company="宜兴粘贴环保设备", contact="张立")
    table = open_table(chen, "宜兴粘贴")
    dialog = _paste(table, "宜兴粘贴", TEXT)
    expect(dialog.get_by_role("status")).to_have_text(re.compile("^读出 4 条，采用 4 条$"))
    expect(dialog.locator("mark[data-kind=promise]")).to_have_text("下周寄样品")
    expect(dialog.get_by_role("checkbox").first).to_be_focused()
    table.page.keyboard.press("ArrowDown")
    table.page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("checkbox", name=re.compile("我方承诺"))).to_be_focused()
    table.page.keyboard.press("x")
    expect(dialog.locator("mark[data-kind=promise]")).to_have_count(0)
    table.page.keyboard.press("Enter")
    expect(table.notice("已记 2 次跟进")).to_be_visible()
    expect(dialog).to_have_count(0)
    expect(table.cell("宜兴粘贴", "last_followup")).to_have_text("03-12 2026.3.12拜访，下周寄样品")
    assert len(_summaries(chen, lead)) == 2
    assert chen.get(f"/leads/{lead}/timeline?kinds=followups")["promises"] == []
    assert chen.cell(lead, "next_at") is not None
    table.page.keyboard.press("Control+z")
    expect(table.cell("宜兴粘贴", "last_followup")).to_have_text("")
    assert (_summaries(chen, lead), chen.cell(lead, "next_at")) == ([], None)


def test_enter_of_an_input_method_writes_nothing_and_typed_text_is_one_follow_up(chen: Client) -> None:
    lead = chen.new_lead(company="宜兴打字环保设备")
    table = open_table(chen, "宜兴打字")
    table.type_into("宜兴打字", "last_followup", "3.5 电话，客户说再想想")
    dialog = _dialog(table.page)
    expect(dialog.get_by_role("checkbox").first).to_be_focused()
    _enter_of_an_input_method(table.page)
    expect(dialog).to_be_visible()
    assert _summaries(chen, lead) == []
    table.page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    assert _summaries(chen, lead) == ["3.5 电话，客户说再想想"]
    # Written a second time, it is said and nothing is doubled.
    table.type_into("宜兴打字", "last_followup", "3.5 电话，客户说再想想")
    expect(dialog.get_by_role("checkbox").first).to_be_focused()
    table.page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text("这些都已经记过了，没有重复写。")
    assert len(_summaries(chen, lead)) == 1


def test_cells_of_several_leads_are_one_operation(chen: Client) -> None:
    leads = [chen.new_lead(company=f"宜兴多行{n}号厂") for n in (1, 2)]
    table = open_table(chen, "宜兴多行")
    table.cell("宜兴多行2号厂", "company").click()
    table.page.keyboard.press("ArrowUp")
    table.cell("宜兴多行2号厂", "last_followup").click()
    table.page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          data.setData('text/html', '<table></table>');
          document.activeElement.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        "3.5 电话，要报价\r\n3.6 拜访，看了车间\r\n",
    )
    dialog = table.page.get_by_role("dialog", name="记到 2 条线索的跟进")
    expect(dialog.get_by_role("region", name="宜兴多行1号厂")).to_contain_text("拜访")
    dialog.get_by_role("button", name="记下 2 次跟进").click()
    expect(table.notice("已记 2 次跟进")).to_be_visible()
    assert [_summaries(chen, lead) for lead in leads] == [["3.6 拜访，看了车间"], ["3.5 电话，要报价"]]
    table.notice("已记 2 次跟进").get_by_role("button", name="撤销").click()
    expect(table.cell("宜兴多行1号厂", "last_followup")).to_have_text("")
    assert [_summaries(chen, lead) for lead in leads] == [[], []]


def test_new_rows_pasted_with_a_record_get_it_once_they_are_there(chen: Client) -> None:
    chen.new_lead(company="宜兴新行起点")
    table = open_table(chen, "宜兴新行")
    # The two columns side by side, as in a file that somebody copies from.
    moved = {"columns": [{"id": "company"}, {"id": "last_followup"}, {"id": "contact"}]}
    view = chen.get("/tables/leads")["views"][0]
    chen.patch(f"/views/{view['id']}", moved)
    table.page.reload()
    table.cell("宜兴新行起点", "company").click()
    table.paste("宜兴新行起点\t\r\n宜兴新行二厂\t3.5 电话，要报价\r\n")
    table.page.get_by_role("button", name="添加 1 行").click()
    dialog = _dialog(table.page)
    expect(dialog.get_by_role("checkbox").first).to_be_focused()
    table.page.keyboard.press("Enter")
    expect(table.cell("宜兴新行二厂", "last_followup")).to_contain_text("要报价")
    chen.patch(f"/views/{view['id']}", {"columns": view["columns"]})


def test_without_network_the_text_stays_and_is_read_again(chen: Client) -> None:
    lead = chen.new_lead(company="宜兴断网环保设备")
    table = open_table(chen, "宜兴断网")
    _paste(table, "宜兴断网", "3.5 电话，要报价")
    chen.context.set_offline(True)
    dialog = _dialog(table.page)
    table.page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("网络")
    chen.context.set_offline(False)
    dialog.get_by_role("button", name="记下").click()
    expect(dialog).to_have_count(0)
    assert _summaries(chen, lead) == ["3.5 电话，要报价"]
