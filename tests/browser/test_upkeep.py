"""Channels taken out of use, enquiries entered, data confirmed by the customer's own link, driven in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from genjin.kernel import clock
from tests.browser.record_setting import Client, Office, chen, lin, mailed_link, office, settled
from tests.browser.table_page import open_table
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "lin", "office", "settled"]


def test_a_retired_channel_hands_over_leads_and_names_and_comes_back(chen: Client) -> None:
    leads = [chen.new_lead(company=f"湖州{n}泵业", source="行业社群", grade="A") for n in "甲乙"]
    page = chen.open("/settings/channels")
    tree = page.get_by_role("table", name="来源渠道")
    tree.get_by_role("button", name="行业社群", exact=True).click()
    editor = page.get_by_role("region", name="行业社群")
    editor.get_by_role("button", name="加一段费用").click()
    costs = editor.get_by_role("form", name="加一段费用")
    costs.get_by_label("开始").fill("2026-12-31")
    costs.get_by_label("结束").fill("2026-01-01")
    costs.get_by_label("实际费用").fill("1.2万")
    costs.get_by_role("button", name="记下费用").click()
    expect(costs.get_by_role("alert")).to_contain_text("结束日期早于开始日期")
    costs.get_by_label("开始").fill(f"{clock.today():%Y}-01-01")
    costs.get_by_label("结束").fill(f"{clock.today():%Y}-12-31")
    costs.get_by_role("button", name="记下费用").click()
    expect(editor.get_by_role("table")).to_contain_text("01-01")

    editor.get_by_role("button", name="停用", exact=True).click()
    panel = editor.get_by_role("group", name="停用“行业社群”")
    expect(panel).to_contain_text("2 条线索先移走")
    expect(panel.get_by_role("button", name="停用并移走 2 条")).to_be_disabled()
    panel.get_by_role("combobox", name="线索移到").click()
    page.get_by_role("option", name="外部渠道 / 合作伙伴推荐").click()
    expect(panel).to_contain_text("以后都认作“合作伙伴推荐”")
    panel.get_by_role("button", name="停用并移走 2 条").click()
    expect(tree.get_by_role("row").filter(has_text="行业社群").filter(has_text="已停用")).to_be_visible()
    assert {chen.cell(i, "source")["label"] for i in leads} == {"合作伙伴推荐"}
    assert chen.cell(chen.new_lead(company="绍兴丙泵业", source="微信群"), "source")["label"] == "合作伙伴推荐"
    said = page.locator(".mantine-Notifications-notification").filter(has_text="已停用“行业社群”，移走 2 条")
    said.get_by_role("button", name=re.compile("^撤销")).click()
    expect(tree.get_by_text("已停用")).to_have_count(0)
    assert {chen.cell(i, "source")["label"] for i in leads} == {"行业社群"}

    overview = chen.open("/overview")
    returns = overview.get_by_role("region", name="渠道投入与回报")
    row = returns.get_by_role("row").filter(has_text="行业社群")
    expect(row).to_contain_text("¥")
    row.get_by_role("link", name="看“行业社群”的 2").click()
    expect(overview.get_by_text("湖州甲泵业")).to_be_visible()


def test_an_enquiry_is_entered_in_the_panel_and_found_across_leads(lin: Client) -> None:
    lead = lin.new_lead(company="海宁恒源印染")
    panel = lin.open_record(lead)
    section = panel.get_by_role("region", name="询价")
    section.get_by_role("button", name="记一条询价").click()
    form = section.get_by_role("form", name="记一条询价")
    form.get_by_role("button", name="记下").click()
    expect(form.get_by_role("alert")).to_contain_text("写上问的是哪个产品")
    form.get_by_label("产品").fill("循环水泵 IS80-65")
    form.get_by_label("数量").fill("12")
    form.get_by_label("单位", exact=True).fill("台")
    form.get_by_label("单位", exact=True).press("Enter")
    state = section.get_by_label("循环水泵 IS80-65的状态")
    expect(state).to_have_value("open")
    expect(section).to_contain_text("12 台")
    state.select_option("answered")
    expect(lin.open("/enquiries").get_by_text("循环水泵 IS80-65")).to_be_visible()
    (row,) = lin.post("/tables/enquiries/query", {"columns": ["state", "lead"], "limit": 5})["rows"]
    assert row["cells"] == ["answered", {"id": lead, "label": "海宁恒源印染"}]


def test_the_customer_confirms_by_the_link_in_a_mail(lin: Client, office: Office, settled: Running) -> None:
    lead = lin.new_lead(company="桐乡白桥电子", contact="顾承泽", mobile="13800000041", email="gu@baiqiao.example")
    panel = lin.open_record(lead)
    panel.get_by_role("button", name="发核对邮件").click()
    dialog = panel.page.get_by_role("dialog", name="发核对邮件")
    expect(dialog).to_contain_text("1 家会收到一封邮件")
    dialog.get_by_role("button", name="发 1 封").click()
    expect(panel.page.get_by_text("1 封核对邮件已排队")).to_be_visible()

    customer = office.context(width=390, height=844).open(mailed_link(settled, lead, "/confirm/"))
    expect(customer.get_by_label("手机")).to_have_value("13800000041")
    customer.get_by_label("手机").fill("1380000")
    customer.get_by_role("button", name="确认").click()
    expect(customer.get_by_role("alert")).to_contain_text("写的都还在")
    expect(customer.get_by_label("手机")).to_have_value("1380000")
    customer.get_by_label("手机").fill("13800000042")
    customer.get_by_label("微信").fill("gu-baiqiao")
    customer.get_by_role("button", name="确认").click()
    expect(customer.get_by_role("heading", name="收到，谢谢")).to_be_visible()
    customer.goto(f"{settled.url}{mailed_link(settled, lead, '/confirm/')}")
    expect(customer.get_by_text("已经用过")).to_be_visible()

    expect(panel.get_by_text("今天确认")).to_be_visible()
    assert lin.cell(lead, "mobile") == "13800000042"
    history = lin.open("/history")
    history.get_by_text("客户核对资料：桐乡白桥电子").first.click()
    expect(history.get_by_text("客户 顾承泽").first).to_be_visible()


def test_a_dead_number_is_marked_where_it_stands(lin: Client) -> None:
    lead = lin.new_lead(company="德清竹海木业", contact="俞晚秋", mobile="13800000043")
    panel = lin.open_record(lead)
    panel.get_by_role("region", name="联系人").get_by_role("button", name=re.compile("俞晚秋")).click()
    panel.get_by_role("button", name="手机标为失效").click()
    expect(panel.get_by_text("失效", exact=True)).to_be_visible()
    assert lin.cell(lead, "bad_channels") == ["mobile"]
    expect(panel.get_by_text(re.compile("^自 今天"))).to_be_visible()
    # No call is offered on a number that is dead.
    expect(panel.get_by_role("link", name="打电话")).to_have_count(0)


def test_a_dead_number_is_seen_in_the_grid_and_on_a_phone(lin: Client, office: Office) -> None:
    lead = lin.new_lead(company="德清莫干竹业", mobile="13800000044")
    other = lin.new_lead(company="德清莫干茶业", mobile="13800000045")
    table = open_table(lin, "德清莫干")
    cell = table.cell("德清莫干竹业", "mobile")
    expect(cell).to_contain_text("13800000044")
    asked: list[str] = []
    table.page.on("request", lambda request: asked.append(request.url))
    lin.post("/leads/mark-channel", {"ids": [lead], "column": "mobile", "bad": True})
    mark = cell.get_by_role("img", name="手机已失效，联系不到客户")
    expect(mark).to_be_visible()
    expect(cell.get_by_text("13800000044")).to_have_css("text-decoration-line", "line-through")
    expect(table.cell("德清莫干茶业", "mobile").get_by_role("img")).to_have_count(0)
    # The mark comes with the row itself: no row is asked for on its own.
    assert [url for url in asked if f"/{lead}" in url] == []
    cell.hover()
    expect(table.page.get_by_role("tooltip")).to_have_text("手机已失效，联系不到客户")
    cell.click()
    expect(table.page.locator("textarea.g-input")).to_have_attribute(
        "aria-label", re.compile("手机已失效，联系不到客户$")
    )
    table.page.keyboard.insert_text("13800000046")
    table.page.keyboard.press("Enter")
    expect(mark).to_have_count(0)
    lin.until(lead, "bad_channels", None)

    lin.post("/leads/mark-channel", {"ids": [other], "column": "mobile", "bad": True})
    phone = office.as_person("lin", width=390, height=844, has_touch=True, is_mobile=True)
    page = phone.open("/leads?q=德清莫干")
    dead = page.get_by_role("listitem").filter(has_text="德清莫干茶业")
    expect(dead.get_by_role("img", name="德清莫干茶业 的电话已失效")).to_be_visible()
    expect(dead.get_by_role("link")).to_have_count(0)
    alive = page.get_by_role("listitem").filter(has_text="德清莫干竹业")
    expect(alive.get_by_role("link")).to_have_attribute("href", "tel:13800000046")
