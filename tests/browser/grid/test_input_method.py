"""Chinese input into cells: no composition loses a character, no key of the input method acts on the table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .story import Story

pytestmark = [pytest.mark.browser, pytest.mark.rare]

#: Windows reports key "Process", some systems the letter itself, both with code 229; on others no key comes at all.
PATTERNS = ["process", "letter", "none"]


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize(
    ("column", "steps", "committed"),
    [
        ("company", ["w", "wu", "wu'x", "wu'xi"], "无锡"),
        ("size", ["y", "yi", "yi'b", "yi'bai"], "一百"),
        ("next", ["m", "mi", "ming", "ming't", "ming'tian"], "明天"),
        ("need", ["x", "xu", "xu'q", "xu'qiu"], "需求"),
    ],
)
def test_composition_reaches_the_cell_whole(
    open_story: Callable[..., Story], pattern: str, column: str, steps: list[str], committed: str
) -> None:
    story = open_story()
    story.go(column, 3)
    story.compose(steps, committed, pattern)
    assert story.is_editing()
    assert story.input.input_value() == committed
    assert story.batches() == []
    story.press("Enter")
    assert story.texts() == [(3, column, committed)]
    assert story.has_focus()
    assert "第 4 行" in story.label()
    assert story.errors == []


@pytest.mark.parametrize("pattern", PATTERNS)
def test_composition_filters_choices_and_enter_picks(open_story: Callable[..., Story], pattern: str) -> None:
    story = open_story()
    story.go("stage", 2)
    story.compose(["q", "qian", "qian'y", "qian'yue"], "签约", pattern)
    assert story.page.get_by_role("option", name="签约阶段").get_attribute("aria-selected") == "true"
    story.press("Enter")
    [batch] = story.batches()
    assert batch["edits"][0]["text"] == "签约阶段"
    assert batch["edits"][0]["value"]["id"] == 5


def test_pinyin_filters_while_it_is_being_composed(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("owner", 2)
    story.cdp.send("Input.imeSetComposition", {"text": "he'jia", "selectionStart": 6, "selectionEnd": 6})
    assert story.page.get_by_role("option").all_inner_texts() == ["何\n何佳宁"]


def test_keys_during_a_composition_do_not_act(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("contact", 4)
    story.cdp.send("Input.imeSetComposition", {"text": "zhang", "selectionStart": 5, "selectionEnd": 5})
    for key in ("Enter", "Escape", "ArrowDown", "Tab", "Delete"):
        story.cdp.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": key, "windowsVirtualKeyCode": 229})
    assert story.is_editing()
    assert story.batches() == []
    assert "第 4 行" in story.label()
    story.cdp.send("Input.insertText", {"text": "张"})
    story.press("Enter")
    assert story.texts() == [(4, "contact", "张")]


def test_composition_given_up_keeps_the_cell(open_story: Callable[..., Story]) -> None:
    story = open_story()
    before = story.text("company", 2)
    story.go("company", 2)
    story.cdp.send("Input.imeSetComposition", {"text": "wu", "selectionStart": 2, "selectionEnd": 2})
    story.cdp.send("Input.imeSetComposition", {"text": "", "selectionStart": 0, "selectionEnd": 0})
    story.press("Enter")
    assert story.batches() == []
    assert story.text("company", 2) == before


def test_composing_on_a_computed_cell_says_why_and_writes_nothing(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("number", 2)
    story.compose(["b", "bian"], "编", "process")
    assert story.page.get_by_role("alert").inner_text() == "编号由系统给出，不能改"
    assert story.input.input_value() == ""
    story.press("ArrowRight")
    story.compose(["x", "xin"], "新", "process")
    story.press("Enter")
    assert story.texts() == [(2, "company", "新")]


def test_two_compositions_in_one_cell_follow_each_other(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("company", 1)
    story.compose(["wu'xi"], "无锡", "process")
    story.compose(["heng'li"], "恒砺", "process")
    story.press("Enter")
    assert story.texts() == [(1, "company", "无锡恒砺")]


def test_clicking_elsewhere_while_composing_keeps_what_was_composed(open_story: Callable[..., Story]) -> None:
    story = open_story()
    story.go("company", 1)
    story.cdp.send("Input.imeSetComposition", {"text": "wuxi", "selectionStart": 4, "selectionEnd": 4})
    story.cell("contact", 5).click()
    assert story.texts() == [(1, "company", "wuxi")]
    assert story.has_focus()
    assert "联系人，第 5 行" in story.label()
