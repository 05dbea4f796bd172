"""The next contact proposed by the cadence."""

from __future__ import annotations

import pytest

from genjin.followups.proposal import choose_day, first_method, propose_next
from genjin.kernel import clock
from genjin.kernel.errors import AppError
from genjin.leads.advance import advance_leads
from genjin.pipelines.cadence import CadenceRule
from tests.cast import Cast
from tests.selling_setting import NOW, new_lead, wall


@pytest.mark.parametrize(
    ("start", "low", "high", "chosen"),
    [
        ("2026-03-05", 3, 5, "2026-03-10"),
        ("2026-03-02", 3, 5, "2026-03-06"),  # the fifth day is a Saturday
        ("2026-03-06", 1, 2, "2026-03-09"),  # both are weekend: the Monday after
        ("2026-02-13", 3, 5, "2026-02-24"),  # Spring Festival
    ],
)
def test_working_days_within_the_cadence(start: str, low: int, high: int, chosen: str) -> None:
    day = choose_day(wall(f"{start} 00:00").date(), CadenceRule("B", low, high))
    assert day.isoformat() == chosen


def test_methods_are_read_from_the_cadence_words() -> None:
    assert first_method("电话+拜访+方案定制") == "phone"
    assert first_method("邮件+案例分享+产品演示") == "email"
    assert first_method("行业资讯+白皮书推送+社群互动") is None


@pytest.mark.usefixtures("defaults")
def test_proposal_for_a_lead(cast: Cast) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor, grade="B-")
        found = propose_next(cast.seller_actor, lead)
        assert (found.at, found.method, found.why) == (wall("2026-03-10 00:00"), "email", "B 级每 3–5 天跟进一次")
        advance_leads(cast.seller_actor, [lead], "已流失", reason="没预算")
        assert propose_next(cast.seller_actor, lead).at is None
        with pytest.raises(AppError):
            propose_next(cast.other_seller_actor, lead)
