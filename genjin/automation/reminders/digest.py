"""The morning's digest: one notice a person and working day with what is due, overdue and to be done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q

from genjin.automation.reminders.kinds import DIGEST
from genjin.automation.reminders.sweep import CLOSED
from genjin.followups.models import Task
from genjin.jobs.queue import JobContext
from genjin.jobs.schedule import periodic
from genjin.kernel import clock
from genjin.kernel.calendar import is_working_day
from genjin.kernel.words import Words
from genjin.leads.models import Lead
from genjin.notices.choices import ChoiceBook, load_choices
from genjin.notices.kinds import find_kind
from genjin.notices.models import Notice
from genjin.notices.reading import in_words
from genjin.notices.telling import News, tell
from genjin.people.models import Person
from genjin.people.working.absences import load_absences
from genjin.tables.rowreader import read_query

# People a transaction; lines a digest; how late in the day it is still made up for.
BATCH = 200
LINES = 10
LATE = 6 * 60
# What was told before the last digest, or longer ago than this, is not repeated.
REPEAT = timedelta(days=4)
_TIMED, _ALL_DAY = Words("{when} {title}", "{when} {title}"), Words("{title}", "{title}")
_TOLD = Words("提醒：{words}", "Notice: {words}")


@dataclass(slots=True)
class Morning:
    """What one person's day begins with."""

    today: int = 0
    overdue: int = 0
    tasks: int = 0
    plans: list[tuple[datetime, bool, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.today or self.overdue or self.tasks or self.told)


@periodic("reminders.digest", every=timedelta(minutes=5), words=Words("早上的汇总", "The morning's digest"))
def send_digests(_job: JobContext | None = None) -> dict[str, int]:
    """To everybody whose time has come today, once; nothing on free days, to those away, or when nothing is due."""
    now = clock.local(clock.now())
    if not is_working_day(now.date()):
        return {"told": 0}
    people = _whose_time(now.date(), now.hour * 60 + now.minute)
    told = 0
    for start in range(0, len(people), BATCH):
        told += _tell(people[start : start + BATCH], now.date())
    return {"told": told}


def _whose_time(day: date, minute: int) -> list[Person]:
    told = set(Notice.objects.filter(kind=DIGEST.key, key=day.isoformat()).values_list("person_id", flat=True))
    away = load_absences(day)
    living = Person.objects.filter(active=True, deleted_at=None, joined_at__isnull=False).order_by("pk")
    people = [p for p in living if p.pk not in told and not away.is_away(p.pk)]
    book = load_choices({p.pk for p in people})
    times = {p.pk: book.times_of(p.pk).digest_at for p in people}
    return [p for p in people if (at := times[p.pk]) is not None and at <= minute < at + LATE]


def _tell(people: Sequence[Person], day: date) -> int:
    tasks = _tasks_due(people, day)
    mornings = _plans(people, day)
    book = load_choices({p.pk for p in people})
    _add_told(people, mornings, book)
    news = []
    for person in people:
        morning = mornings[person.pk]
        morning.tasks = tasks.get(person.pk, 0)
        if not morning.is_empty:
            counts = {"today": morning.today, "overdue": morning.overdue, "tasks": morning.tasks}
            facts = {**counts, "lines": _lines(morning, person.language)}
            news.append(News(person.pk, DIGEST, facts, key=day.isoformat()))
    if news:
        with transaction.atomic():
            tell(news)
    return len(news)


def _plans(people: Sequence[Person], day: date) -> dict[int, Morning]:
    """Counts and the first contacts of the day, by person: two queries by the index of owners and plans."""
    mornings: dict[int, Morning] = defaultdict(Morning)
    begin, end = clock.day_start(day), clock.day_end(day)
    mine = Lead.objects.filter(owner_id__in=[p.pk for p in people], deleted_at=None, next_at__lt=end)
    mine = mine.exclude(stage_kind__in=CLOSED).exclude(do_not_contact=True)
    today, before = Count("pk", filter=Q(next_at__gte=begin)), Count("pk", filter=Q(next_at__lt=begin))
    counted = mine.order_by().values("owner_id").annotate(today=today, overdue=before)
    for owner_id, due, late in counted.values_list("owner_id", "today", "overdue"):
        if owner_id is not None:
            mornings[owner_id].today, mornings[owner_id].overdue = due, late
    plans = mine.filter(next_at__gte=begin).order_by("next_at", "id")
    attrs = ("owner_id", "next_at", "next_has_time", "company", "contact")
    for owner_id, at, has_time, company, contact in read_query(plans.values_list(*attrs)):
        if len(mornings[owner_id].plans) < LINES:
            mornings[owner_id].plans.append((at, bool(has_time), company or contact or ""))
    return mornings


def _tasks_due(people: Sequence[Person], day: date) -> dict[int, int]:
    """Open tasks due by this day, promises among them, by who has them: from the index of assignees."""
    open_ones = Task.objects.filter(assignee_id__in=[p.pk for p in people], state="open", deleted_at=None)
    due = open_ones.filter(due_at__lt=clock.day_end(day)).order_by().values_list("assignee_id").annotate(n=Count("pk"))
    return {person: count for person, count in due if person is not None}


def _add_told(people: Sequence[Person], mornings: dict[int, Morning], book: ChoiceBook) -> None:
    """Unread notices that their person wants with the digest, since the last one."""
    ids = [p.pk for p in people]
    since = clock.now() - REPEAT
    last: dict[int, datetime] = {}
    for person_id, at in Notice.objects.filter(person_id__in=ids, kind=DIGEST.key, at__gte=since).values_list(
        "person_id", "at"
    ):
        last[person_id] = max(at, last.get(person_id, at))
    languages = {p.pk: p.language for p in people}
    unread = Notice.objects.filter(person_id__in=ids, read_at=None, withdrawn_at=None, at__gte=since)
    for notice in unread.exclude(kind=DIGEST.key).order_by("pk"):
        kind, told = find_kind(notice.kind), mornings[notice.person_id].told
        if kind is None or not kind.chosen or notice.at <= last.get(notice.person_id, since) or len(told) >= LINES:
            continue
        if book.ways_of(notice.person_id, kind).mail == "digest":
            told.append(in_words(notice, languages[notice.person_id]))


def _lines(morning: Morning, language: str) -> list[str]:
    plans = [
        (_TIMED if has_time else _ALL_DAY).in_language(language).format(when=f"{clock.local(at):%H:%M}", title=title)
        for at, has_time, title in morning.plans
    ]
    return [*plans, *(_TOLD.in_language(language).format(words=words) for words in morning.told)]
