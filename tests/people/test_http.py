"""First run, invitations, tokens, placing, rights and pickers over HTTP."""

from __future__ import annotations

from datetime import timedelta

import pytest

from genjin.kernel import clock
from genjin.people.models import Person, Role
from genjin.people.setup import issue_setup_token
from tests.cast import PASSWORD, Cast, build_person, build_unit
from tests.people.browser import Browser

pytestmark = pytest.mark.django_db

FORM = {
    "organisation": "云锦机电",
    "name": "陈思远",
    "username": "chensiyuan",
    "password": "渡口-三月晚风-归舟",
    "start": "empty",
}


def signed_in(person: Person, **machine: str) -> Browser:
    browser = Browser(**machine)  # type: ignore[arg-type]
    assert browser.sign_in(person.username or "", PASSWORD)[0] == 200
    return browser


def test_first_run_on_the_machine_itself() -> None:
    browser = Browser()
    assert browser.call("GET", "/setup") == (200, {"needed": True, "token_required": False})
    status, session = browser.call("POST", "/setup", FORM)
    assert status == 200
    assert session["person"]["is_admin"]
    assert session["organisation"] == "云锦机电"
    assert browser.call("GET", "/session")[0] == 200
    assert Browser().call("GET", "/setup") == (200, {"needed": False, "token_required": False})
    late = Browser()
    late.call("GET", "/setup")
    assert late.call("POST", "/setup", FORM)[1]["code"] == "setup_done"


@pytest.mark.parametrize("place", [{"ip": "192.168.3.4", "host": "192.168.3.1"}, {"host": "crm.example.cn"}])
def test_first_run_from_elsewhere_needs_the_printed_token(place: dict[str, str]) -> None:
    token = issue_setup_token()
    browser = Browser(**place)  # type: ignore[arg-type]
    assert browser.call("GET", "/setup") == (200, {"needed": True, "token_required": True})
    for wrong in ({}, {"token": "setup_guess"}):
        status, error = browser.call("POST", "/setup", {**FORM, **wrong})
        assert (status, error["code"]) == (403, "setup_token")
    assert not Person.objects.exists()
    assert browser.call("POST", "/setup", {**FORM, "token": token})[0] == 200


def test_a_refused_first_run_says_which_field() -> None:
    browser = Browser()
    browser.call("GET", "/setup")
    status, error = browser.call("POST", "/setup", {**FORM, "name": " "})
    assert (status, error["code"], error["message"]) == (400, "required", "“姓名”必填。")
    status, error = browser.call("POST", "/setup", {**FORM, "password": "12345"})
    assert (error["code"], error["data"]["field"]) == ("weak_password", "password")
    assert browser.call("POST", "/setup", FORM, csrf=False)[1]["code"] == "csrf"


def test_an_invitation_from_link_to_signed_in(cast: Cast) -> None:
    admin = signed_in(cast.admin)
    role = Role.objects.get(key="seller").pk
    body = {"name": "顾清晨", "unit_id": cast.team.pk, "role_id": role}
    status, made = admin.call("POST", "/invitations", body)
    assert status == 200
    token = made["link"].rsplit("/", 1)[1]
    assert made["link"] == f"http://localhost/invite/{token}"
    guest = Browser(language="en")
    _, seen = guest.call("GET", f"/invitations/{token}")
    assert (seen["organisation"], seen["name"], seen["unit"], seen["role"], seen["joined"]) == (
        "云锦机电", "顾清晨", "销售一组", "Sales representative", False,
    )  # fmt: skip
    answer = {"username": "guqingchen", "password": "夜航船-记事-0617"}
    assert guest.call("POST", f"/invitations/{token}/accept", answer, csrf=False)[0] == 403
    status, session = guest.call("POST", f"/invitations/{token}/accept", answer)
    assert (status, session["person"]["name"]) == (200, "顾清晨")
    assert guest.call("GET", "/session")[0] == 200
    status, error = Browser().call("GET", f"/invitations/{token}")
    assert (status, error["code"]) == (409, "invitation_used")
    assert Browser().call("GET", "/invitations/inv_unknown")[1]["code"] == "invitation_unknown"


