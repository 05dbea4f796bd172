"""Whole worker processes: killed in the middle, two on one queue."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.jobs.conftest import Start
from tests.mail_server import MailServer

Hands = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def hands(start_process: Start) -> Hands:
    """Starts `tests.jobs.hands` on a database of the test's own."""

    def start(*arguments: str, **more: str) -> subprocess.Popen[str]:
        return start_process("tests.jobs.hands", *arguments, **more)

    finish(start("prepare"))
    return start


def finish(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate(timeout=90)
    assert process.returncode == 0
    return out


def report(hands: Hands) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(finish(hands("report")))
    return found


def test_work_of_a_killed_worker_is_taken_up_at_once(hands: Hands) -> None:
    finish(hands("enqueue", "slow", "1"))
    first = hands("work", "0")
    assert first.stdout is not None and first.stdout.readline() == "begun\n"
    first.kill()
    first.wait(20)
    finish(hands("work", "1"))
    assert report(hands)["jobs"] == [{"state": "done", "result": {"resumed": True}, "attempts": 2}]


def test_two_workers_share_a_queue_and_do_nothing_twice(hands: Hands) -> None:
    finish(hands("enqueue", "count", "60"))
    finish(hands("mail", "40"))
    with MailServer() as server:
        mail = {"GENJIN_SMTP_URL": server.url, "GENJIN_MAIL_FROM": "sales@yunjin.example"}
        for worker in [hands("work", "1", **mail), hands("work", "1", **mail)]:
            finish(worker)
        subjects = Counter(str(m["Subject"]) for m in server.received if "第" in str(m["Subject"]))
    found = report(hands)
    assert Counter(j["state"] for j in found["jobs"]) == {"done": 60}
    assert len([m for m in found["mails"] if m["kind"] == "count"]) == 60
    assert found["seals"] == 1, "both looked at the schedule, one began the work"
    assert subjects == {f"第 {at} 封": 1 for at in range(40)}


def test_a_worker_killed_while_sending_leaves_the_mail_for_a_person_to_decide(hands: Hands) -> None:
    finish(hands("mail", "1"))
    sender = {"GENJIN_MAIL_FROM": "sales@yunjin.example"}
    with MailServer(hang=True) as deaf:
        first = hands("work", "0", GENJIN_SMTP_URL=deaf.url, **sender)
        assert deaf.asked.wait(60)
        first.kill()
        first.wait(20)
    finish(hands("mail", "1"))
    with MailServer() as server:
        finish(hands("work", "1", GENJIN_SMTP_URL=server.url, **sender))
        assert len(server.received) == 1
    assert [m["state"] for m in report(hands)["mails"]] == ["unclear", "sent"]
