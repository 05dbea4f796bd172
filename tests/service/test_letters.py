"""Letters: one mail of ours to one person of a lead, on its timeline, counted by the guard, within rights."""

from __future__ import annotations

import re
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.test import Client

from genjin.followups.defaults import seed_defaults
from genjin.followups.guard.contacts import may_contact
from genjin.followups.log import FollowupDraft, log_followup
from genjin.followups.timeline import fetch_timeline
from genjin.jobs.mailing import Sender
from genjin.jobs.models import Mail
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM, Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.bad_channels import mark_channel
from genjin.people.models import Person, Role
from genjin.service.letters.models import Letter
from genjin.service.letters.writing import LetterDraft, WrittenLetters, write_letters
from genjin.tables.definition import CellEdit
from genjin.tables.ledger.undo import find_target, undo_operation
from genjin.tables.records.edit import create_rows, edit_cells
from tests.cast import PASSWORD, Cast
from tests.mail_server import MailServer
from tests.selling_setting import NOW, cells_of, last_operation, new_lead, undo, wall

pytestmark = pytest.mark.usefixtures("defaults")
BASE = "https://genjin.example"


@pytest.fixture(autouse=True)
def _now(cast: Cast) -> Any:
    seed_defaults(SYSTEM)
    with clock.fixed(NOW):
        yield


@pytest.fixture
def lead(cast: Cast) -> int:
    return new_lead(cast.seller_actor, "无锡绿源水务", contact="许知远", email="xu@lvyuan.example", grade="C")


def write(actor: Actor, lead: int, *, kind: Any = "single", **more: Any) -> WrittenLetters:
    draft = LetterDraft(
        lead, more.pop("subject", "报价单 <A4>"), more.pop("text", "许工，您好：\n\n报价见附页。"), **more
    )
    return write_letters(actor, [draft], kind=kind, base_url=BASE)


def deliver() -> None:
    sender = Sender()
    while sender.send_next():
        pass
    sender.close()


def told(actor: Actor, lead: int) -> list[tuple[str, str | None]]:
    """State and reason of the letters on the record's timeline."""
    items = fetch_timeline(actor, lead, kinds=["letters"]).items
    return [(i["entry"]["state"], i["entry"]["why"]) for i in items]


def test_it_arrives_as_written_and_stands_on_the_timeline(cast: Cast, lead: int, mail_server: MailServer) -> None:
    Person.objects.filter(pk=cast.seller.pk).update(email="lin@yunjin.example")
    write(cast.seller_actor, lead)
    assert told(cast.seller_actor, lead) == [("waiting", None)]
    deliver()
    (mail,) = mail_server.received
    assert (mail["To"], mail["Subject"], mail["Reply-To"]) == ("xu@lvyuan.example", "报价单 <A4>", "lin@yunjin.example")
    # A person wrote it, so it neither says that a program did nor offers to opt out.
    assert mail["Auto-Submitted"] is None and mail["List-Unsubscribe"] is None
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert isinstance(plain, EmailMessage) and plain.get_content().split() == ["许工，您好：", "报价见附页。"]
    assert isinstance(html, EmailMessage) and "<p>报价见附页。</p>" in html.get_content()
    (item,) = fetch_timeline(cast.seller_actor, lead, kinds=["letters"]).items
    assert (item["kind"], item["actor"]["label"]) == ("letter", "林小满")
    entry = item["entry"]
    assert (entry["title"], entry["to"], entry["state_words"]) == (
        "报价单 <A4>",
        "许知远 <xu@lvyuan.example>",
        "已发出",
    )
    assert [i["kind"] for i in fetch_timeline(cast.seller_actor, lead).items] == ["letter", "created"]


