"""The pool in a browser: claiming within the limit, giving back, handing over and taking it back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.record_setting import Client, Office, chen, lin, office, settled
from tests.browser.table_page import TablePage

pytestmark = [pytest.mark.browser, pytest.mark.once]
__all__ = ["chen", "lin", "office", "settled"]


def limit(chen: Client, **cells: object) -> None:
    (row,) = chen.post("/tables/pools/query", {"columns": ["name"], "limit": 5})["rows"]
    edits = [{"row": row["id"], "column": column, "value": value} for column, value in cells.items()]
    chen.post("/tables/pools/cells", {"edits": edits, "via": "panel"})


def said(page: Page, words: str) -> Locator:
    return page.locator(".mantine-Notifications-notification").filter(has_text=words)


def test_claiming_within_the_limit_giving_back_and_undo(chen: Client, lin: Client) -> None:
    leads = [chen.new_lead(company=f"盐城沐风{n}号", mobile=f"1381571{n + 2301:04}") for n in range(4)]
    chen.post("/leads/release", {"ids": leads, "reason": "清理积压"})
    limit(chen, per_day=2)
    page = lin.open("/pool")
    standing = page.get_by_role("status", name="我还能领多少")
    expect(standing).to_contain_text("今天还能领 2 条")
    expect(page.get_by_text("138****2301")).to_be_visible()

    TablePage(page).tick("盐城沐风0号")
    bar = page.get_by_role("toolbar", name="对选中的")
    expect(bar).to_contain_text("已选 1 条")
    bar.get_by_role("button", name="领取").click()
    dialog = page.get_by_role("dialog", name="领取 1 条线索")
    expect(dialog).to_contain_text("今天还能领 2 条")
    dialog.get_by_role("button", name="领取 1 条").click()
    expect(said(page, "已领取 1 条")).to_be_visible()
    expect(standing).to_contain_text("今天还能领 1 条")
    lin.until(leads[0], "owner", "林晓雯")
    assert lin.cell(leads[0], "mobile") == "13815712301"

    # One more from its own page, by keyboard; then the day is over.
    record = lin.open(f"/pool?record={leads[1]}")
    line = record.get_by_role("note", name="公海")
    expect(line).to_contain_text("放回")
    expect(line.get_by_role("button", name="领取")).to_be_enabled()
    record.keyboard.press("c")
    expect(said(record, "已领取 1 条")).to_be_visible()
    lin.until(leads[1], "owner", "林晓雯")
    refused = lin.post("/leads/claim", {"ids": [leads[2]]})["refused"]
    assert refused[0]["message"] == "今天已领 2 条，每天最多 2 条，明天再领。"

    panel = lin.open_record(leads[1])
    panel.get_by_role("button", name="更多").click()
    panel.page.get_by_role("menuitem", name="放回公海").click()
    ask = panel.page.get_by_role("dialog", name="放回公海 1 条")
    expect(ask.get_by_role("button", name="放回 1 条")).to_be_disabled()
    ask.get_by_label("原因").fill("不是目标客户")
    ask.get_by_role("button", name="放回 1 条").click()
    chen.until(leads[1], "pool_reason", "released")
    said(panel.page, "已放回公海 1 条").get_by_role("button", name=re.compile("^撤销")).click()
    lin.until(leads[1], "owner", "林晓雯")


def test_the_pool_on_a_phone(office: Office, chen: Client) -> None:
    lead = chen.new_lead(company="淮安清江")
    chen.post("/leads/release", {"ids": [lead], "reason": "清理积压"})
    limit(chen, per_day=50)
    page = office.as_person("lin", width=390, height=844).open("/pool")
    expect(page.get_by_role("status", name="我还能领多少")).to_contain_text("今天还能领")
    page.get_by_role("button", name=re.compile("淮安清江")).click()
    page.get_by_role("note", name="公海").get_by_role("button", name="领取").click()
    expect(said(page, "已领取 1 条")).to_be_visible()
    chen.until(lead, "owner", "林晓雯")


def test_handover_is_looked_at_done_and_undone(chen: Client, lin: Client) -> None:
    lead = lin.new_lead(company="徐州云龙机械")
    lin.post(
        f"/leads/{lead}/followups",
        {"method": "phone", "summary": "约了下周看样机", "promises": [{"side": "ours", "text": "报价单"}]},
    )
    page = chen.open(f"/handover?ids={lead}")
    form = page.get_by_role("form", name="交接选中的 1 条")
    briefing = page.get_by_role("list", name="交接说明")
    expect(briefing).to_contain_text("约了下周看样机")
    expect(briefing).to_contain_text("我方：报价单")
    expect(form.get_by_role("button", name="先选交给谁")).to_be_disabled()
    form.get_by_role("combobox", name="交给").fill("陈")
    page.get_by_role("option", name="陈思远").click()
    expect(briefing).to_contain_text("给陈思远")
    assert lin.cell(lead, "owner")["label"] == "林晓雯"
    form.get_by_role("button", name="交接 1 条").click()
    expect(page.get_by_role("heading", name="交接说明，1 家")).to_be_visible()
    chen.until(lead, "owner", "陈思远")
    with page.expect_download() as file:
        page.get_by_role("link", name="下载 Excel").click()
    assert file.value.suggested_filename.startswith("handover-")
    said(page, "已交接 1 条").get_by_role("button", name=re.compile("^撤销")).click()
    chen.until(lead, "owner", "林晓雯")
