"""The bell: a remark arrives live and leads to it; ways and calendar are chosen; a robot is tried."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from tests.browser.record_setting import Office, serving_copy
from tests.robot_server import RobotServer
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.fixture(scope="module")
def vendor() -> Iterator[RobotServer]:
    with RobotServer() as server:
        yield server


@pytest.fixture(scope="module")
def running(settled_folder: Path, vendor: RobotServer) -> Iterator[Running]:
    """A server of its own: it alone may reach the test vendor."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENJIN_ROBOT_HOSTS", vendor.host)
        with serving_copy(settled_folder) as started:
            yield started


@pytest.fixture
def office(running: Running, browser: Browser) -> Iterator[Office]:
    opened = Office(running.url, browser)
    yield opened
    for context in opened.opened:
        context.close()


def panel(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^提醒")).first.click()


def test_a_remark_rings_live_leads_to_itself_and_is_undone(office: Office) -> None:
    chen, lin = office.as_person("chen"), office.as_person("lin")
    lead = lin.new_lead(company="平湖茶溪轴承有限公司")
    followup = lin.post(f"/leads/{lead}/followups", {"method": "phone", "summary": "客户要三家比价"})["followup_id"]
    page = lin.open("/leads")
    bell = page.get_by_role("button", name=re.compile("^提醒")).first
    expect(bell).to_have_accessible_name("提醒")
    bell.click()
    expect(page.get_by_text("还没有提醒。")).to_be_visible()
    page.keyboard.press("Escape")

    remark = {"text": "先问清预算", "followup_id": followup}
    made = chen.post(f"/leads/{lead}/comments", remark)
    expect(bell).to_have_accessible_name("提醒，1 条未读")
    expect(page.get_by_role("alert").filter(has_text="陈思远 批注了你对 平湖茶溪轴承有限公司 的跟进")).to_be_visible()
    # By keyboard alone: open, walk to it, follow it.
    page.keyboard.press("Alt+0")
    told = page.get_by_role("button", name=re.compile("陈思远 批注了你对.*先问清预算"))
    expect(told).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(told).to_be_focused()
    page.keyboard.press("Enter")
    record = page.get_by_label("线索详情").first
    expect(record.locator("[data-aimed]")).to_contain_text("先问清预算")
    expect(bell).to_have_accessible_name("提醒")

    # Undone after it was seen: said so in words.
    chen.post(f"/operations/{made['operation']}/undo", {})
    expect(bell).to_have_accessible_name("提醒，1 条未读")
    bell.click()
    expect(page.get_by_text("之前的一条提醒不算了")).to_be_visible()
    page.get_by_role("button", name="全部已读").click()
    expect(page.get_by_text("都看过了。")).to_be_visible()
    expect(page.get_by_role("button", name="全部已读")).to_be_disabled()


def test_ways_times_and_calendar_are_chosen_in_the_account(office: Office) -> None:
    lin = office.as_person("lin")
    lin.new_lead(company="日历里的公司", next_at="2099-03-05 14:30")
    page = lin.open("/settings/account")
    card = page.get_by_role("region", name="提醒怎么到我这里")
    expect(card.get_by_text("没有设置邮件服务器")).to_be_visible()
    card.get_by_role("combobox", name="约定联系的时间到了 邮件").click()
    page.get_by_role("option", name="马上").click()
    card.get_by_text("避开这段时间").click()
    card.get_by_label("从", exact=True).fill("21:30")
    card.get_by_label("到", exact=True).focus()
    card.get_by_label("到", exact=True).blur()
    for _ in range(300):
        chosen = lin.get("/notices/choices")
        if chosen["times"]["quiet_from"] == "21:30":
            break
    assert chosen["times"]["quiet"] == "hours"
    assert next(k["mail"] for k in chosen["kinds"] if k["key"] == "reminders.due") == "now"

    calendar = page.get_by_role("region", name="订阅到我的日历")
    calendar.get_by_role("button", name="生成订阅地址").click()
    address = calendar.get_by_label("订阅地址").input_value()
    with urllib.request.urlopen(address) as answer:
        events = Calendar.from_ical(answer.read()).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["日历里的公司"]
    calendar.get_by_role("button", name="停用").click()
    expect(calendar.get_by_role("button", name="生成订阅地址")).to_be_visible()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(address)


@pytest.mark.rare
def test_an_administrator_sets_a_robot_up_and_sees_what_it_could_not_send(office: Office, vendor: RobotServer) -> None:
    chen = office.as_person("chen")
    page = chen.open("/settings/robots")
    expect(page.get_by_text("还没有群机器人")).to_be_visible()
    page.get_by_role("button", name="新建机器人").click()
    page.get_by_role("textbox", name="名称").fill("销售群")
    page.get_by_role("combobox", name="平台").click()
    page.get_by_role("option", name="钉钉").click()
    page.get_by_label("Webhook 地址").fill("http://10.0.0.8/robot")
    page.get_by_label("加签密钥").fill("SECwrong")
    page.get_by_role("button", name="保存并发测试消息").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Webhook 地址").fill(vendor.url("dingtalk"))
    page.get_by_role("button", name="保存并发测试消息").click()
    expect(page.get_by_role("alert").filter(has_text="没有发出")).to_contain_text("310000 sign not match")
    page.get_by_label("加签密钥").fill(vendor.secret)
    page.get_by_role("button", name="保存并发测试消息").click()
    expect(page.get_by_text("已发到群里，去群里看看")).to_be_visible()
    assert vendor.texts and vendor.texts[0].startswith("跟进：这是一条测试消息，陈思远 在")

    page.goto(f"{office.url}/settings/background")
    page.get_by_text("群消息 1").click()
    row = page.get_by_role("row").filter(has_text="310000 sign not match")
    expect(row).to_contain_text("销售群")
    row.get_by_role("button", name="重试").click()
    expect(page.get_by_text("没有发不出的群消息。")).to_be_visible()


def test_on_a_phone_in_the_dark_it_is_a_screen_of_its_own(office: Office) -> None:
    chen, lin = office.as_person("chen"), office.as_person("lin", width=390, height=844, color_scheme="dark")
    lead = lin.new_lead(company="手机上看的公司" * 6)
    chen.post(f"/leads/{lead}/comments", {"text": "长" * 200})
    page = lin.open("/leads")
    panel(page)
    expect(page.get_by_role("dialog", name="提醒")).to_contain_text("陈思远 在你的 手机上看的公司")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="标为已读").first.click()
    expect(page.get_by_text("都看过了。")).to_be_visible()
