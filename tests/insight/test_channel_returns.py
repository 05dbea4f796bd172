"""What channels cost and bring (domain.md B1): costs spread by days, parts that add up, rows behind each number."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genjin.insight.channel_returns import compute_returns
from genjin.insight.cost_spread import spread
from genjin.insight.figures import Slice
from genjin.insight.period import Period
from genjin.kernel import clock
from genjin.leads.advance import advance_leads
from genjin.leads.models import Lead
from genjin.tables.filters.tree import parse_filter
from genjin.tables.records.edit import create_rows
from genjin.tables.records.query import Query, fetch_page
from tests.cast import Cast
from tests.selling_setting import new_leads, wall

DAY = timedelta(days=1)
BASE = date(2026, 1, 1)
days = st.integers(0, 400).map(lambda n: BASE + n * DAY)


@given(st.integers(0, 10**12), days, st.integers(0, 400), st.lists(days, max_size=6))
def test_the_parts_of_a_cut_up_cost_add_up_to_the_whole(total: int, first: date, length: int, cuts: list[date]) -> None:
    last = first + length * DAY
    edges = sorted({first, *(c for c in cuts if first < c <= last), last + DAY})
    parts = [spread(total, first, last, begin, end - DAY) for begin, end in itertools.pairwise(edges)]
    assert sum(parts) == total
    assert all(part >= 0 for part in parts)
    assert spread(total, first, last, BASE - 900 * DAY, BASE + 2_000 * DAY) == total
    assert spread(total, first, last, last + DAY, last + 30 * DAY) == 0


@given(st.integers(0, 10**9), days, st.integers(0, 60), days, st.integers(0, 60))
def test_a_part_is_near_its_days_share(total: int, first: date, length: int, begin: date, span: int) -> None:
    last, end = first + length * DAY, begin + span * DAY
    shared = max(0, (min(last, end) - max(first, begin)).days + 1)
    assert abs(spread(total, first, last, begin, end) - total * shared / (length + 1)) <= 1


def test_a_booth_over_the_turn_of_the_month() -> None:
    booth = (10_000_00, date(2026, 3, 28), date(2026, 4, 6))
    assert spread(*booth, date(2026, 3, 1), date(2026, 3, 31)) == 4_000_00
    assert spread(*booth, date(2026, 4, 1), date(2026, 4, 30)) == 6_000_00


MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def fair(cast: Cast, defaults: None) -> list[int]:
    """Four leads of a fair in March, one of them signed, one flagged; one lead without a channel; ¥6,000 of costs."""
    with clock.fixed(wall("2026-03-10 09:00")):
        ids = new_leads(
            cast.seller_actor,
            [{"company": f"样本{n}公司", "source": "展会", "grade": g} for n, g in enumerate(["A", "A", "B", "C"])]
            + [{"company": "样本余公司"}],
        )
        advance_leads(cast.seller_actor, ids[:1], "已成交", amount=24_000_00)
        costs = [
            {"channel": "展会/活动留资", "first": "2026-03-28", "last": "2026-04-06", "cost": "1万"},
            {
                "channel": "展会/活动留资",
                "first": "2026-03-01",
                "last": "2026-03-31",
                "cost": "2000",
                "campaign": "车展",
            },
            {"channel": "行业社群", "first": "2026-03-01", "last": "2026-03-31", "budget": "500"},
        ]
        assert all(r.row_id for r in create_rows(cast.admin_actor, "channel_costs", costs)[1])
    Lead.objects.filter(pk=ids[3]).update(flags="|throwaway|")
    return ids


def test_leads_cost_and_return_by_channel(cast: Cast, fair: list[int]) -> None:
    found = compute_returns(Slice(cast.admin_actor), MARCH)
    rows = {r.label: r for r in found.rows}
    booth = rows["展会/活动留资"]
    assert (booth.kind, booth.leads, booth.valid, booth.a, booth.b, booth.c) == ("external", 4, 3, 2, 1, 1)
    assert (booth.won, booth.won_amount, booth.cost) == (1, 24_000_00, 6_000_00)
    assert (booth.cost_per_lead, booth.cost_per_won, booth.roi) == (1_500_00, 6_000_00, 300.0)
    assert (rows[""].leads, rows[""].cost, rows[""].roi) == (1, 0, None)
    # A channel with a plan and no leads shows, too: nothing came of it.
    assert (rows["行业社群"].leads, rows["行业社群"].cost_per_lead) == (0, None)
    assert (found.total.leads, found.total.won_amount, found.total.cost) == (5, 24_000_00, 6_000_00)
    assert found.formulas["roi"] == "（成交金额 − 费用）÷ 费用"
    Lead.objects.filter(pk=fair[3]).update(flags_accepted=True)
    assert compute_returns(Slice(cast.admin_actor), MARCH).rows[0].valid == 4


def test_each_number_opens_its_rows(cast: Cast, fair: list[int]) -> None:
    booth = compute_returns(Slice(cast.admin_actor), MARCH).rows[0]
    opened = [
        {r["id"] for r in fetch_page("leads", cast.admin_actor, Query(filter=parse_filter(tree))).rows}
        for tree in (booth.filter, booth.won_filter)
    ]
    assert opened == [set(fair[:4]), set(fair[:1])]


def test_costs_are_not_set_against_a_part_of_the_leads(cast: Cast, fair: list[int]) -> None:
    seller = compute_returns(Slice(cast.seller_actor), MARCH)
    assert (seller.why_no_cost, seller.rows[0].leads, seller.rows[0].cost, seller.rows[0].roi) == (
        "forbidden", 4, None, None,
    )  # fmt: skip
    one = compute_returns(Slice(cast.admin_actor, owner_id=cast.seller.pk), MARCH)
    assert (one.why_no_cost, one.total.cost) == ("partial", None)
    assert compute_returns(Slice(cast.other_seller_actor), MARCH).rows == []
