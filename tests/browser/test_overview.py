"""分析: figures with their formula, funnel, shares; each opens its rows; everybody sees their own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.record_setting import Client, Office, chen, lin, office, settled

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "lin", "office", "settled"]


def sell(client: Client, company: str, amount: str | None) -> int:
    """A lead, won for `amount` when one is given."""
    lead = client.new_lead(company=company, grade="A", amount="10万")
    if amount is not None:
        client.post("/leads/advance", {"ids": [lead], "stage": client.stage("需求确认")})
        client.post("/leads/advance", {"ids": [lead], "stage": client.stage("已成交"), "amount": amount})
    return lead


def figure(page: Page, key: str) -> str:
    return page.locator(f"[data-figure='{key}']").inner_text()


def test_figures_say_their_formula_and_open_their_rows(chen: Client) -> None:
    sell(chen, "苏州澜川精密机械有限公司", "36万")
    sell(chen, "昆山拓衡自动化有限公司", None)
    page = chen.open("/overview")
    tile = page.locator("[data-figure='new']")
    tile.wait_for()
    tile.hover()
    expect(page.get_by_text("期内新增线索数", exact=True)).to_be_visible()
    expect(page.get_by_role("table", name="漏斗")).to_contain_text("需求确认")
    page.locator("[data-figure='amount']").get_by_role("link").click()
    page.wait_for_url(re.compile(r"/leads\?.*filter="))
    expect(page.get_by_text("苏州澜川精密机械有限公司").first).to_be_visible()
    expect(page.get_by_text("昆山拓衡自动化有限公司")).to_have_count(0)


def test_a_seller_sees_figures_of_their_own_leads_only(office: Office, chen: Client, lin: Client) -> None:
    before = next(one["value"] for one in lin.get("/overview")["figures"] if one["key"] == "amount") or 0
    sell(chen, "盐城沐风新能源科技有限公司", "90万")
    sell(lin, "句容松岭农业科技有限公司", "12万")
    page = lin.open("/overview")
    page.locator("[data-figure='amount']").wait_for()
    assert f"¥{before / 1_000_000 + 12:.1f}万" in figure(page, "amount")
    expect(page.get_by_role("region", name="负责人")).not_to_contain_text("陈思远")


def test_a_period_without_leads_says_what_to_do(chen: Client) -> None:
    page = chen.open("/overview?from=2001-01-01&to=2001-03-31")
    expect(page.get_by_text("这段时间还没有线索")).to_be_visible()
    expect(page.get_by_role("link", name="导入 Excel")).to_be_visible()


def test_the_period_stands_in_the_address(chen: Client) -> None:
    sell(chen, "溧阳衡泰输送设备有限公司", None)
    page = chen.open("/overview")
    page.get_by_role("button", name="统计周期").click()
    page.get_by_role("button", name="近 12 个月").click()
    expect(page.get_by_role("button", name="统计周期")).to_contain_text("近 12 个月")
    page.wait_for_url(re.compile(r"from=\d{4}-\d\d-01&to="))
    page.reload()
    expect(page.get_by_role("button", name="统计周期")).to_contain_text("近 12 个月")


def test_days_that_do_not_exist_are_not_taken(chen: Client) -> None:
    page = chen.open("/overview?from=2026-02-30&to=2026-03-31")
    expect(page.get_by_role("button", name="统计周期")).to_contain_text("本季度至今")


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_is_wider_than_the_window(office: Office, width: int) -> None:
    client = office.as_person("chen", width=width)
    page = client.open("/overview")
    page.get_by_label("统计周期").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
