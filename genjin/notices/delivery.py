"""From a notice to mails and group messages: decided once, in one transaction with what it queues.

A worker killed at any point has either queued and marked, or neither. What then goes out is the outboxes' business.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet

from genjin.jobs.mailing import can_send
from genjin.jobs.outbox import queue_mail
from genjin.jobs.sending import send_beside_mails
from genjin.kernel import clock
from genjin.kernel.errors import AppError
from genjin.kernel.working_clock import WorkingHours
from genjin.notices.choices import ChoiceBook, Times, Ways, load_choices, may_tell_at
from genjin.notices.kinds import NoticeKind, find_kind
from genjin.notices.letters import mail_of
from genjin.notices.models import Delivery, Notice
from genjin.notices.reading import still_hold
from genjin.notices.robots.choosing import GroupRobot, load_robots
from genjin.notices.robots.outbox import queue_robot_message
from genjin.people.models import Person
from genjin.people.working.absences import AbsenceBook, load_absences
from genjin.people.working.days import refresh_days
from genjin.people.working.hours import HoursBook, load_hours

log = logging.getLogger("genjin.notices")
# Notices decided on in one transaction.
BATCH = 200


@dataclass(frozen=True, slots=True)
class _Books:
    """What a decision looks at, read once a batch."""

    now: datetime
    people: Mapping[int, Person]
    choices: ChoiceBook
    hours: HoursBook
    away: AbsenceBook
    robots: Sequence[GroupRobot]
    paths: Mapping[int, tuple[int, ...]]


def deliver_next() -> bool:
    """Decides on those that are due. False when none is."""
    if not _due().exists():
        return False
    refresh_days()
    with transaction.atomic():
        due = _due()
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        notices = list(due.order_by("id")[:BATCH])
        if not notices:
            return False
        _decide(notices)
    return True


def _due() -> QuerySet[Notice]:
    return Notice.objects.filter(Q(deliver_at__isnull=True) | Q(deliver_at__lte=clock.now()), routed_at__isnull=True)


def _decide(notices: Sequence[Notice]) -> None:
    """Each is sent on, held until its person may be told, or needs nothing."""
    unseen = [n for n in notices if n.read_at is None]
    holding = still_hold(unseen)
    books = _load_books({n.person_id for n in unseen})
    sent: dict[int, list[Notice]] = defaultdict(list)
    held: dict[datetime, list[int]] = defaultdict(list)
    for notice in unseen:
        person, kind = books.people.get(notice.person_id), find_kind(notice.kind)
        if person is None or kind is None or notice.pk not in holding or not _goes_out(books, notice, kind):
            continue
        at = books.now if kind.urgent or kind.own_time else _tell_at(books, person)
        if at > books.now:
            held[at].append(notice.pk)
        else:
            sent[person.pk].append(notice)
    for person_id, some in sent.items():
        _mail(books, books.people[person_id], some)
    _tell_groups(books, [n for some in sent.values() for n in some])
    waiting = {pk for ids in held.values() for pk in ids}
    for at, ids in held.items():
        Notice.objects.filter(pk__in=ids).update(deliver_at=at)
    decided = [n.pk for n in notices if n.pk not in waiting]
    Notice.objects.filter(pk__in=decided).update(routed_at=books.now, routing=F("routing") + 1)


def _load_books(person_ids: set[int]) -> _Books:
    people = Person.objects.filter(pk__in=person_ids, active=True, deleted_at=None).in_bulk()
    hours = load_hours()
    now = clock.now()
    return _Books(
        now=now,
        people=people,
        choices=load_choices(person_ids),
        hours=hours,
        away=load_absences(clock.local(now).date()),
        robots=load_robots(),
        paths={p.pk: _path(hours, p.unit_id) for p in people.values()},
    )


def _path(hours: HoursBook, unit_id: int | None) -> tuple[int, ...]:
    """The unit and those above it."""
    path: list[int] = []
    while unit_id is not None and unit_id not in path:
        path.append(unit_id)
        unit_id = hours.above.get(unit_id)
    return tuple(path)


def ways_of(book: ChoiceBook, notice: Notice, kind: NoticeKind) -> Ways:
    """By which ways it goes. One that follows others (a withdrawal) goes where they went."""
    if kind.chosen:
        return book.ways_of(notice.person_id, kind)
    ways = notice.facts.get("ways") or ()
    return Ways("now" if "mail" in ways else "off", "robot" in ways)


def _goes_out(books: _Books, notice: Notice, kind: NoticeKind) -> bool:
    ways = ways_of(books.choices, notice, kind)
    return (ways.mail == "now" and can_send()) or (ways.robot and bool(_robots_for(books, notice, kind)))


def _tell_at(books: _Books, person: Person) -> datetime:
    """When the person may be told: not while away, not in their quiet hours."""
    hours: WorkingHours = books.hours.of_unit(person.unit_id)
    times: Times = books.choices.times_of(person.pk)
    start = books.now
    if books.away.is_away(person.pk):
        # Asked again tomorrow; whether they are back then, the absences of that day say.
        start = clock.day_start(clock.local(books.now).date() + timedelta(days=1))
    return may_tell_at(start, times, hours)


def _robots_for(books: _Books, notice: Notice, kind: NoticeKind) -> list[GroupRobot]:
    told_by = str(notice.facts.get("of_kind") or kind.key)
    urgent = kind.urgent or bool(notice.facts.get("of_urgent"))
    path = books.paths.get(notice.person_id, ())
    return [robot for robot in books.robots if robot.tells(told_by, urgent=urgent, path=path)]


def _mail(books: _Books, person: Person, notices: Sequence[Notice]) -> None:
    """One mail for all that is told to a person at once."""
    chosen = [n for n in notices if (k := find_kind(n.kind)) and ways_of(books.choices, n, k).mail == "now"]
    if not chosen or not person.email or not can_send():
        return
    subject, text = mail_of(chosen, person.language, settings.PUBLIC_URL)
    first = chosen[0]
    try:
        mail_id = queue_mail(
            to=person.email, subject=subject, text=text, kind="notices", key=f"notice:{first.pk}:{first.routing}"
        )
    except AppError:
        # An address that is none: the notice stands in the interface all the same.
        log.warning("person %s has no usable mail address", person.pk)
        return
    Delivery.objects.bulk_create([Delivery(notice_id=n.pk, way="mail", message_id=mail_id) for n in chosen])


def _tell_groups(books: _Books, notices: Sequence[Notice]) -> None:
    by_robot: dict[int, list[Notice]] = defaultdict(list)
    for notice in notices:
        kind = find_kind(notice.kind)
        if kind is not None and ways_of(books.choices, notice, kind).robot:
            for robot in _robots_for(books, notice, kind):
                by_robot[robot.id].append(notice)
    names = {pk: person.name for pk, person in books.people.items()}
    for robot_id, some in by_robot.items():
        message_id = queue_robot_message(robot_id, some, names)
        Delivery.objects.bulk_create([Delivery(notice_id=n.pk, way="robot", message_id=message_id) for n in some])


def _step() -> bool:
    try:
        return deliver_next()
    except DatabaseError:
        raise
    except Exception:
        log.exception("notices could not be sent on; tried again in a moment")
        return False


send_beside_mails(lambda: _step)
