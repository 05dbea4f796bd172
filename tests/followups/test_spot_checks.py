"""The weekly sample: drawn alike twice, judged by supervisors, told, on the timeline, undone, counted over weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from genjin.followups.defaults import seed_defaults
from genjin.followups.log import FollowupDraft, log_followup
from genjin.followups.models import ContactPolicy
from genjin.followups.sampling.drawing import draw_sample
from genjin.followups.sampling.judging import judge_check
from genjin.followups.sampling.models import SpotCheck
from genjin.followups.sampling.reading import list_drawn, list_figures, list_weeks
from genjin.followups.sampling.rules import draw
from genjin.followups.timeline import fetch_timeline
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.kernel.errors import AppError, ErrorCode
from genjin.notices.reading import list_notices
from tests.cast import Cast
from tests.selling_setting import new_leads, undo, wall

pytestmark = pytest.mark.usefixtures("defaults")
MONDAY = wall("2026-03-09 06:00")
WEEK = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def monday(db: None) -> Iterator[None]:
    seed_defaults(SYSTEM)
    with clock.fixed(MONDAY):
        yield


def worked(cast: Cast, count: int, days_ago: int = 2) -> list[int]:
    with clock.fixed(MONDAY - timedelta(days=days_ago)):
        leads = new_leads(cast.seller_actor, [{"company": f"嘉兴{n}号机械", "contact": "陆工"} for n in range(count)])
        for lead in leads:
            log_followup(cast.seller_actor, lead, FollowupDraft("phone", "问了交期"))
    return leads


def test_drawing_is_random_and_repeatable() -> None:
    leads = list(range(100, 140))
    first = draw(leads, 7, WEEK, 3)
    assert draw(list(reversed(leads)), 7, WEEK, 3) == first
    assert len({tuple(draw(leads, 7, WEEK + timedelta(days=7 * n), 3)) for n in range(6)}) > 1
    assert draw(leads[:2], 7, WEEK, 3) == leads[:2]


def test_only_leads_worked_on_last_week_are_drawn_once_and_supervisors_told(cast: Cast) -> None:
    fresh, old = worked(cast, 5), worked(cast, 2, days_ago=9)
    assert draw_sample() == {"drawn": 3}
    assert draw_sample() == {"drawn": 0}
    drawn = list_drawn(cast.team_lead_actor, WEEK)
    assert {d.lead for d in drawn} < set(fresh) and not {d.lead for d in drawn} & set(old)
    assert [d.contacts[0]["summary"] for d in drawn] == ["问了交期"] * 3
    assert all(d.seller == cast.seller.name and d.completeness is not None for d in drawn)
    assert [n.words for n in list_notices(cast.team_lead_actor).rows] == ["本周要抽查 3 条线索"]
    with clock.fixed(MONDAY + timedelta(days=1)):
        SpotCheck.objects.all().delete()
        assert draw_sample() == {"drawn": 0}
        ContactPolicy.objects.update(sample_day="2", sample_size=1)
        assert draw_sample() == {"drawn": 1}
    # Without a setting it is Mondays, three each.
    ContactPolicy.objects.update(sample_day=None, sample_size=None)
    SpotCheck.objects.all().delete()
    assert draw_sample() == {"drawn": 3}


def test_a_verdict_is_told_stands_on_the_timeline_and_is_undone(cast: Cast) -> None:
    worked(cast, 2)
    draw_sample()
    boss = cast.team_lead_actor
    first, second = list_drawn(boss, WEEK)
    with pytest.raises(AppError) as refused:
        judge_check(boss, first.id, "more", " ")
    assert refused.value.code is ErrorCode.REQUIRED
    operation = judge_check(boss, first.id, "more", "预算和决策人没写")
    judge_check(boss, second.id, "ok", "")
    told = [n.words for n in list_notices(cast.seller_actor).rows]
    assert told == [
        f"周岚抽查了 {second.title}：合格",
        f"周岚抽查了 {first.title}，需补充：预算和决策人没写",
    ]
    (item,) = fetch_timeline(cast.seller_actor, first.lead, kinds=["checks"]).items
    assert (item["check"], item["actor"]["label"]) == ({"verdict": "more", "note": "预算和决策人没写"}, "周岚")
    (figure,) = list_figures(boss)
    assert (figure.seller, figure.week, figure.drawn, figure.ok, figure.more) == (cast.seller.name, WEEK, 2, 1, 1)
    undo(boss, operation)
    assert fetch_timeline(cast.seller_actor, first.lead, kinds=["checks"]).items == []
    assert [n.words for n in list_notices(cast.seller_actor).rows][-1:] != [told[1]]
    assert list_figures(boss)[0].more == 0


def test_sellers_neither_see_the_sample_nor_judge(cast: Cast) -> None:
    worked(cast, 1)
    draw_sample()
    (check,) = SpotCheck.objects.all()
    for refused in (
        lambda: judge_check(cast.seller_actor, check.pk, "ok", ""),
        lambda: list_weeks(cast.seller_actor),
    ):
        with pytest.raises(AppError) as caught:
            refused()
        assert caught.value.code is ErrorCode.FORBIDDEN
