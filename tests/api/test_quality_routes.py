"""Scorecards and data review by the API: the same checks, rights and words as in the interface."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from genjin.leads.models import Scorecard
from genjin.people.models import Person
from tests.cast import PASSWORD, Cast, build_person
from tests.selling_setting import cells_of, new_lead

pytestmark = pytest.mark.usefixtures("defaults")


def signed_in(person: Person) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="zh-CN")
    body = json.dumps({"username": person.username, "password": PASSWORD})
    assert client.post("/api/v1/session", body, content_type="application/json").status_code == 200
    return client


def post(client: Client, path: str, **body: Any) -> Any:
    return client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json")


def test_a_lead_from_the_api_is_judged_and_kept_from_assignment(cast: Cast) -> None:
    admin = signed_in(cast.admin)
    made = post(
        admin, "/tables/leads/rows", rows=[{"company": "滁州皖东电缆", "mobile": "13800138000"}], via="api"
    ).json()
    lead = made["results"][0]["id"]
    assert cells_of(cast.admin_actor, lead)["flags"] == ["phone_fake"]
    (refused,) = post(admin, "/leads/assign", ids=[lead], owner=cast.seller.pk).json()["refused"]
    assert (refused["code"], refused["message"]) == (
        "suspect",
        "电话是占位号，没有分配。改正，或确认无误后再分。",
    )
    answer = post(admin, "/leads/assign", ids=[lead], owner=cast.seller.pk, despite_flags=True).json()
    assert answer["done"] == [lead]


def test_fit_and_similar_stay_within_scope_and_cards_with_those_who_set_them(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, industry="装备制造业", budget="60万")
    seller, stranger = signed_in(cast.seller), signed_in(cast.other_seller)
    fit = seller.get(f"/api/v1/leads/{lead}/fit").json()
    assert (fit["score"], fit["hidden"], [r["state"] for r in fit["reasons"]].count("met")) == (30, 2, 1)
    assert not any("60" in reason["words"] for reason in fit["reasons"]) and "points" not in fit["reasons"][0]
    for path in ("fit", "similar"):
        assert stranger.get(f"/api/v1/leads/{lead}/{path}").status_code == 404
    card = Scorecard.objects.get().pk
    assert post(seller, "/tables/criteria/query", columns=["points"]).status_code == 404
    for step in ("try", "copy", "activate"):
        assert post(seller, f"/scorecards/{card}/{step}").status_code in (403, 404)
    assert post(signed_in(cast.admin), f"/scorecards/{card}/try").json()["seen"] == 1


def test_marketing_and_finance_learn_nothing_of_score_or_past(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, industry="装备制造业", budget="60万")
    for n, role in enumerate(("marketing", "finance", "service")):
        client = signed_in(build_person(f"观察{n}", f"watcher{n}", unit=cast.head_office, role=role))
        fit = client.get(f"/api/v1/leads/{lead}/fit").json()
        assert (fit["readable"], fit["score"], fit["reasons"], fit["hidden"]) == (False, None, [], 0), role
        refused = post(client, "/tables/leads/query", filter={"column": "fit_score", "op": "ge", "value": 1})
        assert refused.status_code == 403, role
        assert post(client, "/review", ids=[lead], verdict="checked").status_code == 403, role


def test_a_return_without_words_is_refused_in_words(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    refused = post(signed_in(cast.admin), "/review", ids=[lead], verdict="returned")
    assert (refused.status_code, refused.json()["message"]) == (400, "“退回原因”必填。")
