"""The calendar feed, read back by the icalendar library without a session."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from genjin.kernel import clock
from genjin.leads.models import Lead
from genjin.people.models import Person
from tests.cast import Cast
from tests.selling_setting import NOW, new_lead, wall

pytestmark = pytest.mark.usefixtures("defaults")


def make_link(person: Person) -> str:
    """The path of a new link."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    url = str(json.loads(client.post("/api/v1/calendar-link").content)["url"])
    return url.removeprefix("http://testserver")


def read(path: str, status: int = 200, **headers: str) -> Any:
    answer = Client().get(path, headers=headers)
    assert answer.status_code == status, answer.content
    return answer


def events(path: str) -> dict[str, Any]:
    """Events by summary, as the library reads them."""
    calendar = Calendar.from_ical(read(path).content)
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


def test_plans_with_time_and_all_day_come_back_as_they_are(cast: Cast) -> None:
    with clock.fixed(NOW):
        timed = new_lead(
            cast.seller_actor, "无锡恒砺，轴承; 有限公司", contact="张伟", next_at="2026-03-05 14:30",
            next_method="visit", next_expected="谈账期\n带样品",
        )  # fmt: skip
        new_lead(cast.seller_actor, "全天的", next_at="2026-03-06")
        new_lead(cast.other_seller_actor, "别人的", next_at="2026-03-06")
        new_lead(cast.seller_actor, "没有计划")
        found = events(make_link(cast.seller))
    assert list(found) == ["上门拜访 无锡恒砺，轴承; 有限公司", "全天的"] or set(found) == {
        *[s for s in found if s.endswith("无锡恒砺，轴承; 有限公司")], "全天的"
    }  # fmt: skip
    visit = next(event for summary, event in found.items() if "恒砺" in summary)
    assert visit.decoded("dtstart") == wall("2026-03-05 14:30")
    assert visit.decoded("dtend") - visit.decoded("dtstart") == timedelta(minutes=30)
    assert visit.decoded("dtstamp") == NOW
    assert str(visit["description"]) == "联系人：张伟\n目的：谈账期\n带样品"
    assert str(visit["url"]) == f"http://testserver/leads?record={timed}"
    assert found["全天的"].decoded("dtstart") == date(2026, 3, 6)
    assert found["全天的"].decoded("dtend") == date(2026, 3, 7)


def test_the_same_event_keeps_its_uid_when_the_plan_moves(cast: Cast) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor, "恒砺", next_at="2026-03-05 14:30")
        path = make_link(cast.seller)
        before = events(path)["恒砺"]
        Lead.objects.filter(pk=lead).update(next_at=wall("2026-03-06 09:00"), company="恒砺新名")
        after = events(path)["恒砺新名"]
        assert before["uid"] == after["uid"]
        assert after.decoded("dtstart") == wall("2026-03-06 09:00")


def test_nothing_is_sent_again_while_nothing_changed(cast: Cast) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor, "恒砺", next_at="2026-03-05 14:30")
        path = make_link(cast.seller)
        tag = read(path).headers["ETag"]
    with clock.fixed(NOW + timedelta(hours=1)):
        same = read(path, 304, if_none_match=tag)
        assert same.content == b"" and same.headers["ETag"] == tag
        Lead.objects.filter(pk=lead).update(next_at=wall("2026-03-05 15:30"))
        assert read(path, if_none_match=tag).headers["ETag"] != tag


def test_scope_counts_at_the_moment_of_reading(cast: Cast) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor, "恒砺", next_at="2026-03-05 14:30")
        path = make_link(cast.seller)
        assert set(events(path)) == {"恒砺"}
        Lead.objects.filter(pk=lead).update(owner_id=cast.other_seller.pk)
        assert events(path) == {}
        Lead.objects.filter(pk=lead).update(owner_id=cast.seller.pk, deleted_at=NOW)
        assert events(path) == {}
        Lead.objects.filter(pk=lead).update(deleted_at=None, stage_kind="lost")
        assert events(path) == {}


def test_a_renewed_or_ended_link_and_a_leavers_open_nothing(cast: Cast) -> None:
    first = make_link(cast.seller)
    second = make_link(cast.seller)
    read(first, 404)
    read(second)
    Person.objects.filter(pk=cast.seller.pk).update(active=False)
    read(second, 404)
    Person.objects.filter(pk=cast.seller.pk).update(active=True)
    client = Client()
    client.force_login(Person.objects.get(pk=cast.seller.pk), backend="django.contrib.auth.backends.ModelBackend")
    state = client.get("/api/v1/calendar-link").json()
    assert state["active"] and state["hint"] == second.removesuffix(".ics")[-4:] and state["read_at"]
    assert client.delete("/api/v1/calendar-link").status_code == 204
    read(second, 404)
    read("/calendar/gjc_no-such-thing.ics", 404)
    assert Client().get("/api/v1/calendar-link").status_code == 401
    assert Client().post(second).status_code == 405


def test_the_secret_itself_is_stored_nowhere(cast: Cast) -> None:
    from genjin.automation.models import CalendarLink

    secret = make_link(cast.seller).rsplit("/", 1)[1].removesuffix(".ics")
    assert secret not in str(list(CalendarLink.objects.values()))
