"""One's own notices: words, links within scope, unread, read, put off, told again, live."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from genjin.kernel import clock
from genjin.notices.live import Watch
from genjin.notices.models import Notice
from genjin.notices.reading import tell_again
from genjin.notices.telling import News, tell
from genjin.people.models import Person
from tests.cast import Cast
from tests.notices.kinds import PLAIN, URGENT
from tests.selling_setting import NOW, new_lead, wall

pytestmark = pytest.mark.usefixtures("defaults")


def call(person: Person, path: str, body: Any = None, status: int = 200) -> Any:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    url = f"/api/v1{path}"
    answer = client.get(url) if body is None else client.post(url, json.dumps(body), content_type="application/json")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def test_newest_first_by_pages_in_the_readers_words(cast: Cast) -> None:
    Person.objects.filter(pk=cast.seller.pk).update(language="en")
    tell([News(cast.seller.pk, PLAIN, {"title": f"第{n}家"}) for n in range(5)])
    tell([News(cast.other_seller.pk, PLAIN, {"title": "别人的"})])
    first = call(cast.seller, "/notices?limit=3")
    assert [n["words"] for n in first["rows"]] == ["News of 第4家", "News of 第3家", "News of 第2家"]
    rest = call(cast.seller, f"/notices?limit=3&before={first['next']}")
    assert [n["words"] for n in rest["rows"]] == ["News of 第1家", "News of 第0家"] and rest["next"] is None
    assert call(cast.seller, "/notices/unread") == {"unread": 5, "counted": 100}


def test_read_one_then_all_but_what_came_meanwhile(cast: Cast) -> None:
    tell([News(cast.seller.pk, PLAIN, {"title": str(n)}) for n in range(3)])
    rows = call(cast.seller, "/notices")["rows"]
    assert call(cast.seller, f"/notices/{rows[1]['id']}/read", {})["unread"] == 2
    tell([News(cast.seller.pk, PLAIN, {"title": "后来的"})])
    assert call(cast.seller, "/notices/read", {"up_to": rows[0]["id"]})["unread"] == 1
    assert [n["words"] for n in call(cast.seller, "/notices?unread=true")["rows"]] == ["后来的 有新情况"]
    # Somebody else's is not even known to exist.
    call(cast.other_seller, f"/notices/{rows[1]['id']}/read", {}, status=404)
    call(cast.other_seller, f"/notices/{rows[1]['id']}/snooze", {"until": "1h"}, status=404)


def test_a_row_out_of_scope_is_told_without_its_link(cast: Cast) -> None:
    mine, theirs = new_lead(cast.seller_actor), new_lead(cast.other_seller_actor, "苏州别家有限公司")
    tell([News(cast.seller.pk, PLAIN, {"title": "x"}, ("leads", row)) for row in (mine, theirs)])
    tell([News(cast.seller.pk, PLAIN, {"title": "x"}, ("no_such_table", 1))])
    links = [n["link"] for n in reversed(call(cast.seller, "/notices")["rows"])]
    assert links == [{"table": "leads", "id": mine, "item": ""}, None, None]


def test_a_snoozed_notice_is_told_again_once_and_only_at_its_time(cast: Cast) -> None:
    with clock.fixed(NOW):
        tell([News(cast.seller.pk, URGENT, {"title": "恒砺"}), News(cast.seller.pk, PLAIN, {"title": "y"})])
        plain, urgent = call(cast.seller, "/notices")["rows"]
        call(cast.seller, f"/notices/{plain['id']}/snooze", {"until": "1h"}, status=400)
        again = call(cast.seller, f"/notices/{urgent['id']}/snooze", {"until": "15min"})
        assert again["again_at"] == "2026-03-05T02:39:00Z"
        assert call(cast.seller, "/notices/unread")["unread"] == 1
    with clock.fixed(NOW + timedelta(minutes=14)):
        assert tell_again() == 0
    with clock.fixed(NOW + timedelta(minutes=15)):
        assert (tell_again(), tell_again()) == (1, 0)
        assert [n["words"] for n in call(cast.seller, "/notices?unread=true")["rows"]] == ["恒砺 急", "y 有新情况"]


def test_tomorrow_is_the_beginning_of_the_next_working_day(cast: Cast) -> None:
    with clock.fixed(wall("2026-03-06 17:00")):  # a Friday
        tell([News(cast.seller.pk, URGENT, {"title": "恒砺"})])
        (told,) = call(cast.seller, "/notices")["rows"]
        again = call(cast.seller, f"/notices/{told['id']}/snooze", {"until": "tomorrow"})
    assert again["again_at"] == "2026-03-09T01:00:00Z"


def test_open_pages_hear_of_what_was_told_read_or_taken_back_and_nobody_else_does(cast: Cast) -> None:
    watch = Watch()
    assert watch.look() == set()
    tell([News(cast.seller.pk, PLAIN, {"title": "a"}), News(cast.team_lead.pk, PLAIN, {"title": "a"})])
    assert watch.look() == {cast.seller.pk, cast.team_lead.pk}
    assert watch.look() == set()
    call(cast.seller, "/notices/read", {"up_to": Notice.objects.latest("pk").pk})
    assert watch.look() == {cast.seller.pk}


def test_looking_is_one_question_however_many_are_told(cast: Cast, django_assert_num_queries: Any) -> None:
    watch = Watch()
    tell([News(person.pk, PLAIN, {"title": "a"}) for person in cast.everybody])
    with django_assert_num_queries(1):
        assert len(watch.look()) == 5
