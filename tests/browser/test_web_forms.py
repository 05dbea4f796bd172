"""A form is built, filled in by a stranger on a phone, and becomes a lead that colleagues see at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.record_setting import Office, serving_copy
from tests.mail_server import MailServer

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]


@pytest.fixture(scope="module")
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture(scope="module")
def mailing_office(browser: Browser, settled_folder: Path, mail_server: MailServer) -> Iterator[Office]:
    """A server of this module's own, which knows a mail server."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENJIN_SMTP_URL", mail_server.url)
        patch.setenv("GENJIN_MAIL_FROM", "云锦机电 <sales@yunjin.example>")
        with serving_copy(settled_folder) as running:
            office = Office(running.url, browser)
            yield office
            for context in office.opened:
                context.close()


def said(page: Page, words: str) -> None:
    # The same may have been said a moment before and still stand there.
    expect(page.locator(".mantine-Notifications-notification").filter(has_text=words).last).to_be_visible()


def build_form(page: Page) -> str:
    """Builds and opens a form as an administrator does; answers its address."""
    page.get_by_role("button", name="新建表单").click()
    page.get_by_role("textbox", name="名称（内部用）").fill("展会留资")
    page.get_by_role("textbox", name="标题").first.fill("留下联系方式，领样机资料")
    page.get_by_role("button", name="加一项").click()
    page.get_by_role("menuitem", name="邮箱", exact=True).click()
    page.get_by_role("button", name="上移邮箱").click()
    page.get_by_role("textbox", name="公司：显示的名称").fill("贵公司")
    page.get_by_role("textbox", name="同意条款").fill("我们只为联系您而使用您的联系方式。")
    page.get_by_role("textbox", name="回信标题").fill("{称呼}，资料已备好")
    page.get_by_role("textbox", name="回信内容").fill("{姓名}您好，{负责人}会尽快联系您。")
    page.get_by_role("textbox", name="最短填写秒数").fill("0")
    preview = page.get_by_label("预览，对方看到的样子")
    expect(preview.get_by_label("贵公司")).to_be_visible()
    expect(preview.get_by_text("我们只为联系您而使用您的联系方式。")).to_be_visible()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="{称呼}")).to_contain_text("能用的是 {姓名}")
    expect(page.get_by_role("textbox", name="回信内容")).to_have_value("{姓名}您好，{负责人}会尽快联系您。")
    page.get_by_role("textbox", name="回信标题").fill("{姓名}，资料已备好")
    page.get_by_role("button", name="保存", exact=True).click()
    said(page, "已保存“展会留资”")
    page.get_by_text("启用", exact=True).click()
    said(page, "已启用“展会留资”")
    page.get_by_text("发布", exact=True).click()
    code = page.get_by_role("img", name="“展会留资”的二维码")
    expect(code).to_have_js_property("complete", True)
    assert code.evaluate("image => image.naturalWidth") > 0
    address = page.get_by_role("textbox", name="链接", exact=True).input_value()
    expect(page.get_by_role("textbox", name="嵌入代码")).to_have_value(re.compile(re.escape(address)))
    return address


