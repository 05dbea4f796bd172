"""Web forms from both sides: every submission becomes a lead, robots wait, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from genjin.exchange.forms import accepting
from genjin.exchange.forms.accepting import accept_submission, forget_addresses, pick_up
from genjin.exchange.forms.challenge import is_solved
from genjin.exchange.forms.models import FormConsent, FormSubmission, WebForm
from genjin.jobs.models import Job, Mail
from genjin.jobs.queue import run_next
from genjin.kernel import clock
from genjin.leads.models import Channel, Lead
from genjin.tables.definition import CellEdit
from genjin.tables.models import Operation
from genjin.tables.records.edit import create_rows, delete_rows, edit_cells
from tests.cast import PASSWORD, Cast
from tests.exchange.forms.visitor import open_form, sent
from tests.people.browser import Browser
from tests.selling_setting import cells_of, undo

pytestmark = pytest.mark.django_db
GIVEN = {
    "company": "无锡恒砺轴承有限公司",
    "contact": "张伟",
    "mobile": "138 1234 6021",
    "email": "ZhangWei@hengli.example",
    "products": "调心滚子轴承",
    "budget": "30 万",
}


def run_jobs() -> None:
    while run_next():
        pass


def send(form: WebForm, answers: dict[str, str] | None = None, **more: Any) -> tuple[int, Any]:
    visitor, page = open_form(form.token or "")
    return visitor.call("POST", f"/forms/{form.token}", sent(page, answers or GIVEN, **more), csrf=False)


def signed_in(username: str) -> Browser:
    browser = Browser()
    browser.sign_in(username, PASSWORD)
    return browser


def test_a_submission_becomes_a_lead_with_source_consent_and_reply(cast: Cast, form: WebForm) -> None:
    assert send(form) == (201, {"received": True})
    row = FormSubmission.objects.get()
    assert row.state == "new" and "张伟" not in row.answers, "kept as it came, encrypted, before anything is made of it"
    run_jobs()
    row.refresh_from_db()
    lead = Lead.objects.get(pk=row.lead_id)
    shown = cells_of(cast.seller_actor, lead.pk)
    assert [lead.company, lead.contact, lead.mobile, lead.email] == [
        "无锡恒砺轴承有限公司", "张伟", "13812346021", "zhangwei@hengli.example",
    ]  # fmt: skip
    assert Channel.objects.get(pk=lead.channel_id).name == "官网注册表单"
    assert (lead.campaign, lead.form_id, lead.owner_id) == ("2026 春季展会", form.pk, cast.seller.pk)
    assert "第 1 版条款" in shown["consent"] and shown["form"]["label"] == "官网询价"
    assert lead.budget and "万" not in lead.budget, "kept encrypted"
    assert lead.number and lead.stage_id, "through the same intake as any other lead"
    operation = Operation.objects.get(pk=row.operation_id)
    assert (operation.via, operation.actor_name) == ("form", "网络表单：官网询价")
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == ("zhangwei@hengli.example", "张伟，您的询价已收到")
    assert mail.text == "张伟您好，无锡恒砺轴承有限公司要的调心滚子轴承，林小满会在一个工作日内联系您。"
    undo(cast.admin_actor, row.operation_id)
    assert Lead.objects.get(pk=lead.pk).deleted_at is not None
    assert Mail.objects.get().state == "cancelled", "the unsent reply goes with it"


def test_the_same_request_twice_is_one_lead(form: WebForm) -> None:
    visitor, page = open_form(form.token or "")
    body = sent(page, GIVEN)
    for _ in range(2):
        assert visitor.call("POST", f"/forms/{form.token}", body, csrf=False)[0] == 201
    run_jobs()
    row = FormSubmission.objects.get()
    assert accept_submission(row.pk) == row.lead_id and Lead.objects.count() == 1
    other = {**body, "answers": {**GIVEN, "contact": "李四"}}
    status, refused = visitor.call("POST", f"/forms/{form.token}", other, csrf=False)
    assert (status, refused["code"]) == (409, "form_proof")
    again = sent({**page, **refused["data"]}, other["answers"])
    assert visitor.call("POST", f"/forms/{form.token}", again, csrf=False)[0] == 201


def test_answers_that_cannot_be_used_are_refused_in_words_and_cost_no_puzzle(form: WebForm) -> None:
    visitor, page = open_form(form.token or "")
    bad = {"mobile": "1381234", "email": "没有"}
    status, refused = visitor.call("POST", f"/forms/{form.token}", sent(page, bad, consent=False), csrf=False)
    assert (status, refused["code"], FormSubmission.objects.count()) == (422, "form_answers", 0)
    assert refused["data"]["fields"] == {
        "contact": "填上您的姓名",
        "mobile": "这个号码不对。手机是 11 位，座机带区号",
        "email": "这不是邮箱，检查 @ 和后面的部分",
        "consent": "同意后才能提交",
    }
    assert visitor.call("POST", f"/forms/{form.token}", sent(page, GIVEN), csrf=False)[0] == 201


@pytest.mark.parametrize(
    ("answers", "more", "why"),
    [
        (GIVEN, {"website": "http://spam.example"}, "填了人看不见的一格"),
        ({**GIVEN, "contact": "加微信 www.spam.example"}, {}, "姓名或公司里有网址"),
        ({**GIVEN, "need": "https://a.example https://b.example http://c.example"}, {}, "留言里有 3 个网址"),
    ],
)
def test_what_looks_like_a_robot_waits_for_a_person(
    cast: Cast, form: WebForm, answers: dict[str, str], more: dict[str, str], why: str
) -> None:
    assert send(form, answers, **more)[0] == 201, "a robot does not learn that it was noticed"
    run_jobs()
    assert Lead.objects.count() == 0
    admin = signed_in("chensiyuan")
    (row,) = admin.call("GET", f"/web-forms/{form.pk}/submissions?state=held")[1]["rows"]
    assert row["reasons"] == [why] and {"label": "手机", "text": "138 1234 6021"} in row["answers"]
    assert {"label": "预算", "text": "******"} in row["answers"]
    assert admin.call("POST", f"/web-forms/submissions/{row['id']}/discard")[1]["state"] == "discarded"
    accepted = admin.call("POST", f"/web-forms/submissions/{row['id']}/accept")[1]
    assert accepted["state"] == "accepted" and Lead.objects.get().pk == accepted["lead"]


def test_too_fast_and_word_for_word_again_wait_too(build_form: Callable[..., WebForm]) -> None:
    form = build_form(min_seconds=3)
    now = clock.now()
    with clock.fixed(now):
        send(form)
    assert FormSubmission.objects.get().reasons == [{"code": "too_fast", "seconds": 0.0}]
    visitor, page = open_form(form.token or "")
    with clock.fixed(clock.now() + timedelta(seconds=20)):
        assert visitor.call("POST", f"/forms/{form.token}", sent(page, GIVEN), csrf=False)[0] == 201
    assert [r["code"] for r in FormSubmission.objects.latest("pk").reasons] == ["repeated"]


def test_a_flood_is_refused(build_form: Callable[..., WebForm]) -> None:
    form = build_form(per_hour=3)
    visitor, page = open_form(form.token or "")
    path = f"/forms/{form.token}"
    # An easy puzzle has many answers: one that is none of them.
    wrong = next(word for word in "xyzuvw" * 9 if not is_solved(page["challenge"], word, page["bits"]))
    without = {**sent(page, GIVEN), "proof": wrong}
    assert visitor.call("POST", path, without, csrf=False)[1]["code"] == "form_proof"
    forged = sent({**page, "challenge": page["challenge"][:-2] + "xx"}, GIVEN)
    assert visitor.call("POST", path, forged, csrf=False)[1]["code"] == "form_proof"
    other = build_form(name="另一个")
    assert visitor.call("POST", f"/forms/{other.token}", sent(page, GIVEN), csrf=False)[1]["code"] == "form_proof"
    for at in range(3):
        assert send(form, {**GIVEN, "contact": f"访客{at}"})[0] == 201
    status, refused = send(form, {**GIVEN, "contact": "访客九"})
    assert (status, refused["code"]) == (429, "form_busy") and "还在" in refused["message"]
    neighbour, fresh = open_form(form.token or "", ip="203.0.113.8")
    assert neighbour.call("POST", path, sent(fresh, {**GIVEN, "contact": "邻居"}), csrf=False)[0] == 201
    with clock.fixed(clock.now() + timedelta(hours=2)):
        assert send(form, {**GIVEN, "contact": "访客九"})[0] == 201
    with clock.fixed(clock.now() + timedelta(hours=25)):
        old, stale = open_form(form.token or "")
    assert old.call("POST", path, sent(stale, GIVEN), csrf=False)[1]["code"] == "form_proof"


def test_addresses_are_unreadable_and_forgotten_after_a_day(form: WebForm) -> None:
    send(form)
    row = FormSubmission.objects.get()
    assert row.address and "203.0.113" not in row.address
    with clock.fixed(clock.now() + timedelta(hours=25)):
        forget_addresses(None)  # type: ignore[arg-type]
    row.refresh_from_db()
    assert row.address == ""


def test_what_no_job_made_a_lead_is_picked_up(form: WebForm) -> None:
    send(form)
    Job.objects.all().delete()
    pick_up(None)  # type: ignore[arg-type]
    assert Lead.objects.count() == 0, "its job may still come"
    with clock.fixed(clock.now() + timedelta(minutes=11)):
        pick_up(None)  # type: ignore[arg-type]
        pick_up(None)  # type: ignore[arg-type]
    assert Lead.objects.count() == 1


def test_another_consent_text_is_another_version_and_what_was_read_is_what_counts(cast: Cast, form: WebForm) -> None:
    visitor, page = open_form(form.token or "")
    edit_cells(cast.admin_actor, "web_forms", [CellEdit(form.pk, "consent", "新的条款。")])
    edit_cells(cast.admin_actor, "web_forms", [CellEdit(form.pk, "name", "官网询价二")])
    assert list(FormConsent.objects.order_by("version").values_list("version", "text")) == [
        (1, "我们只为联系您而使用您的联系方式。"),
        (2, "新的条款。"),
    ]
    assert visitor.call("POST", f"/forms/{form.token}", sent(page, GIVEN), csrf=False)[0] == 201
    assert FormSubmission.objects.get().consent_version == 1
    assert open_form(form.token or "")[1]["consent_version"] == 2


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"reply_text": "{称呼}您好"}, "form_placeholder"),
        ({"reply_subject": "{姓名 您好"}, "form_placeholder"),
        ({"fields": [{"column": "company", "label": "公司", "required": False}]}, "form_identity"),
        ({"fields": [{"column": "owner", "label": "负责人", "required": True}]}, "form_column"),
        ({"fields": [{"column": "mobile", "label": "手机", "required": True}] * 2}, "form_twice"),
    ],
)
def test_a_form_that_could_not_work_is_refused_when_it_is_saved(
    cast: Cast, form: WebForm, cells: dict[str, Any], code: str
) -> None:
    ((column, value),) = cells.items()
    outcome = edit_cells(cast.admin_actor, "web_forms", [CellEdit(form.pk, column, value)])
    (result,) = outcome.results
    assert result.status == "refused" and result.error is not None and result.error.code == code


def test_what_the_table_refuses_is_kept_with_its_reason(form: WebForm, monkeypatch: pytest.MonkeyPatch) -> None:
    send(form)
    row = FormSubmission.objects.get()
    draft = accepting._draft
    monkeypatch.setattr(accepting, "_draft", lambda f, r: {**draft(f, r), "stage": 999_999, "nothing": "x"})
    run_jobs()
    row.refresh_from_db()
    assert (row.state, row.error["code"]) == ("failed", "unknown_column")
    monkeypatch.undo()
    admin = signed_in("chensiyuan")
    assert admin.call("POST", f"/web-forms/submissions/{row.pk}/accept")[1]["state"] == "accepted"


def test_the_page_is_open_to_strangers_and_frames_and_a_closed_form_says_so(cast: Cast, form: WebForm) -> None:
    page = Client().get(f"/f/{form.token}")
    assert page.status_code == 200 and "frame-ancestors *" in page["Content-Security-Policy"]
    assert not page.cookies, "no cookie for strangers"
    assert "frame-ancestors 'none'" in Client().get("/leads")["Content-Security-Policy"]
    edit_cells(cast.admin_actor, "web_forms", [CellEdit(form.pk, "active", False)])
    assert Client().get(f"/f/{form.token}").status_code == 404
    assert Browser().call("GET", f"/forms/{form.token}")[1]["code"] == "form_closed"
    assert send_closed(form) == 404


def send_closed(form: WebForm) -> int:
    body = {"answers": GIVEN, "challenge": "x", "proof": "x"}
    return Browser().call("POST", f"/forms/{form.token}", body, csrf=False)[0]


def test_a_removed_form_says_so_keeps_what_it_brought_and_comes_back_by_undo(cast: Cast, form: WebForm) -> None:
    visitor, page = open_form(form.token or "")
    assert send(form)[0] == 201
    run_jobs()
    send(form, {**GIVEN, "company": "常州待看电机厂"}, website="http://spam.example")
    admin = signed_in("chensiyuan")
    assert admin.call("GET", f"/web-forms/{form.pk}/use")[1] == {"submissions": 2, "waiting": 1, "leads": 1}
    assert signed_in("linxiaoman").call("GET", f"/web-forms/{form.pk}/use")[0] == 403
    gone = delete_rows(cast.admin_actor, "web_forms", [form.pk])
    assert gone.done == [form.pk]
    assert Lead.objects.filter(deleted_at=None).count() == 1
    answer = Client().get(f"/f/{form.token}", headers={"accept-language": "en"})
    assert answer.status_code == 410 and "This form has been taken down" in answer.content.decode()
    status, refused = visitor.call("POST", f"/forms/{form.token}", sent(page, GIVEN), csrf=False)
    assert (status, refused["code"], "撤下" in refused["message"]) == (410, "form_removed", True)
    assert FormSubmission.objects.count() == 2
    undo(cast.admin_actor, gone.operation_id)
    assert Client().get(f"/f/{form.token}").status_code == 200
    assert admin.call("GET", f"/web-forms/{form.pk}")[1]["held"] == 1


def test_link_snippet_and_code_for_those_who_may_build(cast: Cast, form: WebForm) -> None:
    admin = signed_in("chensiyuan")
    shown = admin.call("GET", f"/web-forms/{form.pk}")[1]
    assert shown["link"].endswith(f"/f/{form.token}") and shown["link"] in shown["embed"]
    assert b"<svg" in admin.send("GET", f"/web-forms/{form.pk}/qr.svg").content
    columns = {c["column"]: c for c in admin.call("GET", "/web-forms/parts")[1]["columns"]}
    assert "50–100 人" in " ".join(columns["size"]["options"]).replace("-", "–") or columns["size"]["options"]
    assert not {"owner", "stage", "grade", "won_amount", "campaign"} & set(columns)
    seller = signed_in("linxiaoman")
    for path in ("/web-forms", f"/web-forms/{form.pk}", f"/web-forms/{form.pk}/submissions"):
        assert seller.call("GET", path)[0] == 403
    _, (made,) = create_rows(cast.admin_actor, "web_forms", [{"name": "新表单"}])
    fresh = WebForm.objects.get(pk=made.row_id)
    assert not fresh.active and fresh.token and fresh.fields


def test_leads_of_a_form_without_an_owner_belong_to_its_unit(cast: Cast, build_form: Callable[..., WebForm]) -> None:
    send(build_form(lead_owner=None, lead_unit=cast.other_team.pk))
    run_jobs()
    lead = Lead.objects.get()
    assert (lead.owner_id, lead.unit_id) == (None, cast.other_team.pk)
    assert "我们的同事会在" in Mail.objects.get().text
