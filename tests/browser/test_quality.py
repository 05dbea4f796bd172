"""Cleaning, scorecard and data review as people use them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.record_setting import Client, Office, chen, office, settled
from tests.browser.table_page import open_table

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "office", "settled"]


def notice(page: Page, words: str) -> None:
    expect(page.locator(".mantine-Notifications-notification").filter(has_text=words)).to_be_visible()


def test_a_fake_phone_is_flagged_as_it_is_typed_and_accepted_on_the_record(chen: Client) -> None:
    lead = chen.new_lead(company="滁州皖东电缆", mobile="13861234907")
    table = open_table(chen, "滁州皖东电缆")
    table.type_into("滁州皖东电缆", "mobile", "13800138000")
    expect(table.cell("滁州皖东电缆", "mobile")).to_contain_text("0138000")
    panel = chen.open_record(lead)
    doubts = panel.get_by_role("region", name="疑点")
    expect(doubts).to_contain_text("电话是占位号")
    expect(doubts).to_contain_text("表单里常见的假号")
    doubts.get_by_role("button", name="确认无误").click()
    expect(panel.get_by_text("有人核实过：电话是占位号")).to_be_visible()
    assert chen.cell(lead, "flags_accepted") is True


def test_a_doubtful_lead_is_assigned_only_when_that_is_meant(chen: Client) -> None:
    lead = chen.new_lead(company="芜湖江北泵业", mobile="13800138000")
    panel = chen.open_record(lead)
    panel.get_by_role("button", name="改派", exact=True).click()
    dialog = panel.page.get_by_role("dialog", name=re.compile("改派"))
    dialog.get_by_role("combobox").fill("林")
    dialog.get_by_role("option", name=re.compile("林晓雯")).click()
    dialog.get_by_role("button", name="改派给林晓雯").click()
    expect(dialog.get_by_role("alert")).to_contain_text("电话是占位号，没有分配")
    dialog.get_by_role("button", name="仍然改派给林晓雯").click()
    notice(panel.page, "已改派给林晓雯")
    assert chen.cell(lead, "owner")["label"] == "林晓雯"


def test_a_copied_card_is_edited_tried_switched_on_and_the_lead_says_why(chen: Client) -> None:
    lead = chen.new_lead(company="安庆皖江餐饮", industry="餐饮")
    page = chen.open("/settings/scorecards")
    criteria = page.get_by_role("table", name="评分条件")
    expect(criteria.get_by_role("row", name=re.compile("员工数 100–500"))).to_contain_text("硬条件")
    page.get_by_role("button", name="复制一张", exact=True).click()
    expect(page.get_by_role("tab", selected=True)).to_contain_text("默认评分卡 副本")
    operand = criteria.get_by_role("row", name=re.compile("行业是制造业")).get_by_label("比什么")
    operand.fill("餐饮、制造业")
    operand.press("Enter")
    notice(page, "已改“行业是制造业或金融业”")
    points = page.get_by_label("行业是制造业或金融业的分值")
    points.fill("一百分")
    points.press("Enter")
    expect(page.get_by_text("“一百分”不是可用的数字")).to_be_visible()
    points.fill("300")
    points.press("Enter")
    expect(criteria.locator("tfoot")).to_contain_text("385")
    page.get_by_role("button", name="试算").click()
    expect(page.get_by_role("status").filter(has_text="试算")).to_contain_text(
        re.compile(r"试算 \d+ 条，\d+ 条的建议等级会变")
    )
    expect(page.get_by_role("list", name="变化最大的线索")).to_contain_text("安庆皖江餐饮")
    page.get_by_role("button", name="启用", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("线索自己的等级不动")
    dialog.get_by_role("button", name="启用").click()
    notice(page, "已启用“默认评分卡 副本”")
    expect(page.get_by_role("tab", selected=True)).to_contain_text("在用")
    lead = chen.new_lead(company="安庆长江餐饮", industry="餐饮")
    panel = chen.open_record(lead)
    fit = panel.get_by_role("region", name="匹配度")
    expect(fit).to_contain_text("78")
    fit.get_by_role("button", name=re.compile("^符合 1 项")).click()
    expect(fit.get_by_role("listitem").filter(has_text="行业是制造业或金融业")).to_contain_text("符合")
    expect(fit).to_contain_text("另有 2 项不可见的条件")
    fit.get_by_role("button", name="采用 A 级").click()
    expect(fit.get_by_role("button", name="采用 A 级")).to_be_hidden()
    assert chen.cell(lead, "grade") == "A"


def test_a_criterion_asks_about_a_custom_field_and_says_when_that_is_retired(chen: Client) -> None:
    body = {"label": "设备用途", "kind": "choice", "options": {"options": ["自用", "转售"]}}
    key = chen.post("/tables/leads/columns", body)["id"]
    chen.new_lead(company="池州自用机床", **{key: "自用"})
    page = chen.open("/settings/scorecards")
    page.get_by_role("button", name="复制一张", exact=True).click()
    expect(page.get_by_role("tab", selected=True)).to_contain_text("默认评分卡 副本")
    row = page.get_by_role("table", name="评分条件").get_by_role("row", name=re.compile("行业是制造业"))
    row.get_by_role("combobox", name="看哪一项").click()
    page.get_by_role("option", name="设备用途").click()
    expect(row.get_by_role("combobox", name="看哪一项")).to_have_value("设备用途")
    row.get_by_role("combobox", name="怎么比").click()
    page.get_by_role("option", name="属于").click()
    operand = row.get_by_label("比什么")
    expect(operand).to_have_value("自用")
    operand.fill("出口")
    operand.press("Enter")
    expect(row.get_by_text(re.compile("出口.*选项"))).to_be_visible()
    operand.fill("自用")
    operand.press("Enter")
    page.get_by_role("button", name="试算").click()
    expect(row).to_contain_text("1 条符合")
    chen.delete(f"/tables/leads/columns/{key}")
    page.reload()
    page.get_by_role("tab", name=re.compile("副本")).last.click()
    row = page.get_by_role("table", name="评分条件").get_by_role("row", name=re.compile("行业是制造业"))
    expect(row.get_by_role("status")).to_contain_text("字段已停用")


def test_the_review_queue_is_worked_by_keyboard_and_the_owner_sees_what_came_back(chen: Client, office: Office) -> None:
    lin = office.as_person("lin")
    # Sorted newest first: these two stand at the top of the queue.
    second = lin.new_lead(company="宣城青弋水泵", mobile="13800138001")
    first = lin.new_lead(company="铜陵枞阳阀门", mobile="13800138002")
    page = chen.open("/review")
    queue = page.get_by_role("listbox", name="有疑点")
    expect(queue.get_by_role("option", selected=True)).to_contain_text("铜陵枞阳阀门")
    page.keyboard.press("j")
    expect(page.get_by_role("article", name="宣城青弋水泵")).to_be_visible()
    page.keyboard.press("k")
    case = page.get_by_role("article", name="铜陵枞阳阀门")
    expect(case).to_contain_text("电话是占位号")
    page.keyboard.press("r")
    note = case.get_by_label(re.compile("退回原因"))
    note.fill("手机打不通，问一个能用的")
    note.press("Control+Enter")
    notice(page, "已退回给林晓雯：铜陵枞阳阀门")
    expect(page.get_by_role("article", name="宣城青弋水泵")).to_be_visible()
    page.keyboard.press("a")
    notice(page, "通过：宣城青弋水泵")
    expect(queue.get_by_text("宣城青弋水泵")).to_be_hidden()
    assert (chen.cell(first, "review_state"), chen.cell(second, "review_state")) == ("returned", "checked")
    panel = lin.open_record(first)
    returned = panel.get_by_role("region", name="退回待补")
    expect(returned).to_contain_text("手机打不通，问一个能用的")
    returned.get_by_role("button", name="补好了，再交").click()
    notice(panel.page, "已交回审核")
    page.get_by_role("tab", name=re.compile("^待复核")).click()
    expect(page.get_by_role("listbox", name="待复核")).to_contain_text("铜陵枞阳阀门")
    page.get_by_role("tab", name="各人完整度").click()
    expect(page.get_by_role("table", name="各人完整度").get_by_role("row").filter(has_text="林晓雯")).to_be_visible()
    assert lin.open("/review").get_by_text("只有数据审核").count() == 0


def test_suspect_leads_are_left_out_of_the_figures(chen: Client) -> None:
    chen.new_lead(company="测试")
    page = chen.open("/overview")
    figure = page.get_by_role("link", name=re.compile("新增线索")).first
    before = figure.inner_text()
    page.get_by_label("不计可疑线索").check()
    expect(figure).not_to_have_text(before)
    expect(page).to_have_url(re.compile("clean=true"))
