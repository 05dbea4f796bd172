"""Notices and a worker in processes of their own, for the tests that kill: `python -m tests.jobs.teller COMMAND`."""

from __future__ import annotations

import json
import sys
import threading

import django


def main(command: str, *arguments: str) -> None:
    django.setup()
    from django.db import transaction
    from django.utils import timezone

    from genjin.jobs.models import Mail
    from genjin.jobs.worker import work
    from genjin.kernel.actor import SYSTEM
    from genjin.kernel.words import Words
    from genjin.notices.kinds import NoticeKind, register_kind
    from genjin.notices.models import Delivery, Notice, RobotMessage
    from genjin.notices.robots import sending
    from genjin.notices.telling import News, tell
    from genjin.people.models import Person
    from genjin.tables.records.edit import create_rows

    kind = NoticeKind("test.kills", Words("第几条", "Which"), Words("第 {n} 条", "No. {n}"), urgent=True)
    register_kind(kind)
    # Vendors take 20 a minute; waiting for the next minute is not what is tested here.
    sending.A_MINUTE = 1_000_000

    def open_messages() -> int:
        unsent = {"state__in": ["waiting", "sending"]}
        messages = Mail.objects.filter(**unsent).count() + RobotMessage.objects.filter(**unsent).count()
        return messages + Notice.objects.filter(routed_at=None).count()

    if command == "prepare":
        from genjin.cli.start import prepare_database

        prepare_database()
        now = timezone.now()
        for n in range(int(arguments[1])):
            person = Person(name=f"同事{n}", username=f"p{n}", email=f"p{n}@yunjin.example", joined_at=now)
            person.created_at = person.updated_at = now
            person.save()
        draft = {"name": "销售群", "kind": "wecom", "url": arguments[0], "active": True, "kinds": kind.key}
        _, (made,) = create_rows(SYSTEM, "robots", [draft])
        assert made.row_id is not None, made.errors
    if command == "work":
        # One person each, so that each is a mail of its own; the group hears of all of them at once.
        for n in range(int(arguments[1]), int(arguments[2])):
            person_id = Person.objects.get(username=f"p{n}").pk
            with transaction.atomic():
                tell([News(person_id, kind, {"n": n}, key=str(n))])
        print("ready", flush=True)
        work(threading.Event(), lambda: arguments[0] == "0" or bool(open_messages()))
    if command == "report":
        found = {
            "notices": Notice.objects.count(),
            "open": open_messages(),
            "deliveries": Delivery.objects.count(),
            "mails": dict(_count(Mail)),
            "robots": dict(_count(RobotMessage)),
        }
        print(json.dumps(found))


def _count(model: type) -> list[tuple[str, int]]:
    from collections import Counter

    states = model._default_manager.filter().values_list("state", flat=True)  # type: ignore[attr-defined]
    return list(Counter(states).items())


if __name__ == "__main__":
    main(*sys.argv[1:])
