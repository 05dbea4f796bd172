"""The composer and the timeline: what is read from the text, what is saved, what survives."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.record_setting import Client, chen, compose, lin, office, settled

pytestmark = [pytest.mark.browser, pytest.mark.once]
__all__ = ["chen", "lin", "office", "settled"]

TEXT = "汤总认可方案，下周三下午3点到厂拜访，我们周五前寄样件"


def _text(panel: Locator) -> Locator:
    return panel.get_by_label("跟进内容")


def test_what_was_read_stands_beside_the_words_it_came_from(chen: Client) -> None:
    panel = chen.open_record(chen.new_lead(company="扬州柏研光学", grade="B"))
    _text(panel).fill(TEXT)
    composer = panel.get_by_label("记一次跟进")
    expect(composer.locator("mark[data-mark=next]")).to_contain_text("下周三")
    expect(composer.get_by_text(re.compile(r"周三 15:00"))).to_be_visible()
    expect(composer.get_by_text("寄样件").last).to_be_visible()


def test_ctrl_enter_saves_everything_in_one_operation_and_undo_takes_all_of_it_back(chen: Client) -> None:
    lead = chen.new_lead(company="盐城沐风新能源", grade="B")
    panel = chen.open_record(lead)
    _text(panel).fill(TEXT)
    expect(panel.get_by_label("记一次跟进").locator("mark[data-mark=next]")).to_be_visible()
    _text(panel).press("Control+Enter")
    entry = panel.locator("[data-kind=followup]").first
    expect(entry).to_contain_text("汤总认可方案")
    expect(panel.locator("[data-kind=tasks]")).to_contain_text("寄样件")
    expect(_text(panel)).to_have_value("")
    assert chen.cell(lead, "next_at") is not None
    panel.page.get_by_role("button", name=re.compile("撤销")).last.click()
    expect(entry).to_be_hidden()
    assert chen.cell(lead, "next_at") is None


def test_enter_while_composing_belongs_to_the_input_method(chen: Client) -> None:
    panel = chen.open_record(chen.new_lead(company="湖州竹里家居科技"))
    _text(panel).click()
    compose(panel.page, "Enter", "电话没人接")
    panel.page.keyboard.press("Escape")
    expect(_text(panel)).to_have_value("电话没人接")
    expect(panel.locator("[data-kind=followup]")).to_have_count(0)


def test_an_empty_text_is_not_saved_and_says_so(chen: Client) -> None:
    panel = chen.open_record(chen.new_lead(company="芜湖迅仑汽车部件"))
    panel.get_by_role("button", name=re.compile("^记下")).click()
    expect(panel.get_by_label("记一次跟进").get_by_role("alert")).to_contain_text("写一句")


def test_a_draft_survives_closing_and_reloading(chen: Client) -> None:
    lead = chen.new_lead(company="泰州宏曜医疗器械")
    panel = chen.open_record(lead)
    _text(panel).fill("写到一半，电话来了")
    page = panel.page
    page.reload()
    expect(page.get_by_label("跟进内容")).to_have_value("写到一半，电话来了")


def test_without_network_nothing_is_lost(chen: Client) -> None:
    lead = chen.new_lead(company="温州启锐电气")
    panel = chen.open_record(lead)
    _text(panel).fill("在车间，信号不好")
    chen.context.set_offline(True)
    _text(panel).press("Control+Enter")
    expect(panel.get_by_label("记一次跟进").get_by_role("alert")).to_contain_text("网络")
    expect(_text(panel)).to_have_value("在车间，信号不好")
    chen.context.set_offline(False)
    _text(panel).press("Control+Enter")
    expect(panel.locator("[data-kind=followup]")).to_have_count(1)


def test_what_was_read_can_be_turned_down(chen: Client) -> None:
    lead = chen.new_lead(company="镇江云朗模具", grade="B")
    panel = chen.open_record(lead)
    _text(panel).fill(TEXT)
    composer = panel.get_by_label("记一次跟进")
    expect(composer.locator("mark[data-mark=next]")).to_be_visible()
    composer.get_by_role("button", name="不定").click()
    composer.get_by_role("button", name=re.compile("不记这条承诺")).first.click()
    _text(panel).press("Control+Enter")
    expect(panel.locator("[data-kind=followup]")).to_have_count(1)
    # What the outcome leads to stays a task; of the promise nothing is kept.
    expect(panel.locator("[data-kind=tasks]")).to_contain_text("客户当前需要")
    expect(panel.locator("[data-kind=tasks]").get_by_text("寄样件")).to_have_count(0)
    assert chen.cell(lead, "next_at") is None


def test_stage_and_fields_change_with_the_same_save(chen: Client) -> None:
    lead = chen.new_lead(company="济南信锐冷链设备")
    panel = chen.open_record(lead)
    composer = panel.get_by_label("记一次跟进")
    _text(panel).fill("确认要两套，技术已看过")
    composer.get_by_role("button", name="阶段", exact=True).click()
    composer.get_by_role("button", name="需求确认").click()
    composer.get_by_role("button", name="改资料").click()
    panel.page.get_by_role("menuitem", name="需求描述").click()
    composer.get_by_label("需求描述", exact=True).fill("冷库两套，含安装")
    _text(panel).press("Control+Enter")
    expect(panel.locator("[aria-current=step]")).to_contain_text("需求确认")
    assert chen.cell(lead, "need") == "冷库两套，含安装"
    assert len(chen.get("/operations?verb=followups.log")["operations"][0]["words"]) > 0


def test_a_colleague_comments_under_a_followup_and_mentions_somebody(chen: Client, lin: Client) -> None:
    lead = lin.new_lead(company="蚌埠中淮玻璃机械")
    lin.post(f"/leads/{lead}/followups", {"method": "phone", "summary": "约下周看测试台", "client_key": "k-comment"})
    panel = chen.open_record(lead)
    entry = panel.locator("[data-kind=followup]").first
    entry.get_by_role("button", name="批注").click()
    box = entry.get_by_label("批注内容")
    box.press_sequentially("拜访前请 @林")
    panel.page.get_by_role("option", name=re.compile("林晓雯")).click()
    box.press("Control+Enter")
    expect(entry).to_contain_text("陈思远")
    expect(entry).to_contain_text("拜访前请 @林晓雯")


def test_a_promise_is_ticked_off(chen: Client) -> None:
    lead = chen.new_lead(company="连云港海晏水产设备")
    promise = {"side": "ours", "text": "寄 DN40 阀组样件", "due": "2026-03-06"}
    body = {"method": "phone", "summary": "要样件", "promises": [promise], "client_key": "k-promise"}
    chen.post(f"/leads/{lead}/followups", body)
    panel = chen.open_record(lead)
    top = panel.locator("[data-kind=tasks]")
    expect(top).to_contain_text("逾期")
    top.get_by_role("checkbox").check()
    expect(top).to_have_count(0)
    expect(panel.locator("[data-kind=followup]").get_by_role("checkbox")).to_be_checked()


def test_the_timeline_is_filtered(chen: Client) -> None:
    lead = chen.new_lead(company="南京凌岑光电", industry="光电")
    chen.post(f"/leads/{lead}/followups", {"method": "visit", "summary": "看了泵房", "client_key": "k-filter"})
    chen.set_cell(lead, "industry", "光学元件")
    panel = chen.open_record(lead)
    timeline = panel.get_by_role("region", name="时间线")
    expect(timeline).to_contain_text("光学元件")
    timeline.get_by_role("button", name="跟进", exact=True).click()
    expect(timeline).to_contain_text("看了泵房")
    expect(timeline).not_to_contain_text("光学元件")
    timeline.get_by_role("button", name="变更", exact=True).click()
    expect(timeline).to_contain_text("光学元件")
    expect(timeline).not_to_contain_text("看了泵房")
