"""A million rows: every row can be reached, none is blank, the last one stands clear of what floats below."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .story import Story

pytestmark = [pytest.mark.browser, pytest.mark.rare]

MILLION = 1_000_000


def last_row_bottom(story: Story) -> tuple[float, float]:
    row = story.page.locator(f"[role=row][aria-rowindex='{MILLION + 1}']").bounding_box()
    foot = story.page.locator(".g-foot").bounding_box()
    assert row and foot
    return row["y"] + row["height"], foot["y"]


def test_scrolling_to_the_end_shows_the_last_row_above_bars_and_toasts(open_story: Callable[..., Story]) -> None:
    story = open_story(f"rows={MILLION}")
    story.page.evaluate("document.querySelector('.g-scroller').scrollTop = 1e9")
    story.cell("number", MILLION).get_by_text("XS20261000000").wait_for()
    bottom, foot = last_row_bottom(story)
    assert bottom <= foot - 60


def test_ctrl_end_and_ctrl_home_reach_the_corners(open_story: Callable[..., Story]) -> None:
    story = open_story(f"rows={MILLION}")
    story.go("company", 1)
    story.press("Control+End")
    story.cell("number", MILLION).get_by_text("XS20261000000").wait_for()
    assert "最近跟进，第 1000000 行" in story.label()
    story.press("ArrowUp", "ArrowUp")
    assert "第 999998 行" in story.label()
    story.press("Control+Home")
    story.cell("number", 1).get_by_text("XS2026001").wait_for()
    assert "状态，第 1 行" in story.label()


def test_keys_move_row_by_row_through_the_scaled_middle(open_story: Callable[..., Story]) -> None:
    story = open_story(f"rows={MILLION}")
    story.page.evaluate("document.querySelector('.g-scroller').scrollTop = 6e6")
    story.page.wait_for_function("document.querySelector('[role=row][aria-rowindex] .f-status') !== null")
    rows = story.page.locator(".g-rows [role=row]")
    number = int(rows.nth(rows.count() // 2).get_attribute("aria-rowindex") or 0) - 1
    assert 400_000 < number < 600_000
    story.cell("contact", number).click()
    for _ in range(40):
        story.press("ArrowDown")
    assert f"第 {number + 40} 行" in story.label()
    box = story.cell("contact", number + 40).bounding_box()
    foot = story.page.locator(".g-foot").bounding_box()
    assert box and foot and box["y"] + box["height"] <= foot["y"] + 1
    story.type_native("中段")
    story.press("Enter")
    assert story.texts() == [(number + 40, "contact", "中段")]


def test_the_wheel_moves_as_many_pixels_as_it_says(open_story: Callable[..., Story]) -> None:
    story = open_story(f"rows={MILLION}")
    story.page.evaluate("document.querySelector('.g-scroller').scrollTop = 6e6")
    story.page.wait_for_function("document.querySelector('[role=row][aria-rowindex] .f-status') !== null")
    rows = story.page.locator(".g-rows [role=row]")
    row = rows.nth(rows.count() // 2)
    number = int(row.get_attribute("aria-rowindex") or 0)
    one = story.page.locator(f"[role=row][aria-rowindex='{number}']")
    before = one.bounding_box()
    story.page.mouse.move(700, 400)
    story.page.mouse.wheel(0, 112)
    story.page.wait_for_function(
        "([row, y]) => document.querySelector(row).getBoundingClientRect().y < y - 100",
        arg=[f"[role=row][aria-rowindex='{number}']", before["y"] if before else 0],
    )
    after = one.bounding_box()
    assert before and after
    assert abs(before["y"] - after["y"] - 112) < 1


def test_rows_not_loaded_are_grey_bars_of_the_same_height(open_story: Callable[..., Story]) -> None:
    story = open_story(f"rows={MILLION}")
    story.page.evaluate(
        """() => {
          const load = story.store.pages.options.fetchPage;
          story.hold = new Promise((open) => { story.open = open; });
          story.store.pages.options.fetchPage = async (...args) => { await story.hold; return load(...args); };
          document.querySelector('.g-scroller').scrollTop = 5e6;
        }"""
    )
    story.page.locator("[role=row][aria-busy=true] .g-bars").first.wait_for()
    bar = story.page.locator("[role=row][aria-busy=true]").nth(10).bounding_box()
    assert bar and bar["height"] == 28
    story.page.evaluate("story.open()")
    story.page.wait_for_function("document.querySelectorAll('[role=row][aria-busy=true]').length === 0")


def test_frozen_columns_stay_and_sideways_keys_bring_columns_into_view(open_story: Callable[..., Story]) -> None:
    story = open_story("more")
    left = story.cell("company", 1).bounding_box()
    story.go("company", 1)
    story.press("End")
    box = story.cell("need", 1).bounding_box()
    after = story.cell("company", 1).bounding_box()
    assert left and box and after
    assert after["x"] == left["x"]
    assert box["x"] + box["width"] <= 1441
    story.press("Home", "ArrowRight", "ArrowRight", "ArrowRight")
    contact = story.cell("contact", 1).bounding_box()
    assert contact and contact["x"] >= after["x"] + after["width"] - 1


def test_selecting_by_keys_over_a_million_rows_is_one_block(open_story: Callable[..., Story]) -> None:
    story = open_story(f"rows={MILLION}")
    story.go("contact", 10)
    story.press("Control+Shift+End")
    story.page.get_by_text("选区 999,991 行").wait_for()
    story.press("Control+a")
    story.page.get_by_text("选区 1,000,000 行 × 12 列").wait_for()