def test_nothing_is_written_out_of_scope_or_without_the_right(cast: Cast, lead: int) -> None:
    refused = write(cast.other_seller_actor, lead)
    assert (refused.operation_id, [r.reason for r in refused.refused]) == (None, ["not_found"])
    role = Role.objects.get(key="seller")
    Role.objects.filter(pk=role.pk).update(rights={**role.rights, "letters": {"reach": "own", "actions": []}})
    with pytest.raises(AppError) as none:
        write(cast.seller_actor, lead)
    assert none.value.code is ErrorCode.FORBIDDEN
    hidden = {**role.rights["leads"], "columns": {"email": "masked"}}
    Role.objects.filter(pk=role.pk).update(rights={**role.rights, "leads": hidden})
    with pytest.raises(AppError) as unread:
        write(cast.seller_actor, lead)
    assert unread.value.code is ErrorCode.COLUMN_FORBIDDEN
    assert not Letter.objects.exists() and not Mail.objects.exists()


def test_who_may_not_know_the_address_reads_the_letter_without_it(cast: Cast, lead: int) -> None:
    write(cast.seller_actor, lead)
    role = Role.objects.get(key="seller")
    hidden = {**role.rights["leads"], "columns": {"email": "hidden"}}
    Role.objects.filter(pk=role.pk).update(rights={**role.rights, "leads": hidden})
    (item,) = fetch_timeline(cast.seller_actor, lead, kinds=["letters"]).items
    assert item["entry"]["to"] == "许知远" and item["entry"]["title"] == "报价单 <A4>"
    Role.objects.filter(pk=role.pk).update(rights={**role.rights, "letters": {"reach": "none"}})
    assert told(cast.seller_actor, lead) == []


def test_a_further_contact_gets_it_only_as_one_of_that_lead(cast: Cast, lead: int) -> None:
    other = new_lead(cast.seller_actor, "江阴双良", email="he@shuangliang.example")
    _, made = create_rows(
        cast.seller_actor, "contacts", [{"lead": lead, "name": "何青", "email": "heqing@lvyuan.example"}]
    )
    contact = made[0].row_id
    assert write(cast.seller_actor, other, contact_id=contact).refused[0].reason == "not_found"
    write(cast.seller_actor, lead, contact_id=contact)
    assert Mail.objects.get().to == "heqing@lvyuan.example"


@pytest.mark.parametrize(
    ("reason", "column", "value"),
    [
        ("no_address", "email", ""),
        ("opted_out", "mail_opt_out_at", "2026-03-01 10:00"),
        ("do_not_contact", "do_not_contact", "是"),
    ],
)
def test_wishes_and_missing_addresses_are_told(cast: Cast, lead: int, reason: str, column: str, value: str) -> None:
    edit_cells(cast.admin_actor, "leads", [CellEdit(lead, column, value)])
    for kind in ("single", "bulk"):
        assert [r.reason for r in write(cast.seller_actor, lead, kind=kind).refused] == [reason]
    # By hand a reason helps, in bulk nothing does; nothing helps where there is no address.
    by_hand = write(cast.seller_actor, lead, guard_reason="客户刚才电话里要的")
    assert bool(by_hand.letters) is (reason != "no_address")
    assert write(cast.seller_actor, lead, kind="bulk", guard_reason="想发").refused[0].reason == reason


def test_a_dead_address_is_refused_and_what_waits_for_it_is_cancelled(cast: Cast, lead: int) -> None:
    write(cast.seller_actor, lead)
    mark_channel(cast.seller_actor, [lead], "email", True)
    assert told(cast.seller_actor, lead) == [("cancelled", None)]
    assert write(cast.seller_actor, lead, guard_reason="再试").refused[0].reason == "bad_address"


def test_the_guard_counts_letters_and_asks_why(cast: Cast, lead: int) -> None:
    for n in range(2):
        write(cast.seller_actor, lead, subject=f"第 {n + 1} 封")
    refused = write(cast.seller_actor, lead)
    assert (refused.refused[0].reason, refused.refused[0].error.code) == ("too_often", ErrorCode.TOO_OFTEN)
    # Calls are asked about, too, and letters about calls.
    with pytest.raises(AppError) as asked:
        log_followup(cast.seller_actor, lead, FollowupDraft("phone", "问一下"))
    assert asked.value.code is ErrorCode.TOO_OFTEN
    assert write(cast.seller_actor, lead, guard_reason="客户催报价").letters
    undo(cast.seller_actor, last_operation().pk)
    # What was taken back before it left is no contact.
    for letter in Letter.objects.filter(deleted_at=None):
        undo(cast.seller_actor, operation_of(letter))
    assert may_contact([lead], automatic=True)[lead].allowed


