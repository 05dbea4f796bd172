"""The colour and its reason in words (domain.md A4), on a fixed clock. Pure: no database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from genjin.kernel.words import to_traditional
from genjin.leads.status import NEVER, compute_turn, describe_status
from tests.selling_setting import wall

NOW = wall("2026-03-05 10:24")  # a Thursday


def lead(**facts: Any) -> dict[str, Any]:
    """A B lead, last contacted yesterday, no plan, no stage limit."""
    return {
        "stage_kind": "open",
        "created_at": wall("2026-01-05 09:00"),
        "assigned_at": None,
        "last_contact_at": wall("2026-03-04 16:00"),
        "grade": "B",
        "cadence_min": 3,
        "cadence_max": 5,
        "next_at": None,
        "next_has_time": None,
        "stage_entered_at": None,
        "stage_allowance": None,
        **facts,
    }


def day(text: str) -> dict[str, Any]:
    return {"next_at": wall(f"{text} 00:00"), "next_has_time": False}


def moment(text: str) -> dict[str, Any]:
    return {"next_at": wall(text), "next_has_time": True}


CASES = [
    # quiet for too long, counted in calendar days
    (
        lead(last_contact_at=wall("2026-02-24 09:30")),
        "red",
        "9 天未跟进，B 级应 3–5 天",
        "No contact for 9 days, grade B wants 3–5 days",
    ),
    (lead(last_contact_at=wall("2026-02-24 09:30"), grade="B-"), "red", "9 天未跟进，B 级应 3–5 天", None),
    (
        lead(last_contact_at=wall("2026-02-28 23:59")),
        "amber",
        "5 天未跟进，B 级 3–5 天",
        "No contact for 5 days, grade B: 3–5 days",
    ),
    (lead(last_contact_at=wall("2026-02-27 23:59")), "red", "6 天未跟进，B 级应 3–5 天", None),
    (lead(last_contact_at=wall("2026-03-02 00:01")), "amber", "3 天未跟进，B 级 3–5 天", None),
    (lead(last_contact_at=wall("2026-03-03 00:01")), "green", "按计划，未定下次联系", "On plan, no next contact set"),
    (lead(last_contact_at=None, assigned_at=wall("2026-03-01 09:00")), "amber", "4 天未跟进，B 级 3–5 天", None),
    (lead(last_contact_at=None, created_at=wall("2026-02-25 09:00")), "red", "8 天未跟进，B 级应 3–5 天", None),
    (
        lead(grade="A", cadence_min=1, cadence_max=2, last_contact_at=wall("2026-03-02 09:00")),
        "red",
        "3 天未跟进，A 级应 1–2 天",
        None,
    ),
    (
        lead(grade=None, cadence_min=7, cadence_max=10, last_contact_at=wall("2026-02-20 09:00")),
        "red",
        "13 天未跟进，未评级应 7–10 天",
        "No contact for 13 days, ungraded wants 7–10 days",
    ),
    # the plan
    (lead(**day("2026-03-03")), "red", "逾期 2 天", "Overdue by 2 days"),
    (lead(**moment("2026-03-04 09:00")), "red", "逾期 1 天", "Overdue by 1 day"),
    (lead(**moment("2026-03-05 08:00")), "red", "逾期 2 小时", "Overdue by 2 hours"),
    (lead(**moment("2026-03-05 10:00")), "red", "逾期 24 分钟", None),
    (lead(**moment("2026-03-05 14:30")), "amber", "今天 14:30 到期", "Due today 14:30"),
    (lead(**day("2026-03-05")), "amber", "今天到期", "Due today"),
    (lead(**day("2026-03-06")), "green", "按计划，明天联系", "On plan, contact tomorrow"),
    (lead(**moment("2026-03-09 14:00")), "green", "按计划，4 天后联系", "On plan, contact in 4 days"),
    # quiet says more than overdue
    (
        lead(last_contact_at=wall("2026-02-24 09:30"), **moment("2026-02-27 09:30")),
        "red",
        "9 天未跟进，B 级应 3–5 天",
        None,
    ),
    # stay in the stage, counted in working days: 15 to 23 Feb 2026 is Spring Festival, 28 Feb is worked
    (
        lead(stage_entered_at=wall("2026-02-14 09:00"), stage_allowance=10),
        "amber",
        "本阶段已 9 个工作日，限 10 个",
        "9 working days in this stage of 10",
    ),
    (
        lead(stage_entered_at=wall("2026-02-12 09:00"), stage_allowance=10),
        "red",
        "本阶段停留 11 个工作日，应 10 个以内",
        "11 working days in this stage, allowed 10",
    ),
    (lead(stage_entered_at=wall("2026-03-02 09:00"), stage_allowance=10), "green", "按计划，未定下次联系", None),
    # grade E has no cadence
    (lead(grade="E", cadence_min=None, cadence_max=None, last_contact_at=None), "green", "按计划，未定下次联系", None),
    # closed
    (lead(stage_kind="won", last_contact_at=None), "done", "已成交", "Won"),
    (lead(stage_kind="lost", **day("2026-01-01")), "done", "已流失", "Lost"),
]


@pytest.mark.parametrize(("values", "level", "words", "english"), CASES)
def test_colour_and_words(values: dict[str, Any], level: str, words: str, english: str | None) -> None:
    assert describe_status(values, NOW, "zh-CN") == {"level": level, "words": words}
    if english is not None:
        assert describe_status(values, NOW, "en") == {"level": level, "words": english}


@pytest.mark.parametrize("values", [case[0] for case in CASES])
def test_stored_instants_turn_exactly_when_the_colour_does(values: dict[str, Any]) -> None:
    turn = compute_turn(values)
    if turn.red_at is None:
        assert turn.amber_at is None and describe_status(values, NOW, "zh-CN")["level"] == "done"
        return
    assert turn.amber_at is not None and turn.amber_at <= turn.red_at
    if turn.red_at < NEVER:
        assert describe_status(values, turn.red_at, "zh-CN")["level"] == "red"
        assert describe_status(values, turn.red_at - timedelta(microseconds=1), "zh-CN")["level"] != "red"
    if turn.amber_at < turn.red_at:
        assert describe_status(values, turn.amber_at, "zh-CN")["level"] == "amber"
        assert describe_status(values, turn.amber_at - timedelta(microseconds=1), "zh-CN")["level"] == "green"


def test_traditional_characters() -> None:
    quiet = lead(last_contact_at=wall("2026-02-24 09:30"))
    assert describe_status(quiet, NOW, "zh-TW")["words"] == "9 天未跟進，B 級應 3–5 天"
    assert to_traditional("按计划，2 天后联系") == "按計劃，2 天後聯絡"
    assert to_traditional("拜天后宫") == "拜天后宮"
