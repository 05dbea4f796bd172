"""Templates: read by a small parser, refused when a place is unknown, filled with what the reader may read."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.messages import message
from genjin.people.models import Role
from genjin.service.templates.filling import Filler, Written
from genjin.service.templates.parsing import Place, fill_template, parse_template
from genjin.tables.records.edit import create_rows
from tests.cast import PASSWORD, Cast
from tests.selling_setting import NOW, new_lead


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("您好", ("您好",)),
        ("{{联系人}}，您好", (Place("联系人"), "，您好")),
        ("{{ 联系人 | 您好 }}", (Place("联系人", "您好"),)),
        # As an input method for Chinese writes it.
        ("｛｛联系人｜您好｝｝", (Place("联系人", "您好"),)),
        ("{{备注|}}", (Place("备注", ""),)),
        ("单个 {大括号} 不算", ("单个 {大括号} 不算",)),
    ],
)
def test_reading(text: str, pieces: tuple[Any, ...]) -> None:
    assert parse_template(text).pieces == pieces


@pytest.mark.parametrize("text", ["{{联系人", "联系人}}", "{{}}", "{{ |您好}}", "{{a{{b}}c}}"])
def test_a_brace_without_its_partner_is_refused(text: str) -> None:
    with pytest.raises(AppError) as broken:
        parse_template(text)
    assert broken.value.code is ErrorCode.TEMPLATE_BROKEN
    assert "{{联系人|您好}}" in message(broken.value, "zh-CN")


@given(st.text(alphabet="{}|｜｛｝ab公 \n", max_size=40))
@settings(max_examples=200)
def test_any_text_is_read_or_refused_and_never_run(text: str) -> None:
    try:
        template = parse_template(text)
    except AppError:
        return
    filled = fill_template(template, dict.fromkeys(template.names, "{{x}}"))
    # What a cell says is not read again.
    assert filled.missing == () and filled.text.count("{{x}}") >= bool(template.names)


pytestmark = pytest.mark.usefixtures("defaults")


@pytest.fixture(autouse=True)
def _now(cast: Cast) -> Any:
    with clock.fixed(NOW):
        yield


def fill(cast: Cast, lead: int, subject: str, text: str) -> Written:
    return Filler(cast.seller_actor, subject, text).fill([lead])[lead]


def test_filled_by_label_other_name_or_id(cast: Cast) -> None:
    lead = new_lead(
        cast.seller_actor, "无锡绿源水务", contact="许知远", products="轴承\n密封件", amount="12万", province="江苏"
    )
    text = "{{联系人}} {{公司名称}} {{company}} {{Owner}} {{产品}} {{预计金额}} {{发件人}} {{我方}} {{今天}}"
    written = fill(cast, lead, "给 {{公司}} 的新品", text)
    assert written.subject == "给 无锡绿源水务 的新品"
    assert written.text == ("许知远 无锡绿源水务 无锡绿源水务 林小满 轴承\n密封件 120,000 林小满 云锦机电 2026-03-05")
    assert written.missing == ()


def test_an_empty_cell_takes_its_fallback_or_is_missing(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, "无锡绿源水务")
    assert fill(cast, lead, "您好", "{{联系人|您好}}，{{备注|}}").text == "您好，"
    assert fill(cast, lead, "给{{联系人}}", "{{职位}}").missing == ("联系人", "职位")


def test_nothing_is_told_that_the_writer_may_not_read(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, "无锡绿源水务", contact="许知远", mobile="13800000031", budget="80万")
    with pytest.raises(AppError) as secret:
        fill(cast, lead, "您好", "{{预算}}")
    assert secret.value.code is ErrorCode.TEMPLATE_PLACE
    role = Role.objects.get(key="seller")
    hidden = {**role.rights["leads"], "columns": {"remarks": "hidden", "contact": "masked"}}
    Role.objects.filter(pk=role.pk).update(rights={**role.rights, "leads": hidden})
    for text in ("{{备注}}", "{{联系人}}"):
        with pytest.raises(AppError) as refused:
            fill(cast, lead, "您好", text)
        assert refused.value.code is ErrorCode.COLUMN_FORBIDDEN
    assert Filler(cast.other_seller_actor, "您好", "{{公司}}").fill([lead]) == {}


def test_saving_names_the_unknown_place_and_the_known_ones(cast: Cast) -> None:
    draft = {"name": "春季新品", "subject": "您好", "text": "{{联系人}}，{{客户级别X}} 专享"}
    _, results = create_rows(cast.admin_actor, "mail_templates", [draft])
    ((column, error),) = results[0].errors
    assert (column, error.code) == ("text", ErrorCode.TEMPLATE_PLACE)
    words = message(error, "zh-CN")
    assert "客户级别X" in words and "联系人、公司、负责人" in words
    with pytest.raises(AppError) as forbidden:
        create_rows(cast.seller_actor, "mail_templates", [{"name": "我的", "subject": "a", "text": "b"}])
    assert forbidden.value.code is ErrorCode.FORBIDDEN


def test_trying_it_on_a_lead(cast: Cast, client: Client) -> None:
    lead = new_lead(cast.seller_actor, "无锡绿源水务", contact="许知远")
    foreign = new_lead(cast.other_seller_actor, "江阴双良")
    client.post("/api/v1/session", {"username": "linxiaoman", "password": PASSWORD}, "application/json")
    body = {"subject": "给{{公司}}", "text": "{{联系人}}，{{职位}}"}
    tried = client.post("/api/v1/mail-templates/try", body, "application/json").json()
    assert tried == {
        "lead": lead, "title": "无锡绿源水务", "subject": "给无锡绿源水务", "text": "许知远，", "missing": ["职位"],
    }  # fmt: skip
    other = client.post("/api/v1/mail-templates/try", {**body, "lead": foreign}, "application/json")
    assert other.status_code == 404
    broken = client.post("/api/v1/mail-templates/try", {"text": "{{公司"}, "application/json")
    assert broken.json()["code"] == "template_broken"
    places = client.get("/api/v1/mail-templates/places").json()
    assert places[0] == {"key": "contact", "label": "联系人"} and "budget" not in [p["key"] for p in places]
