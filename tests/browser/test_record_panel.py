"""The record panel: reading, editing in place, refusals, conflicts, sensitive fields, contacts, stage moves."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.record_setting import Client, Office, chen, lin, office, settled

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "lin", "office", "settled"]


def test_shows_who_how_it_stands_and_why(chen: Client) -> None:
    lead = chen.new_lead(
        company="镇江泊川流体控制有限公司", grade="B", amount="26.9万", contact="汤凯", mobile="15200004983"
    )
    panel = chen.open_record(lead)
    expect(panel.get_by_role("heading", level=2)).to_contain_text("镇江泊川流体控制有限公司")
    expect(panel.get_by_label("阶段", exact=True)).to_contain_text("初次接触")
    expect(panel).to_contain_text("陈思远")
    expect(panel.locator("[data-column=amount]")).to_contain_text("¥26.9万")
    expect(panel).to_contain_text(
        "还没有跟进" if panel.locator("[data-kind=created]").count() == 0 else "新建了这条记录"
    )


def test_a_field_is_edited_where_it_stands_with_lenient_text(chen: Client) -> None:
    lead = chen.new_lead(company="无锡恒砺轴承")
    panel = chen.open_record(lead)
    panel.locator("[data-section=key]").get_by_text("还有", exact=False).click()
    panel.locator("[data-column=amount]").get_by_role("button", name="预计金额：空，编辑").click()
    field = panel.get_by_label("预计金额", exact=True)
    field.fill("12万")
    field.press("Enter")
    expect(panel.locator("[data-column=amount]")).to_contain_text("¥12.0万")
    assert chen.cell(lead, "amount") == 12_000_000


def test_a_refused_value_stays_typed_with_its_reason(chen: Client) -> None:
    lead = chen.new_lead(company="台州永楷阀门", expected_close="2026-12-20")
    panel = chen.open_record(lead)
    panel.locator("[data-column=expected_close]").get_by_role("button", name=re.compile("编辑")).click()
    field = panel.get_by_label("预计成交", exact=True)
    field.fill("2026-02-30")
    field.press("Enter")
    expect(panel.locator("[data-column=expected_close]").get_by_role("alert")).to_contain_text("2026-02-30")
    expect(field).to_have_value("2026-02-30")
    assert chen.cell(lead, "expected_close") == "2026-12-20"
    panel.get_by_role("button", name="放弃修改").click()
    expect(panel.locator("[data-column=expected_close]")).to_contain_text("12-20")


def test_two_people_on_one_field_see_both_values(chen: Client, lin: Client) -> None:
    lead = lin.new_lead(company="南通瀚海冷链设备", need="冷库 2 座")
    panel = chen.open_record(lead)
    panel.locator("[data-column=need]").get_by_role("button", name=re.compile("编辑")).click()
    field = panel.get_by_label("需求描述", exact=True)
    field.fill("冷库 5 座")
    lin.set_cell(lead, "need", "冷库 3 座")
    field.press("Control+Enter")
    conflict = panel.locator("[data-column=need]").get_by_role("alert")
    expect(conflict).to_contain_text("冷库 3 座")
    expect(conflict).to_contain_text("林晓雯")
    expect(conflict).to_contain_text("冷库 5 座")
    conflict.get_by_role("button", name="用我的").click()
    expect(conflict).to_be_hidden()
    assert chen.cell(lead, "need") == "冷库 5 座"


def test_what_a_colleague_changes_appears_by_itself(chen: Client, lin: Client) -> None:
    lead = lin.new_lead(company="杭州屿安食品机械", remarks="第一版")
    panel = chen.open_record(lead)
    expect(panel.locator("[data-column=remarks]")).to_contain_text("第一版")
    lin.set_cell(lead, "remarks", "第二版，要验厂")
    expect(panel.locator("[data-column=remarks]")).to_contain_text("第二版，要验厂")


def test_a_sensitive_field_is_hidden_until_revealed_and_the_look_is_logged(chen: Client) -> None:
    lead = chen.new_lead(company="绍兴越织数控设备", budget="80万以内")
    panel = chen.open_record(lead)
    budget = panel.locator("[data-column=budget]")
    expect(budget).to_contain_text("***")
    expect(budget).not_to_contain_text("80万")
    budget.get_by_role("button", name="显示").click()
    expect(budget).to_contain_text("80万以内")
    assert chen.get("/operations?verb=cells.reveal")["operations"][0]["verb"] == "cells.reveal"


def test_the_history_of_one_field(chen: Client, lin: Client) -> None:
    lead = lin.new_lead(company="嘉兴明屿包装机械", industry="包装")
    lin.set_cell(lead, "industry", "包装机械")
    panel = chen.open_record(lead)
    panel.locator("[data-column=industry]").get_by_role("button", name="行业 的历史").click()
    history = panel.get_by_role("region", name="行业 改过什么")
    expect(history).to_contain_text("林晓雯")
    expect(history).to_contain_text("包装 → 包装机械")


def test_contacts_are_added_edited_and_removed_with_undo(chen: Client) -> None:
    lead = chen.new_lead(company="宁波海拓注塑机", contact="薛平")
    panel = chen.open_record(lead)
    contacts = panel.get_by_label("联系人", exact=True).first
    contacts.get_by_role("button", name="加联系人").click()
    form = panel.get_by_role("form", name="加联系人")
    form.get_by_role("button", name="保存联系人").click()
    expect(form.get_by_role("alert")).to_contain_text("姓名")
    form.get_by_label("姓名", exact=True).fill("罗琴")
    form.get_by_label("手机", exact=True).fill("138 0057 0627")
    form.get_by_role("button", name="保存联系人").click()
    card = contacts.get_by_role("button", name=re.compile("^罗琴"))
    expect(card).to_be_visible()
    card.click()
    contacts.get_by_role("button", name="移除这个联系人").click()
    expect(card).to_be_hidden()
    panel.page.get_by_role("button", name=re.compile("撤销")).last.click()
    expect(card).to_be_visible()


def test_losing_asks_why_and_cancelling_moves_nothing(chen: Client) -> None:
    lead = chen.new_lead(company="徐州岩河重工")
    panel = chen.open_record(lead)
    panel.get_by_role("button", name="更多操作").click()
    page = panel.page
    page.get_by_role("menuitem", name="已流失").click()
    dialog = page.get_by_role("dialog", name=re.compile("进入已流失"))
    dialog.get_by_role("button", name="移到已流失").click()
    expect(dialog.get_by_role("alert")).to_contain_text("要填")
    dialog.get_by_role("button", name="取消").click()
    assert chen.cell(lead, "stage")["label"] == "初次接触"
    panel.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="已流失").click()
    dialog.get_by_label("流失原因").fill("价格高，选了进口 K 牌")
    dialog.get_by_role("button", name="移到已流失").click()
    expect(dialog).to_be_hidden()
    expect(panel.locator("[data-kind=stage]").first).to_contain_text("价格高")
    assert chen.cell(lead, "lost_reason") == "价格高，选了进口 K 牌"


def test_winning_asks_the_amount_as_people_write_it(chen: Client) -> None:
    lead = chen.new_lead(company="常熟信纺数控", stage="签约阶段")
    panel = chen.open_record(lead)
    panel.get_by_role("button", name="推进到已成交").click()
    dialog = panel.page.get_by_role("dialog", name=re.compile("进入已成交"))
    dialog.get_by_label("成交金额").fill("面议")
    dialog.get_by_role("button", name="移到已成交").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_label("成交金额").fill("38.4万")
    dialog.get_by_role("button", name="移到已成交").click()
    expect(dialog).to_be_hidden()
    assert chen.cell(lead, "won_amount") == 38_400_000
    assert chen.cell(lead, "stage")["kind"] == "won"


def test_a_step_of_the_stage_bar_moves_and_undo_takes_it_back(chen: Client) -> None:
    lead = chen.new_lead(company="滁州佳禾食品")
    panel = chen.open_record(lead)
    panel.get_by_label("阶段", exact=True).get_by_role("button", name="需求确认").click()
    expect(panel.locator("[aria-current=step]")).to_contain_text("需求确认")
    panel.page.get_by_role("button", name=re.compile("撤销")).last.click()
    expect(panel.locator("[aria-current=step]")).to_contain_text("初次接触")


def test_assigning_names_the_person_and_the_reason(chen: Client) -> None:
    lead = chen.new_lead(company="马鞍山钢锐模具")
    panel = chen.open_record(lead)
    panel.get_by_role("button", name="改派", exact=True).click()
    dialog = panel.page.get_by_role("dialog", name=re.compile("改派"))
    dialog.get_by_role("combobox").fill("林")
    dialog.get_by_role("option", name=re.compile("林晓雯")).click()
    dialog.get_by_label("原因").fill("钢锐在她的片区")
    dialog.get_by_role("button", name="改派给林晓雯").click()
    expect(dialog).to_be_hidden()
    assert chen.cell(lead, "owner")["label"] == "林晓雯"
    assert chen.get("/operations?verb=leads.assign")["operations"][0]["reason"] == "钢锐在她的片区"


def test_sharing_shows_it_to_a_seller_who_did_not_see_it(chen: Client, lin: Client) -> None:
    lead = chen.new_lead(company="金华禾锐电动工具")
    outside = lin.open(f"/leads?record={lead}")
    expect(outside.get_by_label("线索详情").first).to_contain_text("不在你能看到的范围里")
    panel = chen.open_record(lead)
    panel.get_by_role("button", name="更多操作").click()
    panel.page.get_by_role("menuitem", name="共享").click()
    dialog = panel.page.get_by_role("dialog", name=re.compile("共享"))
    dialog.get_by_role("combobox").fill("林")
    dialog.get_by_role("option", name=re.compile("林晓雯")).click()
    dialog.get_by_role("button", name="共享", exact=True).click()
    expect(dialog.get_by_role("listitem").first).to_contain_text("林晓雯")
    assert lin.cell(lead, "company") == "金华禾锐电动工具"


def test_deleting_asks_and_can_be_undone(chen: Client) -> None:
    lead = chen.new_lead(company="泰安润衡电缆")
    panel = chen.open_record(lead)
    page = panel.page
    panel.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="删除").click()
    page.get_by_role("button", name="删除这条").click()
    expect(panel).to_be_hidden()
    page.get_by_role("button", name=re.compile("撤销")).last.click()
    expect(page.get_by_text("已撤销").first).to_be_visible()
    assert chen.cell(lead, "company") == "泰安润衡电缆"


def test_j_and_k_walk_the_table_and_f_writes(chen: Client) -> None:
    first = chen.new_lead(company="走动一号粉体设备")
    second = chen.new_lead(company="走动二号粉体设备")
    flt = '{"column":"company","op":"contains","value":"走动"}'
    page = chen.open(f'/leads?filter={flt}&sort=[["created_at","asc"]]&record={first}')
    name = page.get_by_label("线索详情").first.get_by_role("heading", level=2)
    expect(name).to_contain_text("走动一号")
    expect(page.get_by_role("row").filter(has_text="走动二号").first).to_be_visible()
    page.keyboard.press("j")
    expect(name).to_contain_text("走动二号")
    expect(page).to_have_url(re.compile(f"record={second}"))
    page.keyboard.press("k")
    expect(name).to_contain_text("走动一号")
    page.keyboard.press("f")
    expect(page.get_by_label("跟进内容")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_label("线索详情")).to_have_count(0)


def test_on_a_phone_the_panel_fills_the_screen_with_tabs(office: Office, chen: Client) -> None:
    lead = chen.new_lead(company="烟台弘睿真空技术", grade="B", contact="查明")
    phone = office.as_person("chen", width=390, height=844, has_touch=True, is_mobile=True)
    panel = phone.open_record(lead)
    box = panel.bounding_box()
    assert box is not None and (box["x"], box["width"], box["height"]) == (0, 390, 844)
    panel.get_by_role("tab", name="联系人").click()
    expect(panel.get_by_label("联系人", exact=True)).to_contain_text("查明")
    panel.get_by_role("tab", name="跟进").click()
    save = panel.get_by_role("button", name=re.compile("记下"))
    expect(save).to_be_in_viewport()
    assert (save.bounding_box() or {}).get("height", 0) >= 44


def test_speaks_english_to_whom_reads_english(lin: Client) -> None:
    lead = lin.new_lead(company="威海海晏水产设备")
    lin.patch("/session", {"language": "en"})
    try:
        page = lin.open(f"/leads?record={lead}")
        panel = page.get_by_label("Lead details").first
        expect(panel.get_by_role("button", name="Log a follow-up")).to_be_visible()
        expect(panel.get_by_role("region", name="Timeline")).to_contain_text("created this record")
    finally:
        lin.patch("/session", {"language": "zh-CN"})
