"""The page of background work: administrators see what is stuck and why, others nothing."""

from __future__ import annotations

from typing import Any

import pytest

from genjin.jobs.models import Job, Mail
from genjin.jobs.outbox import queue_mail
from genjin.jobs.queue import enqueue
from genjin.kernel import clock
from tests.cast import PASSWORD, Cast
from tests.people.browser import Browser

pytestmark = pytest.mark.django_db


def signed_in(username: str) -> Browser:
    browser = Browser()
    browser.sign_in(username, PASSWORD)
    return browser


def test_what_is_stuck_is_shown_with_its_reason_and_tried_again(cast: Cast, settings: Any) -> None:
    settings.MAIL_READY = False
    failed = enqueue("import.run", {"import": 1}, cast.seller.pk)
    fault = "OSError: disk full"
    Job.objects.filter(pk=failed).update(state="failed", last_error=fault, finished_at=clock.now())
    open_job = enqueue("leads.refresh", {}, None)
    stuck = queue_mail(to="a@hengli.example", subject="已收到", text="秘密", kind="form.reply")
    Mail.objects.filter(pk=stuck).update(state="unclear", last_error="worker died while sending")
    waiting = queue_mail(to="b@hengli.example", subject="已收到", text="秘密", kind="form.reply")
    admin = signed_in("chensiyuan")
    state = admin.call("GET", "/background")[1]
    assert state["mail_ready"] is False
    assert [state[k] for k in ("jobs_open", "jobs_failed", "mails_waiting", "mails_stuck")] == [1, 1, 1, 1]
    assert {"name": "ledger.seal", "words": "封存历史", "next_at": None, "last_at": None} in state["schedule"]
    (row,) = admin.call("GET", "/background/jobs?state=failed")[1]["rows"]
    assert (row["id"], row["words"], row["actor"], row["last_error"]) == (failed, "写入导入的数据", "林小满", fault)
    (mail,) = admin.call("GET", "/background/mails?state=stuck")[1]["rows"]
    assert (mail["id"], mail["last_error"], "text" in mail) == (stuck, "worker died while sending", False)
    assert admin.call("POST", f"/background/jobs/{failed}/retry") == (200, {"done": True})
    assert admin.call("POST", f"/background/jobs/{open_job}/cancel") == (200, {"done": True})
    assert admin.call("POST", f"/background/mails/{stuck}/retry") == (200, {"done": True})
    assert admin.call("POST", f"/background/mails/{waiting}/cancel") == (200, {"done": True})
    assert dict(Job.objects.values_list("pk", "state")) == {failed: "waiting", open_job: "cancelled"}
    assert dict(Mail.objects.values_list("pk", "state")) == {stuck: "waiting", waiting: "cancelled"}
    assert admin.call("POST", "/background/mails/999/retry")[0] == 404


def test_pages_are_bounded(cast: Cast) -> None:
    for at in range(60):
        queue_mail(to=f"p{at}@hengli.example", subject="x", text="x", kind="test")
    admin = signed_in("chensiyuan")
    first = admin.call("GET", "/background/mails")[1]
    second = admin.call("GET", f"/background/mails?before={first['next']}")[1]
    assert (len(first["rows"]), len(second["rows"]), second["next"]) == (50, 10, None)


@pytest.mark.parametrize("username", ["linxiaoman", "zhoulan"])
def test_nobody_else_sees_it(cast: Cast, username: str) -> None:
    browser = signed_in(username)
    for path in ("/background", "/background/jobs", "/background/mails"):
        assert browser.call("GET", path)[0] == 403
    mail = queue_mail(to="a@hengli.example", subject="x", text="x", kind="test")
    assert browser.call("POST", f"/background/mails/{mail}/cancel")[0] == 403
