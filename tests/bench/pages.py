"""First pages: the named views, any other filter or sort, each beside the same rows fetched by hand-written SQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection

from genjin.kernel import clock
from genjin.leads.models import Lead
from genjin.leads.views import SHIPPED_VIEWS
from genjin.tables.records.custom_value import custom_sql
from tests.bench.figures import Figure, Walls, time_calls
from tests.bench.readers import Reader, readers
from tests.bench.setting import Setting

LIMIT = 100
REPEAT = 16


@dataclass(frozen=True, slots=True)
class Case:
    """One view for readers of one reach. order: SQL of the sort for the hand-written twin; where: its filter."""

    words: str
    reach: str
    body: dict[str, Any]
    order: str
    where: str = ""


def measure_views(setting: Setting) -> Iterator[Figure]:
    """Every reach by every sort, and the views that the product ships."""
    walls, raws = Walls(), Walls()
    told: list[Figure] = []
    for case in [*_sorted_views(setting), *_shipped_views()]:
        figure, page_walls, raw_walls = _measure(case, REPEAT)
        told.append(figure)
        walls.add(page_walls)
        raws.add(raw_walls)
    worst = max(told, key=lambda f: f.value)
    timing = walls.timing()
    yield Figure(
        "views", f"first page, {len(told)} views", timing.p95, "ms", raws.timing().p95,
        {**timing.details(), "worst": worst.words},
    )  # fmt: skip
    yield from told


def measure_other_pages(setting: Setting) -> Iterator[Figure]:
    """Filters and sorts no index was made for."""
    walls = Walls()
    told: list[Figure] = []
    for case in _other_pages(setting):
        figure, page_walls, _ = _measure(case, 4)
        told.append(figure)
        walls.add(page_walls)
    worst = max(told, key=lambda f: f.value)
    timing = walls.timing()
    yield Figure(
        "other_pages", f"first page, {len(told)} other filters and sorts", timing.p95, "ms",
        details={**timing.details(), "worst": worst.words},
    )  # fmt: skip
    yield from told


def _sorted_views(setting: Setting) -> Iterator[Case]:
    indexed = custom_sql(connection.vendor, setting.indexed, "float")
    sorts = (
        ("stage", "asc", "stage_rank"), ("grade", "asc", "grade_rank"), ("next_at", "asc", "next_at"),
        ("updated_at", "desc", "updated_at"), ("amount", "desc", "amount"), (setting.indexed, "desc", indexed),
    )  # fmt: skip
    for reach in ("own", "team", "region", "all"):
        for column, direction, expression in sorts:
            name = "custom field" if column == setting.indexed else column
            yield Case(f"view {reach} by {name}", reach, {"sort": [[column, direction]]}, f"{expression} {direction}")


def _shipped_views() -> Iterator[Case]:
    open_rows = "AND red_at IS NOT NULL"
    orders = {
        "全部线索": ("created_at desc", ""),
        "我的跟进": ("next_at asc", open_rows),
        "7 天内要联系": ("next_at asc", f"{open_rows} AND next_at < %(soon)s"),
        "停滞": ("red_at asc", "AND red_at <= %(now)s"),
    }
    for view in SHIPPED_VIEWS:
        if view["name"] in orders:
            order, where = orders[str(view["name"])]
            body = {"filter": view.get("filter"), "sort": view.get("sort", [])}
            for reach in ("own", "team", "region", "all"):
                yield Case(f"shipped view {view['name']}, {reach}", reach, body, order, where)


def _other_pages(setting: Setting) -> Iterator[Case]:
    filters: tuple[tuple[str, dict[str, Any]], ...] = (
        ("need contains 产线", {"column": "need", "op": "contains", "value": "产线"}),
        ("industry is 电气, grade A", {"and": [{"column": "industry", "op": "eq", "value": "电气"},
                                           {"column": "grade", "op": "in", "value": ["A+", "A"]}]}),
        ("nothing found", {"column": "need", "op": "contains", "value": "没有这样的词"}),
        ("city or amount", {"or": [{"column": "city", "op": "eq", "value": "无锡"},
                                   {"column": "amount", "op": "gt", "value": 190_000_000}]}),
        ("plain custom field", {"column": setting.plain, "op": "eq", "value": 77}),
    )  # fmt: skip
    for reach in ("team", "all"):
        for words, tree in filters:
            yield Case(f"{words}, {reach}", reach, {"filter": tree, "sort": [["updated_at", "desc"]]}, "")
        for column in ("city", "contact", "expected_close", "won_at", setting.plain):
            name = "plain custom field" if column == setting.plain else column
            yield Case(f"sort by {name}, {reach}", reach, {"sort": [[column, "asc"]]}, "")


def _measure(case: Case, repeat: int) -> tuple[Figure, Walls, Walls]:
    people = readers(case.reach)
    body = {**case.body, "limit": LIMIT}
    asked = [people[n % len(people)] for n in range(repeat)]
    timing, walls = time_calls([lambda r=r: r.post("/tables/leads/query", body) for r in asked])
    raw, raw_walls = None, Walls()
    if case.order:
        raw_timing, raw_walls = time_calls([lambda r=r: fetch_raw(case, r) for r in asked])
        raw = raw_timing.p95
    return Figure("", case.words, timing.p95, "ms", raw, timing.details()), walls, raw_walls


_COLUMNS = ", ".join(f'"{f.column}"' for f in Lead._meta.concrete_fields)


def fetch_raw(case: Case, reader: Reader) -> list[Any]:
    """The page as somebody would write it by hand: the scope's branches, each in index order, cut at 100."""
    expression, direction = case.order.rsplit(" ", 1)
    facts = {"now": _now(0), "soon": _now(7)}
    branches = []
    for scope in _scopes(case.reach, reader):
        branches.append(
            f"SELECT * FROM (SELECT {_COLUMNS} FROM leads_lead WHERE deleted_at IS NULL AND {expression} IS NOT NULL "
            f"{scope} {case.where} ORDER BY {expression} {direction}, id {direction} LIMIT {LIMIT + 1}) AS part"
        )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(branches), facts)
        return cursor.fetchall()


def _scopes(reach: str, reader: Reader) -> list[str]:
    if reach == "all":
        return [""]
    if reach == "own":
        return [f"AND owner_id = {reader.actor.id}"]
    units = [reader.actor.unit_id] if reach == "team" else list(reader.actor.subtree_ids)
    return [f"AND unit_id = {unit}" for unit in units]


def _now(days: int) -> Any:
    instant = clock.now() + timedelta(days=days)
    return instant if connection.vendor == "postgresql" else str(instant.replace(tzinfo=None))
