"""Data go stale and are confirmed again (domain.md B13): by a person, by a contact, by the customer's own link."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from genjin.followups.log import FollowupDraft, log_followup
from genjin.jobs.models import Mail
from genjin.jobs.outbox import tell_refused
from genjin.jobs.queue import run_next
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.bad_channels import mark_channel, report_bounce
from genjin.leads.confirm_mail import mail_confirmations, plan_mails
from genjin.leads.confirming import confirm_leads
from genjin.leads.models import FreshnessPeriod, Lead
from genjin.tables.definition import CellEdit
from genjin.tables.filters.tree import parse_filter
from genjin.tables.records.edit import create_rows, edit_cells
from genjin.tables.records.query import Query, fetch_page
from tests.cast import Cast
from tests.selling_setting import NOW, cells_of, last_operation, new_lead, new_leads, undo

pytestmark = pytest.mark.usefixtures("defaults")
DAY = timedelta(days=1)
URL = "https://genjin.example"


@pytest.fixture(autouse=True)
def _now(cast: Cast) -> Any:
    with clock.fixed(NOW):
        yield


def freshness(cast: Cast, lead: int, at: datetime) -> dict[str, str]:
    with clock.fixed(at):
        shown: dict[str, str] = cells_of(cast.seller_actor, lead)["freshness"]
    return shown


def due(cast: Cast, at: datetime) -> set[int]:
    tree = parse_filter({"column": "freshness", "op": "is", "value": "red"})
    with clock.fixed(at):
        return {r["id"] for r in fetch_page("leads", cast.seller_actor, Query(filter=tree)).rows}


def test_a_lead_wants_to_be_confirmed_after_ninety_days(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    assert freshness(cast, lead, NOW) == {"level": "green", "words": "今天录入"}
    assert freshness(cast, lead, NOW + 89 * DAY)["level"] == "green" and due(cast, NOW + 89 * DAY) == set()
    assert freshness(cast, lead, NOW + 128 * DAY) == {"level": "red", "words": "128 天未确认"}
    assert due(cast, NOW + 128 * DAY) == {lead}
    with clock.fixed(NOW + 128 * DAY):
        done = confirm_leads(cast.seller_actor, [lead, 10**9])
    assert done.done == [lead] and [e.code for _, e in done.refused] == [ErrorCode.NOT_FOUND]
    assert freshness(cast, lead, NOW + 130 * DAY) == {"level": "green", "words": "2 天前确认"}
    with clock.fixed(NOW + 128 * DAY):
        undo(cast.seller_actor, done.operation_id)
    assert due(cast, NOW + 128 * DAY) == {lead}


def test_a_changed_period_moves_every_lead(cast: Cast) -> None:
    a, c = new_leads(cast.seller_actor, [{"company": "甲厂", "grade": "A+"}, {"company": "丙厂", "grade": "C"}])
    create_rows(cast.admin_actor, "freshness_periods", [{"letter": "A", "days": 30}])
    edit_cells(
        cast.admin_actor, "freshness_periods", [CellEdit(FreshnessPeriod.objects.get(letter=None).pk, "days", 60)]
    )
    while run_next():
        pass
    assert due(cast, NOW + 31 * DAY) == {a} and due(cast, NOW + 61 * DAY) == {a, c}
    edit_cells(cast.seller_actor, "leads", [CellEdit(a, "grade", "B")])
    assert due(cast, NOW + 31 * DAY) == set()


@pytest.mark.parametrize(
    ("outcome", "summary", "confirmed", "dead"),
    [
        ("current", "谈了方案", True, None),
        ("unreachable", "没人接", False, None),
        ("unreachable", "打过去是空号", False, ["mobile"]),
        ("dead_number", "换了号码", False, ["mobile"]),
        (None, "发了资料", False, None),
    ],
)
def test_a_contact_that_reached_the_customer_confirms(
    cast: Cast, outcome: str | None, summary: str, confirmed: bool, dead: list[str] | None
) -> None:
    lead = new_lead(cast.seller_actor, mobile="13800000021")
    log_followup(cast.seller_actor, lead, FollowupDraft(method="phone", summary=summary, outcome=outcome))
    shown = cells_of(cast.seller_actor, lead)
    assert (shown["confirmed_at"] is not None, shown["bad_channels"]) == (confirmed, dead)
    undo(cast.seller_actor, last_operation().pk)
    shown = cells_of(cast.seller_actor, lead)
    assert (shown["confirmed_at"], shown["bad_channels"]) == (None, None)


def test_a_dead_address_is_marked_and_a_new_one_is_not_dead(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, email="xu@lvyuan.example", mobile="13800000022")
    assert mark_channel(cast.seller_actor, [lead], "email", True).done == [lead]
    (refused,) = mark_channel(cast.seller_actor, [lead], "wechat", True).refused
    assert refused[1].code is ErrorCode.REQUIRED
    tree = parse_filter({"column": "bad_channels", "op": "has_any", "value": ["email"]})
    assert [r["id"] for r in fetch_page("leads", cast.seller_actor, Query(filter=tree)).rows] == [lead]
    edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "email", "xu.new@lvyuan.example")])
    changed = last_operation().pk
    assert cells_of(cast.seller_actor, lead)["bad_channels"] is None
    undo(cast.seller_actor, changed)
    shown = cells_of(cast.seller_actor, lead)
    assert (shown["email"], shown["bad_channels"]) == ("xu@lvyuan.example", ["email"])
    assert mark_channel(cast.seller_actor, [lead], "email", False).done == [lead]
    assert cells_of(cast.seller_actor, lead)["bad_channels"] is None


def test_a_bounce_marks_the_leads_in_scope_and_stops_what_waits(cast: Cast) -> None:
    mine = new_lead(cast.seller_actor, email="info@hengli.example")
    theirs = new_lead(cast.other_seller_actor, "嘉兴南湖纺机", email="info@hengli.example")
    mail_confirmations(cast.seller_actor, [mine], URL)
    assert report_bounce(cast.seller_actor, "INFO@hengli.example", reason="550 no such user") == [mine]
    assert Mail.objects.get().state == Mail.State.CANCELLED
    assert report_bounce(cast.seller_actor, "info@hengli.example") == []
    # The outbox itself sees every lead.
    tell_refused("info@hengli.example", "550")
    assert cells_of(cast.other_seller_actor, theirs)["bad_channels"] == ["email"]
    assert last_operation().via == "bounce"
    with pytest.raises(AppError) as refused:
        report_bounce(cast.no_role_actor, "info@hengli.example")
    assert refused.value.code is ErrorCode.FORBIDDEN


def test_mails_go_to_those_who_can_and_want_to_get_them(cast: Cast) -> None:
    drafts = [
        {"company": f"嘉善{n}业", "contact": "许知远", "email": f"{i}@js.example"} for i, n in enumerate("甲乙丙丁")
    ]
    good, bad, out, waiting = new_leads(cast.seller_actor, drafts)
    silent = new_lead(cast.seller_actor, "没有邮箱的公司")
    theirs = new_lead(cast.other_seller_actor, email="x@y.example")
    mark_channel(cast.seller_actor, [bad], "email", True)
    edit_cells(cast.seller_actor, "leads", [CellEdit(out, "mail_opt_out_at", "2026-03-01")])
    mail_confirmations(cast.seller_actor, [waiting], URL)
    everybody = [good, bad, out, waiting, silent, theirs]
    plan = plan_mails(cast.seller_actor, everybody)
    assert plan.ready == [good]
    assert plan.skipped == {"bad_address": [bad], "opted_out": [out], "waiting": [waiting], "no_address": [silent]}
    assert plan_mails(cast.seller_actor, everybody, again=True).ready == [good, waiting]
    done = mail_confirmations(cast.seller_actor, everybody, URL)
    mail = Mail.objects.get(about_id=good)
    assert (mail.to, mail.subject, mail.state) == ("0@js.example", "核对一下嘉善甲业的联系资料", Mail.State.WAITING)
    assert "许知远您好" in mail.text and f"{URL}/confirm/" in mail.text and "2026-04-04" in mail.text
    assert Mail.objects.count() == 2
    # Taken back while unsent: nothing goes out.
    undo(cast.seller_actor, done.operation_id)
    mail.refresh_from_db()
    assert mail.state == Mail.State.CANCELLED
    assert Lead.objects.get(pk=good).confirmed_at is None
