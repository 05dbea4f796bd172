"""导入: a 跟进记录 cell read into history, checked over its characters, partly rejected, imported, dated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import expect

from tests.browser.record_setting import Client, chen, office, settled

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "office", "settled"]

CELL = "2026.3.5 电话汤总说月底再联系；2026.3.12 拜访，下周寄样品；2026.3.14 微信没回"
READ_MS = 60_000


def test_parts_are_shown_rejected_by_a_key_and_imported_as_dated_entries(chen: Client, tmp_path: Path) -> None:
    path = tmp_path / "跟进.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["客户名称", "联系人", "手机", "跟进记录"])
        sheet.write_row(1, 0, ["镇江泊川流体控制有限公司", "汤凯", "15200004983", CELL])
    page = chen.open("/import")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="第 2 行的跟进记录读成了什么").click(timeout=READ_MS)
    panel = page.get_by_role("complementary", name="第 2 行，跟进记录")
    expect(panel.get_by_role("status")).to_have_text("读出 5 条，采用 5 条")
    expect(panel).to_contain_text("电话 · 可再联系 · 汤总")
    expect(panel).to_contain_text("第 1–19 字")
    expect(panel.locator("mark[data-kind=promise]")).to_have_text("下周寄样品")
    promise = panel.get_by_role("checkbox", name=re.compile("我方承诺"))
    promise.focus()
    promise.press("x")
    expect(panel.get_by_role("status")).to_have_text("读出 5 条，采用 4 条")
    expect(promise).not_to_be_checked()
    expect(panel.locator("mark[data-kind=promise]")).to_have_count(0)

    page.get_by_role("button", name=re.compile("^导入 1 行")).click()
    expect(page.get_by_text("新建 1 条")).to_be_visible(timeout=READ_MS)
    body = {"filter": {"column": "company", "op": "contains", "value": "镇江泊川"}, "columns": ["company"]}
    (row,) = chen.post("/tables/leads/query", body)["rows"]
    timeline = chen.open_record(row["id"])
    for words in ("2026.3.5 电话汤总说月底再联系", "2026.3.12 拜访，下周寄样品", "2026.3.14 微信没回"):
        expect(timeline.get_by_text(words)).to_be_visible()


def test_a_pasted_record_is_split_in_the_composer(chen: Client) -> None:
    panel = chen.open_record(chen.new_lead(company="昆山拓衡自动化有限公司", contact="佘倩"))
    panel.get_by_label("跟进内容").fill("2026.3.5 电话佘总，要报价；2026.3.12 上门拜访，佘总不在")
    offer = panel.get_by_role("region", name="这段话里有 2 次跟进")
    expect(offer.get_by_role("checkbox")).to_have_count(2)
    expect(offer.locator("mark[data-kind=entry]").first).to_contain_text("2026.3.5 电话佘总")
    expect(offer.get_by_role("button", name="拆成 2 条保存")).to_be_enabled()
    offer.get_by_role("checkbox").first.press("Enter")
    expect(offer).to_have_count(0)
    expect(panel.get_by_label("跟进内容")).to_have_value("")
    expect(panel.get_by_text("2026.3.12 上门拜访，佘总不在", exact=True)).to_be_visible()
    expect(panel.get_by_text("2026.3.5 电话佘总，要报价", exact=True)).to_be_visible()
