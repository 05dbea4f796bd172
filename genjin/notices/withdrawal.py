"""An operation that is undone takes its notices back: unseen ones silently, those that were seen or sent in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import transaction

from genjin.jobs.models import Mail, Outgoing
from genjin.kernel import clock
from genjin.kernel.words import Words
from genjin.notices.kinds import NoticeKind, find_kind, register_kind
from genjin.notices.models import Delivery, Notice, RobotMessage
from genjin.notices.telling import News, tell
from genjin.tables.ledger.undo import on_fates
from genjin.tables.ledger.wake import wake_readers

State = Outgoing.State
UNSENT = (State.WAITING, State.FAILED)
_MODELS: dict[str, type[Outgoing]] = {"mail": Mail, "robot": RobotMessage}


def _taken_back(facts: Mapping[str, object], language: str) -> Sequence[str]:
    """What had been told, in the reader's words."""
    kind = find_kind(str(facts.get("of_kind", "")))
    told = facts.get("of_facts")
    return [kind.words(told, language)] if kind is not None and isinstance(told, dict) else []


WITHDRAWN = register_kind(
    NoticeKind(
        key="notices.withdrawn",
        name=Words("撤回的提醒", "Notices taken back"),
        phrase=Words(
            "之前的一条提醒不算了，那次操作已撤销", "An earlier notice no longer counts: what it told was undone"
        ),
        details=_taken_back,
        chosen=False,
    )
)


def follow_fates(fates: Mapping[int, bool]) -> None:
    """Operations that no longer count (False) withdraw their notices; those that count again (True) restore them."""
    with transaction.atomic():
        dead = [operation for operation, live in fates.items() if not live]
        alive = [operation for operation, live in fates.items() if live]
        locked = Notice.objects.select_for_update().order_by("pk")
        gone = list(locked.filter(operation_id__in=dead, withdrawn_at=None))
        back = list(locked.filter(operation_id__in=alive, withdrawn_at__isnull=False))
        if gone:
            _withdraw(gone)
        if back:
            _restore(back)
        if gone or back:
            wake_readers()


def _withdraw(notices: Sequence[Notice]) -> None:
    now = clock.now()
    sent = _stop_unsent(notices)
    news = []
    for notice in notices:
        kind, ways = find_kind(notice.kind), sent.get(notice.pk, [])
        if kind is None or (notice.read_at is None and not ways):
            continue
        facts = {"of": notice.pk, "of_kind": kind.key, "of_facts": notice.facts, "of_urgent": kind.urgent, "ways": ways}
        about = (notice.about_table, notice.about_id) if notice.about_id is not None else None
        news.append(News(notice.person_id, WITHDRAWN, facts, about))
    Notice.objects.filter(pk__in=[n.pk for n in notices]).update(withdrawn_at=now, changed_at=now, again_at=None)
    if news:
        tell(news)


def _restore(notices: Sequence[Notice]) -> None:
    """Unread again, whatever was seen before; a withdrawal that nobody has seen is not told any more."""
    now = clock.now()
    ids = [n.pk for n in notices]
    people = {n.person_id for n in notices}
    fresh = {"read_at": None, "changed_at": now, "routed_at": None, "deliver_at": None}
    Notice.objects.filter(pk__in=ids).update(withdrawn_at=None, **fresh)
    told = Notice.objects.filter(person_id__in=people, kind=WITHDRAWN.key, read_at=None, withdrawn_at=None)
    stale = [pk for pk, facts in told.values_list("pk", "facts") if facts.get("of") in ids]
    Notice.objects.filter(pk__in=stale).update(withdrawn_at=now, changed_at=now)


def _stop_unsent(notices: Sequence[Notice]) -> dict[int, list[str]]:
    """Cancels messages that are not out yet. Returns by which ways each notice is out, or may be.

    What else such a message told is decided on again.
    """
    ids = {n.pk for n in notices}
    by_message: dict[tuple[str, int], set[int]] = defaultdict(set)
    mine = Delivery.objects.filter(notice_id__in=ids)
    messages = set(mine.values_list("way", "message_id"))
    for way, message_id, notice_id in Delivery.objects.filter(message_id__in={m for _, m in messages}).values_list(
        "way", "message_id", "notice_id"
    ):
        if (way, message_id) in messages:
            by_message[way, message_id].add(notice_id)
    sent: dict[int, list[str]] = defaultdict(list)
    for (way, message_id), told in by_message.items():
        unsent = _MODELS[way]._default_manager.filter(pk=message_id, state__in=UNSENT)
        if unsent.update(state=State.CANCELLED):
            Delivery.objects.filter(way=way, message_id=message_id).delete()
            Notice.objects.filter(pk__in=told - ids).update(routed_at=None)
        elif not _MODELS[way]._default_manager.filter(pk=message_id, state=State.CANCELLED).exists():
            for notice_id in told & ids:
                sent[notice_id].append(way)
    return sent


on_fates(follow_fates)
