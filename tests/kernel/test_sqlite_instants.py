"""Instants read from SQLite's text: the same as Django reads, in one step."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from genjin.kernel.sqlite.instants import read_instant, use_quick_instants


@pytest.mark.parametrize(
    "text",
    ["2026-03-05 02:24:00", "2026-03-05 02:24:00.123456", "2026-03-05 02:24:00+00:00", "2026-03-05T02:24:00.120000Z"],
)
def test_each_way_an_instant_may_stand_there(text: str) -> None:
    micro = timedelta(microseconds=int(text.split(".")[1][:6]) if "." in text else 0)
    assert read_instant(text) == datetime(2026, 3, 5, 2, 24, tzinfo=UTC) + micro


def test_the_driver_hands_over_instants_that_know_their_zone() -> None:
    use_quick_instants()
    link = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES)
    link.execute("CREATE TABLE t (at datetime)")
    link.execute("INSERT INTO t VALUES ('2026-03-05 10:24:00')")
    assert link.execute("SELECT at FROM t").fetchone() == (datetime(2026, 3, 5, 10, 24, tzinfo=UTC),)
    link.close()