def test_from_building_a_form_to_the_lead_and_the_reply(mailing_office: Office, mail_server: MailServer) -> None:
    chen = mailing_office.as_person("chen")
    builder = chen.open("/settings/forms")
    address = build_form(builder)
    (form,) = chen.get("/web-forms")
    owner = {"row": form["id"], "column": "lead_owner", "value": chen.get("/session")["person"]["id"]}
    chen.post("/tables/web_forms/cells", {"edits": [owner], "via": "panel"})
    table = chen.open("/leads")
    table.get_by_role("tablist").wait_for()

    stranger = mailing_office.context(width=390, height=844, color_scheme="dark").context.new_page()
    stranger.goto(address)
    stranger.get_by_label("贵公司").fill("无锡恒砺轴承有限公司")
    stranger.get_by_label("姓名").fill("张伟")
    stranger.get_by_label("手机").fill("1381234")
    stranger.get_by_label("邮箱").fill("zhangwei@hengli.example")
    stranger.get_by_label("我已阅读并同意").check()
    stranger.get_by_role("button", name="提交").click()
    expect(stranger.get_by_text("这个号码不对")).to_be_visible()
    expect(stranger.get_by_label("贵公司")).to_have_value("无锡恒砺轴承有限公司")
    stranger.get_by_label("手机").fill("138 1234 6021")
    stranger.get_by_role("button", name="提交").click()
    expect(stranger.get_by_text("已收到，谢谢")).to_be_visible()

    row = table.locator("[role=row][aria-rowindex]").filter(has_text="无锡恒砺轴承有限公司")
    expect(row).to_be_visible()
    (lead,) = chen.post("/tables/leads/query", {"columns": ["consent", "form", "mobile"]})["rows"]
    assert "第 1 版条款" in lead["cells"][0] and lead["cells"][1]["label"] == "展会留资"
    builder.goto(f"{mailing_office.url}/settings/background")
    builder.get_by_text("邮件", exact=True).click()
    builder.get_by_text("已结束", exact=True).click()
    expect(builder.get_by_role("row").filter(has_text="张伟，资料已备好")).to_contain_text("已发出")
    (mail,) = mail_server.received
    assert mail["To"] == "zhangwei@hengli.example" and mail["Subject"] == "张伟，资料已备好"
    assert mail.get_content().strip() == "张伟您好，陈思远会尽快联系您。"


def test_a_robot_is_held_with_the_reason_and_a_person_decides(mailing_office: Office) -> None:
    chen = mailing_office.as_person("chen")
    draft = {"name": "官网咨询", "active": True, "min_seconds": 0}
    form = chen.post("/tables/web_forms/rows", {"rows": [draft], "via": "api"})["results"][0]["id"]
    robot = mailing_office.context().context.new_page()
    robot.goto(chen.get(f"/web-forms/{form}")["link"])
    robot.get_by_label("公司").fill("常州启明电机厂")
    robot.get_by_label("姓名").fill("机器人")
    robot.get_by_label("手机").fill("13912348876")
    robot.locator("input[name=website]").evaluate("field => { field.value = 'http://spam.example'; }")
    robot.get_by_role("button", name="提交").click()
    expect(robot.get_by_text("已收到，谢谢")).to_be_visible()
    page = chen.open("/settings/forms")
    page.get_by_role("button", name="官网咨询").click()
    page.get_by_text("提交记录 · 1 待看").click()
    expect(page.get_by_text("填了人看不见的一格")).to_be_visible()
    page.get_by_role("button", name="转为线索").click()
    said(page, "已转为线索")
    page.get_by_text("已成线索", exact=True).click()
    page.get_by_role("link", name="看线索").click()
    expect(page.get_by_label("线索详情").first.get_by_role("heading", level=2)).to_contain_text("常州启明电机厂")


def test_a_form_is_removed_with_its_count_and_comes_back(mailing_office: Office) -> None:
    chen = mailing_office.as_person("chen")
    draft = {"name": "旧活动报名", "active": True, "min_seconds": 0}
    form = chen.post("/tables/web_forms/rows", {"rows": [draft], "via": "api"})["results"][0]["id"]
    link = chen.get(f"/web-forms/{form}")["link"]
    stranger = mailing_office.context(width=390, height=844).context.new_page()
    stranger.goto(link)
    stranger.get_by_label("姓名").fill("周敏")
    stranger.get_by_label("手机").fill("13912348899")
    stranger.get_by_role("button", name="提交").click()
    expect(stranger.get_by_text("已收到，谢谢")).to_be_visible()
    page = chen.open("/leads?q=周敏")
    expect(page.locator("[role=row][aria-rowindex]").filter(has_text="周敏")).to_be_visible()
    page = chen.open("/settings/forms")
    page.get_by_role("button", name="旧活动报名").click()
    page.get_by_role("button", name="删除", exact=True).click()
    dialog = page.get_by_role("dialog", name="删除“旧活动报名”")
    expect(dialog).to_contain_text("收到过 1 次提交，带来 1 条线索。")
    dialog.get_by_role("button", name="取消").click()
    stranger.goto(link)
    expect(stranger.get_by_role("button", name="提交")).to_be_visible()
    page.get_by_role("button", name="删除", exact=True).click()
    dialog.get_by_role("button", name="删除表单").click()
    said(page, "已删除“旧活动报名”，链接不再收提交")
    expect(page.get_by_role("button", name="旧活动报名")).to_have_count(0)
    stranger.goto(link)
    expect(stranger.get_by_text("这个表单已经撤下")).to_be_visible()
    expect(stranger.get_by_text("不再收集信息")).to_be_visible()
    page.locator(".mantine-Notifications-notification").filter(has_text="已删除").get_by_role(
        "button", name="撤销"
    ).click()
    expect(page.get_by_role("button", name="旧活动报名")).to_be_visible()
    stranger.goto(link)
    expect(stranger.get_by_role("button", name="提交")).to_be_visible()


