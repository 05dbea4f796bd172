"""Materials as people meet them: a file dropped into the library, sent from a record, looked at by the customer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.record_setting import Client, Office, chen, lin, office, settled

pytestmark = [pytest.mark.browser, pytest.mark.once]
__all__ = ["chen", "lin", "office", "settled"]
PDF = {"name": "泵站节能案例.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF"}


def test_a_file_is_added_described_found_by_pinyin_and_retired(chen: Client) -> None:
    page = chen.open("/materials")
    page.get_by_label("选择要上传的文件").set_input_files([PDF])
    pane = page.get_by_role("region", name="泵站节能案例")
    expect(pane).to_be_visible()
    pane.get_by_label("类型").click()
    page.get_by_role("option", name="案例").click()
    pane.get_by_label("适用行业").fill("水务、化工")
    pane.get_by_label("适用行业").press("Enter")
    pane.get_by_role("button", name="B", exact=True).click()
    row = page.get_by_role("list", name="资料").get_by_role("listitem").filter(has_text="泵站节能案例")
    expect(row).to_contain_text("案例")
    page.get_by_label("关闭").click()
    expect(row).to_contain_text("水务、化工")
    expect(row).to_contain_text("B 级")

    page.get_by_label("选择要上传的文件").set_input_files([{**PDF, "name": "网页.pdf", "buffer": b"<html><script>"}])
    expect(page.get_by_text(re.compile("里面的内容和名字对不上"))).to_be_visible()

    search = page.get_by_label("搜名称、拼音、行业、产品")
    search.fill("没有这份")
    expect(page.get_by_text("没有符合的资料。放宽条件，或换一个词。")).to_be_visible()
    search.fill("bengzhan")
    row.click()
    pane.get_by_role("button", name="停用").click()
    expect(row).to_have_count(0)
    # The live event may take the row away before the toast of it stands there.
    expect(page.get_by_text(re.compile("已停用《泵站节能案例》"))).to_be_visible()
    page.get_by_role("button", name=re.compile("撤销")).last.click()
    expect(row).to_be_visible()


def test_it_is_sent_from_the_record_and_the_customer_looks_at_it(chen: Client, office: Office) -> None:
    chen.post("/tables/materials/rows", {"rows": [{"name": "冷却塔改造案例", "text": "改造前后对比"}], "via": "api"})
    lead = chen.new_lead(company="嘉兴清波水务", contact="沈知秋", grade="A")
    panel = chen.open_record(lead)
    page = panel.page
    panel.get_by_role("button", name="发资料").click()
    dialog = page.get_by_role("dialog", name="发资料给 嘉兴清波水务")
    dialog.get_by_role("checkbox", name=re.compile("冷却塔改造案例")).check()
    dialog.get_by_label("附一句话").fill("您要的案例")
    expect(dialog.get_by_role("button", name="用邮件发 1 份")).to_be_disabled()
    dialog.get_by_role("button", name="生成链接，用微信发").click()
    message = dialog.get_by_label("要粘贴的内容")
    expect(message).to_contain_text("您要的案例")
    link = re.search(r"https?://\S+/m/\S+", message.inner_text())
    assert link is not None
    dialog.get_by_role("button", name="完成").click()
    entry = panel.locator("[data-kind=followup]")
    expect(entry).to_contain_text("冷却塔改造案例")
    expect(entry).to_contain_text("对方没同意告知")

    customer = office.context(width=390, height=844).context.new_page()
    customer.goto(link[0])
    expect(customer.get_by_role("heading", name="冷却塔改造案例")).to_be_visible()
    expect(customer.get_by_text("陈思远 发给您")).to_be_visible()
    customer.get_by_role("button", name="允许告知发送人我已查看").click()
    expect(customer.get_by_text("您打开和下载的次数会告知 陈思远。")).to_be_visible()
    page.reload()
    expect(entry).to_contain_text("打开 1 次")
