"""Mails handed in by the API and the pipe, the administrators' pages, and who sees what."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from genjin.cli import mail_in
from genjin.cli import main as command_line
from genjin.contacts.models import Contact
from genjin.exchange.exports.job import write_file
from genjin.exchange.exports.request import ExportRequest
from genjin.exchange.mail_in import command, taking
from genjin.exchange.mail_in.models import Mailbox, TakenMail
from genjin.exchange.mail_in.polling import look_into, poll_mailboxes
from genjin.exchange.mail_in.taking import Door, hand_in
from genjin.followups.models import Comment, Followup
from genjin.jobs.queue import run_next
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.models import Lead
from genjin.people.models import Person
from genjin.people.tokens import create_token
from genjin.tables.records.edit import create_rows, delete_rows
from tests.cast import PASSWORD, Cast
from tests.exchange.mail_in import letters
from tests.exchange.mail_in.imap_server import ImapServer
from tests.exchange.mail_in.letters import SIGNED, letter
from tests.people.browser import API, Browser
from tests.selling_setting import new_lead, undo

pytestmark = pytest.mark.django_db
PIPE = Door("pipe")


def signed_in(username: str) -> Browser:
    browser = Browser()
    browser.sign_in(username, PASSWORD)
    return browser


def token_of(cast: Cast, person: Person) -> str:
    made = create_token(cast.actor(person), name="网站", scope="write", expires_on=clock.today() + timedelta(days=3))
    return str(made.secret if hasattr(made, "secret") else made[1])


def post_mail(secret: str, raw: bytes, query: str = "") -> tuple[int, Any]:
    answer = Browser().client.post(
        f"{API}/intake/mail{query}", raw, content_type="message/rfc822", HTTP_AUTHORIZATION=f"Bearer {secret}"
    )
    return answer.status_code, json.loads(answer.content)


def test_a_program_hands_a_mail_in(cast: Cast, defaults: None) -> None:
    secret = token_of(cast, cast.seller)
    status, answer = post_mail(secret, letter(SIGNED))
    lead = Lead.objects.get()
    assert (status, answer["state"], answer["lead"], answer["repeated"]) == (200, "lead", lead.pk, False)
    assert lead.owner_id == cast.seller.pk, "whoever hands it in owns it, as with every other lead they enter"
    copied = b"Received: from mx\r\n" + letter(SIGNED)
    assert post_mail(secret, copied)[1] == {**answer, "repeated": True} and Lead.objects.count() == 1
    other = post_mail(token_of(cast, cast.other_seller), letter(SIGNED))[1]
    assert (other["repeated"], other["lead"]) == (True, None), "out of scope stays out of scope"


@pytest.mark.parametrize(("raw", "status", "code"), [(b"", 422, "mail_unreadable"), (b"hello", 422, "mail_unreadable")])
def test_what_is_no_mail_is_refused(cast: Cast, defaults: None, raw: bytes, status: int, code: str) -> None:
    answered, answer = post_mail(token_of(cast, cast.seller), raw)
    assert (answered, answer["code"], TakenMail.objects.count()) == (status, code, 0)


def test_a_mail_that_is_too_large_is_refused_with_the_sizes(
    cast: Cast, defaults: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "MAX_SIZE", 1024 * 1024)
    status, answer = post_mail(token_of(cast, cast.seller), letter("x" * 2_000_000))
    assert (status, answer["code"]) == (413, "mail_too_large") and "最多 1 MB" in answer["message"]


def test_who_may_not_create_leads_may_not_hand_in(cast: Cast, defaults: None) -> None:
    assert post_mail(token_of(cast, cast.no_role), letter(SIGNED))[0] == 403
    assert post_mail("wrong", letter(SIGNED))[0] == 401
    assert TakenMail.objects.count() == 0


def test_the_right_to_create_leads_is_asked_where_they_are_written(cast: Cast, defaults: None) -> None:
    row, _ = hand_in(letter(SIGNED), Door("api"), cast.no_role_actor)
    assert (row.state, row.error["code"], Lead.objects.count()) == ("failed", "forbidden", 0)


def test_another_mailboxes_settings_are_for_administrators(cast: Cast, box: Mailbox) -> None:
    query = f"?mailbox={box.pk}"
    assert post_mail(token_of(cast, cast.seller), letter(SIGNED), query)[0] == 403
    assert post_mail(token_of(cast, cast.admin), letter(SIGNED), query)[1]["state"] == "lead"
    lead = Lead.objects.get()
    assert (lead.owner_id, lead.channel_id) == (cast.seller.pk, box.channel_id)


def test_a_mail_of_a_known_customer_is_noted_on_the_timeline(cast: Cast, defaults: None) -> None:
    lead = new_lead(cast.seller_actor, "无锡恒砺精密有限公司", email="ZhangWei@hengli.example", next_at="今天下午5点")
    row, _ = hand_in(letter(SIGNED, subject="加急"), PIPE)
    assert (row.state, row.lead_id, row.reason) == ("note", lead, {"code": "belongs"})
    assert "客户来信：加急" in (Comment.objects.get().text or "") and Lead.objects.count() == 1
    assert not Followup.objects.exists() and Lead.objects.get().next_at is not None, "what we owe is still owed"
    items = signed_in(cast.seller.username).call("GET", f"/leads/{lead}/timeline")[1]["items"]
    assert next(i for i in items if i["kind"] == "comment")["actor"]["label"] == SYSTEM.name
    undo(cast.admin_actor, row.operation_id)
    assert Comment.objects.get().deleted_at is not None


def test_a_further_contact_is_known_too_and_of_several_leads_the_newest(cast: Cast, defaults: None) -> None:
    first = new_lead(cast.seller_actor, "甲公司")
    create_rows(cast.seller_actor, "contacts", [{"lead": first, "name": "张伟", "email": "zhangwei@hengli.example"}])
    assert Contact.objects.count() == 1
    assert hand_in(letter(SIGNED), PIPE)[0].lead_id == first
    second = new_lead(cast.seller_actor, "乙公司", email="zhangwei@hengli.example")
    row, _ = hand_in(letter("还有一件事", message_id="<2@x>"), PIPE)
    assert (row.lead_id, row.reason) == (second, {"code": "belongs_several", "count": 2})
    delete_rows(cast.admin_actor, "leads", [first, second])
    assert hand_in(letter("第三件事", message_id="<3@x>"), PIPE)[0].state == "lead", (
        "what is in the trash does not count"
    )


def test_who_was_lost_and_writes_again_is_a_new_lead(cast: Cast, defaults: None) -> None:
    open_one = new_lead(cast.seller_actor, "甲公司", email="zhangwei@hengli.example")
    won_one = new_lead(cast.seller_actor, "乙公司", email="zhangwei@hengli.example")
    Lead.objects.filter(pk=won_one).update(won_at=clock.now())
    assert hand_in(letter("一", message_id="<1@x>"), PIPE)[0].lead_id == open_one
    Lead.objects.filter(pk=open_one).update(lost_at=clock.now())
    assert hand_in(letter("二", message_id="<2@x>"), PIPE)[0].lead_id == won_one
    Lead.objects.filter(pk=won_one).update(lost_at=clock.now())
    row, _ = hand_in(letter("三", message_id="<3@x>"), PIPE)
    assert row.state == "lead" and row.lead_id not in (open_one, won_one)


def test_a_busy_database_costs_a_mail_only_time(
    cast: Cast, box: Mailbox, imap: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_given: Any, **_named: Any) -> None:
        raise OperationalError("database is locked")

    imap.inbox.add(letter(SIGNED))
    with monkeypatch.context() as broken:
        broken.setattr(taking, "create_lead", busy)
        assert look_into(box) == 0
        row, _ = hand_in(letter("另一封", sender="q@x.example", message_id="<q@x>"), PIPE)
    assert row.state == "new" and Lead.objects.count() == 0
    poll_mailboxes(None)
    assert Lead.objects.count() == 2


def test_a_lead_outside_the_scope_is_neither_written_nor_shown(cast: Cast, defaults: None) -> None:
    new_lead(cast.seller_actor, "无锡恒砺精密有限公司", email="zhangwei@hengli.example")
    status, answer = post_mail(token_of(cast, cast.other_seller), letter(SIGNED))
    assert (status, answer["state"], answer["lead"]) == (200, "skipped", None)
    assert not Comment.objects.exists() and Lead.objects.count() == 1


def test_lookalikes_are_told(cast: Cast, defaults: None) -> None:
    new_lead(cast.seller_actor, "无锡恒砺精密有限公司", mobile="13812346021")
    row, _ = hand_in(letter(SIGNED), PIPE)
    assert (row.state, row.reason) == ("lead", {"code": "lookalikes", "count": 1})


def test_cleaning_flags_it_like_any_other_lead(defaults: None) -> None:
    row, _ = hand_in(letter("测试\n\n测试 13800000000", sender="测试 <test@mailinator.com>"), PIPE)
    assert Lead.objects.get(pk=row.lead_id).flags


def test_a_colleague_who_passes_a_mail_on_is_not_the_customer(cast: Cast, defaults: None) -> None:
    Person.objects.filter(pk=cast.seller.pk).update(email="lin@yunjin.example")
    passed = next(c.raw for c in letters.CASES if c.name == "passed on by a colleague")
    assert hand_in(passed, PIPE)[0].state == "lead" and Lead.objects.get().email == "qinlan@xy.example"
    row, _ = hand_in(letter("内部通知", sender="林小满 <lin@yunjin.example>", message_id="<i@x>"), PIPE)
    assert (row.state, row.reason) == ("skipped", {"code": "own"})


def test_forms_of_one_site_are_not_one_customer(defaults: None) -> None:
    for n in range(2):
        hand_in(
            letter(f"姓名：何平{n}\n电话：1351234000{n}\n需求：两台", sender="web@site.example", message_id=f"<{n}@s>"),
            PIPE,
        )
    assert list(Lead.objects.values_list("email", flat=True)) == [None, None]


def test_administrators_see_what_was_taken_and_turn_mails_into_leads(
    cast: Cast, box: Mailbox, imap: ImapServer
) -> None:
    imap.inbox.add(letters.NEWSLETTER)
    imap.inbox.add(letter(SIGNED))
    look_into(box)
    admin = signed_in(cast.admin.username)
    (shown,) = admin.call("GET", "/mailboxes")[1]
    assert shown["counts"] == {"new": 0, "lead": 1, "note": 0, "skipped": 1, "failed": 0}
    assert (shown["in_folder"], shown["error"], shown["ready"]) == (2, "", True) and "password" not in shown
    (left_out,) = admin.call("GET", f"/mail-in/mails?state=skipped&mailbox={box.pk}")[1]["rows"]
    assert left_out["reason"] == "群发邮件（资讯、推广或邮件列表）" and left_out["subject"] == "行业周刊第 38 期"
    status, turned = admin.call("POST", f"/mail-in/mails/{left_out['id']}/accept")
    assert (status, turned["state"]) == (200, "lead") and turned["lead"] == Lead.objects.latest("pk").pk
    again = admin.call("POST", f"/mail-in/mails/{left_out['id']}/accept")[1]
    assert again["lead"] == turned["lead"] and Lead.objects.count() == 2


def test_the_list_goes_on_below_the_last_row(cast: Cast, defaults: None) -> None:
    for n in range(51):
        hand_in(letter("", subject="", sender="x", message_id=f"<{n}@x>"), PIPE)
    admin = signed_in(cast.admin.username)
    first = admin.call("GET", "/mail-in/mails")[1]
    rest = admin.call("GET", f"/mail-in/mails?before={first['next']}")[1]
    assert (len(first["rows"]), len(rest["rows"]), rest["next"]) == (50, 1, None)


def test_testing_and_looking_answer_in_words(cast: Cast, build_box: Callable[..., Mailbox], imap: ImapServer) -> None:
    imap.inbox.add(letter(SIGNED))
    good, bad = build_box(), build_box(name="坏的", password="不对")
    admin = signed_in(cast.admin.username)
    tried = admin.call("POST", f"/mailboxes/{good.pk}/test")[1]
    assert tried == {"ok": True, "error": "", "in_folder": 1, "since": 1} and TakenMail.objects.count() == 0
    refused = admin.call("POST", f"/mailboxes/{bad.pk}/test")[1]
    assert not refused["ok"] and "授权码" in refused["error"] and "不对" not in refused["error"].replace("密码不对", "")
    assert admin.call("POST", f"/mailboxes/{good.pk}/look")[0] == 200
    while run_next():
        pass
    assert Lead.objects.count() == 1


def test_only_administrators_come_near_the_mailboxes(cast: Cast, box: Mailbox, imap: ImapServer) -> None:
    imap.inbox.add(letters.NEWSLETTER)
    look_into(box)
    mail = TakenMail.objects.get().pk
    for who in (cast.team_lead, cast.seller, cast.no_role):
        browser = signed_in(who.username)
        asked = [("GET", "/mailboxes"), ("GET", "/mail-in/mails"), ("POST", f"/mailboxes/{box.pk}/test"),
                 ("POST", f"/mailboxes/{box.pk}/look"), ("POST", f"/mail-in/mails/{mail}/accept")]  # fmt: skip
        assert {browser.call(*request)[0] for request in asked} == {403}
        assert browser.call("POST", "/tables/mailboxes/query", {})[1].get("rows", []) == []
        edit = {"edits": [{"row": box.pk, "column": "host", "value": "evil.example"}]}
        browser.call("POST", "/tables/mailboxes/cells", edit)
    box.refresh_from_db()
    assert box.host == "127.0.0.1"


def test_nobody_has_the_password_revealed_or_finds_it_by_a_filter(cast: Cast, box: Mailbox, imap: ImapServer) -> None:
    admin = signed_in(cast.admin.username)
    status, answer = admin.call("POST", f"/tables/mailboxes/rows/{box.pk}/reveal", {"column": "password"})
    assert (status, answer["code"]) == (403, "column_forbidden")
    history = admin.send("GET", f"/tables/mailboxes/rows/{box.pk}/history").content.decode()
    assert "reveal" not in history, "a refused look is no look"
    guess = {"filter": {"column": "password", "op": "eq", "value": imap.password}}
    assert admin.call("POST", "/tables/mailboxes/query", guess)[1]["code"] == "unknown_operator"
    page = admin.send("POST", "/tables/mailboxes/query", {}).content.decode()
    assert imap.password not in page + history and (box.password or "")[:20] not in page + history


def test_an_export_of_the_mailboxes_holds_stars(cast: Cast, box: Mailbox, imap: ImapServer, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_file(path, cast.admin_actor, ExportRequest("mailboxes", columns=("name", "password"), format="csv"))
    text = path.read_text(encoding="utf-8-sig")
    assert "销售邮箱" in text and "******" in text and imap.password not in text


def run_pipe(raw: bytes, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    class Stdin:
        buffer = io.BytesIO(raw)

    monkeypatch.setattr(command.sys, "stdin", Stdin)
    monkeypatch.setattr(mail_in, "start_django", lambda: None)
    return command_line.main(["mail-in", *arguments])


def test_the_pipe_answers_by_its_exit_status(
    cast: Cast, box: Mailbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_pipe(letter(SIGNED), monkeypatch, "--json", "--mailbox", "销售邮箱") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["state"], answer["lead"]) == ("lead", Lead.objects.get().pk)
    assert Lead.objects.get().owner_id == cast.seller.pk
    assert run_pipe(letters.NEWSLETTER, monkeypatch) == 0 and capsys.readouterr().out == ""
    assert run_pipe(b"nothing", monkeypatch) == 1 and "不是一封邮件" in capsys.readouterr().err
    assert run_pipe(letter(SIGNED), monkeypatch, "--mailbox", "没有") == 2
    monkeypatch.setattr(taking, "MAX_SIZE", 1000)
    monkeypatch.setattr(command, "MAX_SIZE", 1000)
    assert run_pipe(letter("x" * 5000, message_id="<l@x>"), monkeypatch) == 1 and "MB" in capsys.readouterr().err


def test_what_the_table_refuses_stays_with_its_reason(
    cast: Cast, defaults: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: Any, **_named: Any) -> None:
        raise AppError(ErrorCode.REQUIRED, column="x")

    with monkeypatch.context() as broken:
        broken.setattr(taking, "create_lead", refuse)
        row, _ = hand_in(letter(SIGNED), PIPE)
    assert row.state == "failed"
    admin = signed_in(cast.admin.username)
    assert admin.call("GET", "/mail-in/mails?state=failed")[1]["rows"][0]["error"] == "“x”必填。"
    assert admin.call("POST", f"/mail-in/mails/{row.pk}/accept")[1]["state"] == "lead"
