"""今日 as a seller works it: from the keyboard alone, beside a colleague, on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.record_setting import Client, Office, chen, lin, office, settled

pytestmark = [pytest.mark.browser, pytest.mark.once]
__all__ = ["chen", "lin", "office", "settled"]

FIRST, SECOND, THIRD = "合肥云砺智能装备有限公司", "丽水沧岭机电有限公司", "宣城木禾家具有限公司"


def settle_desk(lin: Client) -> dict[str, int]:
    """Three leads in the order in which Today ranks them; whatever another test left is put off."""
    for entry in lin.get("/today")["entries"]:
        lin.post(f"/today/{entry['id']}/snooze", {"span": "week"})
    first = lin.new_lead(company=FIRST, contact="方敏", mobile="13900136375", grade="A", next_at="昨天上午9点")
    second = lin.new_lead(company=SECOND, contact="季平", grade="B", next_at="昨天上午9点")
    third = lin.new_lead(company=THIRD, contact="邢露", grade="C", next_at="昨天上午9点")
    return {FIRST: first, SECOND: second, THIRD: third}


def lines(page: Page) -> list[str]:
    found = page.get_by_role("list", name="今天要联系的").get_by_role("listitem").locator("b")
    return found.all_inner_texts()


def test_three_entries_by_keyboard_alone(lin: Client, chen: Client) -> None:
    leads = settle_desk(lin)
    page = lin.open("/")
    page.wait_for_url("**/today")
    case = page.get_by_role("article")
    expect(case).to_have_accessible_name(FIRST)
    assert lines(page) == [FIRST, SECOND, THIRD]
    expect(case).to_contain_text("逾期 1 天")
    expect(page.get_by_text("0 / 3 已完成")).to_be_visible()

    # Composing: the Enter that takes a candidate is not for the page, nor are letters typed meanwhile.
    page.keyboard.press("f")
    text = case.get_by_role("textbox").first
    expect(text).to_be_focused()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "tongyi", "selectionStart": 6, "selectionEnd": 6})
    session.send(
        "Input.dispatchKeyEvent",
        {"type": "rawKeyDown", "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229, "modifiers": 2},
    )
    session.send("Input.insertText", {"text": "同意三六一，下周三再打"})
    expect(text).to_have_value("同意三六一，下周三再打")
    expect(case).to_have_accessible_name(FIRST)
    page.keyboard.press("Control+Enter")

    # Logged: the next one is open by itself, and the first is among the done.
    expect(case).to_have_accessible_name(SECOND)
    expect(page.get_by_role("region", name="已完成 1")).to_contain_text(FIRST)
    expect(page.get_by_text("1 / 3 已完成")).to_be_visible()
    lin.until(leads[FIRST], "last_followup", lin.cell(leads[FIRST], "last_followup"))
    assert "同意三六一" in lin.cell(leads[FIRST], "last_followup")

    # Skip and come back.
    page.keyboard.press("j")
    expect(case).to_have_accessible_name(THIRD)
    page.keyboard.press("k")
    expect(case).to_have_accessible_name(SECOND)

    # Put off for an hour, and undone.
    page.keyboard.press("s")
    expect(page.get_by_role("menuitem", name="1 小时后")).to_be_visible()
    page.keyboard.press("2")
    expect(case).to_have_accessible_name(THIRD)
    expect(page.get_by_role("list", name="今天要联系的").get_by_text(SECOND)).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.get_by_role("list", name="今天要联系的").get_by_text(SECOND)).to_be_visible()

    # A colleague logs: the entry goes by itself.
    chen.post(f"/leads/{leads[THIRD]}/followups", {"method": "phone", "summary": "替林晓雯打了"})
    expect(page.get_by_role("list", name="今天要联系的").get_by_text(THIRD)).to_have_count(0)
    expect(case).to_have_accessible_name(SECOND)

    # Enter opens the whole record.
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/leads?*record={leads[SECOND]}*")


def test_outline_why_answers_and_empty(lin: Client, chen: Client) -> None:
    leads = settle_desk(lin)
    page = lin.open("/today")
    case = page.get_by_role("article")
    case.get_by_role("button", name="写提纲").click()
    page.get_by_role("textbox", name="提纲").fill("先致歉\n确认签字时间")
    page.keyboard.press("Control+Enter")
    expect(case.get_by_role("region", name="这次说什么").get_by_role("listitem")).to_have_text(
        ["先致歉", "确认签字时间"]
    )
    page.get_by_role("button", name="怎么排的").click()
    expect(page.get_by_role("row", name="合计")).to_be_visible()
    page.keyboard.press("Escape")
    # Not now, said from the list: it goes, and the next one opens.
    page.keyboard.press("p")
    page.get_by_role("dialog").get_by_label("为什么").fill("年中再立项")
    page.keyboard.press("Tab")
    page.get_by_role("dialog").get_by_role("button", name="暂缓").click()
    expect(case).to_have_accessible_name(SECOND)
    expect(page.get_by_role("list", name="今天要联系的").get_by_text(FIRST)).to_have_count(0)
    # A new one waits to be taken on.
    for who in (chen, lin):
        chen.post("/leads/assign", {"ids": [leads[THIRD]], "owner": who.get("/session")["person"]["id"]})
    page.get_by_role("list", name="今天要联系的").get_by_text(THIRD).click()
    expect(case.get_by_role("button", name="拒收")).to_be_visible()
    page.keyboard.press("y")
    expect(case.get_by_role("button", name="拒收")).to_have_count(0)
    for entry in lin.get("/today")["entries"]:
        lin.post(f"/today/{entry['id']}/snooze", {"span": "tomorrow"})
    expect(page.get_by_role("status").filter(has_text="联系")).to_be_visible()


def test_on_a_phone(lin: Client, office: Office) -> None:
    settle_desk(lin)
    phone = office.as_person("lin", width=390, height=844, has_touch=True, is_mobile=True)
    page = phone.open("/")
    page.wait_for_url("**/today")
    tabs = page.get_by_role("navigation", name="主导航")
    expect(tabs.get_by_role("link", name="今日")).to_have_attribute("aria-current", "page")
    card = page.get_by_role("article")
    expect(card).to_have_accessible_name(FIRST)
    call = card.get_by_role("link", name="打电话")
    expect(call).to_have_attribute("href", "tel:13900136375")
    for button in (call, card.get_by_role("button", name="记跟进"), card.get_by_role("button", name="稍后")):
        box = button.bounding_box()
        assert box is not None and box["height"] >= 44 and box["width"] >= 44
    card.get_by_role("button", name="记跟进").tap()
    text = page.get_by_role("textbox").first
    expect(text).to_be_visible()
    expect(tabs).to_be_visible()
    text.fill("确认参数，下周三再打")
    page.get_by_role("button", name="记下").tap()
    expect(card).to_have_accessible_name(SECOND)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