def operation_of(letter: Letter) -> int | None:
    return Mail.objects.get(pk=letter.mail_id).operation_id


def test_undo_cancels_what_is_unsent_and_says_what_was_sent(cast: Cast, lead: int, mail_server: MailServer) -> None:
    unsent = write(cast.seller_actor, lead)
    undo(cast.seller_actor, unsent.operation_id)
    deliver()
    assert mail_server.received == [] and told(cast.seller_actor, lead) == []
    sent = write(cast.seller_actor, lead)
    deliver()
    assert sent.operation_id is not None
    outcome = undo_operation(cast.seller_actor, find_target(cast.seller_actor, sent.operation_id))
    assert outcome.mails_out == 1
    assert told(cast.seller_actor, lead) == [("sent", "操作已撤销，但邮件在那之前已经发出")]
    assert outcome.operation_id is not None
    undo(cast.seller_actor, outcome.operation_id)
    assert told(cast.seller_actor, lead) == [("sent", None)]
    deliver()
    assert len(mail_server.received) == 1


def test_a_server_that_refuses_or_breaks_off_is_told(cast: Cast, lead: int, mail_server: MailServer) -> None:
    mail_server.answer = "554 5.7.1 不收广告"
    write(cast.seller_actor, lead)
    deliver()
    ((state, why),) = told(cast.seller_actor, lead)
    assert state == "failed" and why is not None and "554" in why


def test_a_server_that_hangs_leaves_it_open(cast: Cast, lead: int, settings: Any) -> None:
    with MailServer(hang=True) as server:
        settings.MAIL_READY = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 0.3
        settings.DEFAULT_FROM_EMAIL = "云锦机电 <sales@yunjin.example>"
        write(cast.seller_actor, lead)
        deliver()
    assert told(cast.seller_actor, lead) == [("unclear", "连接断了，不知道对方收到没有")]


def test_bulk_waits_for_the_end_of_quiet_hours(cast: Cast, lead: int, mail_server: MailServer) -> None:
    with clock.fixed(wall("2026-03-05 21:30")):
        write(cast.seller_actor, lead, kind="bulk")
        deliver()
        assert told(cast.seller_actor, lead) == [("waiting", "安静时段或休息日，03-06 08:00 后发出")]
    assert mail_server.received == []
    with clock.fixed(wall("2026-03-06 08:01")):
        deliver()
        assert told(cast.seller_actor, lead) == [("sent", None)]


def test_bulk_is_looked_at_again_when_its_turn_comes(cast: Cast, lead: int, mail_server: MailServer) -> None:
    with clock.fixed(wall("2026-03-05 21:30")):
        write(cast.seller_actor, lead, kind="bulk", subject="春季新品")
    with clock.fixed(wall("2026-03-06 08:00")):
        for n in range(2):
            log_followup(cast.seller_actor, lead, FollowupDraft("phone", f"第 {n} 通", guard_reason="约好的"))
        deliver()
        assert mail_server.received == []
        assert told(cast.seller_actor, lead) == [("skipped", "联系过勤")]


def test_of_two_bulk_letters_the_first_goes(cast: Cast, mail_server: MailServer) -> None:
    lead = new_lead(cast.seller_actor, "常州恒立", email="li@hengli.example", grade="A")
    for subject in ("第一封", "第二封"):
        assert write(cast.seller_actor, lead, kind="bulk", subject=subject).letters or subject == "第二封"
    deliver()
    assert [m["Subject"] for m in mail_server.received] == ["第一封"]


def opt_out_link(mail: EmailMessage) -> str:
    found = re.fullmatch(r"<https://genjin\.example(/opt-out/\S+)>", mail["List-Unsubscribe"].strip())
    assert found is not None
    return found[1]


def bulk_mail(cast: Cast, lead: int, server: MailServer) -> EmailMessage:
    write(cast.seller_actor, lead, kind="bulk", subject="春季新品")
    deliver()
    return server.received[-1]


