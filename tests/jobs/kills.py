"""Real workers killed with SIGKILL while they send notices to a mail server and a group: what arrives, and how often.

The moment of each kill is drawn from a seed, as a count of what the servers are asked: before anything is sent, at a
connection, when a message is handed over, or when its answer is out. Nothing is waited for but such events.
"""

from __future__ import annotations

import json
import re
import subprocess
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.mail_server import MailServer
from tests.robot_server import RobotServer

BOUND = 60.0
_NUMBER = re.compile(r"第 (\d+) 条")


@dataclass(slots=True)
class Counted:
    """Messages by the number they name."""

    mails: Counter[int] = field(default_factory=Counter)
    groups: Counter[int] = field(default_factory=Counter)
    by_id: Counter[str] = field(default_factory=Counter)
    by_words: Counter[str] = field(default_factory=Counter)

    def lost(self, count: int) -> list[int]:
        return [n for n in range(count) if not self.mails[n] or not self.groups[n]]

    def again(self) -> int:
        """Messages that arrived once more than needed: mails by their Message-ID, group messages by their words."""
        return sum(n - 1 for seen in (self.by_id, self.by_words) for n in seen.values())


class Watched:
    """Both servers, with a moment at which whoever waits is told that so many messages were taken or answered."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.events = 0
        self.mail = _Mail(self)
        self.robots = _Robots(self)

    def __enter__(self) -> Watched:
        self.mail.__enter__()
        self.robots.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.mail.__exit__()
        self.robots.__exit__()

    def happened(self) -> None:
        with self._changed:
            self.events += 1
            self._changed.notify_all()

    def wait_for(self, events: int) -> bool:
        """Whether so many have happened within the bound."""
        with self._changed:
            return self._changed.wait_for(lambda: self.events >= events, BOUND)

    def count(self) -> Counted:
        found = Counted()
        for message in self.mail.received:
            body = message.get_content()
            found.mails.update({int(n) for n in _NUMBER.findall(body)})
            found.by_id[str(message["Message-ID"])] += 1
        for text in self.robots.texts:
            found.groups.update({int(n) for n in _NUMBER.findall(text)})
            found.by_words[text] += 1
        return found


class _Mail(MailServer):
    def __init__(self, watched: Watched) -> None:
        super().__init__()
        self._watched = watched

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        self._watched.happened()
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        self._watched.happened()
        return answer


class _Robots(RobotServer):
    def __init__(self, watched: Watched) -> None:
        super().__init__()
        self._watched = watched

    def _take(self, request: Any) -> None:
        self._watched.happened()
        super()._take(request)
        self._watched.happened()


def next_kill(random: Random, watched: Watched) -> int:
    """After how many more events the worker dies."""
    return watched.events + random.randrange(1, 9)


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it. notices: how many were told; kills: how many workers died; counted: what arrived."""

    notices: int
    kills: int
    counted: Counted
    report: dict[str, Any]


Start = Callable[..., "subprocess.Popen[str]"]


def run_kills(start: Start, kills: int, *, seed: int = 20260330, each: int = 4) -> Told:
    """Each worker tells `each` notices before it is killed; the last one sends what is left.

    start: begins `tests.jobs.teller` with arguments and further environment, on a database of its own.
    """
    random = Random(seed)
    with Watched() as watched:
        more = {
            "GENJIN_SMTP_URL": watched.mail.url,
            "GENJIN_MAIL_FROM": "sales@yunjin.example",
            "GENJIN_ROBOT_HOSTS": watched.robots.host,
        }
        _finish(start("prepare", watched.robots.url("wecom"), str(kills * each), **more))
        done = 0
        while done < kills:
            at = next_kill(random, watched)
            worker = start("work", "0", str(done * each), str(done * each + each), **more)
            assert worker.stdout is not None and worker.stdout.readline() == "ready\n"
            assert watched.wait_for(at), "nothing was sent"
            worker.kill()
            worker.wait(20)
            done += 1
        _finish(start("work", "1", "0", "0", **more))
        report = json.loads(_finish(start("report", **more)))
        return Told(kills * each, done, watched.count(), report)


def _finish(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return out
