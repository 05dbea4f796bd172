"""Each minute: who is to be reminded of a contact planned for a time of day. Bulk, by the index of plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from genjin.automation.reminders.kinds import BEFORE, DUE
from genjin.jobs.queue import JobContext
from genjin.jobs.schedule import periodic
from genjin.kernel import clock
from genjin.kernel.words import Words
from genjin.leads.models import Lead
from genjin.notices.choices import ChoiceBook, Times, load_choices
from genjin.notices.models import Notice, NoticeTimes
from genjin.notices.reading import tell_again
from genjin.notices.telling import News, tell
from genjin.people.working.absences import AbsenceBook, load_absences
from genjin.tables.rowreader import read_query

# How long after its time a reminder still goes out, when nobody worked meanwhile. Older plans stand in the digest.
LATE = timedelta(hours=12)
BATCH = 500
CLOSED = ("won", "lost")
_ATTRS = ("id", "owner_id", "stand_in_id", "stand_in_until", "next_at", "company", "contact", "stage_kind")


@dataclass(frozen=True, slots=True)
class Planned:
    """One contact planned for a time of day, and who makes it."""

    lead_id: int
    person_id: int
    at: datetime
    title: str


@periodic("reminders.sweep", every=timedelta(minutes=1), words=Words("提醒约定的联系", "Remind of planned contacts"))
def remind(_job: JobContext | None = None) -> dict[str, int]:
    """Reminds before and at the time, each once; tells snoozed notices again."""
    again = 0
    while (done := tell_again()) > 0:
        again += done
    told = 0
    now = clock.now()
    furthest = NoticeTimes.objects.aggregate(most=Max("remind_before"))["most"] or 0
    ahead = timedelta(minutes=max(furthest, Times().remind_before))
    away = load_absences(clock.local(now).date())
    for batch in _planned(now - LATE, now + ahead, away):
        told += _remind(batch, now)
    return {"told": told, "again": again}


def _planned(after: datetime, until: datetime, away: AbsenceBook) -> Iterator[Sequence[Planned]]:
    """Open leads planned within the span, by batches in the order of the index; days without a time are left out."""
    found: list[Planned] = []
    # A day without a time is stored as its midnight, where most plans are: the walk goes around it.
    for begin, end in _around_midnight(after, until):
        leads = Lead.objects.filter(
            next_at__gt=begin, next_at__lte=end, deleted_at=None, owner_id__isnull=False, next_has_time=True
        ).exclude(do_not_contact=True)
        for values in read_query(leads.order_by("next_at", "id").values_list(*_ATTRS)):
            row = dict(zip(_ATTRS, values, strict=True))
            person_id = _who(row, away, clock.local(row["next_at"]).date())
            if person_id is not None and row["stage_kind"] not in CLOSED:
                title = row["company"] or row["contact"] or f"#{row['id']}"
                found.append(Planned(row["id"], person_id, row["next_at"], title))
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]


def _around_midnight(after: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
    """The span in parts, with no local midnight inside any of them."""
    parts: list[tuple[datetime, datetime]] = []
    begin = after
    midnight = clock.day_end(clock.local(after).date())
    while midnight <= until:
        parts.append((begin, midnight - timedelta(microseconds=1)))
        begin = midnight
        midnight = clock.day_end(clock.local(midnight).date())
    return [*parts, (begin, until)]


def _who(row: Mapping[str, Any], away: AbsenceBook, day: date) -> int | None:
    """Whoever acts for the owner on this lead, or stands in for them today; else the owner."""
    if row["stand_in_id"] is not None and (row["stand_in_until"] is None or row["stand_in_until"] >= day):
        return int(row["stand_in_id"])
    owner = int(row["owner_id"])
    return away.stand_in(owner) or owner


def _remind(batch: Sequence[Planned], now: datetime) -> int:
    book = load_choices({p.person_id for p in batch})
    news = [item for planned in batch if (item := _news_of(planned, now, book)) is not None]
    fresh = _untold(news)
    if fresh:
        with transaction.atomic():
            tell(fresh)
    return len(fresh)


def _news_of(planned: Planned, now: datetime, book: ChoiceBook) -> News | None:
    facts: dict[str, Any] = {
        "title": planned.title,
        "when": f"{clock.local(planned.at):%H:%M}",
        "next": int(planned.at.timestamp()),
    }
    about, key = ("leads", planned.lead_id), f"{planned.lead_id}:{facts['next']}"
    if planned.at <= now:
        return News(planned.person_id, DUE, facts, about, key)
    before = timedelta(minutes=book.times_of(planned.person_id).remind_before)
    if not before or planned.at - before > now:
        return None
    facts["minutes"] = max(1, round((planned.at - now).total_seconds() / 60))
    return News(planned.person_id, BEFORE, facts, about, key)


def _untold(news: Sequence[News]) -> list[News]:
    """Those not told yet: one question for all."""
    told = Notice.objects.filter(
        kind__in=[BEFORE.key, DUE.key],
        person_id__in={n.person_id for n in news},
        key__in={n.key for n in news},
    )
    known = set(read_query(told.values_list("person_id", "kind", "key"))) if news else set()
    return [n for n in news if (n.person_id, n.kind.key, n.key) not in known]
