"""Mails: queued with what they speak of, sent over a real connection, once."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import transaction

from genjin.config.mail import mail_from_url
from genjin.jobs.mailing import Sender
from genjin.jobs.models import Mail
from genjin.jobs.outbox import cancel_mail, queue_mail, retry_mail
from genjin.jobs.sending import ATTEMPTS
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.kernel.errors import AppError
from genjin.tables.ledger.operation import operation
from genjin.tables.ledger.undo import find_target, undo_operation
from tests.cast import Cast
from tests.mail_server import MailServer

State = Mail.State


def queue(key: str | None = None, to: str = "zhangwei@hengli.example", **more: Any) -> int:
    facts = {"subject": "张伟，您的询价已收到", "text": "林小满会在一个工作日内联系您。", "kind": "form.reply", **more}
    return queue_mail(to=to, key=key, **facts)


def send_all(sender: Sender | None = None) -> int:
    sender = sender or Sender()
    count = 0
    while sender.send_next():
        count += 1
    sender.close()
    return count


def state_of(mail_id: int) -> str:
    return Mail.objects.get(pk=mail_id).state


@pytest.mark.django_db
def test_a_mail_arrives_as_it_was_written(mail_server: MailServer) -> None:
    mail_id = queue(html="<p>林小满会联系您。</p>")
    assert send_all() == 1
    (message,) = mail_server.received
    assert message["To"] == "zhangwei@hengli.example"
    assert message["Subject"] == "张伟，您的询价已收到"
    assert "云锦机电" in message["From"]
    body = message.get_body(("plain",))
    assert isinstance(body, EmailMessage) and "一个工作日" in body.get_content()
    assert state_of(mail_id) == State.SENT
    assert send_all() == 0 and len(mail_server.received) == 1


@pytest.mark.django_db
def test_a_key_is_queued_once_even_after_it_was_sent(mail_server: MailServer) -> None:
    first = queue("form:1")
    assert queue("form:1") == first
    send_all()
    assert queue("form:1") == first and queue("form:2") != first
    send_all()
    assert len(mail_server.received) == 2


@pytest.mark.django_db
def test_what_is_rolled_back_sends_nothing(mail_server: MailServer) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        queue("gone")
        raise RuntimeError
    assert send_all() == 0


@pytest.mark.django_db
def test_only_one_plain_address_is_taken() -> None:
    for bad in ("", "没有", "a@b.example, c@d.example", "a@b.example\nBcc: x@y.example"):
        with pytest.raises(AppError) as refused:
            queue(to=bad)
        assert refused.value.code == "invalid_email"
    assert queue(subject="一行\r\nBcc: x@y.example")
    assert Mail.objects.get().subject == "一行 Bcc: x@y.example"


@pytest.mark.django_db
def test_cancelled_while_unsent_only(mail_server: MailServer) -> None:
    waiting = queue("a")
    assert cancel_mail("a") and not cancel_mail("a") and not cancel_mail("nothing")
    sent = queue("b")
    send_all()
    assert not cancel_mail("b")
    assert [state_of(waiting), state_of(sent)] == [State.CANCELLED, State.SENT]
    assert retry_mail(waiting) and not retry_mail(sent)
    send_all()
    assert len(mail_server.received) == 2


@pytest.mark.django_db
def test_undoing_an_operation_takes_its_unsent_mail_along_and_redoing_sends_it(
    cast: Cast, mail_server: MailServer
) -> None:
    with operation(SYSTEM, verb="rows.create", table="units") as opened, opened.chunk() as writer:
        writer.create("units", [{"name": "销售三组", "kind": "team"}])
        mail_id = queue()
    assert opened.id is not None
    assert Mail.objects.get(pk=mail_id).operation_id == opened.id
    outcome = undo_operation(SYSTEM, find_target(SYSTEM, opened.id))
    assert send_all() == 0 and state_of(mail_id) == State.CANCELLED
    assert outcome.operation_id is not None
    undo_operation(SYSTEM, find_target(SYSTEM, outcome.operation_id))
    assert send_all() == 1 and state_of(mail_id) == State.SENT


@pytest.mark.django_db
def test_a_busy_server_is_asked_again_and_a_clear_no_is_kept(mail_server: MailServer) -> None:
    busy, refused = queue(to="a@hengli.example"), queue(to="b@hengli.example")
    mail_server.refuse = {"a@hengli.example": "450 later", "b@hengli.example": "550 no such user"}
    start = clock.now()
    with clock.fixed(start):
        send_all()
        assert [state_of(busy), state_of(refused)] == [State.WAITING, State.FAILED]
        assert "550" in Mail.objects.get(pk=refused).last_error
        assert send_all() == 0
    mail_server.refuse = {}
    with clock.fixed(start + timedelta(hours=1)):
        assert send_all() == 1
    assert state_of(busy) == State.SENT


@pytest.mark.django_db
def test_a_server_out_of_reach_keeps_everything_waiting_and_gives_up_late(settings: Any) -> None:
    settings.MAIL_READY = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    mail_id, other = queue(), queue()
    now = clock.now()
    with clock.fixed(now):
        assert send_all() == 1, "the second is not even tried"
    assert state_of(other) == State.WAITING
    for _ in range(ATTEMPTS - 1):
        assert state_of(mail_id) == State.WAITING
        now += timedelta(days=1)
        with clock.fixed(now):
            Sender().send_next()
            Mail.objects.filter(pk=other).update(next_at=now + timedelta(days=2))
    mail = Mail.objects.get(pk=mail_id)
    assert mail.state == State.FAILED and "ConnectionRefusedError" in mail.last_error


@pytest.mark.django_db
def test_a_line_that_breaks_after_handing_over_is_never_sent_again_by_itself(mail_server: MailServer) -> None:
    mail_id = queue()
    old = clock.now() - timedelta(hours=1)
    handed = {"state": State.SENDING, "worker": "elsewhere:1:aa", "beat_at": old, "handed_at": old, "attempts": 1}
    Mail.objects.filter(pk=mail_id).update(**handed)
    before = queue()
    Mail.objects.filter(pk=before).update(**{**handed, "handed_at": None})
    assert send_all() == 1, "the one that was never handed over"
    assert [state_of(mail_id), state_of(before)] == [State.UNCLEAR, State.SENT]


@pytest.mark.django_db
def test_without_a_server_mails_wait(settings: Any) -> None:
    settings.MAIL_READY = False
    mail_id = queue()
    assert send_all() == 0
    assert state_of(mail_id) == State.WAITING


@pytest.mark.once
def test_the_mail_server_is_one_url() -> None:
    found = mail_from_url("smtps://crm%40yunjin.example:p%40ss@mail.example", "crm@yunjin.example")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_SSL"]) == ("mail.example", 465, True)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("crm@yunjin.example", "p@ss")
    assert mail_from_url("", "") == {}
    for url, sender in (("http://x", "a@b.example"), ("smtp://h", ""), ("smtp://u:p@mail.example", "a@b.example")):
        with pytest.raises(ValueError, match="GENJIN_"):
            mail_from_url(url, sender)
