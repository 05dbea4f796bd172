"""Signing in, staying in, getting out: over HTTP, as a browser does it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import make_password
from pytest_django import DjangoAssertNumQueries, Settings

from genjin.config import settings as shipped
from genjin.kernel import clock
from genjin.people.access import actor_of_headers
from genjin.people.models import Person
from tests.cast import PASSWORD, Cast
from tests.people.browser import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def seller(cast: Cast) -> Browser:
    """林小满, signed in."""
    browser = Browser()
    status, _ = browser.sign_in("linxiaoman", PASSWORD)
    assert status == 200
    return browser


def test_the_session_says_who_and_what(cast: Cast, seller: Browser) -> None:
    status, session = seller.call("GET", "/session")
    assert status == 200
    assert session["person"]["name"] == "林小满"
    assert session["person"]["unit"] == {"id": cast.team.pk, "name": "销售一组"}
    assert session["person"]["role"]["name"] == "销售代表"
    assert session["person"]["is_admin"] is False
    assert session["organisation"] == "云锦机电"
    assert session["tables"]["leads"] == {"reach": "own", "actions": ["create", "edit"]}
    assert session["tables"]["people"] == {"reach": "team", "actions": []}
    assert (session["zone"], session["sample"]) == ("Asia/Shanghai", False)
    assert isinstance(session["position"], int)


def test_role_names_follow_the_reader(seller: Browser) -> None:
    _, session = seller.call("PATCH", "/session", {"language": "en", "theme": "dark"})
    assert session["person"]["role"]["name"] == "Sales representative"
    assert session["person"]["theme"] == "dark"
    assert seller.call("PATCH", "/session", {"language": "xx"})[0] == 422


def test_signed_out_is_told_so_in_words_and_still_gets_the_csrf_cookie(db: None) -> None:
    browser = Browser()
    status, error = browser.call("GET", "/session")
    assert (status, error["code"]) == (401, "not_signed_in")
    assert "登录" in error["message"]
    assert browser.client.cookies["csrftoken"].value


def test_names_are_read_in_one_spelling(cast: Cast) -> None:
    assert Browser().sign_in(" LinXiaoMan ", PASSWORD)[0] == 200


@pytest.mark.parametrize(
    ("username", "password"), [("linxiaoman", "wrong-password"), ("nobody", PASSWORD), ("", ""), ("linxiaoman", "")]
)
def test_wrong_logins_look_alike(cast: Cast, username: str, password: str) -> None:
    status, error = Browser().sign_in(username, password)
    assert (status, error["code"], error["message"]) == (401, "wrong_login", "登录名或密码不对。")


def test_passwords_are_hashed_with_argon2(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = shipped.PASSWORD_HASHERS
    assert make_password(PASSWORD).startswith("argon2$argon2id$")


def test_deactivated_and_invited_people_do_not_get_in(cast: Cast) -> None:
    Person.objects.filter(pk=cast.seller.pk).update(active=False)
    Person.objects.filter(pk=cast.other_seller.pk).update(password="!")
    for name in ("linxiaoman", "wangruoxi"):
        assert Browser().sign_in(name, PASSWORD)[1]["code"] == "wrong_login"


def test_deactivation_ends_a_running_session(cast: Cast, seller: Browser) -> None:
    Person.objects.filter(pk=cast.seller.pk).update(active=False)
    assert seller.call("GET", "/session")[0] == 401


def test_without_a_role_one_gets_in_and_sees_nothing(cast: Cast) -> None:
    browser = Browser()
    _, session = browser.sign_in("zhaoyiming", PASSWORD)
    assert session["person"]["role"] is None
    assert {t["reach"] for t in session["tables"].values()} == {"none"}


def test_too_many_wrong_passwords_pause_that_name_from_that_machine(cast: Cast, settings: Settings) -> None:
    browser = Browser(ip="10.1.1.7")
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert browser.sign_in("linxiaoman", "wrong-password")[1]["code"] == "wrong_login"
    status, error = browser.sign_in("linxiaoman", "wrong-password")
    assert (status, error["code"], error["data"]["minutes"]) == (429, "locked_out", 15)
    assert "15" in error["message"]
    assert browser.sign_in("LinXiaoMan", PASSWORD)[1]["code"] == "locked_out"
    assert Browser(ip="10.1.1.8").sign_in("linxiaoman", PASSWORD)[0] == 200
    assert Browser(ip="10.1.1.7").sign_in("wangruoxi", PASSWORD)[0] == 200


def test_the_pause_ends(cast: Cast, settings: Settings) -> None:
    browser = Browser(ip="10.1.1.7")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        browser.sign_in("linxiaoman", "wrong-password")
    AccessAttempt.objects.update(attempt_time=clock.now() - timedelta(minutes=16))
    assert browser.sign_in("linxiaoman", PASSWORD)[0] == 200


def test_signing_in_from_another_page_is_refused(cast: Cast) -> None:
    browser = Browser()
    browser.call("GET", "/session")
    body = {"username": "linxiaoman", "password": PASSWORD}
    status, error = browser.call("POST", "/session", body, csrf=False)
    assert (status, error["code"]) == (403, "csrf")
    assert browser.call("GET", "/session")[0] == 401


def test_writing_needs_the_csrf_header(seller: Browser) -> None:
    status, error = seller.call("PATCH", "/session", {"theme": "dark"}, csrf=False)
    assert (status, error["code"]) == (403, "csrf")
    assert seller.call("DELETE", "/session", csrf=False)[0] == 403
    assert seller.call("GET", "/session")[0] == 200


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(seller: Browser) -> None:
    cookie = seller.client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_signing_in_changes_the_session_key(cast: Cast) -> None:
    browser = Browser()
    browser.sign_in("linxiaoman", PASSWORD)
    before = browser.client.cookies["sessionid"].value
    browser.sign_in("linxiaoman", PASSWORD)
    assert browser.client.cookies["sessionid"].value != before


def test_signing_out(seller: Browser) -> None:
    assert seller.call("DELETE", "/session") == (204, None)
    assert seller.call("GET", "/session")[0] == 401


def test_one_sees_and_ends_ones_own_sessions(cast: Cast, seller: Browser) -> None:
    phone = Browser(ip="10.2.2.2", agent="手机")
    phone.sign_in("linxiaoman", PASSWORD)
    _, sessions = seller.call("GET", "/sessions")
    assert [(s["agent"], s["ip"], s["current"]) for s in sessions] == [
        ("手机", "10.2.2.2", False),
        ("测试浏览器", "127.0.0.1", True),
    ]
    assert seller.call("DELETE", f"/sessions/{sessions[0]['id']}") == (204, None)
    assert phone.call("GET", "/session")[0] == 401
    assert seller.call("GET", "/session")[0] == 200


def test_nobody_ends_somebody_elses_session(cast: Cast, seller: Browser) -> None:
    other = Browser()
    other.sign_in("wangruoxi", PASSWORD)
    (session,) = other.call("GET", "/sessions")[1]
    status, error = seller.call("DELETE", f"/sessions/{session['id']}")
    assert (status, error["code"]) == (404, "not_found")
    assert other.call("GET", "/session")[0] == 200


def test_sessions_note_when_they_were_last_used(seller: Browser) -> None:
    before = seller.call("GET", "/sessions")[1][0]["last_seen"]
    with clock.fixed(clock.now() + timedelta(minutes=2)):
        assert seller.call("GET", "/sessions")[1][0]["last_seen"] == before
    with clock.fixed(clock.now() + timedelta(minutes=6)):
        assert seller.call("GET", "/sessions")[1][0]["last_seen"] > before


def test_a_new_password_ends_the_other_browsers_and_keeps_this_one(cast: Cast, seller: Browser) -> None:
    phone = Browser(agent="手机")
    phone.sign_in("linxiaoman", PASSWORD)
    status, _ = seller.call("POST", "/session/password", {"old": PASSWORD, "new": "木樨-清露-2031"})
    assert status == 200
    assert seller.call("GET", "/session")[0] == 200
    assert phone.call("GET", "/session")[0] == 401
    assert len(seller.call("GET", "/sessions")[1]) == 1
    assert Browser().sign_in("linxiaoman", PASSWORD)[0] == 401
    assert Browser().sign_in("linxiaoman", "木樨-清露-2031")[0] == 200


@pytest.mark.parametrize(
    ("old", "new", "status", "code"),
    [("wrong-password", "木樨-清露-2031", 403, "wrong_password"), (PASSWORD, "password123", 400, "weak_password")],
)
def test_refused_passwords_change_nothing(seller: Browser, old: str, new: str, status: int, code: str) -> None:
    answer, error = seller.call("POST", "/session/password", {"old": old, "new": new})
    assert (answer, error["code"]) == (status, code)
    assert Browser().sign_in("linxiaoman", PASSWORD)[0] == 200


def test_streams_know_their_reader_by_the_same_cookie(cast: Cast, seller: Browser) -> None:
    key = seller.client.cookies["sessionid"].value
    actor = actor_of_headers(f"theme=dark; sessionid={key}", "")
    assert actor is not None
    assert actor.name == "林小满"
    assert actor_of_headers("sessionid=made-up", "") is None
    assert actor_of_headers("", "") is None
    seller.call("DELETE", "/session")
    assert actor_of_headers(f"sessionid={key}", "") is None


def test_knowing_the_actor_costs_five_queries(
    cast: Cast, seller: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    # Session, person, role, units, who is away; then the one that this route asks.
    with django_assert_max_num_queries(6):
        seller.call("GET", "/tokens")


def test_bad_bodies_are_told_in_the_one_shape(seller: Browser) -> None:
    for body in ({}, {"old": 5}, [], {"old": "x" * 2000, "new": "y"}):
        status, error = seller.call("POST", "/session/password", body)
        assert status == 422
        assert set(error) == {"code", "message", "data"}