def test_what_comes_in_and_what_is_done_with_it_shows_without_a_reload(mailing_office: Office) -> None:
    chen = mailing_office.as_person("chen")
    draft = {"name": "现场登记", "active": True, "min_seconds": 0}
    form = chen.post("/tables/web_forms/rows", {"rows": [draft], "via": "api"})["results"][0]["id"]
    link = chen.get(f"/web-forms/{form}")["link"]
    page = chen.open("/settings/forms")
    page.get_by_role("button", name="现场登记").click()
    page.get_by_text("提交记录", exact=True).click()
    expect(page.get_by_text("还没有").first).to_be_visible()
    work = chen.open("/settings/background")
    work.get_by_text("已结束", exact=True).click()
    done = work.get_by_role("table", name="任务").get_by_role("row").filter(has_text="网络表单变为线索")
    work.get_by_role("radio", name="已结束").wait_for(state="attached")
    before = chen.get("/background/jobs?state=ended")["rows"]
    expect(done).to_have_count(sum(job["words"] == "网络表单变为线索" for job in before))

    def send(name: str, trap: str) -> None:
        stranger = mailing_office.context().context.new_page()
        stranger.goto(link)
        stranger.get_by_label("姓名").fill(name)
        stranger.get_by_label("手机").fill("13912348877")
        stranger.locator("input[name=website]").evaluate("(field, value) => { field.value = value; }", trap)
        stranger.get_by_role("button", name="提交").click()
        expect(stranger.get_by_text("已收到，谢谢")).to_be_visible()

    send("沈知夏", "")
    expect(page.get_by_role("list", name="已成线索")).to_contain_text("沈知夏")
    expect(done).to_have_count(sum(job["words"] == "网络表单变为线索" for job in before) + 1)
    send("机器人二号", "http://spam.example")
    expect(page.get_by_text("提交记录 · 1 待看")).to_be_visible()
    page.get_by_text("待看", exact=True).click()
    expect(page.get_by_text("机器人二号")).to_be_visible()


def test_a_pasted_card_is_read_shown_and_saved(mailing_office: Office) -> None:
    lin = mailing_office.as_person("lin")
    page = lin.open("/leads")
    page.get_by_role("tablist").wait_for()
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("combobox").fill("李思雨 苏州澜石精密模具 13912345678 要两台样机")
    page.get_by_role("option", name=re.compile("^录入线索")).click()
    dialog = page.get_by_role("dialog", name="快速录入")
    expect(dialog.get_by_label("公司", exact=True)).to_have_value("苏州澜石精密模具")
    expect(dialog.get_by_label("联系人")).to_have_value("李思雨")
    expect(dialog.get_by_label("需求描述")).to_have_value("要两台样机")
    expect(dialog.locator("mark")).to_have_count(4)
    dialog.get_by_label("手机", exact=True).fill("139")
    dialog.get_by_role("button", name="保存为线索").click()
    expect(dialog.get_by_text("没有保存，原来的还在")).to_be_visible()
    dialog.get_by_label("手机", exact=True).fill("13912345678")
    dialog.get_by_role("button", name="保存为线索").click()
    said(page, "已录入：苏州澜石精密模具")
    expect(page.get_by_label("线索详情").first.get_by_role("heading", level=2)).to_contain_text("苏州澜石精密模具")
