"""Blocks of cells: selecting, copying to and from Excel, filling, clearing, undoing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .story import Story

pytestmark = [pytest.mark.browser, pytest.mark.rare]


def test_copy_gives_excel_tab_separated_text_and_a_table(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("next", 1)
    story.press("Shift+ArrowRight", "Shift+ArrowDown", "Control+c")
    assert story.clipboard() == "2026-03-05 09:00\t96000\r\n2026-03-06 10:30\t133000"
    html = story.page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          return (await item.getType('text/html')).text();
        }"""
    )
    assert html.count("<td") == 4


def test_paste_from_excel_keeps_text_as_text(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("company", 2)
    story.set_clipboard('浙江甲厂\t00138\r\n"两行\n地址"\t1E5\r\n')
    story.press("Control+v")
    assert story.texts() == [
        (2, "company", "浙江甲厂"), (2, "contact", "00138"), (3, "company", "两行\n地址"), (3, "contact", "1E5"),
    ]  # fmt: skip
    assert story.batches()[0]["kind"] == "paste"
    assert story.text("contact", 2) == "00138"
    assert "选区 2 行 × 2 列" in story.page.locator(".g-foot").inner_text()


def test_copy_and_paste_within_the_table_keep_exact_values(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("owner", 1)
    story.press("Shift+ArrowRight", "Control+c", "ArrowDown", "ArrowDown", "Control+v")
    [batch] = story.batches()
    assert [edit["value"] for edit in batch["edits"]] == [{"id": 12, "label": "周子昂"}, "2026-03-05T01:00:00Z"]
    assert story.text("owner", 3) == story.text("owner", 1)


def test_one_value_fills_the_selection_and_blocks_are_tiled(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.set_clipboard("同一人")
    story.go("contact", 1)
    story.press("Shift+ArrowDown", "Shift+ArrowDown", "Control+v")
    assert [text for _, _, text in story.texts()] == ["同一人"] * 3
    story.set_clipboard("甲\r\n乙")
    story.go("contact", 5)
    story.press("Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "Control+v")
    assert [text for _, _, text in story.texts()[3:]] == ["甲", "乙", "甲", "乙"]


def test_paste_leaves_out_what_cannot_be_written_and_says_so(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("number", 2)
    story.set_clipboard("XS1\t新名字")
    story.press("Control+v")
    assert story.texts() == [(2, "company", "新名字")]
    assert "1 格不能改" in story.page.get_by_role("alert").inner_text()


def test_paste_beyond_the_end_asks_before_adding_rows(open_story: Callable[..., Story]) -> None:
    story = open_story("rows=30&more")
    story.go("company", 29)
    story.set_clipboard("\r\n".join(f"新{number}厂\t人{number}" for number in range(1, 6)))
    story.press("Control+v")
    assert [row for row, _, _ in story.texts()] == [29, 29, 30, 30]
    assert "表末还差 3 行" in story.page.get_by_role("alertdialog").inner_text()
    story.press("Enter")
    [[_, count, tsv, columns]] = story.calls("addRows")
    assert (count, columns) == (3, ["company", "contact"])
    assert tsv == "新3厂\t人3\r\n新4厂\t人4\r\n新5厂\t人5"


def test_cut_and_paste_moves_in_one_batch(open_story: Callable[..., Story]) -> None:
    story = open_story()
    name = story.text("contact", 1)
    story.go("contact", 1)
    story.press("Control+x", "ArrowDown", "ArrowDown", "Control+v")
    [batch] = story.batches()
    assert batch["kind"] == "cut"
    assert story.texts() == [(1, "contact", ""), (3, "contact", name)]


def test_copied_frame_goes_with_escape(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("contact", 1)
    story.press("Control+c")
    assert story.page.locator(".g-box-copied").count() > 0
    story.press("Escape")
    assert story.page.locator(".g-box-copied").count() == 0


def test_delete_clears_in_one_batch_and_undo_redo_bring_back(open_story: Callable[..., Story]) -> None:
    story = open_story()
    name = story.text("contact", 2)
    story.go("contact", 1)
    story.press("Shift+ArrowDown", "Shift+ArrowDown", "Delete")
    assert [batch["kind"] for batch in story.batches()] == ["clear"]
    assert story.text("contact", 2) == ""
    story.press("Control+z")
    assert story.text("contact", 2) == name
    story.press("Control+y")
    assert story.text("contact", 2) == ""


def test_paste_is_undone_as_a_whole(open_story: Callable[..., Story]) -> None:
    story = open_story()
    before = [story.text("company", 1), story.text("contact", 2)]
    story.go("company", 1)
    story.set_clipboard("甲\t乙\r\n丙\t丁")
    story.press("Control+v")
    assert [story.text("company", 1), story.text("contact", 2)] == ["甲", "丁"]
    story.press("Control+z")
    assert [story.text("company", 1), story.text("contact", 2)] == before


def test_fill_down_and_right_by_keys(open_story: Callable[..., Story]) -> None:
    story = open_story()
    name = story.text("contact", 1)
    story.go("contact", 1)
    story.press("Shift+ArrowDown", "Shift+ArrowDown", "Control+d")
    assert story.texts() == [(2, "contact", name), (3, "contact", name)]
    assert story.batches()[0]["kind"] == "fill"
    story.go("company", 5)
    company = story.text("company", 5)
    story.press("Shift+ArrowRight", "Control+r")
    assert story.texts()[-1] == (5, "contact", company)


def test_fill_handle_continues_dates_and_shows_them_before_letting_go(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.page.evaluate(
        """story.store.pages.patchCells([
          { rowId: 1, columnId: 'amount', value: 1000000 }, { rowId: 2, columnId: 'amount', value: 1500000 },
        ])"""
    )
    story.cell("next", 1).click()
    story.cell("amount", 2).click(modifiers=["Shift"])
    handle = story.page.locator(".g-handle").last.bounding_box()
    target = story.cell("amount", 5).bounding_box()
    assert handle and target
    story.page.mouse.move(handle["x"] + 4, handle["y"] + 4)
    story.page.mouse.down()
    story.page.mouse.move(target["x"] + 20, target["y"] - 30)
    story.page.mouse.move(target["x"] + 20, target["y"] + 10)
    assert "¥3.0万" in story.page.locator(".g-previews").inner_text()
    assert story.batches() == []
    story.page.mouse.up()
    [batch] = story.batches()
    assert [edit["value"] for edit in batch["edits"] if edit["columnId"] == "amount"] == [2000000, 2500000, 3000000]
    assert len(batch["edits"]) == 6


def test_mouse_selects_ranges_and_the_footer_adds_them_up(open_story: Callable[..., Story]) -> None:
    story = open_story()
    start = story.cell("next", 2).bounding_box()
    end = story.cell("amount", 5).bounding_box()
    assert start and end
    story.page.mouse.move(start["x"] + 10, start["y"] + 10)
    story.page.mouse.down()
    story.page.mouse.move(end["x"] + 20, end["y"] + 10, steps=4)
    story.page.mouse.up()
    foot = story.page.locator(".g-foot").inner_text()
    assert "选区 4 行 × 2 列" in foot
    assert "计数 8" in foot
    assert "¥75.4万" in foot
    assert story.cell("amount", 3).get_attribute("aria-selected") == "true"
    assert story.cell("amount", 6).get_attribute("aria-selected") == "false"


def test_ctrl_click_adds_blocks_and_delete_clears_them_all(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.cell("contact", 1).click()
    story.cell("last", 4).click(modifiers=["Control"])
    story.press("Delete")
    assert [(row, column) for row, column, _ in story.texts()] == [(1, "contact"), (4, "last")]


def test_rows_are_ticked_singly_in_runs_and_all(open_story: Callable[..., Story]) -> None:
    story = open_story()
    gutter = "[role=row][aria-rowindex='{}'] [data-act=check]"
    for row, held in ((2, []), (5, ["Shift"])):
        story.page.locator(f"[role=row][aria-rowindex='{row}']").hover()
        story.page.locator(gutter.format(row)).click(modifiers=held)  # type: ignore[arg-type]
    checks = story.page.evaluate("[...story.seen.calls.at(-1)[1].checks.ids]")
    assert checks == [1, 2, 3, 4]
    story.page.get_by_role("checkbox", name="全选").click()
    story.page.get_by_role("checkbox", name="全选").click()
    assert story.page.evaluate("story.seen.calls.at(-1)[1].checks.all") is True
    assert story.has_focus()


def test_shift_space_ticks_the_selected_rows(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("contact", 2)
    story.press("Shift+ArrowDown", "Shift+ArrowDown", "Shift+Space")
    assert story.page.evaluate("[...story.seen.calls.at(-1)[1].checks.ids]") == [2, 3, 4]
    story.press("Shift+Space")
    assert story.page.evaluate("[...story.seen.calls.at(-1)[1].checks.ids]") == []
