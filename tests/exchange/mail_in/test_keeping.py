"""What becomes of a mailbox that fails, and of mails whose days are over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from genjin.exchange.mail_in.forgetting import forget_mails
from genjin.exchange.mail_in.models import Mailbox, TakenMail
from genjin.exchange.mail_in.polling import look_into
from genjin.exchange.mail_in.taking import Door, hand_in, read_parts
from genjin.kernel import clock
from genjin.leads.models import Lead
from genjin.notices.models import Notice
from genjin.notices.reading import list_notices
from genjin.tables.definition import CellEdit
from genjin.tables.records.edit import edit_cells
from tests.cast import Cast
from tests.exchange.mail_in.imap_server import ImapServer
from tests.exchange.mail_in.letters import SIGNED, letter

pytestmark = pytest.mark.django_db


def look(box: Mailbox, minutes: int) -> None:
    with clock.fixed(clock.now() + timedelta(minutes=minutes)):
        look_into(box)


def test_administrators_are_told_once_of_a_mailbox_that_goes_on_failing(
    cast: Cast, box: Mailbox, imap: ImapServer
) -> None:
    right, imap.password = imap.password, "changed"
    look(box, 0)
    look(box, 28)
    assert not Notice.objects.exists(), "it may come back by itself"
    look(box, 31)
    look(box, 90)
    told = Notice.objects.get()
    assert told.person_id == cast.admin.pk and told.kind == "mail_in.failing"
    (shown,) = list_notices(cast.admin_actor).rows
    assert "“销售邮箱”半小时收不到邮件" in shown.words
    imap.password = right
    look(box, 92)
    imap.password = "changed again"
    look(box, 94)
    look(box, 130)
    assert Notice.objects.count() == 2, "another time it begins is another piece of news"


def test_a_mailbox_that_is_off_tells_nobody(build_box: Callable[..., Mailbox], imap: ImapServer) -> None:
    box = build_box(active=False)
    imap.password = "changed"
    look(box, 0)
    look(box, 60)
    assert not Notice.objects.exists()


def test_mails_are_forgotten_after_their_days_and_still_taken_once(
    build_box: Callable[..., Mailbox], imap: ImapServer
) -> None:
    box = build_box(keep_days=30)
    imap.inbox.add(letter(SIGNED))
    look_into(box)
    other, _ = hand_in(letter("要 5 台\n\n王芳 13912340001", sender="w@x.example", message_id="<w@x>"), Door("pipe"))
    with clock.fixed(clock.now() + timedelta(days=29)):
        assert forget_mails(None) == {"forgotten": 0}
    with clock.fixed(clock.now() + timedelta(days=31)):
        assert forget_mails(None) == {"forgotten": 1}
        assert forget_mails(None) == {"forgotten": 0}
    mail = TakenMail.objects.get(mailbox_id=box.pk)
    assert (read_parts(mail).text, read_parts(mail).sender, mail.state) == ("", "", "lead")
    assert mail.forgotten_at is not None and Lead.objects.filter(pk=mail.lead_id, contact="张伟").exists()
    assert "要 5 台" in read_parts(TakenMail.objects.get(pk=other.pk)).text
    assert hand_in(letter(SIGNED), Door("pipe"))[1], "its copy is known all the same"


def test_a_mailbox_without_days_keeps_its_mails(cast: Cast, box: Mailbox, imap: ImapServer) -> None:
    edit_cells(cast.admin_actor, "mailboxes", [CellEdit(box.pk, "keep_days", None)])
    imap.inbox.add(letter(SIGNED))
    look_into(box)
    with clock.fixed(clock.now() + timedelta(days=4000)):
        assert forget_mails(None) == {"forgotten": 0}
