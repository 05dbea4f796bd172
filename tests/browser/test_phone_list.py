"""The table on a phone: cards, search, views, the record over the whole screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.record_setting import Client, Office, chen, lin, office, settled

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "lin", "office", "settled"]


def test_cards_search_and_record(office: Office, chen: Client) -> None:
    chen.new_lead(
        company="盐城沐风新能源",
        contact="成志远",
        mobile="13900136375",
        grade="B+",
        amount="16.4万",
        next_at="昨天上午9点",
    )
    chen.new_lead(company="盐城暖阳光伏", grade="C")
    phone = office.as_person("chen", width=390, height=844, has_touch=True, is_mobile=True)
    page = phone.open("/leads")
    card = page.get_by_role("listitem").filter(has_text="盐城沐风新能源")
    expect(card).to_contain_text("逾期")
    expect(card).to_contain_text("¥16.4万")
    expect(card.get_by_role("link", name="打电话给 盐城沐风新能源")).to_have_attribute("href", "tel:13900136375")
    page.get_by_role("button", name="在视图中查找").click()
    page.get_by_role("searchbox").fill("沐风")
    expect(page.get_by_role("listitem").filter(has_text="盐城暖阳")).to_have_count(0)
    card.get_by_role("button").click()
    expect(page.get_by_label("线索详情").first).to_contain_text("盐城沐风新能源")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_tabs_at_the_bottom_lead_everywhere(office: Office) -> None:
    page = office.as_person("chen", width=390, height=844, has_touch=True, is_mobile=True).open("/leads")
    tabs = page.get_by_role("navigation", name="主导航")
    for name, place in (("分析", "overview"), ("历史", "history"), ("我的", "settings"), ("线索", "leads")):
        tabs.get_by_role("link", name=name).click()
        page.wait_for_url(f"**/{place}**")
        expect(tabs.get_by_role("link", name=name)).to_have_attribute("aria-current", "page")
