"""Accepting and declining on the record, and a rule made, tried, switched on and obeyed in the settings."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.record_setting import Client, Office, chen, office, settled

pytestmark = [pytest.mark.browser, pytest.mark.once]
__all__ = ["chen", "office", "settled"]


def notice(page: Page, words: str) -> None:
    expect(page.locator(".mantine-Notifications-notification").filter(has_text=words)).to_be_visible()


def given_to_lin(chen: Client, company: str) -> int:
    lead = chen.new_lead(company=company, need="年底前换两条线")
    answer = chen.post("/leads/assign", {"ids": [lead], "owner": "林晓雯", "reason": "区域对口"})
    assert answer["done"] == [lead]
    return lead


def waiting(panel: Locator) -> Locator:
    return panel.get_by_role("region", name="待接收")


def test_a_seller_accepts_by_key_and_declines_with_a_reason(office: Office, chen: Client) -> None:
    first, second = given_to_lin(chen, "镇江江阔阀门"), given_to_lin(chen, "镇江丹徒电缆")
    lin = office.as_person("lin")
    panel = lin.open_record(first)
    expect(waiting(panel)).to_contain_text("前接收")
    expect(waiting(panel).get_by_role("button", name="接收")).to_be_visible()
    panel.page.keyboard.press("y")
    notice(panel.page, "已接收镇江江阔阀门")
    expect(waiting(panel)).to_have_count(0)
    assert lin.cell(first, "accept_by") is None

    other = lin.open_record(second)
    waiting(other).get_by_role("button", name="拒收").click()
    dialog = other.page.get_by_role("dialog", name="拒收镇江丹徒电缆")
    dialog.get_by_role("button", name="拒收", exact=True).click()
    expect(dialog.get_by_role("alert")).to_have_text("写一句原因，接手的人要看。")
    dialog.get_by_role("button", name="不在我的区域").click()
    expect(dialog.get_by_role("textbox")).to_have_value("不在我的区域")
    dialog.get_by_role("button", name="拒收", exact=True).click()
    notice(other.page, "已拒收镇江丹徒电缆")
    chen.until(second, "owner", "陈思远")
    why = chen.open_record(second).get_by_role("region", name="为什么分给我")
    why.get_by_role("button", name="为什么分给我").click()
    expect(why).to_contain_text("林晓雯 拒收")
    expect(why).to_contain_text("原因：不在我的区域")


def test_the_clock_and_the_answers_on_a_phone(office: Office, chen: Client) -> None:
    lead = given_to_lin(chen, "扬中滨江食品")
    lin = office.as_person("lin", width=390, height=844, is_mobile=True, has_touch=True)
    panel = lin.open_record(lead)
    accept = waiting(panel).get_by_role("button", name="接收")
    box = accept.bounding_box()
    assert box is not None and box["height"] >= 40 and box["x"] + box["width"] <= 390
    accept.tap()
    notice(panel.page, "已接收扬中滨江食品")
    assert panel.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.rare
def test_a_rule_is_made_tried_switched_on_and_obeyed(office: Office, chen: Client) -> None:
    old = chen.new_lead(company="丹阳旧时水泵", city="丹阳")
    page = chen.open("/settings/assignment_rules")
    rules = page.get_by_role("table", name="分配规则")
    expect(rules.get_by_role("row", name=re.compile("A 级给资深销售"))).to_contain_text("属于")
    page.get_by_role("button", name="新规则", exact=True).click()
    notice(page, "已新建一条规则")
    name = page.get_by_label("名称", exact=True)
    name.fill("丹阳给林晓雯")
    name.press("Enter")
    row = rules.get_by_role("row", name=re.compile("丹阳给林晓雯"))
    expect(row).to_be_visible()

    page.get_by_role("combobox", name="分给").click()
    page.get_by_role("option", name="一个人").click()
    page.get_by_role("combobox", name="人", exact=True).fill("林")
    page.get_by_role("option", name="林晓雯").click()
    expect(row).to_contain_text("林晓雯")
    conditions = page.get_by_role("group", name="条件")
    conditions.get_by_role("button", name="加条件").click()
    conditions.get_by_role("combobox", name="字段").click()
    page.get_by_role("option", name="城市", exact=True).click()
    conditions.get_by_role("textbox", name="城市 的值").fill("丹阳")
    conditions.get_by_role("button", name="保存条件").click()
    expect(row).to_contain_text("丹阳")

    trial = page.get_by_role("region", name="试一试")
    trial.get_by_role("button", name="试", exact=True).click()
    expect(trial.get_by_role("status")).to_contain_text("1 条会分给人")
    expect(trial.get_by_role("list", name="每人会得到")).to_contain_text("林晓雯")
    expect(trial.get_by_role("list", name="例子")).to_contain_text("丹阳旧时水泵")
    assert chen.cell(old, "owner")["label"] == "陈思远"

    row.get_by_role("checkbox").click()
    notice(page, "已启用“丹阳给林晓雯”")
    answer = chen.post("/leads/intake", {"rows": [{"公司": "丹阳新到轴承", "城市": "丹阳"}]})
    lead = answer["created"][0]
    chen.until(lead, "owner", "林晓雯")
    why = office.as_person("lin").open_record(lead).get_by_role("region", name="为什么分给我")
    expect(why).to_contain_text("按规则“丹阳给林晓雯”")
    expect(why).to_contain_text("城市")
    row.get_by_role("checkbox").click()
    notice(page, "已停用“丹阳给林晓雯”")
