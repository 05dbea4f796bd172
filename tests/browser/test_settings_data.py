"""设置, data: stages, fields, channels, trash, the seal."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.record_setting import Client, Office, chen, compose, office, settled

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "office", "settled"]


def notice(page: Page, words: str) -> None:
    expect(page.locator(".mantine-Notifications-notification").filter(has_text=words)).to_be_visible()


def undo(page: Page, words: str) -> None:
    """Undoes what the notice says was done."""
    said = page.locator(".mantine-Notifications-notification").filter(has_text=words)
    said.get_by_role("button", name=re.compile("^撤销")).click()


def stage_row(page: Page, name: str) -> Locator:
    return page.get_by_role("table", name="阶段").get_by_role("row").filter(has_text=name)


def stage_of(client: Client, lead: int) -> Any:
    return client.cell(lead, "stage")["label"]


def test_a_stage_is_renamed_with_its_effect_shown_first(chen: Client) -> None:
    lead = chen.new_lead(company="马鞍山钢锐模具厂")
    chen.post("/leads/advance", {"ids": [lead], "stage": chen.stage("需求确认")})
    page = chen.open("/settings/stages")
    stage_row(page, "需求确认").get_by_role("button", name="需求确认", exact=True).click()
    page.get_by_label("名称").fill("需求核实")
    expect(stage_row(page, "需求确认")).to_be_visible()
    page.get_by_role("button", name="看影响并保存").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("需求核实")
    expect(dialog).to_contain_text(re.compile(r"现在有 \d+ 条线索在这个阶段"))
    dialog.get_by_role("button", name="保存 1 处改动").click()
    notice(page, "已改阶段需求核实")
    assert stage_of(chen, lead) == "需求核实"
    undo(page, "已改阶段需求核实")
    expect(stage_row(page, "需求确认")).to_be_visible()


def test_a_second_pipeline_has_a_board_of_its_own_and_is_undone(chen: Client) -> None:
    lead = chen.new_lead(company="宿迁远帆整机厂")
    page = chen.open("/settings/stages")
    page.get_by_role("button", name="加流程").click()
    page.get_by_role("dialog").get_by_label("名称").fill("整机事业部")
    page.get_by_role("dialog").get_by_role("button", name="加流程").click()
    notice(page, "已加销售流程整机事业部")
    expect(page.get_by_role("combobox", name="销售流程")).to_have_value("流程：整机事业部")
    expect(stage_row(page, "方案讨论")).to_be_visible()
    chen.set_cell(lead, "pipeline", "整机事业部")
    board = chen.open("/leads?kind=kanban")
    lines = board.get_by_role("radiogroup", name="销售流程")
    card = board.locator("[data-card]").filter(has_text="宿迁远帆")
    expect(card).to_have_count(0)
    lines.get_by_text("整机事业部").click()
    expect(card).to_be_visible()
    chen.set_cell(lead, "pipeline", "线索默认")
    row = chen.post("/tables/pipelines/query", {"columns": ["name"], "limit": 9})["rows"][-1]
    chen.post("/tables/pipelines/delete", {"ids": [row["id"]]})


def test_a_retired_stage_moves_its_leads_and_comes_back_with_them(chen: Client) -> None:
    lead = chen.new_lead(company="盐城沐风新能源科技", grade="B", amount="16.4万")
    page = chen.open("/settings/stages")
    page.get_by_role("button", name="加阶段").click()
    page.get_by_role("dialog").get_by_label("名称").fill("样机测试")
    page.get_by_role("dialog").get_by_role("button", name="加阶段").click()
    notice(page, "已加阶段样机测试")
    chen.post("/leads/advance", {"ids": [lead], "stage": chen.stage("样机测试")})

    page.reload()
    stage_row(page, "样机测试").get_by_role("button", name="样机测试", exact=True).click()
    page.get_by_role("button", name="停用", exact=True).click()
    panel = page.get_by_role("group", name="停用“样机测试”")
    expect(panel).to_contain_text("¥16.4万")
    panel.get_by_role("combobox", name="移到").click()
    page.get_by_role("option", name="方案讨论").click()
    panel.get_by_role("button", name="停用并移动 1 条").click()
    expect(stage_row(page, "样机测试")).to_contain_text("已停用")
    assert stage_of(chen, lead) == "方案讨论"

    undo(page, "样机测试已停用，移走 1 条")
    expect(stage_row(page, "样机测试")).to_contain_text("进行")
    assert stage_of(chen, lead) == "样机测试"


def test_stages_change_places(chen: Client) -> None:
    page = chen.open("/settings/stages")
    names = page.get_by_role("table", name="阶段").get_by_role("row")
    stage_row(page, "签约阶段").wait_for()
    before = [text.split()[0] for text in names.all_inner_texts()[1:3]]
    stage_row(page, before[1]).hover()
    page.get_by_role("button", name=f"{before[1]}上移").click()
    notice(page, f"{before[1]}换了位置")
    expect(names.nth(1)).to_contain_text(before[1])
    assert [stage["label"] for stage in chen.get("/leads/stages")][:2] == before[::-1]
    undo(page, f"{before[1]}换了位置")
    expect(names.nth(1)).to_contain_text(before[0])


def test_a_field_of_ones_own_appears_in_the_table(chen: Client) -> None:
    page = chen.open("/settings/fields")
    page.get_by_role("button", name="加字段").click()
    dialog = page.get_by_role("dialog", name="加字段")
    dialog.get_by_label("名称").fill("设备来源")
    dialog.get_by_role("combobox", name="类型").click()
    page.get_by_role("option", name="单选", exact=True).click()
    for number, label in enumerate(["国产", "进口"], 1):
        dialog.get_by_role("button", name="加选项").click()
        dialog.get_by_label(f"选项 {number}").fill(label)
    dialog.get_by_role("button", name="加字段").click()
    row = page.get_by_role("table", name="字段").get_by_role("row").filter(has_text="设备来源")
    expect(row).to_contain_text("国产、进口")
    column = next(one for one in chen.get("/tables/leads")["columns"] if one["label"] == "设备来源")
    lead = chen.new_lead(company="句容松岭机械", **{column["id"]: "国产"})
    assert chen.cell(lead, column["id"]) == column["options"][0]["key"]

    row.get_by_role("button", name="停用").click()
    expect(page.get_by_role("dialog")).to_contain_text("有 1 条记录填了它")
    page.get_by_role("dialog").get_by_role("button", name="停用").click()
    expect(row).to_have_count(0)


def test_options_of_a_field_must_differ(chen: Client) -> None:
    page = chen.open("/settings/fields")
    page.get_by_role("button", name="加字段").click()
    dialog = page.get_by_role("dialog", name="加字段")
    dialog.get_by_label("名称").fill("供电方式")
    dialog.get_by_role("combobox", name="类型").click()
    page.get_by_role("option", name="多选", exact=True).click()
    for number in (1, 2):
        dialog.get_by_role("button", name="加选项").click()
        dialog.get_by_label(f"选项 {number}").fill("三相")
    expect(dialog.get_by_role("alert")).to_contain_text("两个选项同名")
    expect(dialog.get_by_role("button", name="加字段")).to_be_disabled()


def test_a_list_is_edited_in_place_and_composition_is_left_alone(chen: Client) -> None:
    page = chen.open("/settings/freshness")
    adding = page.get_by_label("加一个等级", exact=True).first
    adding.click()
    compose(page, "Enter", "甲")
    expect(adding).to_have_value("甲")
    adding.press("Enter")
    notice(page, "已加甲")
    name = page.get_by_label("甲的线索等级")
    name.fill("D")
    name.press("Enter")
    expect(page.get_by_label("D的线索等级")).to_be_visible()
    page.get_by_role("button", name="删除D", exact=True).click()
    expect(page.get_by_label("D的线索等级")).to_have_count(0)


def test_a_refused_value_stays_to_be_corrected(chen: Client) -> None:
    page = chen.open("/settings/cadences")
    days = page.get_by_label("A的跟进频率（最短天数）")
    days.fill("两三天吧")
    days.press("Enter")
    expect(days).to_have_value("两三天吧")
    expect(days).to_have_attribute("aria-invalid", "true")
    days.press("Escape")
    expect(days).to_have_value("1")


def test_a_deleted_lead_comes_back_from_the_trash(chen: Client) -> None:
    lead = chen.new_lead(company="金华禾锐电动工具")
    chen.post("/tables/leads/delete", {"ids": [lead]})
    page = chen.open("/settings/trash")
    row = page.get_by_role("table", name="回收站").get_by_role("row").filter(has_text="金华禾锐电动工具")
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="恢复 1 条").click()
    notice(page, "已恢复 1 条")
    assert chen.cell(lead, "company") == "金华禾锐电动工具"
    expect(row).to_have_count(0)


def test_the_seal_says_whether_the_history_is_whole(chen: Client) -> None:
    page = chen.open("/settings/integrity")
    expect(page.get_by_text(re.compile("历史完整：已封存"))).to_be_visible()


@pytest.mark.parametrize("section", ["people", "roles", "stages", "account"])
def test_on_a_phone_nothing_is_wider_than_the_window(office: Office, section: str) -> None:
    client = office.as_person("chen", width=390, height=844)
    page = client.open("/settings")
    page.get_by_role("navigation", name="设置").wait_for()
    page.goto(f"{client.url}/settings/{section}")
    page.get_by_role("heading", level=2).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
