"""Typing, keys and editors, as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .story import Story

pytestmark = pytest.mark.browser


def test_fast_typing_puts_each_text_into_its_own_cell(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("contact", 1)
    for number in range(1, 31):
        story.page.keyboard.press("a" if number % 2 else "b")
        story.page.keyboard.type(str(number))
        story.page.keyboard.press("Enter")
    expected = [(number, "contact", f"{'a' if number % 2 else 'b'}{number}") for number in range(1, 31)]
    assert story.texts() == expected
    assert story.text("contact", 30) == "b30"
    assert story.has_focus()


def test_typing_without_any_pause_between_events(open_story: Callable[..., Story]) -> None:
    """The browser delivers key, text and Enter in one go, before anything can be painted."""
    story = open_story()
    story.go("contact", 1)
    story.page.evaluate(
        """() => {
          const area = document.querySelector('textarea.g-input');
          for (let row = 1; row <= 20; row += 1) {
            area.setRangeText('甲' + row, area.selectionStart, area.selectionEnd, 'end');
            area.dispatchEvent(new InputEvent('input', { bubbles: true }));
            area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
          }
        }"""
    )
    assert story.texts() == [(row, "contact", f"甲{row}") for row in range(1, 21)]


def test_tab_and_enter_return_to_the_first_column(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("company", 2)
    story.type_native("甲厂")
    story.press("Tab")
    story.type_native("王五")
    story.press("Enter")
    story.type_native("乙厂")
    story.press("Enter")
    assert story.texts() == [(2, "company", "甲厂"), (2, "contact", "王五"), (3, "company", "乙厂")]


def test_f2_keeps_the_text_and_escape_gives_up(open_story: Callable[..., Story]) -> None:
    story = open_story()
    before = story.text("company", 1)
    story.go("company", 1)
    story.press("F2")
    assert story.input.input_value() == before
    story.type_native("（分部）")
    story.press("Escape")
    assert story.batches() == []
    story.press("F2")
    story.type_native("一厂")
    story.press("Home", "ArrowRight", "Enter")
    assert story.texts() == [(1, "company", f"{before}一厂")]


def test_money_is_edited_in_yuan_and_shown_short(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("amount", 1)
    story.press("F2")
    assert story.input.input_value() == "96000"
    story.press("Control+a")
    story.type_native("12.8万")
    story.press("Enter")
    assert story.text("amount", 1) == "¥12.8万"


def test_text_that_cannot_be_read_stays_with_its_reason(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("amount", 1)
    story.type_native("面议")
    story.press("Enter")
    assert story.text("amount", 1) == "面议"
    assert story.cell("amount", 1).get_attribute("aria-invalid") == "true"
    story.press("ArrowUp")
    assert "读不出金额" in story.label()
    story.press("F2")
    assert story.input.input_value() == "面议"


def test_choice_list_by_arrow_and_by_click(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("source", 1)
    story.press("Alt+ArrowDown", "ArrowDown", "Enter")
    assert story.text("source", 1) == "老客转介绍"
    story.press("F2")
    story.page.get_by_role("option", name="行业社群").click()
    assert story.text("source", 2) == "行业社群"
    assert story.has_focus()


def test_several_choices_are_ticked_one_after_the_other(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("products", 1)
    story.type_native("sjjc")
    story.press("Enter")
    story.type_native("维")
    story.press("Enter", "Tab")
    [batch] = story.batches()
    assert batch["edits"][0]["value"] == ["p4"]
    assert story.text("products", 1) == "维保"


def test_space_toggles_checkboxes(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("agreed", 2)
    story.press("Shift+ArrowDown", "Space")
    assert [(edit["rowId"], edit["value"]) for edit in story.batches()[0]["edits"]] == [(2, True), (3, True)]


def test_calendar_picks_a_day_without_taking_the_focus(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("due", 1)
    story.press("F2")
    story.page.locator(".f-calendar").get_by_role("button", name="17").first.click()
    assert story.batches()[0]["edits"][0]["value"] == "2026-04-17"
    assert story.text("due", 1) == "04-17 周五"
    assert story.has_focus()


def test_long_text_takes_several_lines(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("need", 1)
    story.type_native("要防爆")
    story.press("Alt+Enter")
    story.type_native("交期六周")
    story.press("Enter")
    assert story.texts() == [(1, "need", "要防爆\n交期六周")]


def test_ctrl_enter_writes_into_the_whole_selection(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("contact", 1)
    story.press("Shift+ArrowDown", "Shift+ArrowDown")
    story.type_native("同一人")
    story.press("Control+Enter")
    assert story.texts() == [(1, "contact", "同一人"), (2, "contact", "同一人"), (3, "contact", "同一人")]


def test_a_key_pressed_while_nothing_has_the_focus_reaches_the_cell(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("contact", 3)
    story.page.evaluate("document.activeElement.blur()")
    story.type_native("李四")
    story.press("Enter")
    assert story.texts() == [(3, "contact", "李四")]


def test_keys_after_a_click_beside_the_table_are_not_typed_into_it(open_story: Callable[..., Story]) -> None:
    story = open_story("more&search")
    story.go("contact", 3)
    story.page.get_by_text("旁边的文字").click()
    story.type_native("jk")
    story.press("Enter")
    assert not story.is_editing()
    assert story.batches() == []


def test_leaving_for_another_field_writes_what_was_typed(open_story: Callable[..., Story]) -> None:
    story = open_story("more&search")
    story.go("contact", 3)
    story.type_native("李四")
    story.page.get_by_label("search").click()
    assert story.texts() == [(3, "contact", "李四")]
    assert not story.has_focus()


def test_offline_edits_wait_and_go_out_when_the_network_returns(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.page.evaluate("story.switches.offline = true")
    story.go("contact", 1)
    story.type_native("甲")
    story.press("Enter")
    assert story.text("contact", 1) == "甲"
    story.press("ArrowUp")
    assert "离线" in story.label()
    story.page.evaluate("story.switches.offline = false; story.store.queue.setOnline(true)")
    story.page.wait_for_function("story.store.queue.pending.length === 0")
    assert story.text("contact", 1) == "甲"
    assert "离线" not in story.label()