def test_the_administrator_gives_a_way_back_in(cast: Cast) -> None:
    admin = signed_in(cast.admin)
    _, made = admin.call("POST", f"/people/{cast.seller.pk}/invitation")
    token = made["link"].rsplit("/", 1)[1]
    browser = signed_in(cast.seller)
    guest = Browser()
    assert guest.call("GET", f"/invitations/{token}")[1]["joined"] is True
    status, session = guest.call("POST", f"/invitations/{token}/accept", {"password": "夜航船-记事-0617"})
    assert (status, session["person"]["username"]) == (200, "linxiaoman")
    assert browser.call("GET", "/session")[0] == 401
    assert signed_in(cast.team_lead).call("POST", f"/people/{cast.seller.pk}/invitation")[0] == 403


def token_of(browser: Browser, scope: str = "read", days: int = 30) -> str:
    expires = (clock.today() + timedelta(days=days)).isoformat()
    status, made = browser.call("POST", "/tokens", {"name": "报表", "scope": scope, "expires_on": expires})
    assert status == 200
    return str(made["secret"])


def test_a_token_acts_as_its_person_without_cookies(cast: Cast) -> None:
    secret = token_of(signed_in(cast.seller), "write")
    program = Browser(bearer=secret)
    status, session = program.call("GET", "/session")
    assert (status, session["person"]["name"]) == (200, "林小满")
    assert session["tables"]["leads"]["actions"] == ["create", "edit"]
    assert program.call("PATCH", "/session", {"theme": "dark"}, csrf=False)[0] == 200


def test_a_read_token_writes_nothing(cast: Cast) -> None:
    program = Browser(bearer=token_of(signed_in(cast.admin), "read"))
    assert program.call("GET", "/session")[1]["tables"]["people"] == {"reach": "all", "actions": []}
    edits = {"edits": [{"row": cast.seller.pk, "column": "name", "value": "改名"}]}
    assert program.call("POST", "/tables/people/cells", edits)[1]["code"] == "forbidden"
    assert program.call("POST", f"/people/{cast.seller.pk}/deactivate", {})[0] == 403
    role = Role.objects.get(key="seller").pk
    assert program.call("PUT", f"/roles/{role}/rights", {"tables": {}})[0] == 403
    assert program.call("PATCH", "/session", {"theme": "dark"})[0] == 403
    assert program.call("POST", "/invitations", {"name": "顾清晨"})[0] == 403
    assert program.call("POST", "/tables/people/query", {})[0] == 200


def test_no_token_reaches_the_keys_of_its_account(cast: Cast) -> None:
    browser = signed_in(cast.admin)
    program = Browser(bearer=token_of(browser, "write"))
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    assert program.call("POST", "/tokens", {"name": "x", "scope": "write", "expires_on": tomorrow})[0] == 403
    password = {"old": PASSWORD, "new": "木樨-清露-2031"}
    assert program.call("POST", "/session/password", password)[0] == 403
    (session, *_) = browser.call("GET", "/sessions")[1]
    assert program.call("DELETE", f"/sessions/{session['id']}")[0] == 403
    assert program.call("DELETE", "/session")[0] == 403
    assert browser.call("GET", "/session")[0] == 200


def test_tokens_end_by_date_by_hand_and_with_their_person(cast: Cast) -> None:
    browser = signed_in(cast.seller)
    secret = token_of(browser, days=3)
    program = Browser(bearer=secret)
    with clock.fixed(clock.now() + timedelta(days=4)):
        assert program.call("GET", "/session")[0] == 401
    (listed,) = browser.call("GET", "/tokens")[1]
    assert listed["hint"] == secret[-4:]
    assert "secret" not in listed
    assert browser.call("DELETE", f"/tokens/{listed['id']}")[0] == 204
    assert program.call("GET", "/session")[0] == 401
    assert browser.call("GET", "/tokens")[1] == []
    other = Browser(bearer=token_of(browser))
    signed_in(cast.admin).call("POST", f"/people/{cast.seller.pk}/deactivate", {})
    assert other.call("GET", "/session")[0] == 401


def test_made_up_tokens_and_others_tokens(cast: Cast) -> None:
    assert Browser(bearer="gjt_made_up").call("GET", "/session")[0] == 401
    owner = signed_in(cast.seller)
    token_of(owner)
    (listed,) = owner.call("GET", "/tokens")[1]
    assert signed_in(cast.other_seller).call("DELETE", f"/tokens/{listed['id']}")[0] == 404


