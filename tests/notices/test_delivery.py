"""From notice to mail: once, at a time its person may be told, by the ways they chose; undo takes back what it can."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import Settings

from genjin.config.mail import mail_from_url
from genjin.jobs.mailing import Sender
from genjin.jobs.models import Mail
from genjin.kernel import clock
from genjin.kernel.working_clock import DEFAULT_HOURS
from genjin.notices.choices import Times, Ways, choose_times, choose_ways, may_tell_at
from genjin.notices.delivery import deliver_next
from genjin.notices.models import Notice
from genjin.notices.reading import list_notices, mark_read
from genjin.notices.telling import News, tell
from genjin.people.models import Absence, Person
from genjin.tables.ledger.operation import single
from genjin.tables.ledger.undo import find_target, undo_operation
from tests.cast import Cast
from tests.mail_server import MailServer
from tests.notices.kinds import PLAIN, URGENT
from tests.selling_setting import NOW, new_lead, wall

pytestmark = pytest.mark.usefixtures("defaults")


@pytest.fixture
def mails(settings: Settings, cast: Cast) -> Iterator[MailServer]:
    Person.objects.filter(pk=cast.seller.pk).update(email="lin@yunjin.example")
    with MailServer() as server:
        for name, value in mail_from_url(server.url, "跟进 <genjin@yunjin.example>").items():
            setattr(settings, name, value)
        settings.MAIL_READY = True
        yield server


def send_all() -> None:
    while deliver_next():
        pass
    sender = Sender()
    while sender.send_next():
        pass
    sender.close()


def told(server: MailServer) -> list[str]:
    return [str(mail["Subject"]).strip() for mail in server.received]


def test_told_at_once_in_working_hours_and_never_twice(cast: Cast, mails: MailServer) -> None:
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor)
        tell([News(cast.seller.pk, PLAIN, {"title": "恒砺"}, ("leads", lead), "a")])
        tell([News(cast.seller.pk, PLAIN, {"title": "恒砺"}, ("leads", lead), "a")])
        send_all()
        send_all()
    (mail,) = mails.received
    assert (mail["Subject"], mail["To"]) == ("恒砺 有新情况", "lin@yunjin.example")
    assert "我的账号" in mail.get_content()


def test_links_begin_with_the_address_people_use(cast: Cast, mails: MailServer, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://crm.yunjin.example"
    with clock.fixed(NOW):
        lead = new_lead(cast.seller_actor)
        tell([News(cast.seller.pk, PLAIN, {"title": "恒砺"}, ("leads", lead))])
        send_all()
    assert f"https://crm.yunjin.example/leads?record={lead}" in mails.received[0].get_content()


def test_the_weekend_is_kept_free_but_for_what_is_urgent(cast: Cast, mails: MailServer) -> None:
    with clock.fixed(wall("2026-03-07 10:00")):  # a Saturday
        tell([News(cast.seller.pk, PLAIN, {"title": str(n)}) for n in range(2)])
        tell([News(cast.seller.pk, URGENT, {"title": "火"})])
        send_all()
        assert told(mails) == ["火 急"]
    with clock.fixed(wall("2026-03-09 08:59")):
        send_all()
        assert len(mails.received) == 1
    with clock.fixed(wall("2026-03-09 09:00")):
        send_all()
    # What was held comes as one mail.
    assert told(mails) == ["火 急", "2 条提醒：0 有新情况"]


def test_who_is_away_is_told_when_they_are_back(cast: Cast, mails: MailServer) -> None:
    day = NOW.date()
    Absence.objects.create(
        owner_id=cast.seller.pk, first=day, last=day + timedelta(days=1), created_at=NOW, updated_at=NOW
    )
    with clock.fixed(NOW):
        tell([News(cast.seller.pk, PLAIN, {"title": "恒砺"})])
        send_all()
    with clock.fixed(wall("2026-03-06 10:00")):
        send_all()
        assert told(mails) == []
    with clock.fixed(wall("2026-03-09 09:00")):  # the Monday after
        send_all()
    assert told(mails) == ["恒砺 有新情况"]


def test_what_was_read_meanwhile_or_not_wanted_is_not_sent(cast: Cast, mails: MailServer) -> None:
    choose_ways(cast.seller.pk, {URGENT.key: Ways("off", True)})
    with clock.fixed(wall("2026-03-05 21:00")):
        tell([News(cast.seller.pk, PLAIN, {"title": "恒砺"}), News(cast.seller.pk, URGENT, {"title": "火"})])
        send_all()
        mark_read(cast.seller_actor, Notice.objects.get(kind=PLAIN.key).pk)
    with clock.fixed(wall("2026-03-06 09:30")):
        send_all()
    assert told(mails) == []
    assert not Notice.objects.filter(routed_at=None).exists()


def test_own_quiet_hours_over_midnight() -> None:
    times = Times(quiet="hours", quiet_from=22 * 60, quiet_to=7 * 60)
    assert may_tell_at(wall("2026-03-07 21:59"), times, DEFAULT_HOURS) == wall("2026-03-07 21:59")
    assert may_tell_at(wall("2026-03-07 22:00"), times, DEFAULT_HOURS) == wall("2026-03-08 07:00")
    assert may_tell_at(wall("2026-03-08 06:59"), times, DEFAULT_HOURS) == wall("2026-03-08 07:00")
    assert may_tell_at(wall("2026-03-08 03:00"), Times(quiet="none"), DEFAULT_HOURS) == wall("2026-03-08 03:00")


def test_a_chosen_time_counts_from_the_next_notice_on(cast: Cast, mails: MailServer) -> None:
    choose_times(cast.seller.pk, Times(quiet="none"))
    with clock.fixed(wall("2026-03-07 23:00")):
        tell([News(cast.seller.pk, PLAIN, {"title": "恒砺"})])
        send_all()
    assert told(mails) == ["恒砺 有新情况"]


def test_without_a_mail_server_nothing_piles_up(cast: Cast, settings: Settings) -> None:
    settings.MAIL_READY = False
    tell([News(cast.seller.pk, URGENT, {"title": "火"})])
    send_all()
    assert not Mail.objects.exists()
    assert [n.words for n in list_notices(cast.seller_actor).rows] == ["火 急"]


def operation_that_tells(cast: Cast) -> int:
    """An edit by the administrator that tells the seller."""
    lead = new_lead(cast.seller_actor)
    with single(cast.admin_actor, verb="cells.edit", table="leads") as writer:
        writer.set("leads", {lead: {"remarks": "改了"}})
        operation = writer.operation.ensure_row()
        tell([News(cast.seller.pk, PLAIN, {"title": "恒砺"}, ("leads", lead))], operation_id=operation)
    return operation


def undo(cast: Cast, operation: int) -> int:
    undone = undo_operation(cast.admin_actor, find_target(cast.admin_actor, operation)).operation_id
    assert undone is not None
    return undone


def words(cast: Cast) -> list[str]:
    return [n.words for n in list_notices(cast.seller_actor).rows]


def test_undo_takes_back_what_nobody_saw_without_a_word(cast: Cast, mails: MailServer) -> None:
    with clock.fixed(wall("2026-03-05 21:00")):
        undo(cast, operation_that_tells(cast))
        assert words(cast) == []
    with clock.fixed(wall("2026-03-06 10:00")):
        send_all()
    assert told(mails) == []


def test_undo_tells_those_who_saw_it_or_got_it_by_mail_and_redo_restores(cast: Cast, mails: MailServer) -> None:
    with clock.fixed(NOW):
        operation = operation_that_tells(cast)
        send_all()
        undone = undo(cast, operation)
        send_all()
        (withdrawal,) = list_notices(cast.seller_actor).rows
        assert withdrawal.words.startswith("之前的一条提醒不算了") and list(withdrawal.lines) == ["恒砺 有新情况"]
        assert told(mails)[0] == "恒砺 有新情况" and told(mails)[1].startswith("之前的一条提醒不算了")
        # Redo: the first counts again, and the withdrawal, unread in the interface, is not told any more.
        undo(cast, undone)
        assert words(cast) == ["恒砺 有新情况"]


def test_undo_before_the_mail_is_out_cancels_the_mail(cast: Cast, mails: MailServer) -> None:
    with clock.fixed(NOW):
        operation = operation_that_tells(cast)
        tell([News(cast.seller.pk, PLAIN, {"title": "另一件"})])
        while deliver_next():
            pass
        undo(cast, operation)
        send_all()
    # The other notice that stood in the same mail is not lost with it.
    assert told(mails) == ["另一件 有新情况"]
