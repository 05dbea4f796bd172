"""The overview's figures: one definition each, within scope, opening the very rows they count (domain.md G1–G3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from genjin.insight.breakdown import compute_months, compute_shares, count_pairs
from genjin.insight.figures import Slice, compute_figures
from genjin.insight.funnel import compute_funnel
from genjin.insight.period import Period
from genjin.kernel import clock
from genjin.leads.advance import advance_leads
from genjin.tables.filters.tree import parse_filter
from genjin.tables.records.query import Query, fetch_page
from tests.cast import Cast
from tests.selling_setting import last_operation, new_leads, undo, wall

BEGIN = wall("2026-01-05 09:00")
QUARTER = Period(BEGIN.date(), wall("2026-03-05 00:00").date())


@pytest.fixture
def quarter(cast: Cast, defaults: Any) -> list[int]:
    """Twenty leads: three signed after 45 days, one lost while the proposal was discussed."""
    seller = cast.seller_actor
    grades = ["A"] * 6 + ["B"] * 10 + ["C"] * 4
    with clock.fixed(BEGIN):
        ids = new_leads(seller, [{"company": f"样本{i}公司", "grade": g} for i, g in enumerate(grades)])
    with clock.fixed(BEGIN + timedelta(days=5)):
        advance_leads(seller, ids[:8], "需求确认")
        advance_leads(seller, ids[3:4], "方案讨论")
    with clock.fixed(BEGIN + timedelta(days=10)):
        advance_leads(seller, ids[3:4], "已流失", lost_reason="预算被砍")
    with clock.fixed(BEGIN + timedelta(days=45)):
        advance_leads(seller, ids[:3], "已成交", amount=10_000_00)
    return ids


def figures(cast: Cast, who: str = "admin") -> dict[str, Any]:
    with clock.fixed(wall("2026-03-05 10:24")):
        return {f.key: f for f in compute_figures(Slice(cast.actor(getattr(cast, who))), QUARTER)}


def test_the_three_figures_follow_their_formulas(cast: Cast, quarter: list[int]) -> None:
    found = figures(cast)
    assert found["conversion"].value == 15.0
    assert found["cycle"].value == 45.0
    assert found["amount"].value == 30_000_00
    assert found["new"].value == 20
    assert found["average"].value == 10_000_00
    assert {k: p.value for k, p in found["conversion"].numbers.items()} == {"signed": 3, "leads": 20}
    assert "÷" in found["conversion"].formula


def test_a_figure_opens_the_rows_it_counts(cast: Cast, quarter: list[int]) -> None:
    found = figures(cast)
    page = fetch_page("leads", cast.admin_actor, Query(filter=parse_filter(found["conversion"].filter), limit=100))
    assert {r["id"] for r in page.rows} == set(quarter[:3])


def test_another_team_counts_none_of_it(cast: Cast, quarter: list[int]) -> None:
    found = figures(cast, "other_seller")
    assert (found["new"].value, found["amount"].value, found["conversion"].value) == (0, 0, None)


def test_the_funnel_counts_where_leads_have_been_not_where_they_are(cast: Cast, quarter: list[int]) -> None:
    with clock.fixed(wall("2026-03-05 10:24")):
        steps = {s.label: s for s in compute_funnel(Slice(cast.admin_actor), QUARTER)}
    assert [s.reached for s in steps.values()] == [20, 8, 4, 3, 3, 3]
    assert steps["需求确认"].rate == 40.0
    assert steps["初次接触"].median_days == 5.0


def test_an_undone_move_leaves_the_funnel_as_before(cast: Cast, quarter: list[int]) -> None:
    with clock.fixed(wall("2026-03-05 10:24")):
        before = compute_funnel(Slice(cast.admin_actor), QUARTER)
        advance_leads(cast.seller_actor, quarter[10:12], "签约阶段")
        assert compute_funnel(Slice(cast.admin_actor), QUARTER) != before
        undo(cast.seller_actor, last_operation().pk)
        assert compute_funnel(Slice(cast.admin_actor), QUARTER) == before


def test_months_name_the_main_loss(cast: Cast, quarter: list[int]) -> None:
    with clock.fixed(wall("2026-03-05 10:24")):
        months = {m.month: m for m in compute_months(Slice(cast.admin_actor), 3)}
    january = months["2026-01"]
    assert (january.leads, january.a, january.b, january.c, january.won) == (20, 6, 10, 4, 3)
    assert (january.rate, january.cycle_days) == (15.0, 45.0)
    assert (january.loss_stage, january.loss_rate) == ("方案讨论", 5.0)
    assert january.complete
    assert not months["2026-03"].complete


def test_owners_add_up(cast: Cast, quarter: list[int]) -> None:
    chosen = Slice(cast.admin_actor)
    (share,) = compute_shares(chosen, QUARTER, count_pairs(chosen, QUARTER), "people")
    assert (share.label, share.leads, share.won, share.rate) == ("林小满", 20, 3, 15.0)
