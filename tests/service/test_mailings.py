"""Mailings: counted before, one operation, paced, stopped, undone, each letter within rights and rules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from genjin.followups.defaults import seed_defaults
from genjin.followups.log import FollowupDraft, log_followup
from genjin.followups.timeline import fetch_timeline
from genjin.jobs.mailing import Sender
from genjin.jobs.models import Job, Mail
from genjin.jobs.queue import cancel_job, run_next
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM, Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.models import Role
from genjin.service.letters.models import Letter
from genjin.service.mailings import sending
from genjin.service.mailings.models import Mailing
from genjin.service.mailings.planning import plan_mailing
from genjin.service.mailings.reading import count_letters
from genjin.service.mailings.sending import ask_mailing
from tests.cast import PASSWORD, Cast
from tests.mail_server import MailServer
from tests.selling_setting import NOW, last_operation, new_lead, new_leads, undo, wall

pytestmark = pytest.mark.usefixtures("defaults")
BASE = "https://genjin.example"
SUBJECT, TEXT = "{{公司}}：春季新品", "{{联系人|您好}}，新品到了。\n\n{{发件人}}"


@pytest.fixture(autouse=True)
def _now(cast: Cast) -> Any:
    seed_defaults(SYSTEM)
    with clock.fixed(NOW):
        yield


@pytest.fixture
def leads(cast: Cast) -> list[int]:
    drafts = [{"company": f"公司{n}", "contact": f"联系人{n}", "email": f"a{n}@c{n}.example"} for n in range(3)]
    return new_leads(cast.team_lead_actor, drafts)


def send(actor: Actor, leads: list[int], count: int, *, subject: str = SUBJECT, text: str = TEXT) -> Job:
    job = ask_mailing(actor, subject, text, leads, confirmed=count, base_url=BASE)
    while run_next():
        pass
    return Job.objects.get(pk=job)


def deliver() -> None:
    sender = Sender()
    while sender.send_next():
        pass
    sender.close()


def counts() -> dict[str, int]:
    found = count_letters(Mailing.objects.latest("pk"))
    return {**found.states, **found.skipped}


def test_counted_before_and_sent_one_after_the_other(cast: Cast, leads: list[int], mail_server: MailServer) -> None:
    job = send(cast.team_lead_actor, leads, 3)
    assert (job.state, job.result["written"], job.result["skipped"]) == ("done", 3, 0)
    made = last_operation()
    assert (made.verb, made.args["count"], made.pk) == ("mailings.send", 3, job.result["operation"])
    deliver()
    assert [m["Subject"] for m in mail_server.received] == ["公司0：春季新品"]
    with clock.fixed(NOW + 2 * sending.PACE):
        deliver()
    assert sorted(m["Subject"] for m in mail_server.received) == [f"公司{n}：春季新品" for n in range(3)]
    assert all(m["List-Unsubscribe"] for m in mail_server.received)
    item = fetch_timeline(cast.team_lead_actor, leads[1], kinds=["letters"]).items[0]["entry"]
    assert (item["title"], item["text"].splitlines()[0]) == ("公司1：春季新品", "联系人1，新品到了。")


def test_who_gets_none_and_why(cast: Cast, leads: list[int]) -> None:
    actor = cast.team_lead_actor
    foreign = new_lead(cast.other_seller_actor, "江阴双良", email="he@shuangliang.example")
    none = new_lead(actor, "没有邮箱的")
    out = new_lead(actor, "退订的", email="out@x.example", mail_opt_out_at="2026-03-01")
    twin = new_lead(actor, "同一邮箱的", email="a0@c0.example")
    for n in range(2):
        log_followup(actor, leads[2], FollowupDraft("phone", f"第 {n} 通", guard_reason="约好的"))
    nameless = new_leads(actor, [{"contact": "只有人名", "email": "p@q.example"}])[0]
    plan = plan_mailing(actor, SUBJECT, TEXT, [*leads, foreign, none, out, twin, nameless])
    assert [x.draft.lead_id for x in plan.ready] == leads[:2]
    assert plan.skipped == {
        "not_found": [foreign], "no_address": [none], "opted_out": [out], "same_address": [twin],
        "too_often": [leads[2]], "missing_value": [nameless],
    }  # fmt: skip
    assert plan.missing == {"公司": 1}


def test_the_confirmed_number_holds(cast: Cast, leads: list[int]) -> None:
    with pytest.raises(AppError) as changed:
        ask_mailing(cast.team_lead_actor, SUBJECT, TEXT, leads, confirmed=2, base_url=BASE)
    assert (changed.value.code, changed.value.data) == (ErrorCode.MAILING_CHANGED, {"count": 3})
    assert not Job.objects.filter(kind=sending.JOB).exists()


def test_a_broken_place_sends_nothing(cast: Cast, leads: list[int]) -> None:
    for text, code in (("{{联系人", ErrorCode.TEMPLATE_BROKEN), ("{{客户级别X}}", ErrorCode.TEMPLATE_PLACE)):
        with pytest.raises(AppError) as refused:
            ask_mailing(cast.team_lead_actor, "您好", text, leads, confirmed=3, base_url=BASE)
        assert refused.value.code is code
    assert not Mail.objects.exists()


def test_it_is_a_right_of_the_role_asked_again_when_it_runs(cast: Cast, leads: list[int]) -> None:
    mine = new_lead(cast.seller_actor, "自己的", email="m@n.example")
    with pytest.raises(AppError) as refused:
        plan_mailing(cast.seller_actor, SUBJECT, TEXT, [mine])
    assert refused.value.code is ErrorCode.FORBIDDEN
    job = ask_mailing(cast.team_lead_actor, SUBJECT, TEXT, leads, confirmed=3, base_url=BASE)
    role = Role.objects.get(key="team_lead")
    Role.objects.filter(pk=role.pk).update(rights={**role.rights, "mailings": {"reach": "team", "actions": []}})
    while run_next():
        pass
    assert Job.objects.get(pk=job).error["code"] == "forbidden" and not Letter.objects.exists()


def test_undo_cancels_what_is_unsent_and_says_what_was_sent(
    cast: Cast, leads: list[int], mail_server: MailServer
) -> None:
    job = send(cast.team_lead_actor, leads, 3)
    deliver()
    undo(cast.team_lead_actor, job.result["operation"])
    with clock.fixed(NOW + timedelta(hours=1)):
        deliver()
    assert len(mail_server.received) == 1
    told = [fetch_timeline(cast.team_lead_actor, lead, kinds=["letters"]).items for lead in leads]
    assert [len(items) for items in told] == [1, 0, 0]


def test_stopping_and_letting_it_go_on(cast: Cast, leads: list[int], mail_server: MailServer, client: Client) -> None:
    send(cast.team_lead_actor, leads, 3)
    deliver()
    client.post("/api/v1/session", {"username": "zhoulan", "password": PASSWORD}, "application/json")
    (shown,) = client.get("/api/v1/mailings").json()
    assert (shown["state"], shown["may_stop"], shown["by"]) == ("sending", True, "周岚")
    stopped = client.post(f"/api/v1/mailings/{shown['id']}/cancel", {}, "application/json").json()
    with clock.fixed(NOW + timedelta(minutes=1)):
        deliver()
        assert len(mail_server.received) == 1
        assert counts() == {"sent": 1, "cancelled": 2}
        assert client.get("/api/v1/mailings").json()[0]["state"] == "stopped"
        undo(cast.team_lead_actor, stopped["operation"])
        deliver()
    assert len(mail_server.received) == 3 and counts() == {"sent": 3}


def test_told_to_stop_while_it_writes(cast: Cast, leads: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "CHUNK", 1)
    job = ask_mailing(cast.team_lead_actor, SUBJECT, TEXT, leads, confirmed=3, base_url=BASE)
    real = sending.add_letters

    def once(*args: Any, **more: Any) -> Any:
        cancel_job(job)
        return real(*args, **more)

    monkeypatch.setattr(sending, "add_letters", once)
    while run_next():
        pass
    assert Job.objects.get(pk=job).state == "cancelled"
    assert counts() == {"cancelled": 1}


def test_a_worker_that_takes_over_writes_no_letter_twice(
    cast: Cast, leads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "CHUNK", 1)
    job = ask_mailing(cast.team_lead_actor, SUBJECT, TEXT, leads, confirmed=3, base_url=BASE)
    real, calls = sending.add_letters, 0

    def dies(*args: Any, **more: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        return real(*args, **more)

    monkeypatch.setattr(sending, "add_letters", dies)
    with pytest.raises(KeyboardInterrupt):
        run_next()
    assert Letter.objects.count() == 2
    Job.objects.filter(pk=job).update(worker="gone", beat_at=NOW - timedelta(hours=1))
    while run_next():
        pass
    assert Mailing.objects.count() == 1
    assert sorted(Letter.objects.values_list("lead_id", flat=True)) == leads


def test_the_night_is_waited_for_and_looked_at_again(cast: Cast, leads: list[int], mail_server: MailServer) -> None:
    with clock.fixed(wall("2026-03-05 21:30")):
        send(cast.team_lead_actor, leads, 3)
        deliver()
    assert mail_server.received == []
    with clock.fixed(wall("2026-03-06 08:30")):
        for n in range(2):
            log_followup(cast.team_lead_actor, leads[0], FollowupDraft("phone", f"第 {n} 通", guard_reason="约好的"))
        deliver()
        assert len(mail_server.received) == 2
        assert counts() == {"sent": 2, "too_often": 1}


def test_the_page_lists_counts_and_the_leads_behind_them(
    cast: Cast, leads: list[int], mail_server: MailServer, client: Client
) -> None:
    mail_server.refuse["a1@c1.example"] = "550 no such user"
    none = new_lead(cast.team_lead_actor, "没有邮箱的")
    client.post("/api/v1/session", {"username": "zhoulan", "password": PASSWORD}, "application/json")
    body = {"subject": SUBJECT, "text": TEXT, "ids": [*leads, none]}
    plan = client.post("/api/v1/mailings/plan", body, "application/json").json()
    assert (plan["ready"], plan["not_before"], plan["can_send"]) == (3, None, True)
    assert [(g["words"], g["count"], g["leads"][0]["title"]) for g in plan["skipped"]] == [
        ("没有邮箱", 1, "没有邮箱的")
    ]
    assert plan["previews"][0]["subject"] == "公司0：春季新品"
    asked = client.post("/api/v1/mailings", {**body, "confirmed": 3}, "application/json")
    assert asked.status_code == 200, asked.content
    while run_next():
        pass
    with clock.fixed(NOW + timedelta(minutes=1)):
        deliver()
        (shown,) = client.get("/api/v1/mailings").json()
    assert shown["state"] == "done" and shown["chosen"] == 4
    assert {g["key"]: g["count"] for g in shown["letters"]} == {"sent": 2, "failed": 1}
    assert {g["key"]: g["count"] for g in shown["skipped"]} == {"no_address": 1}
    behind = client.get(f"/api/v1/mailings/{shown['id']}/leads?group=failed").json()
    assert [x["title"] for x in behind] == ["公司1"] and "550" in behind[0]["why"]
    assert [x["id"] for x in client.get(f"/api/v1/mailings/{shown['id']}/leads?group=no_address").json()] == [none]
    # Another team neither sees it nor who got it.
    other = Client()
    other.post("/api/v1/session", {"username": "wangruoxi", "password": PASSWORD}, "application/json")
    assert other.get("/api/v1/mailings").json() == []
    assert other.get(f"/api/v1/mailings/{shown['id']}/leads?group=sent").status_code == 404
