"""Any filter tree finds on the database exactly the rows that a plain reading of it finds in Python."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from genjin.kernel import clock
from genjin.tables.definition import get_table
from genjin.tables.fields.relative_days import RELATIVE, relative_range
from genjin.tables.filters.tree import parse_filter
from genjin.tables.records.custom_columns import add_column
from genjin.tables.records.edit import create_rows
from genjin.tables.records.query import Query, fetch_page
from tests.cast import Cast
from tests.tables.examples import forgotten

NOW = datetime(2026, 3, 5, 2, 24, tzinfo=UTC)
TODAY = date(2026, 3, 5)
COMPANIES = (None, "无锡恒砺轴承", "苏州澜川", "ABB 电机", "abc", "南京云锦", "恒")
AMOUNTS = (None, 0, 100, 120_000_00, 999)
DAYS = (None, "2026-03-05", "2026-03-06", "2026-02-28", "2026-03-02", "2026-04-01")
GRADES = (None, "A+", "A", "B-", "C")
FLAGS = (None, True, False)
NUMBERS = (None, -1.5, 0, 2, 7.25)
TAGS = (None, ["x"], ["x", "y"], ["z"])

row_values = st.fixed_dictionaries(
    {
        "company": st.sampled_from(COMPANIES),
        "amount": st.sampled_from(AMOUNTS),
        "expected_close": st.sampled_from(DAYS),
        "grade": st.sampled_from(GRADES),
        "protected": st.sampled_from(FLAGS),
        "number": st.sampled_from(NUMBERS),
        "day": st.sampled_from(DAYS),
        "tags": st.sampled_from(TAGS),
    }
)


def _conditions() -> st.SearchStrategy[dict[str, Any]]:
    def cond(column: str, ops: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
        return st.sampled_from(sorted(ops)).flatmap(
            lambda op: ops[op].map(
                lambda v: {"column": column, "op": op} if v is None else {"column": column, "op": op, "value": v}
            )
        )

    none = st.none()
    texts = st.sampled_from([c for c in COMPANIES if c])
    pieces = st.sampled_from(["恒", "ab", "AB", "云锦", "%", "_", "B", "州"])
    blank = {"empty": none, "not_empty": none}
    days = st.sampled_from([d for d in DAYS if d])
    dates = {
        **dict.fromkeys(("eq", "ne", "lt", "le", "gt", "ge"), days),
        "between": st.tuples(days, days).map(list),
        **{op: none for op, kind in RELATIVE.items() if kind == "none"},
        **{op: st.integers(0, 40) for op, kind in RELATIVE.items() if kind == "days"},
        **blank,
    }
    money = st.sampled_from([a for a in AMOUNTS if a is not None])
    numbers = st.sampled_from([n for n in NUMBERS if n is not None])

    def compare(values: st.SearchStrategy[Any]) -> dict[str, st.SearchStrategy[Any]]:
        found = dict.fromkeys(("eq", "ne", "lt", "le", "gt", "ge"), values)
        return {**found, "between": st.tuples(values, values).map(list), **blank}

    grades = st.sampled_from([g for g in GRADES if g])
    tags = st.lists(st.sampled_from("xyz"), min_size=1, max_size=3, unique=True)
    return st.one_of(
        cond("company", {"contains": pieces, "not_contains": pieces, "starts": pieces, "eq": texts, "ne": texts,
                         "in": st.lists(texts, min_size=1), **blank}),
        cond("amount", compare(money)),
        cond("expected_close", dates),
        cond("grade", {"is": grades, "is_not": grades, "in": st.lists(grades, min_size=1),
                       "not_in": st.lists(grades, min_size=1), **blank}),
        cond("protected", {"is": st.booleans()}),
        cond("number", compare(numbers)),
        cond("day", dates),
        cond("tags", {"has_any": tags, "has_all": tags, "has_none": tags, **blank}),
    )  # fmt: skip


trees = st.recursive(
    _conditions(),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: {"and": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"or": parts}),
    ),
    max_leaves=8,
)


def reads(tree: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """The plain reading: what a person means by the words."""
    if "and" in tree:
        return all(reads(p, row) for p in tree["and"])
    if "or" in tree:
        return any(reads(p, row) for p in tree["or"])
    value, op, operand = row[tree["column"]], tree["op"], tree.get("value")
    if op == "empty":
        return value is None
    if op == "not_empty":
        return value is not None
    if tree["column"] == "protected":
        return bool(value) == operand
    if op in ("ne", "is_not"):
        return value != operand
    if op == "not_in":
        return value not in operand
    if op in ("not_contains", "has_none"):
        positive = {"not_contains": "contains", "has_none": "has_any"}[op]
        return not reads({**tree, "op": positive}, row)
    if value is None:
        return False
    if op in RELATIVE:
        first, beyond = relative_range(op, operand, TODAY)
        day = date.fromisoformat(value)
        return (first is None or day >= first) and (beyond is None or day < beyond)
    return {
        "eq": lambda: value == operand,
        "is": lambda: value == operand,
        "in": lambda: value in operand,
        "lt": lambda: value < operand,
        "le": lambda: value <= operand,
        "gt": lambda: value > operand,
        "ge": lambda: value >= operand,
        "between": lambda: operand[0] <= value <= operand[1],
        "contains": lambda: operand.lower() in value.lower(),
        "starts": lambda: value.lower().startswith(operand.lower()),
        "has_any": lambda: bool(set(value) & set(operand)),
        "has_all": lambda: set(operand) <= set(value),
    }[op]()


@pytest.fixture
def names(cast: Cast, defaults: Any) -> dict[str, str]:
    """Column ids of the custom fields that the test calls number, day and tags."""
    admin = cast.admin_actor
    listed = {"options": [{"key": k, "label": k} for k in "xyz"]}
    return {
        "number": add_column(admin, "leads", "试用数量", "number", {}).key,
        "day": add_column(admin, "leads", "到厂日", "date", {}).key,
        "tags": add_column(admin, "leads", "标签", "choices", listed).key,
    }


def _renamed(tree: Any, names: Mapping[str, str]) -> Any:
    if "column" in tree:
        return {**tree, "column": names.get(tree["column"], tree["column"])}
    return {join: [_renamed(p, names) for p in parts] for join, parts in tree.items()}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts=st.lists(row_values, min_size=1, max_size=8), tree=trees)
def test_the_database_reads_a_filter_as_a_person_does(
    cast: Cast, names: dict[str, str], drafts: list[dict[str, Any]], tree: dict[str, Any]
) -> None:
    actor = cast.admin_actor
    with forgotten(), clock.fixed(NOW):
        rows = [{names.get(k, k): v for k, v in d.items() if v is not None} | {"contact": "李四"} for d in drafts]
        _, results = create_rows(actor, "leads", rows)
        assert [r.errors for r in results] == [()] * len(drafts)
        found = fetch_page("leads", actor, Query(filter=parse_filter(_renamed(tree, names)), limit=500))
        wanted = {r.row_id for r, draft in zip(results, drafts, strict=True) if reads(tree, draft)}
        assert {row["id"] for row in found.rows} == wanted


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    drafts=st.lists(row_values, min_size=1, max_size=12),
    sort=st.lists(
        st.tuples(
            st.sampled_from(["amount", "grade", "expected_close", "company", "number", "day"]),
            st.sampled_from(["asc", "desc"]),
        ),
        max_size=3,
        unique_by=lambda s: s[0],
    ),
    limit=st.integers(1, 5),
)
def test_pages_follow_one_another_without_gap_or_double(
    cast: Cast, names: dict[str, str], drafts: list[dict[str, Any]], sort: list[tuple[str, str]], limit: int
) -> None:
    actor = cast.admin_actor
    order = tuple((names.get(c, c), d) for c, d in sort)
    rows = [{names.get(k, k): v for k, v in d.items() if v is not None} | {"contact": "李四"} for d in drafts]
    with forgotten(), clock.fixed(NOW):
        create_rows(actor, "leads", rows)
        whole = [r["id"] for r in fetch_page("leads", actor, Query(sort=order, limit=500)).rows]
        paged: list[int] = []
        cursor = None
        while True:
            page = fetch_page("leads", actor, Query(sort=order, limit=limit, cursor=cursor))
            paged += [r["id"] for r in page.rows]
            cursor = page.next
            if cursor is None:
                break
        assert paged == whole
        assert len(set(whole)) == len(whole) == get_table("leads").model._default_manager.count()
        _assert_sorted(actor, whole, order)


def _assert_sorted(actor: Any, ids: list[int], order: tuple[tuple[str, str], ...]) -> None:
    """Empty cells last; the first key never steps back. Companies are left out: they sort by pinyin."""
    if not order or order[0][0] == "company":
        return
    column, direction = order[0]
    page = fetch_page("leads", actor, Query(sort=order, limit=500, columns=(column,)))
    values = [r["cells"][0] for r in page.rows]
    filled = [v for v in values if v is not None]
    assert values == filled + [None] * (len(values) - len(filled))
    if column in ("amount", "expected_close"):
        assert filled == sorted(filled, reverse=direction == "desc")
    assert [r["id"] for r in page.rows] == ids


def test_relative_days_begin_on_monday() -> None:
    first, beyond = relative_range("this_week", None, TODAY)
    assert first == date(2026, 3, 2)
    assert beyond == first + timedelta(days=7)
