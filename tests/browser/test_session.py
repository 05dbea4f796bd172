"""Signing in, a session that ends while somebody types, a network that goes and comes back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.record_setting import PASSWORD, Client, Office, chen, lin, office, settled
from tests.browser.table_page import open_table

pytestmark = [pytest.mark.browser, pytest.mark.once]
__all__ = ["chen", "lin", "office", "settled"]


def test_signing_in_leads_to_where_one_wanted_to_go(office: Office) -> None:
    page = office.context().open("/history")
    page.wait_for_url("**/signin**")
    page.get_by_label("登录名").fill("chen")
    page.get_by_label("密码", exact=True).fill("不对的密码")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_contain_text(re.compile("登录名|密码"))
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("密码", exact=True).press("Enter")
    page.wait_for_url("**/history")
    page.get_by_role("button", name="陈思远 的菜单").click()
    page.get_by_role("menuitem", name="退出登录").click()
    page.wait_for_url("**/signin**")


def test_signing_in_from_a_bookmark_of_the_page_itself(office: Office) -> None:
    """Nothing has been asked of the server before: the form fetches what writing needs."""
    page = office.context().open("/signin")
    page.get_by_label("登录名").fill("chen")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/leads**")


def test_a_session_that_ends_while_typing_loses_nothing(office: Office, chen: Client) -> None:
    lead = chen.new_lead(company="常熟云帆纺织")
    writer = office.as_person("chen")
    table = open_table(writer, "常熟云帆")
    table.cell("常熟云帆", "contact").wait_for()
    writer.context.clear_cookies(name="sessionid")
    table.type_into("常熟云帆", "contact", "顾海峰")
    dialog = table.page.get_by_role("dialog", name="登录已过期")
    dialog.get_by_label("密码", exact=True).fill(PASSWORD)
    dialog.get_by_role("button", name="登录").click()
    expect(dialog).to_be_hidden()
    expect(table.cell("常熟云帆", "contact")).to_contain_text("顾海峰")
    expect(table.page.get_by_text("已同步")).to_be_visible()
    assert chen.cell(lead, "contact") == "顾海峰"


def test_edits_without_network_survive_a_reload_and_are_sent(chen: Client) -> None:
    lead = chen.new_lead(company="靖江远航泵业")
    table = open_table(chen, "靖江远航")
    table.cell("靖江远航", "contact").wait_for()
    table.page.route("**/api/v1/tables/leads/cells", lambda route: route.abort())
    table.type_into("靖江远航", "contact", "钱宏")
    expect(table.page.get_by_text("没有网络，1 处待同步")).to_be_visible()
    assert chen.cell(lead, "contact") is None
    table.page.reload()
    expect(table.cell("靖江远航", "contact")).to_contain_text("钱宏")
    table.page.unroute("**/api/v1/tables/leads/cells")
    expect(table.page.get_by_text("已同步")).to_be_visible()
    assert chen.cell(lead, "contact") == "钱宏"
