"""Counts what the promises come to. It reads rows and clocks for itself and asks none of the product's own rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from genjin.followups.models import Followup
from genjin.jobs.models import Mail
from genjin.kernel.calendar import is_working_day
from genjin.kernel.clock import day_start, local
from genjin.kernel.working_clock import DEFAULT_HOURS, working_time_between
from genjin.leads.assigning.models import Assignment, WaitingLead
from genjin.leads.models import ConfirmLink, Lead
from genjin.notices.models import Delivery, Notice
from genjin.people.working.absences import load_absences
from genjin.tables.models import Operation

# The shipped settings, written down once more: what the simulation expects must not follow from what it judges.
ALLOWANCE, WARNED = 7, 2
MOST: Mapping[str, tuple[int, int]] = {"A": (1, 1), "B": (1, 1), "C": (2, 7)}
NOT_REACHED = ("unreachable", "dead_number")
TOLD, ACCEPTED = timedelta(minutes=10), timedelta(hours=1)
_LEAD = (
    "id", "owner_id", "created_at", "assigned_at", "touched_at", "next_at", "last_contact_at", "recycle_warned_at",
    "accept_by", "paused_until", "do_not_contact", "protected", "review_state", "pooled_at",
)  # fmt: skip


@dataclass(slots=True)
class Watch:
    """forgotten, over_contacted: one line each, so that whoever finds one can look."""

    forgotten: list[str] = field(default_factory=list)
    over_contacted: list[str] = field(default_factory=list)
    automatic: int = 0
    kept_out: int = 0

    def after_sending(self, now: datetime) -> None:
        """Each mail to a customer that went out at this moment against what they may get."""
        for lead, queued in Mail.objects.filter(kind="confirm", sent_at=now).values_list("about_id", "created_at"):
            self.automatic += 1
            why = _too_often(lead or 0, queued)
            if why is None and now - queued > timedelta(hours=1):
                why = _too_often(lead or 0, now)
            if why is not None:
                self.over_contacted.append(f"{local(now):%m-%d %H:%M} lead {lead}: {why}")

    def each_night(self, now: datetime) -> None:
        """Open leads that nobody has contacted, planned or been told of within their allowance."""
        today = local(now).date()
        waiting = dict(WaitingLead.objects.values_list("lead_id", "held"))
        self.kept_out = sum(waiting.values())
        away = load_absences(today - timedelta(days=1))
        # What somebody was told of in place of an owner who is away.
        told = {
            lead
            for facts in Notice.objects.filter(kind="pool.owner_away", at__gte=now - timedelta(days=10)).values_list(
                "facts", flat=True
            )
            for lead in facts["leads"]
        }
        for row in Lead.objects.filter(deleted_at=None, won_at=None, lost_at=None).values(*_LEAD):
            why = _why_forgotten(row, now, today, waiting)
            owner = row["owner_id"]
            if why is not None and not (away.is_away(owner or 0) and row["id"] in told):
                gone = " (owner away)" if owner is not None and away.is_away(owner) else ""
                self.forgotten.append(f"{today:%m-%d} lead {row['id']} of {owner}{gone}: {why}")


def _too_often(lead: int, at: datetime) -> str | None:
    """What makes this mail one too many."""
    row = Lead.objects.filter(pk=lead).values("grade", "paused_until", "do_not_contact").first()
    if row is None or row["do_not_contact"]:
        return "wants no contact"
    wall = local(at)
    if not is_working_day(wall.date()) or not 8 <= wall.hour < 21:
        return "in quiet time"
    most, days = (2, 30) if row["paused_until"] else MOST.get((row["grade"] or "")[:1], (0, 0))
    if not most:
        return None
    since = day_start(wall.date() - timedelta(days=days - 1))
    made = Followup.objects.filter(lead_id=lead, at__gte=since, at__lt=at, deleted_at=None)
    contacts = made.exclude(outcome__in=NOT_REACHED).count()
    contacts += ConfirmLink.objects.filter(lead_id=lead, created_at__gte=since, created_at__lt=at).count()
    return f"{contacts} contacts in {days} days, grade {row['grade']}" if contacts >= most else None


def _why_forgotten(row: Mapping[str, Any], now: datetime, today: date, waiting: Mapping[int, bool]) -> str | None:
    if row["accept_by"] is not None and row["accept_by"] < now - timedelta(hours=1):
        return "to be accepted, time is up, nobody was told"
    if row["owner_id"] is None:
        return None if row["pooled_at"] is not None or row["id"] in waiting else "nobody's, in no list"
    paused = row["paused_until"] is not None and row["paused_until"] > today
    if paused or row["do_not_contact"] or row["protected"] or row["review_state"] == "returned":
        return None
    last = max(
        at for at in (row["created_at"], row["assigned_at"], row["touched_at"], row["next_at"], row["last_contact_at"],
                      None if row["paused_until"] is None else day_start(row["paused_until"])) if at is not None
    )  # fmt: skip
    due = _working(local(last).date() + timedelta(days=ALLOWANCE))
    warned = row["recycle_warned_at"]
    if warned is not None and warned >= last:
        due = max(due, _working(local(warned).date() + timedelta(days=WARNED)))
    return f"nothing since {local(last):%m-%d %H:%M}, warned {warned}" if due < today else None


def _working(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def measure_service() -> dict[str, Any]:
    """Told, accepted, passed on, from the decisions and the mails that stand in the database at the end."""
    rows = list(
        Assignment.objects.filter(deleted_at=None, person_id__isnull=False)
        .exclude(how="supervisor")
        .order_by("pk")
        .values("lead_id", "person_id", "how", "state", "at", "answered_at", "step")
    )
    created = dict(Lead.objects.values_list("pk", "created_at"))
    flagged = set(Lead.objects.exclude(flags=None).exclude(flags="").values_list("pk", flat=True))
    mails = _mailed_at({(row["person_id"], row["at"]) for row in rows})
    told, accepted, firsts = Counter[bool](), Counter[bool](), set[int]()
    for row in rows:
        if row["how"] == "hand":
            continue
        start = row["at"]
        if row["lead_id"] not in firsts and row["lead_id"] not in flagged:
            start = created[row["lead_id"]]
        firsts.add(row["lead_id"])
        sent = mails.get((row["person_id"], row["at"]))
        told[sent is not None and working_time_between(start, sent, DEFAULT_HOURS) <= TOLD] += 1
        answered = row["answered_at"]
        in_time = answered is not None and working_time_between(row["at"], answered, DEFAULT_HOURS) <= ACCEPTED
        accepted[row["state"] == "accepted" and in_time] += 1
    states = Counter(row["state"] for row in rows)
    return {
        "assignments": sum(told.values()),
        "told_within_10_minutes": _share(told),
        "accepted_within_1_hour": _share(accepted),
        "not_accepted_in_time": states["timed_out"] + states["escalated"],
        "declined": states["declined"],
        "reassigned": sum(row["how"] == "next" for row in rows),
        "recycled": _count_in("leads.recycle"),
    }


def _mailed_at(wanted: set[tuple[Any, Any]]) -> dict[tuple[int, datetime], datetime]:
    """When the mail about an assignment went out, by person and moment of the assignment."""
    found: dict[tuple[int, datetime], datetime] = {}
    told = Notice.objects.filter(kind__in=("leads.assigned", "leads.assigned_many")).values_list(
        "pk", "person_id", "at"
    )
    by_notice = {pk: (person, at) for pk, person, at in told if (person, at) in wanted}
    by_mail: dict[int, list[int]] = defaultdict(list)
    for notice, mail in Delivery.objects.filter(way="mail").values_list("notice_id", "message_id"):
        if notice in by_notice:
            by_mail[mail].append(notice)
    for mail, sent in Mail.objects.filter(sent_at__isnull=False).values_list("pk", "sent_at"):
        for notice in by_mail.get(mail, ()):
            if sent is not None:
                key = by_notice[notice]
                found[key] = min(sent, found.get(key, sent))
    return found


def _share(counted: Counter[bool]) -> float:
    return round(counted[True] / max(1, sum(counted.values())), 4)


def _count_in(verb: str) -> int:
    args: Sequence[Mapping[str, Any]] = list(Operation.objects.filter(verb=verb).values_list("args", flat=True))
    return sum(int(one.get("count", 0)) for one in args)
