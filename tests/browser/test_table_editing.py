"""Working in the table on the running product: typing, pasting, undo, refusals, stages that ask, bulk actions."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.record_setting import Client, chen, lin, office, settled
from tests.browser.table_page import open_table

pytestmark = [pytest.mark.browser, pytest.mark.once]
__all__ = ["chen", "lin", "office", "settled"]


def test_a_typed_cell_is_read_leniently_and_undone(chen: Client) -> None:
    lead = chen.new_lead(company="江阴凯润阀门", amount="3万")
    table = open_table(chen, "江阴凯润")
    table.type_into("江阴凯润", "amount", "12万")
    expect(table.cell("江阴凯润", "amount")).to_have_text("¥12.0万")
    assert chen.cell(lead, "amount") == 12_000_000
    table.page.keyboard.press("Control+z")
    expect(table.notice("已撤销")).to_be_visible()
    expect(table.cell("江阴凯润", "amount")).to_have_text("¥3.0万")
    table.page.keyboard.press("Control+y")
    expect(table.cell("江阴凯润", "amount")).to_have_text("¥12.0万")


def test_a_refused_cell_keeps_what_was_typed_and_says_why(chen: Client) -> None:
    lead = chen.new_lead(company="江都华通机械", mobile="13800138111")
    table = open_table(chen, "江都华通")
    table.type_into("江都华通", "mobile", "1380013811")
    cell = table.cell("江都华通", "mobile")
    expect(cell).to_have_attribute("aria-invalid", "true")
    expect(cell).to_contain_text("1380013811")
    assert "10" in (cell.get_attribute("data-tip") or "")
    assert chen.cell(lead, "mobile") == "13800138111"


def test_a_block_from_excel_is_one_operation(chen: Client) -> None:
    leads = [chen.new_lead(company=f"泰兴嘉禾{n}号店") for n in (1, 2, 3)]
    table = open_table(chen, "泰兴嘉禾")
    table.cell("泰兴嘉禾3号店", "contact").click()
    table.paste("方敏\t13800138201\r\n戴志强\t13800138202\r\n沈立\t13800138203\r\n")
    expect(table.notice("已粘贴 6 格，3 行 × 2 列")).to_be_visible()
    assert [chen.cell(lead, "contact") for lead in leads] == ["沈立", "戴志强", "方敏"]
    table.notice("已粘贴").get_by_role("button", name="撤销").click()
    expect(table.cell("泰兴嘉禾1号店", "contact")).to_have_text("")
    assert [chen.cell(lead, "mobile") for lead in leads] == [None, None, None]


def test_losing_a_lead_asks_for_the_reason(chen: Client) -> None:
    lead = chen.new_lead(company="丹阳宏图光学")
    table = open_table(chen, "丹阳宏图")
    table.cell("丹阳宏图", "stage").click()
    table.page.keyboard.press("Enter")
    table.page.keyboard.insert_text("流失")
    expect(table.page.get_by_role("option", name="已流失")).to_be_visible()
    table.page.keyboard.press("Enter")
    dialog = table.page.get_by_role("dialog", name="为什么流失")
    expect(dialog.get_by_role("button", name="记为流失")).to_be_disabled()
    dialog.get_by_label("流失原因").fill("价格高出两成")
    dialog.get_by_role("button", name="记为流失").click()
    expect(table.cell("丹阳宏图", "stage")).to_contain_text("已流失")
    chen.until(lead, "lost_reason", "价格高出两成")


def test_many_rows_are_changed_and_deleted_at_once(chen: Client) -> None:
    leads = [chen.new_lead(company=f"句容兴旺{n}号厂", grade="C") for n in (1, 2, 3)]
    table = open_table(chen, "句容兴旺")
    table.tick("句容兴旺1号厂")
    table.tick("句容兴旺2号厂")
    bar = table.page.get_by_role("toolbar", name="对选中的")
    expect(bar).to_contain_text("已选 2 条")
    bar.get_by_role("button", name="改等级").click()
    dialog = table.page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="改为").click()
    table.page.get_by_role("option", name="A+").click()
    dialog.get_by_role("button", name="改 2 条").click()
    expect(table.notice("已改 2 条的等级")).to_be_visible()
    expect(bar).to_be_hidden()
    assert [chen.cell(lead, "grade") for lead in leads] == ["A+", "A+", "C"]
    table.tick("句容兴旺3号厂")
    bar.get_by_role("button", name="删除").click()
    table.page.get_by_role("button", name="删除 1 条").click()
    expect(table.row("句容兴旺3号厂")).to_have_count(0)
    table.notice("已删除 1 条").get_by_role("button", name="撤销").click()
    expect(table.row("句容兴旺3号厂")).to_have_count(1)


def test_pasting_below_the_end_adds_rows(chen: Client) -> None:
    chen.new_lead(company="姜堰起点电机")
    table = open_table(chen, "姜堰")
    table.cell("姜堰起点电机", "company").click()
    table.paste("姜堰起点电机\r\n姜堰新一电机\r\n姜堰新二电机\r\n")
    table.page.get_by_role("button", name="添加 2 行").click()
    expect(table.row("姜堰新一电机")).to_have_count(1)
    expect(table.row("姜堰新二电机")).to_have_count(1)
    expect(table.notice("已新建 2 条")).to_be_visible()
