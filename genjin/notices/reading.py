"""One's own notices: newest first, unread counted, marked as read, put off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db import transaction
from django.db.models import QuerySet

from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.calendar import is_working_day
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.notices.kinds import find_kind
from genjin.notices.models import Notice
from genjin.notices.telling import News, tell
from genjin.people.working.hours import load_hours
from genjin.tables.definition import TableDefinition, get_table, list_tables
from genjin.tables.ledger.wake import wake_readers
from genjin.tables.scope.predicate import visible_ids

# The bell says "99+" beyond.
COUNTED = 100
LONGEST_PAGE = 100
Snooze = Literal["15min", "1h", "tomorrow"]
SNOOZES: tuple[Snooze, ...] = ("15min", "1h", "tomorrow")


@dataclass(frozen=True, slots=True)
class Link:
    """Where a notice leads: the record to open, and what of it to show, `comments-12`; empty for the record itself."""

    table: str
    id: int
    item: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice in the reader's words. link: None when the row is out of the reader's scope, or there is none."""

    id: int
    kind: str
    words: str
    lines: Sequence[str]
    urgent: bool
    snooze: bool
    at: datetime
    read: bool
    link: Link | None


@dataclass(frozen=True, slots=True)
class NoticePage:
    rows: Sequence[Told]
    next: int | None


def list_notices(actor: Actor, *, before: int | None = None, unread: bool = False, limit: int = 30) -> NoticePage:
    """The actor's own, newest first. before: the `next` of the page above."""
    found = _own(actor)
    if before is not None:
        found = found.filter(pk__lt=before)
    if unread:
        found = found.filter(read_at=None)
    size = max(1, min(limit, LONGEST_PAGE))
    rows = list(found.order_by("-pk")[: size + 1])
    page = rows[:size]
    links = find_links(actor, page)
    shown = [told for notice in page if (told := _show(notice, actor.language, links)) is not None]
    return NoticePage(shown, page[-1].pk if len(rows) > size else None)


def count_unread(actor: Actor) -> int:
    """How many are unread, counted to `COUNTED`."""
    return len(_own(actor).filter(read_at=None).order_by().values_list("pk")[:COUNTED])


def mark_read(actor: Actor, notice_id: int) -> None:
    """Raises not_found for somebody else's."""
    if not _own(actor).filter(pk=notice_id).exists():
        raise not_found("notice")
    _mark(_own(actor).filter(pk=notice_id))


def mark_all_read(actor: Actor, up_to: int) -> int:
    """Those up to this id: what came while the list was looked at stays unread. Returns how many."""
    return _mark(_own(actor).filter(pk__lte=up_to))


def snooze_notice(actor: Actor, notice_id: int, how: Snooze) -> datetime:
    """Read for now, told again later. Returns when. Raises not_found; bad_request for a kind that is not put off."""
    notice = _own(actor).filter(pk=notice_id).first()
    if notice is None:
        raise not_found("notice")
    kind = find_kind(notice.kind)
    if kind is None or not kind.snooze:
        raise AppError(ErrorCode.BAD_REQUEST, why="snooze")
    now = clock.now()
    again = snooze_until(actor, how, now)
    Notice.objects.filter(pk=notice.pk).update(read_at=now, changed_at=now, again_at=again)
    wake_readers()
    return again


def snooze_until(actor: Actor, how: Snooze, now: datetime) -> datetime:
    """In a quarter, in an hour, or when the person's next working day begins."""
    if how != "tomorrow":
        return now + timedelta(minutes=15 if how == "15min" else 60)
    day = clock.local(now).date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return clock.day_start(day) + timedelta(minutes=load_hours().of_unit(actor.unit_id).spans[0][0])


def tell_again() -> int:
    """Tells snoozed notices whose time has come, if they still hold. Returns how many were looked at."""
    with transaction.atomic():
        due = list(Notice.objects.select_for_update().filter(again_at__lte=clock.now()).order_by("pk")[:500])
        holding = still_hold(due)
        news = [
            News(n.person_id, kind, n.facts, (n.about_table, n.about_id) if n.about_id else None, f"again:{n.pk}")
            for n in due
            if n.pk in holding and (kind := find_kind(n.kind)) is not None
        ]
        Notice.objects.filter(pk__in=[n.pk for n in due]).update(again_at=None)
        if news:
            tell(news)
    return len(due)


def still_hold(notices: Sequence[Notice]) -> set[int]:
    """Ids of those that are not withdrawn and that their kind says still hold."""
    by_kind: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        if notice.withdrawn_at is None:
            by_kind[notice.kind].append(notice)
    found: set[int] = set()
    for key, some in by_kind.items():
        kind = find_kind(key)
        if kind is not None:
            found |= kind.holds(some) if kind.holds is not None else {n.pk for n in some}
    return found


def find_links(actor: Actor, notices: Sequence[Notice]) -> dict[tuple[str, int], Link]:
    """Rows in the actor's scope, by table and id: a few queries a table."""
    by_table: dict[str, set[int]] = defaultdict(set)
    known = {definition.key for definition in list_tables()}
    for notice in notices:
        if notice.about_id is not None and notice.about_table in known:
            by_table[notice.about_table].add(notice.about_id)
    links: dict[tuple[str, int], Link] = {}
    for table, ids in by_table.items():
        links.update({(table, row_id): link for row_id, link in _links_of(actor, get_table(table), ids).items()})
    return links


def _links_of(actor: Actor, definition: TableDefinition, ids: set[int]) -> dict[int, Link]:
    visible = visible_ids(definition.key, actor, ids)
    parent = definition.parent
    if parent is None:
        return {row_id: Link(definition.key, row_id) for row_id in visible}
    rows = definition.model._default_manager.filter(pk__in=visible).values_list("pk", parent.attr)
    return {pk: Link(parent.table, above, f"{definition.key}-{pk}") for pk, above in rows if above is not None}


def in_words(notice: Notice, language: str) -> str:
    """The notice as one phrase; empty for a kind that is no longer here."""
    kind = find_kind(notice.kind)
    return "" if kind is None else kind.words(notice.facts, language)


def detail_lines(notice: Notice, language: str) -> Sequence[str]:
    kind = find_kind(notice.kind)
    return () if kind is None or kind.details is None else kind.details(notice.facts, language)


def _show(notice: Notice, language: str, links: dict[tuple[str, int], Link]) -> Told | None:
    kind = find_kind(notice.kind)
    if kind is None:
        return None
    return Told(
        id=notice.pk,
        kind=notice.kind,
        words=kind.words(notice.facts, language),
        lines=detail_lines(notice, language),
        urgent=kind.urgent,
        snooze=kind.snooze,
        at=notice.at,
        read=notice.read_at is not None,
        link=None if notice.about_id is None else links.get((notice.about_table, notice.about_id)),
    )


def _own(actor: Actor) -> QuerySet[Notice]:
    # Nobody is told anything as the system itself.
    return Notice.objects.filter(person_id=actor.id or 0, withdrawn_at=None)


def _mark(notices: QuerySet[Notice]) -> int:
    now = clock.now()
    count = notices.filter(read_at=None).update(read_at=now, changed_at=now)
    if count:
        wake_readers()
    return count
