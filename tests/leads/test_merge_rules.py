"""Whose value a merge proposes, rule by rule."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from genjin.kernel.parse_names import is_same_person
from genjin.leads.merging.persons import further_contacts
from genjin.leads.merging.rules import Candidate, Setting, join_texts, propose

NOW = datetime(2026, 3, 5, 2, 24, tzinfo=UTC)
SETTING = Setting(keep=1, now=NOW)


def candidate(lead: int, value: Any, day: int = 0, **more: Any) -> Candidate:
    return Candidate(lead, value, NOW - timedelta(days=day), NOW - timedelta(days=30 - lead), **more)


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


@pytest.mark.parametrize(
    ("rule", "values", "leads", "why"),
    [
        ("newer", [None, None], (), "none"),
        ("newer", [None, "B"], (2,), "only"),
        ("newer", ["B", "B"], (1,), "same"),
        ("longer", ["江苏", "江苏无锡"], (2,), "longer"),
        ("longer", ["江苏甲", "江苏乙"], (1,), "kept"),
        ("kept", ["甲", "乙乙"], (1,), "kept"),
        ("joined", ["甲", "乙"], (1, 2), "joined"),
        ("earliest", ["展会", "官网"], (1,), "earliest"),
        ("later", [day(-6), day(4)], (2,), "later"),
        ("later", [day(2), day(-1)], (1,), "later"),
        ("fuller_name", ["顾总", "顾海峰"], (2,), "fuller_name"),
        ("fuller_name", ["何佳宁", "顾海峰"], (1,), "kept"),
        ("no such rule", ["甲", "乙"], (1,), "kept"),
    ],
)
def test_proposals(rule: str, values: list[Any], leads: tuple[int, ...], why: str) -> None:
    found = propose(rule, [candidate(n, v) for n, v in enumerate(values, 1)], SETTING)
    assert (found.leads, found.why) == (leads, why)


def test_the_newer_is_told_by_when_the_cell_changed_and_two_past_dates_by_that_too() -> None:
    grades = [candidate(1, "B", day=9), candidate(2, "A", day=2), candidate(3, "C", day=5)]
    assert propose("newer", grades, SETTING).leads == (2,)
    past = [candidate(1, day(-1), day=9), candidate(2, day(-5), day=2)]
    assert (propose("later", past, SETTING).leads, propose("later", past, SETTING).why) == ((2,), "newer")


@pytest.mark.parametrize(
    ("stages", "leads", "why"),
    [
        ([("open", 1, 1), ("open", 4, 1)], (2,), "furthest"),
        ([("lost", 7, 1), ("open", 2, 1)], (2,), "furthest"),
        ([("lost", 7, 1), ("won", 6, 1)], (), "decide"),
        ([("open", 3, 1), ("won", 6, 1)], (), "decide"),
        ([("open", 1, 1), ("open", 4, 2)], (1,), "kept"),
    ],
)
def test_stages(stages: list[tuple[str, int, int]], leads: tuple[int, ...], why: str) -> None:
    found = propose("furthest", [candidate(n, n * 10, stage=s) for n, s in enumerate(stages, 1)], SETTING)
    assert (found.leads, found.why) == (leads, why)


def test_who_may_not_decide_gets_an_empty_cell_filled_and_nothing_else() -> None:
    assert propose("longer", [candidate(1, "甲"), candidate(2, "乙乙")], SETTING, locked=True).leads == (1,)
    assert propose("longer", [candidate(1, None), candidate(2, "乙乙")], SETTING, locked=True).leads == (2,)


def test_a_number_goes_to_the_chosen_contact_only_when_it_is_theirs() -> None:
    setting = Setting(keep=1, now=NOW, person="顾海峰")
    ours = candidate(2, "13800006021", contact="顾总")
    foreign = candidate(2, "13900007788", contact="何佳宁")
    assert propose("same_person", [candidate(1, None, contact="顾海峰"), ours], setting).leads == (2,)
    assert propose("same_person", [candidate(1, None, contact="顾海峰"), foreign], setting).leads == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("顾海峰", "顾总", True),
        ("欧阳修文", "欧阳经理", True),
        ("顾海峰", "何总", False),
        ("顾海峰", "顾海", False),
        ("顾海峰", "顾 海峰", True),
        (None, "顾总", False),
    ],
)
def test_one_person_written_two_ways(one: str | None, other: str | None, same: bool) -> None:
    assert is_same_person(one, other) is same


def test_nobody_and_no_number_is_lost() -> None:
    result = {"contact": "顾海峰", "mobile": "13800006021", "phone": "0510-82764410"}
    leads: list[dict[str, Any]] = [
        {"number": "XS1", "contact": "顾海峰", "mobile": "13800006021"},
        {"number": "XS2", "contact": "顾总", "mobile": "13800009999"},
        {"number": "XS3", "contact": "何佳宁", "title": "采购", "phone": "0510-82764410"},
        {"number": "XS4", "contact": None, "company": "恒砺", "phone": "0510-11112222"},
    ]
    added = further_contacts(result, leads, [{"name": "苏梅"}])
    assert added == [
        {"name": "顾海峰", "mobile": "13800009999", "phone": "0510-11112222"},
        {"name": "何佳宁", "title": "采购", "phone": "0510-82764410"},
    ]
    assert further_contacts(result, leads, added) == []


def test_joined_texts_hold_each_thing_once() -> None:
    assert join_texts(["周一在", "周一在，周二出差", "先要报价"]) == "周一在，周二出差\n先要报价"
