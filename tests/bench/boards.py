"""The kanban's stage counts and sums, the footer's totals, and the overview."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import connection

from genjin.kernel import clock
from tests.bench.figures import Figure, Walls, time_calls
from tests.bench.readers import Reader, readers
from tests.bench.setting import Setting

REPEAT = 15


def measure_boards(setting: Setting) -> Iterator[Figure]:
    """Counts, sums and rows wanting attention per stage, for each reach; then with filters."""
    body = {"group": "stage", "sums": ["amount"]}
    yield from _boards("board", "stage counts and sums", ("own", "team", "region", "all"), body)
    filtered = {**body, "filter": {"and": [{"column": "grade", "op": "in", "value": ["A+", "A", "A-"]},
                                           {"column": "created_at", "op": "last_days", "value": 365}]}}  # fmt: skip
    yield from _boards("board_filtered", "stage counts and sums, filtered", ("team", "region", "all"), filtered)


def measure_totals(setting: Setting) -> Iterator[Figure]:
    """What the footer and the tabs ask for beside the page."""
    sums = {"sums": ["amount", "won_amount"]}
    for reach in ("own", "region", "all"):
        for path, body, words in (("count", {}, "count"), ("totals", sums, "footer totals")):
            timing, _ = time_calls(_posts(reach, f"/tables/leads/{path}", body, REPEAT))
            yield Figure("", f"{words}, {reach}", timing.p95, "ms", details=timing.details())


def measure_overview(setting: Setting) -> Iterator[Figure]:
    """Funnel, figures, months, shares of this quarter; and of half a year."""
    begin = clock.today().replace(day=1)
    half = clock.today().replace(year=begin.year - 1)
    walls = Walls()
    told: list[Figure] = []
    for reach in ("own", "team", "region", "all"):
        people = readers(reach)
        asked = [people[n % len(people)] for n in range(5)]
        calls = [lambda r=r: r.get("/overview") for r in asked]
        timing, found = time_calls(calls)
        walls.add(found)
        told.append(Figure("", f"overview of the quarter, {reach}", timing.p95, "ms", details=timing.details()))
    manager = readers("all")[0]
    timing, _ = time_calls([lambda: manager.get("/overview", **{"from": half.isoformat()})] * 3)
    told.append(Figure("", "overview of a year, all", timing.p95, "ms", details=timing.details()))
    yield Figure("overview", "overview of the quarter", walls.timing().p95, "ms", details=walls.timing().details())
    yield from told


def _boards(key: str, name: str, reaches: tuple[str, ...], body: dict[str, Any]) -> Iterator[Figure]:
    walls, raws = Walls(), Walls()
    told: list[Figure] = []
    for reach in reaches:
        timing, found = time_calls(_posts(reach, "/tables/leads/groups", body, REPEAT))
        people = readers(reach)
        plain = "filter" not in body
        # Hand-written without an index that covers it, a count of a million takes seconds: three are enough to tell.
        asked = [people[n % len(people)] for n in range(3)]
        raw, raw_walls = time_calls([partial(_raw, reach, r, plain) for r in asked])
        walls.add(found)
        raws.add(raw_walls)
        told.append(Figure("", f"{name}, {reach}", timing.p95, "ms", raw.p95, timing.details()))
    yield Figure(key, name, walls.timing().p95, "ms", raws.timing().p95, walls.timing().details())
    yield from told


def _posts(reach: str, path: str, body: dict[str, Any], count: int) -> list[Any]:
    people = readers(reach)
    asked = [people[n % len(people)] for n in range(count)]
    return [lambda r=r: r.post(path, body) for r in asked]


def _raw(reach: str, reader: Reader, plain: bool) -> object:
    scope = {
        "own": f"AND owner_id = {reader.actor.id}",
        "team": f"AND unit_id = {reader.actor.unit_id}",
        "region": f"AND unit_id IN ({', '.join(map(str, reader.actor.subtree_ids)) or 0})",
        "all": "",
    }[reach]
    year_ago = clock.day_start(clock.today().replace(year=clock.today().year - 1))
    instant = year_ago if connection.vendor == "postgresql" else str(year_ago.replace(tzinfo=None))
    narrowed = "" if plain else "AND grade IN ('A+', 'A', 'A-') AND created_at >= %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT stage_id, COUNT(*), SUM(amount) FROM leads_lead WHERE deleted_at IS NULL {scope} {narrowed} "
            "GROUP BY stage_id",
            [] if plain else [instant],
        )
        return cursor.fetchall()
