"""Views, the filter builder, grouping and columns on the running product."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.record_setting import Client, Office, chen, lin, office, settled
from tests.browser.table_page import open_table

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "lin", "office", "settled"]


def test_a_filter_built_by_hand_is_a_link_for_others(chen: Client, office: Office) -> None:
    for n, grade in enumerate(("A", "A", "C")):
        chen.new_lead(company=f"启东蓝海{n}号船厂", grade=grade)
    table = open_table(chen, "启东蓝海")
    table.expect_count(3)
    table.page.get_by_role("button", name="筛选").click()
    table.page.get_by_role("combobox", name="字段").click()
    table.page.get_by_role("option", name="等级", exact=True).click()
    table.page.get_by_role("combobox", name="等级 的值").click()
    table.page.get_by_role("option", name="A", exact=True).click()
    table.expect_count(2)
    expect(table.page.get_by_role("button", name="等级 属于 A")).to_be_visible()
    other = office.as_person("chen").context.new_page()
    other.goto(table.page.url)
    expect(other.locator("[role=row][aria-rowindex]").filter(has_text="启东蓝海")).to_have_count(2)
    table.page.keyboard.press("Escape")
    table.page.get_by_role("button", name="去掉这个条件").first.click()
    table.expect_count(3)


def test_an_amount_in_a_filter_is_typed_as_in_a_cell(chen: Client) -> None:
    chen.new_lead(company="海门明远重工", amount="50万")
    chen.new_lead(company="海门明近轻工", amount="5万")
    table = open_table(chen, "海门明")
    table.page.get_by_role("button", name="筛选").click()
    table.page.get_by_role("combobox", name="字段").click()
    table.page.get_by_role("option", name="预计金额").click()
    value = table.page.get_by_role("textbox", name="预计金额 的值")
    value.fill("10万")
    value.press("Enter")
    table.expect_count(1)
    expect(table.page.get_by_role("button", name="预计金额 不小于 ¥10.0万")).to_be_visible()


def test_groups_count_and_sum_on_the_server(chen: Client) -> None:
    for n in range(3):
        chen.new_lead(company=f"如东金穗{n}号米厂", grade="A" if n else "B", amount="10万")
    table = open_table(chen, "如东金穗")
    table.page.get_by_role("button", name="分组").click()
    table.page.get_by_role("menuitem", name="等级", exact=True).click()
    group = table.page.locator("[data-group='\"A\"']").first
    expect(group).to_contain_text("2 条")
    expect(group).to_contain_text("¥20.0万")
    group.click()
    expect(table.row("如东金穗")).to_have_count(1)


def test_a_view_is_made_renamed_shared_and_deleted(chen: Client) -> None:
    table = open_table(chen, "")
    table.page.get_by_role("button", name="分组").click()
    table.page.get_by_role("menuitem", name="来源").click()
    table.page.get_by_role("button", name="新建视图").click()
    table.page.get_by_label("视图名称").fill("按来源看")
    table.page.get_by_role("button", name="新建", exact=True).click()
    tab = table.page.get_by_role("tab", name="按来源看")
    expect(tab).to_have_attribute("aria-selected", "true")
    expect(table.page.get_by_role("button", name="分组：来源")).to_be_visible()
    table.page.get_by_role("button", name="按来源看 的菜单").click()
    table.page.get_by_role("menuitem", name="改名").click()
    table.page.get_by_label("视图名称").fill("渠道视角")
    table.page.get_by_role("dialog").get_by_role("button", name="改名").click()
    expect(table.page.get_by_role("tab", name="渠道视角")).to_be_visible()
    table.page.get_by_role("button", name="渠道视角 的菜单").click()
    table.page.get_by_role("menuitem", name="所有人").click()
    assert [v["shared"] for v in chen.get("/tables/leads")["views"] if v["name"] == "渠道视角"] == ["all"]
    table.page.get_by_role("button", name="渠道视角 的菜单").click()
    table.page.get_by_role("menuitem", name="删除视图").click()
    expect(table.page.get_by_role("tab", name="渠道视角")).to_have_count(0)
    expect(table.page.get_by_role("tab", selected=True)).to_contain_text("全部线索")


def test_a_view_is_what_people_of_a_role_begin_with(chen: Client) -> None:
    chen.new_lead(company="句容早春茶业", next_at="2026-03-01")
    table = open_table(chen, "句容早春")
    tab = table.page.get_by_role("tab", name=re.compile("^停滞"))
    tab.click()
    table.page.get_by_role("button", name=re.compile("^停滞.* 的菜单")).click()
    table.page.get_by_role("menuitem", name="默认给谁看").click()
    dialog = table.page.get_by_role("dialog")
    dialog.get_by_role("checkbox", name="管理员").check()
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_have_count(0)
    table.page.goto(table.page.url.split("?")[0])
    expect(table.page.get_by_role("tab", selected=True)).to_contain_text("停滞")
    for view in chen.get("/tables/leads")["views"]:
        if view["first"]:
            chen.patch(f"/views/{view['id']}", {"default_roles": []})


def test_columns_are_hidden_and_shown(chen: Client) -> None:
    chen.new_lead(company="通州柱石建材", city="南通")
    table = open_table(chen, "通州柱石")
    table.page.get_by_role("button", name=re.compile("^列 ")).click()
    table.page.get_by_label("找字段").fill("城市")
    table.page.get_by_role("checkbox", name="城市").check()
    expect(table.page.locator("[role=columnheader][data-column=city]")).to_be_visible()
    table.page.get_by_role("button", name="恢复视图原来的列").click()
    expect(table.page.locator("[role=columnheader][data-column=city]")).to_have_count(0)


def test_a_row_that_leaves_the_filter_stays_until_the_selection_leaves_it(chen: Client) -> None:
    chen.new_lead(company="大丰白鹭渔业", grade="A")
    chen.new_lead(company="大丰青鹭渔业", grade="A")
    table = open_table(chen, "")
    filter_ = (
        '{"and":[{"column":"company","op":"contains","value":"鹭渔业"},{"column":"grade","op":"in","value":["A"]}]}'
    )
    table.page.goto(f"{chen.url}/leads?filter={filter_}")
    table.expect_count(2)
    table.cell("大丰白鹭", "grade").click()
    table.page.keyboard.insert_text("C")
    table.page.keyboard.press("Control+Enter")
    table.page.keyboard.press("Enter")
    expect(table.cell("大丰白鹭", "grade")).to_contain_text("C")
    table.cell("大丰青鹭", "company").click()
    expect(table.row("大丰白鹭")).to_have_count(0)
    table.expect_count(1)
