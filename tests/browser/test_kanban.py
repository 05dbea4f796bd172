"""The board: counts, dragging and its keyboard twin, what a stage asks, undo, live updates, paging."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.record_setting import Client, chen, lin, office, settled

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "lin", "office", "settled"]


def _board(client: Client, company: str) -> Page:
    """The board narrowed to leads of that name, so that tests do not see each other's cards."""
    flt = '{"column":"company","op":"contains","value":"' + company + '"}'
    page = client.open(f"/leads?kind=kanban&filter={flt}")
    page.get_by_role("group", name="阶段看板").wait_for()
    return page


def _column(page: Page, stage: str) -> Locator:
    return page.locator(f'section[aria-label="{stage}"]')


def _card(page: Page, stage: str, company: str) -> Locator:
    return _column(page, stage).locator("[data-card]").filter(has_text=company)


def _drag(page: Page, card: Locator, target: Locator, *, drop: bool = True) -> None:
    """Drags with the mouse, in steps, as a hand does."""
    start, end = card.bounding_box(), target.bounding_box()
    assert start is not None and end is not None
    page.mouse.move(start["x"] + 30, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 45, start["y"] + 35, steps=4)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 160, steps=8)
    if drop:
        page.mouse.up()


def test_columns_tell_count_and_sum(chen: Client) -> None:
    chen.new_lead(company="合计一号机械", amount="12万")
    chen.new_lead(company="合计二号机械", amount="8万", stage="需求确认")
    chen.new_lead(company="合计三号机械", amount="5万", stage="需求确认")
    page = _board(chen, "合计")
    expect(_column(page, "初次接触").locator("header")).to_contain_text(re.compile(r"1.*¥12.0万"))
    expect(_column(page, "需求确认").locator("header")).to_contain_text(re.compile(r"2.*¥13.0万"))
    expect(_column(page, "方案讨论")).to_contain_text("这个阶段没有线索")


def test_a_card_is_dragged_to_the_next_stage_and_undone(chen: Client) -> None:
    lead = chen.new_lead(company="拖动一号泵业")
    page = _board(chen, "拖动一号")
    _drag(page, _card(page, "初次接触", "拖动一号"), _column(page, "需求确认"))
    expect(_card(page, "需求确认", "拖动一号")).to_be_visible()
    expect(page.get_by_text("拖动一号泵业 已移到需求确认")).to_be_visible()
    chen.until(lead, "stage", "需求确认")
    page.get_by_role("button", name=re.compile("^撤销")).last.click()
    expect(_card(page, "初次接触", "拖动一号")).to_be_visible()
    chen.until(lead, "stage", "初次接触")


def test_what_the_target_asks_is_said_while_the_card_hangs_over_it(chen: Client) -> None:
    chen.new_lead(company="悬停一号机床")
    page = _board(chen, "悬停一号")
    _drag(page, _card(page, "初次接触", "悬停一号"), _column(page, "已成交"), drop=False)
    expect(_column(page, "已成交")).to_contain_text("进入已成交需要")
    expect(_column(page, "已成交")).to_contain_text("成交金额，放下后填")
    page.mouse.up()
    page.get_by_role("button", name="取消").click()


def test_cancelling_the_question_puts_the_card_back(chen: Client) -> None:
    lead = chen.new_lead(company="放回一号阀门", amount="9万")
    page = _board(chen, "放回一号")
    _drag(page, _card(page, "初次接触", "放回一号"), _column(page, "已成交"))
    expect(page.get_by_role("dialog", name=re.compile("进入已成交"))).to_be_visible()
    expect(_card(page, "已成交", "放回一号")).to_have_count(1)
    page.get_by_role("button", name="取消").click()
    expect(_card(page, "初次接触", "放回一号")).to_be_visible()
    chen.until(lead, "stage", "初次接触")


def test_a_drop_into_the_folded_lost_column_asks_why(chen: Client) -> None:
    lead = chen.new_lead(company="流失一号电机")
    page = _board(chen, "流失一号")
    _drag(page, _card(page, "初次接触", "流失一号"), _column(page, "已流失"))
    dialog = page.get_by_role("dialog", name=re.compile("进入已流失"))
    dialog.get_by_label("流失原因").fill("预算砍了")
    dialog.get_by_role("button", name="移到已流失").click()
    expect(dialog).to_be_hidden()
    expect(_card(page, "初次接触", "流失一号")).to_have_count(0)
    assert chen.cell(lead, "stage")["kind"] == "lost"
    assert chen.cell(lead, "lost_reason") == "预算砍了"
    _column(page, "已流失").get_by_role("button", name=re.compile("展开已流失，1 条")).click()
    expect(_card(page, "已流失", "流失一号")).to_be_visible()