@pytest.mark.parametrize(("days", "code"), [(-1, "invalid_expiry"), (400, "invalid_expiry")])
def test_tokens_need_an_end_within_a_year(cast: Cast, days: int, code: str) -> None:
    expires = (clock.today() + timedelta(days=days)).isoformat()
    body = {"name": "报表", "scope": "read", "expires_on": expires}
    assert signed_in(cast.seller).call("POST", "/tokens", body)[1]["code"] == code


def test_rights_are_read_and_set_by_administrators(cast: Cast) -> None:
    admin = signed_in(cast.admin)
    role = Role.objects.get(key="seller").pk
    _, rights = admin.call("GET", f"/roles/{role}/rights")
    assert rights["tables"]["leads"]["label"] == "线索"
    assert rights["tables"]["leads"]["reach"] == "own"
    seller = signed_in(cast.seller)
    asked = {"people": {"reach": "all", "actions": [], "columns": {"mobile": "masked"}, "default_column": "read"}}
    status, answer = admin.call("PUT", f"/roles/{role}/rights", {"tables": asked})
    assert status == 200
    assert isinstance(answer["operation"], int)
    assert answer["tables"]["people"]["columns"] == {"mobile": "masked"}
    assert seller.call("GET", "/session")[1]["tables"]["people"] == {"reach": "all", "actions": []}
    assert seller.call("PUT", f"/roles/{role}/rights", {"tables": asked})[0] == 403
    assert admin.call("PUT", f"/roles/{role}/rights", {"tables": {"people": {"reach": "far"}}})[0] == 422
    assert admin.call("GET", "/roles/99999/rights")[0] == 404


def test_a_moved_person_sees_the_new_place_at_the_next_request(cast: Cast) -> None:
    seller = signed_in(cast.seller)
    body = {"unit_id": cast.other_team.pk, "records": "stay"}
    status, placed = signed_in(cast.admin).call("POST", f"/people/{cast.seller.pk}/move", body)
    assert status == 200
    assert placed["records"] == 0
    assert seller.call("GET", "/session")[1]["person"]["unit"]["name"] == "销售二组"


def test_refusals_of_placing_are_words(cast: Cast) -> None:
    admin = signed_in(cast.admin)
    status, error = admin.call("POST", f"/people/{cast.admin.pk}/deactivate", {})
    assert (status, error["code"]) == (409, "own_deactivation")
    assert error["message"] == "不能停用自己。请另一位管理员来做。"
    assert admin.call("POST", "/people/99999/move", {"unit_id": None, "records": "stay"})[0] == 404


def labels(browser: Browser, q: str = "", **more: int) -> list[str]:
    query = "&".join([f"q={q}", *(f"{k}={v}" for k, v in more.items())])
    return [found["label"] for found in browser.call("GET", f"/people/lookup?{query}")[1]]


@pytest.mark.parametrize("typed", ["林小满", "小满", "linxiao", "lxm", "LinXiaoMan", "lin xiao"])
def test_colleagues_are_found_as_people_type(cast: Cast, typed: str) -> None:
    assert labels(signed_in(cast.team_lead), typed) == ["林小满"]


def test_pickers_stay_within_the_house(cast: Cast) -> None:
    own = build_person("罗江月", "luojiangyue", unit=cast.dealer, role="dealer")
    build_person("秦晓", "qinxiao", unit=build_unit("杭州二部", cast.dealer), role="seller")
    build_person("孙未央", "sunweiyang", unit=cast.team, role="seller", active=False)
    assert labels(signed_in(own)) == ["罗江月", "秦晓"]
    assert labels(signed_in(cast.seller)) == ["陈思远", "林小满", "王若溪", "赵一鸣", "周岚"]
    assert labels(signed_in(cast.admin), limit=2) == ["陈思远", "林小满"]
    assert labels(signed_in(cast.no_role)) == ["赵一鸣"]
    assert Browser().call("GET", "/people/lookup")[0] == 401


def test_people_are_edited_like_any_table(cast: Cast) -> None:
    admin = signed_in(cast.admin)
    edits = {"edits": [{"row": cast.seller.pk, "column": "role", "value": "销售主管"}]}
    _, answer = admin.call("POST", "/tables/people/cells", edits)
    assert answer["results"][0]["status"] == "done"
    assert cast.seller_actor.role_key == "team_lead"
    status, described = admin.call("GET", "/tables/people")
    assert status == 200
    assert "password" not in {c["id"] for c in described["columns"]}
    status, _ = admin.call("POST", f"/operations/{answer['operation']}/undo", {})
    assert status == 200
    assert cast.seller_actor.role_key == "seller"
