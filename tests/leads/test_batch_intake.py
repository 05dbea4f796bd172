"""Leads from programs: lenient values, one outcome a row, the same batch once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from genjin.kernel import clock
from genjin.leads.models import Channel, Lead
from genjin.people.tokens import create_token
from tests.cast import Cast
from tests.people.browser import Browser
from tests.selling_setting import last_operation, new_lead

pytestmark = pytest.mark.usefixtures("defaults")


def program(cast: Cast, scope: str = "write") -> Browser:
    until = clock.today() + timedelta(days=30)
    _, secret = create_token(cast.seller_actor, name="官网", scope=scope, expires_on=until)  # type: ignore[arg-type]
    return Browser(bearer=secret)


def test_rows_come_in_as_people_write_them(cast: Cast) -> None:
    known = new_lead(cast.seller_actor, "无锡恒砺轴承有限公司", mobile="13812346021")
    theirs = new_lead(cast.other_seller_actor, "常州启明电机厂")
    rows = [
        {
            "公司名称": "苏州澜石精密模具",
            "联系人": "李思雨",
            "手机号码": "139 1234 8876",
            "来源": "展会留资",
            "预算": "30万",
        },
        {"company": "无锡恒砺轴承", "mobile": "+86 138-1234-6021", "预计金额": "约12万"},
        {"company": "常州启明电机厂", "phone": "12", "颜色": "红"},
        {"备注": "谁也不知道是谁"},
    ]
    status, answer = program(cast).call("POST", "/leads/intake", {"rows": rows, "client_key": "batch-1"})
    assert status == 200
    first, second, third, fourth = answer["rows"]
    assert [r["outcome"] for r in answer["rows"]] == ["created", "created", "created", "error"]
    lead = Lead.objects.get(pk=first["id"])
    assert (lead.mobile, lead.owner_id) == ("13912348876", cast.seller.pk)
    assert Channel.objects.get(pk=lead.channel_id).name == "展会/活动留资"
    assert [s["id"] for s in second["suspects"]] == [known] and "mobile" in second["suspects"][0]["evidence"]
    assert Lead.objects.get(pk=second["id"]).amount == 12_000_000
    assert [s["id"] for s in third["suspects"]] == [None], "somebody's, without whose"
    assert third["ignored"] == ["颜色"] and third["faults"][0]["code"] == "invalid_phone"
    assert fourth["faults"][0]["code"] == "required"
    assert last_operation().verb == "leads.intake"
    again = program(cast).call("POST", "/leads/intake", {"rows": rows, "client_key": "batch-1"})[1]
    assert again["repeated"] and again["created"] == answer["created"]
    assert Lead.objects.count() == 5 and theirs


def test_likely_duplicates_may_be_left_out(cast: Cast) -> None:
    new_lead(cast.seller_actor, "无锡恒砺轴承有限公司")
    rows = [{"公司": "无锡恒砺轴承"}, {"公司": "镇江沪宁泵业"}]
    answer = program(cast).call("POST", "/leads/intake", {"rows": rows, "on_suspect": "skip"})[1]
    assert [r["outcome"] for r in answer["rows"]] == ["suspect", "created"]


def test_a_token_that_only_reads_brings_nothing_in(cast: Cast) -> None:
    assert program(cast, "read").call("POST", "/leads/intake", {"rows": [{"公司": "镇江沪宁泵业"}]})[0] == 403
    assert program(cast, "read").call("POST", "/leads/read-card", {"text": "张伟"})[0] == 403


def test_a_card_is_read_without_writing(cast: Cast) -> None:
    text = "张伟 无锡恒砺轴承 13812346021"
    cells = program(cast).call("POST", "/leads/read-card", {"text": text})[1]["cells"]
    assert {c["column"]: text[c["start"] : c["end"]] for c in cells} == {
        "contact": "张伟", "company": "无锡恒砺轴承", "mobile": "13812346021",
    }  # fmt: skip
    assert Lead.objects.count() == 0