def test_opting_out_by_the_page_takes_a_click_and_can_be_undone(cast: Cast, lead: int, mail_server: MailServer) -> None:
    mail = bulk_mail(cast, lead, mail_server)
    path = opt_out_link(mail)
    plain = mail.get_body(("plain",))
    assert isinstance(plain, EmailMessage) and f"{BASE}{path}" in plain.get_content()
    # Scanners open links and ask for their heads: that opts nobody out.
    assert Client().head(path).status_code == 200
    page = Client().get(path).content.decode()
    assert "确认退订" in page and "xu@lvyuan.example" in page
    assert cells_of(cast.seller_actor, lead)["mail_opt_out_at"] is None
    answer = Client(enforce_csrf_checks=True).post(path)
    assert answer.status_code == 200 and "已退订" in answer.content.decode()
    made = last_operation()
    assert (made.actor_name, made.verb, made.reason) == (
        "客户 许知远",
        "leads.opt_out",
        "点了邮件“春季新品”里的退订链接",
    )
    assert cells_of(cast.seller_actor, lead)["mail_opt_out_at"] is not None
    # Clicking twice is one wish.
    Client().post(path)
    assert last_operation().pk == made.pk
    assert write(cast.seller_actor, lead, kind="bulk").refused[0].reason == "opted_out"
    undo(cast.seller_actor, made.pk)
    assert cells_of(cast.seller_actor, lead)["mail_opt_out_at"] is None
    assert "确认退订" in Client().get(path).content.decode()


def test_the_mail_programs_own_button_opts_out(cast: Cast, lead: int, mail_server: MailServer) -> None:
    mail = bulk_mail(cast, lead, mail_server)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    Client(enforce_csrf_checks=True).post(opt_out_link(mail), {"List-Unsubscribe": "One-Click"})
    # The same address on another lead is the same reader.
    other = new_lead(cast.seller_actor, "绿源环境", email="xu@lvyuan.example")
    with clock.fixed(NOW + timedelta(days=8)):
        assert write(cast.seller_actor, other, kind="bulk").refused[0].reason == "opted_out"


def test_a_further_contact_opts_out_alone(cast: Cast, lead: int, mail_server: MailServer) -> None:
    _, made = create_rows(
        cast.seller_actor, "contacts", [{"lead": lead, "name": "何青", "email": "heqing@lvyuan.example"}]
    )
    contact = made[0].row_id
    write(cast.seller_actor, lead, kind="bulk", contact_id=contact)
    deliver()
    Client().post(opt_out_link(mail_server.received[-1]))
    assert cells_of(cast.seller_actor, lead)["mail_opt_out_at"] is None
    assert write(cast.seller_actor, lead, kind="bulk", contact_id=contact).refused[0].reason == "opted_out"
    assert write(cast.seller_actor, lead, kind="bulk").letters


def test_forged_links_open_nothing(cast: Cast, lead: int, mail_server: MailServer) -> None:
    path = opt_out_link(bulk_mail(cast, lead, mail_server))
    for wrong in ("/opt-out/1", path[:-1] + ("a" if path[-1] != "a" else "b")):
        assert Client().get(wrong).status_code == 404 and Client().post(wrong).status_code == 404
    assert cells_of(cast.seller_actor, lead)["mail_opt_out_at"] is None


def test_the_api_sends_once_and_says_why_not(cast: Cast, lead: int, client: Client) -> None:
    client.post("/api/v1/session", {"username": "linxiaoman", "password": PASSWORD}, "application/json")
    body = {"subject": "报价单", "text": "报价见附页。", "client_key": "k1"}
    first = client.post(f"/api/v1/leads/{lead}/letters", body, "application/json")
    assert first.status_code == 200, first.content
    assert client.post(f"/api/v1/leads/{lead}/letters", body, "application/json").json() == first.json()
    assert first.json()["state"] == "waiting" and Mail.objects.count() == 1
    empty = client.post(f"/api/v1/leads/{lead}/letters", {"subject": " ", "text": "x"}, "application/json")
    assert empty.status_code == 400 and empty.json()["code"] == "required"
    shown = client.get(f"/api/v1/leads/{lead}/timeline").json()["items"]
    assert [i["kind"] for i in shown] == ["letter", "created"] and shown[0]["entry"]["title"] == "报价单"
