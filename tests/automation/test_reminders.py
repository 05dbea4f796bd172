"""Reminders before and at the time, each once; the morning's digest; time is the test's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from genjin.automation.reminders.digest import send_digests
from genjin.automation.reminders.kinds import DIGEST
from genjin.automation.reminders.sweep import remind
from genjin.followups.log import FollowupDraft, PlannedStep, PromiseDraft, log_followup
from genjin.followups.models import Task
from genjin.followups.tasks.verbs import settle_tasks
from genjin.kernel import clock
from genjin.leads.models import Lead
from genjin.notices.choices import Times, Ways, choose_times, choose_ways
from genjin.notices.models import Notice
from genjin.notices.reading import list_notices, snooze_notice
from genjin.notices.telling import News, tell
from genjin.people.models import Absence, Person
from tests.cast import Cast
from tests.notices.kinds import PLAIN
from tests.selling_setting import NOW, new_lead, new_leads, wall

pytestmark = pytest.mark.usefixtures("defaults")


def words(cast: Cast, person: Person | None = None) -> Sequence[str]:
    return [n.words for n in reversed(list_notices(cast.actor(person or cast.seller)).rows)]


def sweep_each_minute(begin: str, minutes: int) -> None:
    for minute in range(minutes):
        with clock.fixed(wall(begin) + timedelta(minutes=minute)):
            remind()


def test_before_and_at_the_time_each_once(cast: Cast) -> None:
    with clock.fixed(NOW):
        new_lead(cast.seller_actor, "无锡恒砺", next_at="2026-03-05 14:30")
        new_lead(cast.seller_actor, "只有日子", next_at="2026-03-05")
        new_lead(cast.seller_actor, "明天", next_at="2026-03-06 14:30")
        new_lead(cast.other_seller_actor, "别人的", next_at="2026-03-05 14:30")
    sweep_each_minute("2026-03-05 14:10", 30)
    assert words(cast) == ["14:30 联系 无锡恒砺，还有 15 分钟", "该联系 无锡恒砺 了，约在 14:30"]
    assert words(cast, cast.other_seller) == ["14:30 联系 别人的，还有 15 分钟", "该联系 别人的 了，约在 14:30"]
    assert [str(n.link.id if n.link else "") for n in list_notices(cast.seller_actor).rows] == [
        str(Lead.objects.get(company="无锡恒砺").pk)
    ] * 2


def test_how_long_before_is_each_persons_own(cast: Cast) -> None:
    choose_times(cast.seller.pk, Times(remind_before=60))
    choose_times(cast.other_seller.pk, Times(remind_before=0))
    with clock.fixed(NOW):
        for actor in (cast.seller_actor, cast.other_seller_actor):
            new_lead(actor, "恒砺", next_at="2026-03-05 14:30")
    with clock.fixed(wall("2026-03-05 13:30")):
        remind()
    assert words(cast) == ["14:30 联系 恒砺，还有 60 分钟"]
    assert words(cast, cast.other_seller) == []


def test_a_contact_that_was_made_moved_or_closed_is_not_reminded_of(cast: Cast) -> None:
    with clock.fixed(NOW):
        made, moved, lost = (new_lead(cast.seller_actor, name, next_at="2026-03-05 14:30") for name in "甲乙丙")
        log_followup(cast.seller_actor, made, FollowupDraft(method="phone", summary="打过了"))
        log_followup(
            cast.seller_actor, moved, FollowupDraft(method="phone", summary="改期", next=PlannedStep("2026-03-06 9:00"))
        )
        Lead.objects.filter(pk=lost).update(stage_kind="lost")
    sweep_each_minute("2026-03-05 14:29", 3)
    assert words(cast) == []


def test_a_worker_that_was_down_tells_late_but_not_for_ever(cast: Cast) -> None:
    with clock.fixed(NOW):
        new_lead(cast.seller_actor, "恒砺", next_at="2026-03-05 14:30")
        new_lead(cast.seller_actor, "早上的", next_at="2026-03-05 11:00")
    with clock.fixed(wall("2026-03-06 00:30")):
        remind()
    assert words(cast) == ["该联系 恒砺 了，约在 14:30"]


def test_around_midnight_no_time_is_missed(cast: Cast) -> None:
    with clock.fixed(NOW):
        for time in ("2026-03-05 23:59", "2026-03-06 00:01"):
            new_lead(cast.seller_actor, time, next_at=time)
        new_leads(cast.seller_actor, [{"company": f"全天 {n}", "next_at": "2026-03-06"} for n in range(3)])
    sweep_each_minute("2026-03-05 23:58", 5)
    assert sorted(w for w in words(cast) if w.startswith("该")) == [
        "该联系 2026-03-05 23:59 了，约在 23:59",
        "该联系 2026-03-06 00:01 了，约在 00:01",
    ]


def test_the_stand_in_is_reminded_while_somebody_is_away(cast: Cast) -> None:
    day = NOW.date()
    Absence.objects.create(
        owner_id=cast.seller.pk, first=day, last=day, stand_in_id=cast.team_lead.pk, created_at=NOW, updated_at=NOW
    )
    with clock.fixed(NOW):
        new_lead(cast.seller_actor, "恒砺", next_at="2026-03-05 14:30")
    with clock.fixed(wall("2026-03-05 14:30")):
        remind()
    assert (words(cast), words(cast, cast.team_lead)) == ([], ["该联系 恒砺 了，约在 14:30"])


def test_put_off_and_told_again_unless_the_plan_has_changed(cast: Cast) -> None:
    with clock.fixed(NOW):
        stays, moves = (new_lead(cast.seller_actor, name, next_at="2026-03-05 14:30") for name in ("留着", "改期"))
    with clock.fixed(wall("2026-03-05 14:30")):
        remind()
        for told in list_notices(cast.seller_actor).rows:
            snooze_notice(cast.seller_actor, told.id, "15min")
        log_followup(
            cast.seller_actor, moves, FollowupDraft(method="phone", summary="改期", next=PlannedStep("2026-03-09 9:00"))
        )
    with clock.fixed(wall("2026-03-05 14:45")):
        assert remind()["again"] == 2
        assert [n.words for n in list_notices(cast.seller_actor, unread=True).rows] == ["该联系 留着 了，约在 14:30"]
        assert stays


def test_a_sweep_asks_the_same_few_questions_for_one_and_for_many(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    with clock.fixed(NOW):
        new_leads(cast.seller_actor, [{"company": f"第{n}家", "next_at": "2026-03-05 14:30"} for n in range(300)])
    with clock.fixed(wall("2026-03-05 14:30")), django_assert_max_num_queries(20):
        assert remind()["told"] == 300
    with clock.fixed(wall("2026-03-05 14:31")), django_assert_max_num_queries(9):
        assert remind()["told"] == 0


def digest_of(cast: Cast, at: str, person: Person | None = None) -> list[str]:
    with clock.fixed(wall(at)):
        send_digests()
        rows = list_notices(cast.actor(person or cast.seller)).rows
    return [line for n in rows if n.kind == DIGEST.key for line in (n.words, *n.lines)]


def test_the_digest_counts_and_names_once_a_day(cast: Cast) -> None:
    choose_ways(cast.seller.pk, {PLAIN.key: Ways("digest", False)})
    with clock.fixed(NOW):
        timed = new_lead(cast.seller_actor, "有时间的", next_at="2026-03-06 09:30")
        new_lead(cast.seller_actor, "全天的", next_at="2026-03-06")
        new_lead(cast.seller_actor, "逾期的", next_at="2026-03-04")
        new_lead(cast.seller_actor, "以后的", next_at="2026-03-09")
        promises = [PromiseDraft("ours", "发报价", "2026-03-06"), PromiseDraft("theirs", "给图纸", "2026-03-05")]
        log_followup(cast.seller_actor, timed, FollowupDraft(method="phone", summary="谈过", promises=promises))
        settle_tasks(cast.seller_actor, [Task.objects.order_by("pk")[1].pk], "done")
        tell([News(cast.seller.pk, PLAIN, {"title": "昨晚"})])
    assert digest_of(cast, "2026-03-06 08:29") == []
    wanted = ["今天要联系 2 家，逾期 1 家，到期的任务 1 件", "全天的", "09:30 有时间的", "提醒：昨晚 有新情况"]
    assert digest_of(cast, "2026-03-06 08:30") == wanted
    assert digest_of(cast, "2026-03-06 08:35") == wanted
    assert Notice.objects.filter(kind=DIGEST.key).count() == 1


def test_no_digest_on_free_days_to_those_away_or_with_nothing_to_say(cast: Cast) -> None:
    with clock.fixed(NOW):
        new_lead(cast.seller_actor, "逾期的", next_at="2026-03-04")
    assert digest_of(cast, "2026-03-07 08:40") == []  # a Saturday
    Absence.objects.create(
        owner_id=cast.seller.pk, first=wall("2026-03-09").date(), last=wall("2026-03-09").date(),
        created_at=NOW, updated_at=NOW,
    )  # fmt: skip
    assert digest_of(cast, "2026-03-09 08:40") == []
    assert digest_of(cast, "2026-03-10 16:00") == []  # too late in the day to be a morning's digest
    assert digest_of(cast, "2026-03-11 08:40")[0] == "今天要联系 0 家，逾期 1 家，到期的任务 0 件"
    assert digest_of(cast, "2026-03-11 08:40", cast.other_seller) == []
