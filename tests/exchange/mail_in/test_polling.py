"""Mails taken from a real IMAP conversation: each once, none lost, whatever breaks off."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from genjin.exchange.mail_in import polling, taking
from genjin.exchange.mail_in.faults import fault_words
from genjin.exchange.mail_in.models import Mailbox, MailboxState, TakenMail
from genjin.exchange.mail_in.polling import look_into, poll_mailboxes
from genjin.jobs.schedule import enqueue_due, list_periodic
from genjin.kernel.actor import SYSTEM
from genjin.leads.models import Channel, Lead
from genjin.tables.definition import CellEdit
from genjin.tables.models import Change, Operation
from genjin.tables.records.edit import edit_cells
from tests.cast import Cast
from tests.exchange.mail_in import letters
from tests.exchange.mail_in.certificate import make_certificate
from tests.exchange.mail_in.imap_server import Folder, ImapServer
from tests.exchange.mail_in.letters import SIGNED, letter
from tests.selling_setting import cells_of

pytestmark = pytest.mark.django_db


def customers(count: int) -> list[bytes]:
    return [
        letter(f"要 {n} 台\n\n王芳 1391234{n:04d}", sender=f"c{n}@x.example", message_id=f"<m{n}@x.example>")
        for n in range(count)
    ]


def fault(box: Mailbox) -> str:
    return fault_words(MailboxState.objects.get(pk=box.pk).error, "zh-CN")


def test_a_mail_becomes_a_lead_like_any_other(cast: Cast, box: Mailbox, imap: ImapServer) -> None:
    imap.inbox.add(letter(SIGNED))
    assert look_into(box) == 1
    lead = Lead.objects.get()
    assert [lead.company, lead.contact, lead.title, lead.mobile, lead.email] == [
        "无锡恒砺精密有限公司", "张伟", "采购经理", "13812346021", "zhangwei@hengli.example",
    ]  # fmt: skip
    assert lead.need == "我们需要 6308 轴承 200 套，请报价。"
    assert lead.owner_id == cast.seller.pk and lead.unit_id == cast.team.pk and lead.number and lead.stage_id
    assert Channel.objects.get(pk=lead.channel_id).name == "官网注册表单"
    row = TakenMail.objects.get()
    assert (row.state, row.lead_id, row.door) == ("lead", lead.pk, "imap") and "张伟" not in row.parts
    made = Operation.objects.get(pk=row.operation_id)
    assert (made.via, made.actor_name) == ("mail", "邮件：销售邮箱")
    state = MailboxState.objects.get()
    assert (state.last_uid, state.in_folder, state.error) == (1, 1, None) and state.looked_at
    assert "ID (" in " ".join(imap.heard), "NetEase opens no folder without it"
    assert not [h for h in imap.heard if h.startswith(("SELECT", "UID STORE", "UID COPY"))], (
        "nothing is marked or moved"
    )


def test_the_same_mailbox_again_takes_nothing_again(box: Mailbox, imap: ImapServer) -> None:
    for raw in customers(3):
        imap.inbox.add(raw)
    assert [look_into(box), look_into(box)] == [3, 0]
    imap.inbox.add(customers(4)[3])
    assert look_into(box) == 1 and Lead.objects.count() == 4
    assert sum(h.startswith("UID FETCH") for h in imap.heard) == 4, "what was read is not read again"


def test_a_renumbered_folder_is_read_anew_and_nothing_taken_twice(box: Mailbox, imap: ImapServer) -> None:
    for raw in customers(3):
        imap.inbox.add(raw)
    look_into(box)
    old = imap.inbox.mails
    imap.folders["INBOX"] = Folder(validity=8)
    for raw in (customers(5)[4], *old.values()):
        imap.inbox.add(raw)
    assert look_into(box) == 1, "the new one has a number that an old one had before"
    assert Lead.objects.count() == 4 and MailboxState.objects.get().last_uid == 4


@pytest.mark.parametrize("moment", ["before the lead is written", "after the lead is written"])
def test_a_crash_at_any_moment_loses_and_repeats_none(
    box: Mailbox, imap: ImapServer, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    class Killed(BaseException):
        pass

    for raw in customers(2):
        imap.inbox.add(raw)
    real = taking.create_lead

    def dies(*given: Any, **named: Any) -> Any:
        if moment.startswith("after"):
            real(*given, **named)
        raise Killed

    with monkeypatch.context() as broken:
        broken.setattr(taking, "create_lead", dies)
        with pytest.raises(Killed):
            look_into(box)
    assert Lead.objects.count() == 0 and TakenMail.objects.get().state == "new"
    poll_mailboxes(None)
    poll_mailboxes(None)
    assert Counter(Lead.objects.values_list("email", flat=True)) == {"c0@x.example": 1, "c1@x.example": 1}


def test_a_crash_before_the_number_is_remembered_repeats_nothing(
    box: Mailbox, imap: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    imap.inbox.add(letter(SIGNED))
    look_into(box)
    MailboxState.objects.update(last_uid=0)
    assert look_into(box) == 0 and Lead.objects.count() == 1 and MailboxState.objects.get().last_uid == 1


def test_a_conversation_that_breaks_off_goes_on_where_it_was(box: Mailbox, imap: ImapServer) -> None:
    for raw in customers(3):
        imap.inbox.add(raw)

    def hang_up(command: str, rest: str) -> None:
        if rest.startswith("FETCH 2"):
            raise ConnectionError

    imap.before = hang_up
    assert look_into(box) == 0 and fault(box) == "和服务器的对话中断了，稍后会再试。"
    assert Lead.objects.count() == 1 and MailboxState.objects.get().last_uid == 1
    imap.before = lambda _command, _rest: None
    assert look_into(box) == 2 and fault(box) == ""


def test_one_mail_that_cannot_be_handled_does_not_stop_the_others(
    box: Mailbox, imap: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for raw in (
        customers(1)[0],
        b"\0\0garbage",
        letter("x", sender="bad", subject="", message_id="<bad@x.example>"),
        customers(2)[1],
    ):
        imap.inbox.add(raw)
    real = taking.read_message
    monkeypatch.setattr(taking, "read_message", lambda raw, **k: 1 / 0 if b"<m0@" in raw else real(raw, **k))
    look_into(box)
    assert list(TakenMail.objects.order_by("pk").values_list("state", "reason__code")) == [
        ("failed", "unreadable"), ("failed", "unreadable"), ("skipped", "no_sender"), ("lead", None),
    ]  # fmt: skip


def test_only_mails_from_the_chosen_day_on(build_box: Callable[..., Mailbox], imap: ImapServer) -> None:
    box = build_box(since="2026-11-20")
    first, second = customers(2)
    imap.inbox.add(first, date(2026, 11, 19))
    imap.inbox.add(second, date(2026, 11, 20))
    assert look_into(box) == 1 and Lead.objects.get().email == "c1@x.example"
    assert MailboxState.objects.get().in_folder == 2, "an empty harvest from a full folder can be told"


def test_a_folder_with_a_chinese_name(build_box: Callable[..., Mailbox], imap: ImapServer) -> None:
    imap.folders["R&-D,&W6JiN4viU1U-"] = Folder()
    imap.folders["R&-D,&W6JiN4viU1U-"].add(letter(SIGNED))
    assert look_into(build_box(folder="R&D,客户询单")) == 1


def test_a_huge_mail_is_listed_with_the_reason_and_not_read(cast: Cast, box: Mailbox, imap: ImapServer) -> None:
    uid = imap.inbox.add(letter(SIGNED, subject="大图纸"))
    imap.sizes[uid] = 50 * 1024 * 1024
    look_into(box)
    row = TakenMail.objects.get()
    assert (row.state, row.reason) == ("skipped", {"code": "too_large", "megabytes": 50, "limit": 20})
    kept = taking.read_parts(row)
    assert (kept.subject, kept.sender, kept.text) == ("大图纸", "zhangwei@hengli.example", "")
    assert taking.settle_mail(row.pk, decided_by=cast.admin_actor).state == "lead"
    assert Lead.objects.get().email == "zhangwei@hengli.example"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"password": "错的"}, "登录名或密码不对"),
        ({"password": "wrong"}, "登录名或密码不对"),
        ({"folder": "没有"}, "没有文件夹“没有”"),
        ({"host": "localhost", "port": 1}, "连不上"),
        ({"host": "不存在.invalid", "security": "ssl"}, "找不到服务器"),
        ({"host": "imap.example", "security": "none"}, "不加密只能用于本机"),
        ({"security": "ssl"}, "不支持所选的加密方式"),
        ({"security": "starttls"}, "不支持所选的加密方式"),
        ({"user": None}, "还没填全"),
    ],
)
def test_what_is_wrong_is_said_in_words(build_box: Callable[..., Mailbox], cells: dict[str, Any], words: str) -> None:
    box = build_box(**cells)
    assert look_into(box) == 0
    assert words in fault(box) and MailboxState.objects.get().looked_at is None


@pytest.mark.parametrize(("security", "implicit"), [("ssl", True), ("starttls", False)])
def test_over_tls_only_to_a_server_that_can_be_trusted(
    build_box: Callable[..., Mailbox], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str, implicit: bool
) -> None:
    certificate = make_certificate(tmp_path / "own.pem")
    with ImapServer(certificate, implicit=implicit) as server:
        server.inbox.add(letter(SIGNED))
        server.password = 'plain "\\ abc'
        box = build_box(host="localhost", port=server.port, security=security, password=server.password)
        assert look_into(box) == 0 and "证书不可信" in fault(box)
        assert not [h for h in server.heard if h in ("LOGIN", "AUTHENTICATE")], "no password was sent"
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
        assert look_into(box) == 1 and fault(box) == ""


def test_a_server_that_answers_without_end_is_left(
    box: Mailbox, imap: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    imap.inbox.add(letter(SIGNED))
    imap.before = lambda _c, rest: "* 1 FETCH (BODY[]<0> {999999999}" if rest.startswith("FETCH") else None
    look_into(box)
    assert "对话中断" in fault(box), "not read, and not waited for"
    monkeypatch.setattr("genjin.exchange.mail_in.imap.PATIENCE", -1)
    look_into(box)
    assert "太久没有回答" in fault(box)


def test_the_password_is_only_sent_to_its_server_and_never_shown(
    cast: Cast, box: Mailbox, imap: ImapServer, caplog: pytest.LogCaptureFixture
) -> None:
    secret = imap.password
    assert secret not in (box.password or "")
    edit_cells(cast.admin_actor, "mailboxes", [CellEdit(box.pk, "host", "localhost")])
    box.refresh_from_db()
    look_into(box)
    assert "服务器改过了" in fault(box) and not imap.heard
    edit_cells(cast.admin_actor, "mailboxes", [CellEdit(box.pk, "password", secret)])
    box.refresh_from_db()
    with caplog.at_level(logging.DEBUG):
        look_into(box)
    assert fault(box) == "" and secret not in caplog.text
    written = [*Change.objects.values_list("before", "after"), *Operation.objects.values_list("args")]
    assert secret not in str(written), "the history holds ciphertext"
    assert cells_of(cast.admin_actor, box.pk, "mailboxes")["password"] == "******"


def test_a_mailbox_is_read_by_schedule_when_it_is_switched_on(
    build_box: Callable[..., Mailbox], imap: ImapServer
) -> None:
    build_box(active=False, name="停用")
    assert poll_mailboxes(None) == {"mailboxes": 0, "taken": 0}
    assert "mail_in.poll" in [work.name for work in list_periodic()] and "mail_in.poll" in enqueue_due()
    imap.inbox.add(letter(SIGNED))
    build_box()
    assert poll_mailboxes(None) == {"mailboxes": 1, "taken": 1}


def test_a_long_round_goes_on_with_the_next(box: Mailbox, imap: ImapServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for raw in customers(5):
        imap.inbox.add(raw)
    monkeypatch.setattr(polling, "ROUND", 2)
    assert [look_into(box) for _ in range(4)] == [2, 2, 1, 0]


def test_machines_are_listed_and_no_leads(box: Mailbox, imap: ImapServer) -> None:
    for raw in (letters.NEWSLETTER, letters.AUTO_REPLY, letters.BOUNCE, letters.NOTICE, letters.OWN, letters.BULK):
        imap.inbox.add(raw)
    assert look_into(box) == 6
    found = Counter(TakenMail.objects.values_list("state", "reason__code"))
    assert set(found) == {("skipped", c) for c in ("bulk", "auto_reply", "bounce", "auto_sent", "own")}
    assert Lead.objects.count() == 0 and SYSTEM.id is None
