"""Header, groups, states of cells and what assistive technology is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .story import Story

pytestmark = [pytest.mark.browser, pytest.mark.rare]


def header(story: Story, name: str):  # type: ignore[no-untyped-def]
    return story.page.get_by_role("columnheader", name=name, exact=False).first


def test_header_menu_sorts_filters_groups_freezes_and_hides(open_story: Callable[..., Story]) -> None:
    story = open_story("rows=50")

    def choose(column: str, item: str) -> None:
        head = header(story, column)
        head.hover()
        head.get_by_role("button").click()
        story.page.get_by_role("menuitem", name=item, exact=True).click()
        story.page.get_by_role("menu").wait_for(state="detached")

    choose("预计金额", "降序")
    assert header(story, "预计金额").get_attribute("aria-sort") == "descending"
    choose("等级", "按此列筛选")
    choose("等级", "按此列分组")
    assert story.calls("sort") == [["sort", [{"columnId": "amount", "direction": "desc"}]]]
    assert story.calls("filter") == [["filter", "grade"]] or story.calls("filter")[0][:2] == ["filter", "grade"]
    assert story.calls("group") == [["group", "grade"]]
    choose("电话", "冻结到此列")
    assert [column["id"] for column in story.calls("columns")[-1][1] if column["frozen"]] == [
        "status", "number", "company", "contact", "phone",
    ]  # fmt: skip
    choose("来源", "隐藏此列")
    assert story.page.get_by_role("columnheader", name="来源").count() == 0
    story.page.wait_for_function("document.activeElement?.classList.contains('g-input')")


def test_column_width_and_order_by_dragging(open_story: Callable[..., Story]) -> None:
    story = open_story("rows=50")
    box = header(story, "联系人").bounding_box()
    assert box
    story.page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 10)
    story.page.mouse.down()
    story.page.mouse.move(box["x"] + box["width"] + 59, box["y"] + 10, steps=3)
    story.page.mouse.up()
    after = header(story, "联系人").bounding_box()
    assert after and abs(after["width"] - box["width"] - 60) < 2
    head = header(story, "联系人").bounding_box()
    target = header(story, "等级").bounding_box()
    assert head and target
    story.page.mouse.move(head["x"] + 20, head["y"] + 10)
    story.page.mouse.down()
    story.page.mouse.move(target["x"] + target["width"] - 5, head["y"] + 10, steps=5)
    story.page.mouse.up()
    order = [column["id"] for column in story.calls("columns")[-1][1]]
    assert order[3:6] == ["phone", "grade", "contact"]


def test_double_click_on_the_edge_fits_the_column_to_what_it_shows(open_story: Callable[..., Story]) -> None:
    story = open_story("rows=50")
    story.page.set_viewport_size({"width": 900, "height": 600})
    box = header(story, "公司").bounding_box()
    assert box
    story.page.mouse.dblclick(box["x"] + box["width"] - 2, box["y"] + 10)
    [width] = [column["width"] for column in story.calls("columns")[-1][1] if column["id"] == "company"]
    assert 150 < width < 240
    assert story.cell("company", 1).locator(".f-text").evaluate("text => text.scrollWidth <= text.clientWidth + 1")


def test_groups_fold_and_their_header_stays_while_scrolling(open_story: Callable[..., Story]) -> None:
    story = open_story("board")
    first = story.page.locator(".g-rows .g-group").first
    assert "签约阶段" in first.inner_text()
    assert "4 条" in first.inner_text()
    assert first.get_attribute("aria-expanded") == "true"
    first.click()
    assert first.get_attribute("aria-expanded") == "false"
    assert story.page.get_by_text("XS2026001").count() == 0
    assert story.page.get_by_text("XS2026005").is_visible()
    first.click()
    story.page.set_viewport_size({"width": 1440, "height": 420})
    # Until the page has taken its new height there is nothing to scroll.
    story.page.wait_for_function(
        "() => { const box = document.querySelector('.g-scroller'); box.scrollTop = 240; return box.scrollTop === 240 }"
    )
    sticky = story.page.locator(".g-sticky-group")
    sticky.wait_for()
    assert "谈判阶段" in sticky.inner_text()


def test_keys_step_over_group_headers(open_story: Callable[..., Story]) -> None:
    story = open_story("board")
    story.page.get_by_text("陶建国").click()
    story.press("ArrowDown")
    assert "顾海峰" in story.label()
    assert "第 5 行" in story.label()


def test_conflict_shows_both_values_and_takes_either(open_story: Callable[..., Story]) -> None:
    story = open_story("board")
    story.page.get_by_text("03-06 周五 11:00").click()
    popup = story.page.get_by_role("dialog", name="下次联系：两边都改了")
    assert "03-10 周二 09:30" in popup.inner_text()
    assert "周子昂" in popup.inner_text()
    assert "03-04 周三 16:00" in popup.inner_text()
    popup.get_by_role("button", name="保留对方").click()
    story.press("Alt+1")
    assert story.calls("resolve") == [["resolve", 1, "next", "theirs"], ["resolve", 1, "next", "mine"]]
    assert story.has_focus()


def test_masked_cell_is_revealed_on_request_only(open_story: Callable[..., Story]) -> None:
    story = open_story("board")
    cell = story.page.get_by_text("130****0000")
    cell.click()
    story.type_native("138")
    assert story.page.get_by_role("alert").inner_text() == "号码遮住了，先显示再改"
    assert story.input.input_value() == ""
    cell.hover()
    story.page.locator("[data-act=reveal]:visible").click()
    assert story.calls("reveal") == [["reveal", 1, "phone"]]


def test_locked_cell_says_whom_to_ask(open_story: Callable[..., Story]) -> None:
    story = open_story("board")
    row = story.page.locator("[role=row]", has_text="XS2026015")
    row.locator(".f-person").click()
    story.type_native("林")
    assert "要改请找陈思远" in story.page.get_by_role("alert").inner_text()
    assert story.batches() == []


def test_reason_of_a_refusal_is_shown_on_hover(open_story: Callable[..., Story]) -> None:
    story = open_story("board")
    story.page.get_by_text("1381234").hover()
    assert "电话只有 10 位" in story.page.get_by_role("tooltip").inner_text()


def test_grid_tells_its_size_selection_and_sort(open_story: Callable[..., Story]) -> None:
    story = open_story("rows=500&more")
    grid = story.page.get_by_role("grid", name="线索")
    assert grid.get_attribute("aria-rowcount") == "501"
    assert grid.get_attribute("aria-colcount") == "18"
    story.go("contact", 3)
    assert story.label().startswith("联系人，第 3 行：沈立")
    cell = story.page.get_by_role("gridcell", name="沈立", exact=True).first
    assert cell.get_attribute("aria-colindex") == "5"
    assert story.cell("number", 3).get_attribute("aria-readonly") == "true"


def test_double_click_edits_and_gutter_opens_the_record(open_story: Callable[..., Story]) -> None:
    story = open_story("rows=50")
    story.cell("company", 2).dblclick()
    assert story.is_editing()
    story.press("Escape")
    story.press("Control+Enter")
    assert story.calls("open") == [["open", 2]]


def test_typing_survives_rows_moving_underneath(open_story: Callable[..., Story]) -> None:
    story = open_story("rows=50")
    story.go("contact", 5)
    story.type_native("张")
    story.page.evaluate("""story.store.pages.insertRow(0, { ...story.store.pages.getRow(0), id: 9001 });""")
    story.type_native("工")
    story.press("Enter")
    assert story.texts() == [(5, "contact", "张工")]


def test_english_words(open_story: Callable[..., Story]) -> None:
    story = open_story("rows=50&lang=en")
    assert "50 rows" in story.page.locator(".g-foot").inner_text()
