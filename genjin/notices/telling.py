"""Telling people something: in the transaction of what it speaks of, so that it is told if and only if it happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from genjin.kernel import clock
from genjin.notices.kinds import NoticeKind
from genjin.notices.models import Notice
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
        for item in news
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    wake_readers()
