"""docs/promises.md tells of every promise once, and names only tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| ([^|]+) \| ([●◐○]) \|([^|]*)\|([^|]*)\|$", re.M)
COUNTS = {"A": 13, "B": 14, "C": 9, "D": 15, "E": 8, "F": 8, "G": 13, "H": 3, "I": 9, "J": 6}
TEMPLATES = 7


def rows() -> list[tuple[str, str, str, str]]:
    found = ROW.findall((ROOT / "docs" / "promises.md").read_text(encoding="utf-8"))
    return [(a.strip(), b, c.strip(), d.strip()) for a, b, c, d in found]


def test_every_promise_is_listed_once() -> None:
    names = [name for name, *_ in rows()]
    wanted = [f"{letter}{n}" for letter, count in COUNTS.items() for n in range(1, count + 1)]
    assert [n for n in names if re.fullmatch(r"[A-J]\d+", n)] == wanted
    assert len(names) == len(wanted) + TEMPLATES


def test_what_works_names_a_test_that_exists() -> None:
    for name, state, words, shown in rows():
        tests = [t.strip() for t in shown.split(",") if t.strip()]
        if state != "○":
            assert tests, f"{name} claims to work and names no test"
        if state == "◐":
            assert "Missing" in words, f"{name} does not say what is missing"
        for test in tests:
            assert (ROOT / test).is_file(), f"{name} names {test}, which does not exist"
