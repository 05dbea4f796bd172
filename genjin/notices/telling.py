"""Telling people something: in the transaction of what it speaks of, so that it is told if and only if it happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from genjin.kernel import clock
from genjin.notices.kinds import NoticeKind
from genjin.notices.models import Notice
from genjin.notices.passing_over import copy_key, news_for_stand_ins
from genjin.tables.ledger.wake import wake_readers


@dataclass(frozen=True, slots=True)
class News:
    """What one person is to be told. facts: texts and numbers for the kind's phrase, nothing its reader may not see.

    key: a second telling of the same kind with the same key to the same person tells nothing. about: table and row.
    """

    person_id: int
    kind: NoticeKind
    facts: Mapping[str, Any] = field(default_factory=dict)
    about: tuple[str, int] | None = None
    key: str | None = None


def tell(news: Sequence[News], *, operation_id: int | None = None) -> None:
    """Writes notices in the surrounding transaction. One for many: "you got 1,000 leads" is one piece of news.

    What is about work goes to stand-ins, too, for whom the notice says whose it is.

    operation_id: the operation it happens in (`writer.operation.ensure_row()`); its undo withdraws the notices.
    """
    now = clock.now()
    rows = [
        Notice(
            person_id=item.person_id,
            kind=item.kind.key,
            key=item.key,
            facts=dict(item.facts),
            about_table=item.about[0] if item.about else "",
            about_id=item.about[1] if item.about else None,
            operation_id=operation_id,
            at=now,
            changed_at=now,
        )
        for item in (*news, *news_for_stand_ins(news, operation_id))
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    wake_readers()


def tell_more(told: Notice, facts: Mapping[str, Any], kind: NoticeKind) -> None:
    """A notice grows while its operation goes on: new facts, about many rows now; so does what a stand-in was told."""
    same = Q(person_id=told.person_id, key=told.key) | Q(key=copy_key(told.key, told.person_id))
    for notice in Notice.objects.filter(same, kind=told.kind):
        whom = notice.facts.get("for_whom")
        notice.facts = {**facts, **({"for_whom": whom} if whom else {})}
        notice.kind, notice.about_table, notice.about_id = kind.key, "", None
        notice.save(update_fields=["kind", "facts", "about_table", "about_id"])
