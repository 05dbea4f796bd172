"""The doors of leads, stages and follow-ups, as the interface uses them: JSON in, JSON out, errors in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from genjin.kernel import clock
from genjin.leads.models import Lead
from genjin.tables.models import Operation
from tests.cast import Cast
from tests.selling_setting import NOW, new_lead, new_leads, stage_id, stage_name

pytestmark = pytest.mark.usefixtures("defaults")


class Caller:
    """Calls the API as one person."""

    def __init__(self, person: Any | None) -> None:
        self.client = Client()
        if person is not None:
            self.client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    def get(self, path: str, status: int = 200) -> Any:
        return self._answer(self.client.get(f"/api/v1{path}"), status)

    def post(self, path: str, body: Any, status: int = 200) -> Any:
        answer = self.client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json")
        return self._answer(answer, status)

    @staticmethod
    def _answer(response: Any, status: int) -> Any:
        assert response.status_code == status, response.content.decode()
        return response.json()


def test_stages_are_listed_with_their_definitions(cast: Cast) -> None:
    stages = Caller(cast.seller).get("/leads/stages")
    names = ["初次接触", "需求确认", "方案讨论", "谈判阶段", "签约阶段", "已成交", "已流失"]
    assert [s["label"] for s in stages] == names
    assert stages[1]["definition"] == "已初步了解并确认需求"
    assert [s["kind"] for s in stages[-2:]] == ["won", "lost"]
    Caller(None).get("/leads/stages", status=401)


def test_log_read_and_timeline(cast: Cast) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor, "镇江泊川流体控制有限公司", grade="B")
        call = Caller(cast.seller)
        text = "客户问账期，明天下午3点拜访"
        read = call.post(f"/leads/{lead}/followups/read", {"text": text})
        assert read["next"] == {
            "at": "2026-03-06T07:00:00Z",
            "has_time": True,
            "method": "visit",
            "span": [6, 14],
            "display": "2026-03-06 周五 15:00",
        }
        assert read["grade"] == {"from": "B", "to": "B+", "why": "购买信号：谈付款"}
        body = {
            "method": "phone",
            "summary": text,
            "next": {"at": read["next"]["at"], "has_time": True, "method": "visit"},
            "grade": "B+",
            "promises": [{"side": "ours", "text": "发报价", "due": "2026-03-06"}],
            "client_key": "键-1",
        }
        answer = call.post(f"/leads/{lead}/followups", body)
        assert call.post(f"/leads/{lead}/followups", body)["followup_id"] == answer["followup_id"]
        row = dict(zip(answer["columns"], answer["row"]["cells"], strict=True))
        assert (row["grade"], row["next_at"], row["last_followup"]) == ("B+", "2026-03-06T07:00:00Z", f"03-05 {text}")
        page = call.get(f"/leads/{lead}/timeline")
    assert [i["kind"] for i in page["items"]] == ["followup", "created"]
    assert page["items"][0]["followup"]["promises"][0]["due"] == "2026-03-06"
    assert page["items"][1]["stage"] == {"from": None, "to": "初次接触", "stayed_days": None, "reason": None}
    assert [p["text"] for p in page["tasks"]] == ["发报价"]
    assert call.post("/tasks/settle", {"ids": [page["tasks"][0]["id"]]})["operation"]
    assert call.get(f"/leads/{lead}/timeline?kinds=followups")["tasks"] == []


def test_a_day_from_the_calendar_has_no_time(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    step = {"at": "2026-03-08T16:00:00Z", "has_time": False}
    Caller(cast.seller).post(f"/leads/{lead}/followups", {"method": "phone", "summary": "约好", "next": step})
    row = Lead.objects.get(pk=lead)
    assert row.next_at is not None and clock.local(row.next_at).date().isoformat() == "2026-03-09"
    assert row.next_has_time is False


def test_errors_come_in_the_readers_words(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    call = Caller(cast.seller)
    body = {"method": "phone", "summary": "聊过", "next": {"text": "2026-02-30"}}
    error = call.post(f"/leads/{lead}/followups", body, status=400)
    assert error["code"] == "invalid_date" and "2026-02-30" in error["message"]
    body = {"method": "phone", "summary": "聊过", "stage": {"stage": stage_id("已流失")}}
    error = call.post(f"/leads/{lead}/followups", body, status=400)
    assert error["code"] == "reason_required" and "已流失" in error["message"]
    assert call.post("/leads/999999/followups", {"method": "phone", "summary": "x"}, status=404)["code"] == "not_found"
    call.post(f"/leads/{lead}/followups", {"summary": "没有方式"}, status=422)


def test_advance_and_assign_answer_row_by_row(cast: Cast) -> None:
    one, other = new_leads(cast.seller_actor, [{"company": "昆山拓衡", "city": "昆山"}, {"company": "徐州岩河"}])
    call = Caller(cast.seller)
    answer = call.post("/leads/advance", {"ids": [one, 10**9], "stage": "需求确认"})
    assert answer["done"] == [one]
    assert [(r["id"], r["code"]) for r in answer["refused"]] == [(10**9, "not_found")]
    assert "找不到" in answer["refused"][0]["message"]
    call.post("/leads/assign", {"ids": [one], "owner": cast.other_seller.pk}, status=403)

    admin = Caller(cast.admin)
    chosen = {"column": "city", "op": "eq", "value": "昆山"}
    answer = admin.post("/leads/assign", {"filter": chosen, "owner": cast.other_seller.pk, "reason": "换区"})
    assert answer["done"] == [one]
    assert Lead.objects.get(pk=one).owner_id == cast.other_seller.pk
    assert Lead.objects.get(pk=other).owner_id == cast.seller.pk
    assert Operation.objects.get(pk=answer["operation"]).reason == "换区"
    assert admin.post("/leads/assign", {"owner": cast.seller.pk}, status=400)["code"] == "bad_request"
    words = admin.get("/operations")["operations"]
    assert words[0]["words"] == "分配 1 条线索给王若溪"


def test_stages_are_retired_and_reordered(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    admin = Caller(cast.admin)
    first = stage_id("初次接触")
    error = admin.post(f"/stages/{first}/retire", {}, status=409)
    assert (error["code"], error["data"]) == ("in_use", {"count": 1})
    assert admin.post(f"/stages/{first}/retire", {"move_to": stage_id("需求确认")})["moved"] == 1
    assert stage_name(lead) == "需求确认"
    ids = [s["id"] for s in admin.get("/leads/stages")]
    assert admin.post("/stages/order", {"ids": [ids[1], ids[0], *ids[2:]]})["operation"]
    assert [s["id"] for s in admin.get("/leads/stages")][:2] == [ids[1], ids[0]]
    Caller(cast.seller).post("/stages/order", {"ids": ids}, status=403)


def test_comments_and_proposal(cast: Cast) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor, grade="A")
        call = Caller(cast.team_lead)
        assert call.post(f"/leads/{lead}/comments", {"text": "先别报价", "mentions": [cast.seller.pk]})["comment_id"]
        assert call.post(f"/leads/{lead}/comments", {"text": " "}, status=400)["code"] == "required"
        assert call.get(f"/leads/proposal/{lead}") == {
            "at": "2026-03-05T16:00:00Z",
            "method": "phone",
            "why": "A 级每 1–2 天跟进一次",
            "guard": None,
            "consequences": {},
            "signals": [],
        }
        Caller(cast.other_seller).get(f"/leads/proposal/{lead}", status=404)


def test_a_pasted_record_is_offered_and_saved_as_the_follow_ups_it_tells_of(cast: Cast) -> None:
    text = "3.2 电话汤总，要方案；3.4 拜访，下周寄样品"
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor, "镇江泊川流体控制有限公司")
        call = Caller(cast.seller)
        read = call.post(f"/leads/{lead}/followups/read", {"text": text})["history"]
        shown = [(i["kind"], i["day"], text[slice(*i["span"])]) for i in read["items"]]
        assert shown == [
            ("entry", "2026-03-02", "3.2 电话汤总，要方案"),
            ("entry", "2026-03-04", "3.4 拜访，下周寄样品"),
            ("promise", "2026-03-09", "下周寄样品"),
        ]
        assert call.post("/leads/followups/history", {"texts": [text]}) == [read]
        path = "/leads/followups/split"
        body = {"texts": [{"lead": lead, "text": text}]}
        hidden = Caller(cast.other_seller).post(path, body)
        assert (hidden["operation"], [r["code"] for r in hidden["refused"]]) == (None, ["not_found"])
        saved = call.post(path, {**body, "client_key": "k1"})["operation"]
        assert call.post(path, {**body, "client_key": "k1"})["operation"] == saved
        assert [r["code"] for r in call.post(path, body)["refused"]] == ["required"]
        shown = call.get(f"/leads/{lead}/timeline?kinds=followups")
        assert [p["text"] for p in shown["tasks"]] == ["下周寄样品"]
        assert len(shown["items"]) == 2
        call.post(f"/operations/{saved}/undo", {})
        assert call.get(f"/leads/{lead}/timeline?kinds=followups")["items"] == []


def test_texts_pasted_at_several_leads_are_one_operation_without_what_was_rejected(cast: Cast) -> None:
    text = "3.2 电话汤总，要方案；3.4 拜访，下周寄样品"
    with clock.fixed(NOW):
        first, second = (new_lead(cast.seller_actor, name) for name in ("宜兴首页环保", "宜兴次页环保"))
        call = Caller(cast.seller)
        texts = [
            {"lead": first, "text": text, "rejected": ["e1", "p0"]},
            {"lead": second, "text": "客户说再想想"},
            {"lead": 999_999, "text": text},
        ]
        answer = call.post("/leads/followups/split", {"texts": texts, "via": "grid"})
        assert (answer["done"], [r["id"] for r in answer["refused"]]) == ([first, second], [999_999])
        timeline = call.get(f"/leads/{first}/timeline?kinds=followups")
        assert [i["followup"]["summary"] for i in timeline["items"]] == [text]
        assert timeline["tasks"] == []
        assert call.get(f"/tables/leads/rows/{second}")["cells"]["last_followup"].endswith("客户说再想想")
        call.post(f"/operations/{answer['operation']}/undo", {})
        for lead in (first, second):
            assert call.get(f"/leads/{lead}/timeline?kinds=followups")["items"] == []
