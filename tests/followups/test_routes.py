"""The doors of leads and follow-ups, as the interface uses them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.selling_setting import new_lead

pytestmark = pytest.mark.usefixtures("defaults")


class Caller:
    """Calls the API as one person, JSON in and out."""

    def __init__(self, person: Any) -> None:
        self.client = Client()
        self.client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    def get(self, path: str) -> Any:
        return self._answer(self.client.get(f"/api/v1{path}"))

    def post(self, path: str, body: Any) -> Any:
        return self._answer(self.client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json"))

    @staticmethod
    def _answer(response: Any) -> Any:
        assert response.status_code < 500, response.content
        return response.json()


def test_stages_are_listed_with_their_definitions(cast: Cast) -> None:
    stages = Caller(cast.seller).get("/leads/stages")
    assert [s["label"] for s in stages] == [
        "初次接触", "需求确认", "方案讨论", "谈判阶段", "签约阶段", "已成交", "已流失",
    ]  # fmt: skip
    assert stages[1]["definition"] == "已初步了解并确认需求"


def test_followup_through_the_api(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    call = Caller(cast.seller)
    read = call.post(f"/leads/{lead}/followups/read", {"text": "客户问账期，明天下午3点拜访"})
    assert read["next"]["method"] == "visit" and read["next"]["has_time"] is True
    answer = call.post(
        f"/leads/{lead}/followups",
        {
            "method": "phone",
            "summary": "客户问账期",
            "next": {"text": "明天下午3点", "method": "visit"},
            "client_key": "k-1",
        },
    )
    assert answer["followup_id"], answer
    page = call.get(f"/leads/{lead}/timeline")
    assert [i["kind"] for i in page["items"]] == ["followup", "created"]
    assert page["items"][0]["followup"]["summary"] == "客户问账期"
    assert page["items"][1]["stage"]["from"] is None
