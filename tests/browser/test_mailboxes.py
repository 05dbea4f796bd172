"""An administrator sets a mailbox up, sees what is wrong with it, and sees its mails become leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.record_setting import Office, office, settled
from tests.exchange.mail_in import letters
from tests.exchange.mail_in.imap_server import ImapServer
from tests.exchange.mail_in.letters import OURS, SIGNED, letter

__all__ = ["office", "settled"]
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]


@pytest.fixture
def imap() -> Iterator[ImapServer]:
    with ImapServer() as server:
        yield server


def set_up(page: Page, imap: ImapServer, password: str) -> None:
    expect(page.get_by_text("还没有收件邮箱")).to_be_visible()
    page.get_by_role("button", name="新建邮箱").click()
    page.get_by_role("textbox", name="名称（内部用）").fill("销售邮箱")
    page.get_by_role("textbox", name="IMAP 服务器").fill("127.0.0.1")
    page.get_by_role("combobox", name="加密").click()
    page.get_by_role("option", name="不加密").click()
    expect(page.get_by_role("textbox", name="端口")).to_have_value("143")
    page.get_by_role("textbox", name="端口").fill(str(imap.port))
    page.get_by_role("textbox", name="登录名").fill(OURS)
    page.get_by_label("密码或授权码").fill(password)
    page.get_by_label("从这天起的邮件").fill("2026-11-01")


def test_from_a_wrong_password_to_a_lead(office: Office, imap: ImapServer) -> None:
    imap.inbox.add(letter(SIGNED))
    imap.inbox.add(letters.NEWSLETTER)
    chen = office.as_person("chen")
    page = chen.open("/settings/mailboxes")
    set_up(page, imap, "不是密码")
    page.get_by_role("button", name="保存并测试连接").click()
    expect(page.get_by_role("alert").filter(has_text="授权码")).to_contain_text("登录名或密码不对")
    state = page.get_by_role("region", name="收取情况")
    expect(state).to_contain_text("停用，不收取")
    page.get_by_role("button", name="现在收取").click()
    expect(state).to_contain_text("收取失败：登录名或密码不对")
    expect(state).to_contain_text(re.compile("最近一次成功从未"))

    page.get_by_label("密码或授权码").fill(imap.password)
    page.get_by_role("button", name="保存并测试连接").click()
    expect(page.get_by_text("连接成功。文件夹里有 2 封，其中 2 封")).to_be_visible()
    expect(page.get_by_label("密码或授权码")).to_have_value("")
    expect(page.get_by_label("密码或授权码")).to_have_attribute("placeholder", re.compile("已保存，不显示"))
    page.get_by_text("启用", exact=True).click()
    expect(page.get_by_role("checkbox", name="启用")).to_be_checked()
    page.get_by_role("button", name="再试一次").click()
    expect(state).to_contain_text("正常")
    expect(state).to_contain_text("成为线索1")

    page.get_by_text("收到的邮件", exact=True).click()
    page.get_by_text("不是线索", exact=True).click()
    left_out = page.get_by_role("list", name="不是线索").get_by_role("listitem")
    expect(left_out).to_contain_text("群发邮件")
    left_out.get_by_role("button", name="转为线索").click()
    expect(page.get_by_text("没有被放到一边的邮件")).to_be_visible()
    page.get_by_text("已成线索", exact=True).click()
    taken = page.get_by_role("list", name="已成线索").get_by_role("listitem")
    expect(taken).to_have_count(2)
    taken.filter(has_text="zhangwei@hengli.example").get_by_role("link", name="看线索").click()
    expect(page.get_by_label("线索详情").first.get_by_role("heading", level=2)).to_contain_text("无锡恒砺精密有限公司")


def test_on_a_phone_in_the_dark_nothing_runs_over_the_edge(office: Office, imap: ImapServer) -> None:
    imap.inbox.add(letter(SIGNED, subject="求购" + "A" * 200, message_id="<phone@x.example>", sender="p@x.example"))
    chen = office.as_person("chen", width=390, height=844, color_scheme="dark")
    box = {"name": "手机看的邮箱", "host": "127.0.0.1", "port": imap.port, "security": "none", "user": OURS}
    box |= {"password": imap.password, "since": "2026-11-01", "active": True}
    made = chen.post("/tables/mailboxes/rows", {"rows": [box], "via": "api"})["results"][0]["id"]
    chen.post(f"/mailboxes/{made}/look", {})
    page = chen.open("/settings/mailboxes")
    page.get_by_role("button", name="手机看的邮箱").click()
    expect(page.get_by_role("region", name="收取情况")).to_contain_text("成为线索1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_text("收到的邮件", exact=True).click()
    page.get_by_text("看正文").click()
    expect(page.get_by_role("list", name="已成线索")).to_contain_text("6308 轴承 200 套")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_others_do_not_find_the_page(office: Office) -> None:
    page = office.as_person("lin").open("/settings/mailboxes")
    expect(page.get_by_text("这里没有可看的设置")).to_be_visible()
