"""The history page: who did what and why, the undo preview with its choice, undo and redo, scope."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.record_setting import Client, Office, chen, lin, office, settled

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "lin", "office", "settled"]


def _open_newest(client: Client, words: str) -> tuple[Page, Locator]:
    """The history page with the newest operation opened whose line holds `words`."""
    page = client.open("/history")
    page.locator("[data-operation]").filter(has_text=words).first.click()
    return page, page.get_by_role("article")


def test_an_operation_tells_who_when_how_much_and_from_where(chen: Client) -> None:
    lead = chen.new_lead(company="历史一号锅炉", industry="锅炉")
    chen.set_cell(lead, "industry", "工业锅炉")
    page, detail = _open_newest(chen, "改行业")
    expect(page.get_by_role("heading", level=2).filter(has_text="今天")).to_contain_text("次操作")
    expect(detail).to_contain_text("陈思远")
    expect(detail).to_contain_text("1 条，1 格")
    expect(detail).to_contain_text("表格")
    row = detail.get_by_role("row").filter(has_text="历史一号锅炉")
    expect(row).to_contain_text("锅炉")
    expect(row).to_contain_text("工业锅炉")


def test_undo_says_its_count_restores_and_can_be_redone(chen: Client) -> None:
    lead = chen.new_lead(company="历史二号换热器", remarks="第一版")
    chen.set_cell(lead, "remarks", "第二版")
    page, detail = _open_newest(chen, "改备注")
    detail.get_by_role("button", name="撤销 1 格").click()
    expect(detail).to_contain_text("已经撤销过了")
    assert chen.cell(lead, "remarks") == "第一版"
    undone = page.locator("[data-operation]").filter(has_text="撤销：改备注").first
    undone.click()
    page.get_by_role("article").get_by_role("button", name="重做 1 格").click()
    expect(page.locator("[data-operation]").filter(has_text="重做").first).to_be_visible()
    assert chen.cell(lead, "remarks") == "第二版"


def test_later_edits_are_named_and_kept_unless_chosen(chen: Client, lin: Client) -> None:
    lead = lin.new_lead(company="历史三号压缩机", pain_points="噪声", willingness="一般")
    edits = [
        {"row": lead, "column": "pain_points", "value": "噪声、能耗"},
        {"row": lead, "column": "willingness", "value": "较高"},
    ]
    chen.post("/tables/leads/cells", {"edits": edits, "via": "grid", "kind": "paste"})
    lin.set_cell(lead, "pain_points", "能耗为主")
    _page, detail = _open_newest(chen, "粘贴 2 格")
    expect(detail).to_contain_text("1 格后来又被改过，保留现值")
    kept = detail.get_by_role("row").filter(has_text="痛点")
    expect(kept).to_contain_text("林晓雯")
    expect(kept).to_contain_text("能耗为主")
    kept.get_by_role("checkbox").check()
    detail.get_by_role("button", name="撤销 2 格", exact=True).click()
    expect(detail).to_contain_text("已经撤销过了")
    assert (chen.cell(lead, "pain_points"), chen.cell(lead, "willingness")) == ("噪声", "一般")


def test_by_default_undo_keeps_what_somebody_wrote_later(chen: Client, lin: Client) -> None:
    lead = lin.new_lead(company="历史四号离心机", special_needs="防爆", purchasing_plan="年底")
    edits = [
        {"row": lead, "column": "special_needs", "value": "防爆、防腐"},
        {"row": lead, "column": "purchasing_plan", "value": "三季度"},
    ]
    chen.post("/tables/leads/cells", {"edits": edits, "via": "grid", "kind": "paste"})
    lin.set_cell(lead, "special_needs", "只要防腐")
    page, detail = _open_newest(chen, "粘贴 2 格")
    detail.get_by_role("button", name="撤销 1 格", exact=True).click()
    expect(page.get_by_text("恢复 1 格；1 格后来又被改过，保留现值").first).to_be_visible()
    assert (chen.cell(lead, "special_needs"), chen.cell(lead, "purchasing_plan")) == ("只要防腐", "年底")


def test_a_stage_move_is_undone_with_its_visit(chen: Client) -> None:
    lead = chen.new_lead(company="历史五号干燥机")
    chen.set_cell(lead, "stage", chen.stage("方案讨论"))
    _page, detail = _open_newest(chen, "改阶段")
    detail.get_by_role("button", name=re.compile(r"^撤销 \d+ 格$")).click()
    expect(detail).to_contain_text("已经撤销过了")
    assert chen.cell(lead, "stage")["label"] == "初次接触"
    kinds = [i["kind"] for i in chen.get(f"/leads/{lead}/timeline?kinds=stages")["items"]]
    assert kinds == ["created"]


def test_what_was_undone_says_so_and_offers_no_second_undo(chen: Client) -> None:
    lead = chen.new_lead(company="历史六号混合机", competitors="甲")
    operation = chen.set_cell(lead, "competitors", "乙")["operation"]
    chen.post(f"/operations/{operation}/undo", {})
    page = chen.open(f"/history?operation={operation}")
    detail = page.get_by_role("article")
    expect(detail).to_contain_text("已经撤销过了")
    expect(detail.get_by_role("button", name=re.compile("^撤销"))).to_have_count(0)
    expect(page.locator(f'[data-operation="{operation}"]')).to_contain_text("已撤销")


def test_filters_stand_in_the_link(chen: Client, lin: Client) -> None:
    lin.set_cell(lin.new_lead(company="历史七号破碎机"), "remarks", "林写的")
    chen.set_cell(chen.new_lead(company="历史八号破碎机"), "remarks", "陈写的")
    page = chen.open("/history")
    page.get_by_role("button", name="谁：全部").click()
    page.get_by_label("搜姓名或拼音").fill("林")
    page.get_by_role("button", name=re.compile("^林晓雯")).click()
    expect(page.get_by_role("button", name="谁：林晓雯")).to_be_visible()
    expect(page.locator("[data-operation]").filter(has_text="陈思远")).to_have_count(0)
    page.reload()
    expect(page.locator("[data-operation]").filter(has_text="林晓雯").first).to_be_visible()
    expect(page.locator("[data-operation]").filter(has_text="陈思远")).to_have_count(0)
    page.get_by_role("button", name="清除筛选").click()
    expect(page.locator("[data-operation]").filter(has_text="陈思远").first).to_be_visible()


def test_the_record_is_one_click_away(chen: Client) -> None:
    lead = chen.new_lead(company="历史九号筛分机", industry="矿山")
    chen.set_cell(lead, "industry", "砂石骨料")
    page, detail = _open_newest(chen, "改行业")
    detail.get_by_role("link", name="历史九号筛分机").click()
    expect(page.get_by_label("线索详情").first).to_contain_text("历史九号筛分机")


def test_a_seller_does_not_see_what_happened_elsewhere(chen: Client, lin: Client) -> None:
    lead = chen.new_lead(company="历史十号输送机")
    operation = chen.set_cell(lead, "remarks", "只有我看得到")["operation"]
    page = lin.open(f"/history?operation={operation}")
    expect(page.get_by_text("不在你能看到的范围里")).to_be_visible()
    expect(page.get_by_text("历史十号输送机")).to_have_count(0)


def test_on_a_phone_the_list_leads_to_the_detail_and_back(office: Office, chen: Client) -> None:
    chen.set_cell(chen.new_lead(company="历史十一号提升机"), "remarks", "手机看")
    page = office.as_person("chen", width=390, height=844, has_touch=True, is_mobile=True).open("/history")
    page.locator("[data-operation]").first.click()
    expect(page.get_by_role("article")).to_be_visible()
    expect(page.locator("[data-operation]")).to_have_count(0)
    page.get_by_role("button", name="返回列表").click()
    expect(page.locator("[data-operation]").first).to_be_visible()
