"""Tasks by keyboard, the guard's question, not now, and what an outcome leads to: as a person meets them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.record_setting import Client, chen, lin, office, settled

pytestmark = [pytest.mark.browser, pytest.mark.once]
__all__ = ["chen", "lin", "office", "settled"]


def _tasks(chen: Client, *texts: str) -> list[int]:
    rows = [{"text": text, "due": "2026-03-01"} for text in texts]
    return [r["id"] for r in chen.post("/tables/tasks/rows", {"rows": rows, "via": "api"})["results"]]


def _state(chen: Client, task: int) -> str:
    return str(chen.get(f"/tables/tasks/rows/{task}")["cells"]["state"])


def _wait_for_state(chen: Client, task: int, wanted: str) -> None:
    for _ in range(300):
        if _state(chen, task) == wanted:
            return
    raise AssertionError(f"{_state(chen, task)} is not {wanted}")


def test_a_task_is_finished_by_one_key_and_undone(chen: Client) -> None:
    first, second = _tasks(chen, "核对泵房图纸", "约验厂时间")
    page = chen.open("/tasks")
    cell = page.get_by_role("gridcell", name=re.compile("核对泵房图纸")).first
    expect(cell).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="核对泵房图纸").first).to_contain_text("逾期")
    cell.click()
    page.keyboard.press("Alt+d")
    _wait_for_state(chen, first, "done")
    assert _state(chen, second) == "open"
    page.get_by_role("button", name=re.compile("撤销")).last.click()
    _wait_for_state(chen, first, "open")
    page.close()


def test_a_task_is_added_on_the_record_and_shows_in_its_status_when_overdue(chen: Client) -> None:
    lead = chen.new_lead(company="常州岩石检测", grade="C")
    panel = chen.open_record(lead)
    panel.get_by_role("button", name="加任务", exact=True).click()
    form = panel.get_by_role("form", name="加一个任务")
    form.get_by_label("内容").fill("寄校准证书")
    form.get_by_label("期限").first.fill("2026-03-02")
    form.get_by_role("button", name="加任务").click()
    expect(panel.locator("[data-kind=tasks]")).to_contain_text("寄校准证书")
    expect(panel.locator("[data-kind=tasks]")).to_contain_text("逾期")
    expect(panel.locator("header").first).to_contain_text("任务逾期")


def test_a_second_contact_of_the_day_asks_why_and_keeps_what_was_typed(chen: Client) -> None:
    lead = chen.new_lead(company="湖州方圆泵阀", grade="A")
    chen.post(f"/leads/{lead}/followups", {"method": "phone", "summary": "第一次", "client_key": "guard-1"})
    panel = chen.open_record(lead)
    text = panel.get_by_label("跟进内容")
    text.fill("又打了一次，客户问进度")
    expect(panel.get_by_text(re.compile("今天已联系过 1 次，A 级一天最多 1 次"))).to_be_visible()
    text.press("Control+Enter")
    reason = panel.get_by_label("为什么仍要联系")
    expect(reason).to_be_focused()
    expect(text).to_have_value("又打了一次，客户问进度")
    reason.fill("客户让回电")
    reason.press("Control+Enter")
    expect(panel.locator("[data-kind=followup]").first).to_contain_text("又打了一次")


def test_the_consequence_of_an_outcome_is_shown_before_and_switched_off_by_a_key(chen: Client) -> None:
    lead = chen.new_lead(company="芜湖长河纸业", grade="B")
    panel = chen.open_record(lead)
    text = panel.get_by_label("跟进内容")
    text.fill("聊了聊明年的计划")
    panel.get_by_role("button", name="将来需要").click()
    line = panel.locator("[data-consequence]")
    expect(line).to_contain_text("将：暂缓到")
    text.press("Alt+x")
    expect(line).to_have_attribute("data-off", "true")
    text.press("Alt+x")
    # A buying signal of the text is ticked already and may be taken away; another is ticked by hand.
    text.fill("聊了聊明年的计划和付款方式")
    signals = panel.get_by_role("group", name="信号")
    expect(signals.get_by_role("button", name="谈付款")).to_have_attribute("aria-pressed", "true")
    signals.get_by_role("button", name="谈付款").click()
    expect(signals.get_by_role("button", name="谈付款")).to_have_attribute("aria-pressed", "false")
    text.press("Control+Enter")
    expect(panel.locator("header").first).to_contain_text("暂缓到")
    assert chen.cell(lead, "pause_reason") == "将来需要"


def test_not_now_from_the_record_and_taken_up_again(chen: Client) -> None:
    lead = chen.new_lead(company="马鞍山远洋船配", grade="A")
    panel = chen.open_record(lead)
    page = panel.page
    panel.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="暂缓").click()
    dialog = page.get_by_role("dialog", name=re.compile("^暂缓"))
    dialog.get_by_role("button", name="暂缓", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("写一句为什么")
    dialog.get_by_label("为什么").fill("等年度预算")
    dialog.get_by_role("button", name="暂缓", exact=True).click()
    expect(panel.locator("header").first).to_contain_text("等购买信号")
    panel.get_by_role("button", name="恢复跟进").click()
    chen.until(lead, "paused_until", None)
    expect(panel.locator("header").first).not_to_contain_text("暂缓")