def test_the_keyboard_moves_a_card_and_goes_on_with_it(chen: Client) -> None:
    lead = chen.new_lead(company="键盘一号轴承")
    page = _board(chen, "键盘一号")
    _card(page, "初次接触", "键盘一号").focus()
    page.keyboard.press("m")
    page.get_by_role("menuitem", name="方案讨论").press("Enter")
    moved = _card(page, "方案讨论", "键盘一号")
    expect(moved).to_be_focused()
    chen.until(lead, "stage", "方案讨论")
    page.keyboard.press("Enter")
    expect(page.get_by_label("线索详情").first).to_contain_text("键盘一号轴承")


def test_an_event_between_move_and_answer_does_not_send_the_card_back(chen: Client) -> None:
    lead = chen.new_lead(company="途中一号轴承")
    page, other = _board(chen, "途中"), _board(chen, "途中")
    held: list[Route] = []
    page.route("**/api/v1/tables/leads/cells", lambda route: held.append(route))
    _card(page, "初次接触", "途中一号").focus()
    page.keyboard.press("m")
    page.get_by_role("menuitem", name="方案讨论").press("Enter")
    moved = _card(page, "方案讨论", "途中一号")
    expect(moved).to_be_focused()
    page.evaluate("window.lost = 0; document.addEventListener('focusout', () => { window.lost += 1; })")
    # A colleague's change arrives while the server has not written the move; the other tab shows that it has arrived.
    chen.new_lead(company="途中二号轴承")
    expect(_card(other, "初次接触", "途中二号")).to_be_visible()
    chen.new_lead(company="途中三号轴承")
    expect(_card(other, "初次接触", "途中三号")).to_be_visible()
    expect(moved).to_be_focused()
    assert chen.cell(lead, "stage")["label"] == "初次接触"
    held[0].continue_()
    chen.until(lead, "stage", "方案讨论")
    expect(_card(page, "初次接触", "途中三号")).to_be_visible()
    expect(moved).to_be_focused()
    assert page.evaluate("window.lost") == 0, "the card was never taken away under the keyboard"
    page.keyboard.press("Enter")
    expect(page.get_by_label("线索详情").first).to_contain_text("途中一号轴承")


def test_a_moved_card_does_not_take_the_focus_from_somebody_who_writes(chen: Client, lin: Client) -> None:
    lead = lin.new_lead(company="写着一号轴承")
    page = _board(chen, "写着一号")
    _card(page, "初次接触", "写着一号").focus()
    page.keyboard.press("m")
    page.get_by_role("menuitem", name="方案讨论").press("Enter")
    expect(_card(page, "方案讨论", "写着一号")).to_be_focused()
    page.keyboard.press("Enter")
    box = page.get_by_label("跟进内容")
    box.fill("正在写")
    lin.until(lead, "stage", "方案讨论")
    lin.set_cell(lead, "stage", lin.stage("谈判阶段"))
    expect(_card(page, "谈判阶段", "写着一号")).to_be_visible()
    expect(box).to_be_focused()


def test_arrows_walk_between_cards(chen: Client) -> None:
    chen.new_lead(company="行走一号风机", stage="需求确认")
    chen.new_lead(company="行走二号风机", stage="谈判阶段")
    page = _board(chen, "行走")
    _card(page, "需求确认", "行走一号").focus()
    page.keyboard.press("ArrowRight")
    expect(_card(page, "谈判阶段", "行走二号")).to_be_focused()


def test_a_colleagues_move_is_seen_on_the_board(chen: Client, lin: Client) -> None:
    lead = lin.new_lead(company="同看一号锻造")
    page = _board(chen, "同看一号")
    expect(_card(page, "初次接触", "同看一号")).to_be_visible()
    lin.set_cell(lead, "stage", lin.stage("谈判阶段"))
    expect(_card(page, "谈判阶段", "同看一号")).to_be_visible()
    expect(_card(page, "初次接触", "同看一号")).to_have_count(0)


def test_a_seller_sees_only_own_cards(chen: Client, lin: Client) -> None:
    chen.new_lead(company="边界一号铸造")
    lin.new_lead(company="边界二号铸造")
    page = _board(lin, "边界")
    expect(_card(page, "初次接触", "边界二号")).to_be_visible()
    expect(page.get_by_text("边界一号铸造")).to_have_count(0)
    expect(_column(page, "初次接触").locator("header")).to_contain_text("1")


def test_a_long_column_is_loaded_page_by_page(chen: Client) -> None:
    rows = [{"company": f"长列 {n:02} 号仪表"} for n in range(34)]
    chen.post("/tables/leads/rows", {"rows": rows, "via": "api"})
    page = _board(chen, "长列")
    column = _column(page, "初次接触")
    expect(column.locator("[data-card]")).to_have_count(30)
    column.get_by_role("button", name="还有 4 条").click()
    expect(column.locator("[data-card]")).to_have_count(34)
