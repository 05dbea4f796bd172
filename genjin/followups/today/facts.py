"""The facts of one person's leads that Today ranks, in a handful of queries whatever their number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Coalesce

from genjin.followups.models import Followup
from genjin.followups.today.models import Snooze
from genjin.followups.today.promised import TABLE as PROMISES
from genjin.followups.today.promised import due_promises
from genjin.followups.today.ranking import LeadFacts
from genjin.followups.today.weights import Weight
from genjin.kernel import clock
from genjin.kernel.actor import Actor, ColumnRight, Reach
from genjin.kernel.clock import day_end, day_start, local
from genjin.leads.models import Lead
from genjin.people.working.absences import load_absences
from genjin.tables.rowreader import read_query
from genjin.tables.scope.predicate import rows

# What the lead row itself tells, in the order of `_lead_facts`.
_ATTRS: tuple[Any, ...] = (
    "id", "grade", "amount", "next_at", "next_has_time", "next_expected", "last_contact_at", "cadence_min",
    "cadence_max", "stage_entered_at", "stage_allowance", "expected_close", "handle_by", "accept_by", "accepted_at",
    "recycle_at", "do_not_contact", "paused_until", "task_due",
    # Since when nobody has talked to a lead that nobody ever talked to.
    Case(When(last_contact_at=None, then=Coalesce("assigned_at", "created_at"))),
)  # fmt: skip
# Which column a reason would give away, and which table.
_COLUMNS = {
    "next": "next_at", "quiet": "last_contact_at", "close": "expected_close", "stage": "stage", "grade": "grade",
    "handle": "handle_by", "accept": "accept_by", "recycle": "recycle_at",
}  # fmt: skip
_TABLES = {"owed": PROMISES, "awaited": PROMISES, "signal": "followups"}
# Leads given to one stand-in one by one.
MAX_GIVEN = 500
# A signal is looked for in this many leads: those contacted last.
MAX_SIGNALS = 500


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every query needs."""

    now: datetime
    today: date
    weights: Mapping[str, Weight]

    def until(self, key: str) -> datetime:
        return self.now + timedelta(days=self.weights[key].days)

    def day_until(self, key: str) -> date:
        return self.today + timedelta(days=int(self.weights[key].days))


def readable_weights(actor: Actor, weights: Mapping[str, Weight]) -> dict[str, Weight]:
    """The weights without the reasons that would tell the actor what a hidden or masked column or table holds."""
    access = actor.access("leads")
    shown = (ColumnRight.READ, ColumnRight.EDIT)
    return {
        key: weight
        if (key not in _COLUMNS or access.column(_COLUMNS[key]) in shown)
        and (key not in _TABLES or actor.access(_TABLES[key]).reach is not Reach.NONE)
        else Weight(0, weight.days)
        for key, weight in weights.items()
    }


def open_leads(actor: Actor, person_id: int) -> QuerySet[Any]:
    """The person's leads that are not closed and those worked for others today, as far as the actor sees. No order."""
    away = actor.stands_in_for if person_id == actor.id else load_absences(clock.today()).stood_in_by(person_id)
    condition = Q(owner_id__in=(person_id, *away)) if away else Q(owner_id=person_id)
    # Asked for apart: an index answers each of the two, none answers both.
    given = Lead.objects.filter(stand_in_id=person_id, stand_in_until__gte=clock.today(), deleted_at=None)
    if ids := list(given.order_by().values_list("pk", flat=True)[:MAX_GIVEN]):
        condition |= Q(pk__in=ids)
    return rows("leads", actor).filter(condition, red_at__isnull=False).order_by()


def read_facts(
    mine: QuerySet[Any], snoozed: Mapping[int, datetime], now: datetime, weights: Mapping[str, Weight]
) -> list[LeadFacts]:
    """Facts of those of `mine` that may call for a contact today. Three queries. No order."""
    asked = _Asked(now, local(now).date(), weights)
    found = read_query(mine.filter(_may_be_due(asked)).values_list(*_ATTRS))
    promised = _read_promises(found, asked)
    signals = _read_signals(found, asked)
    return [_lead_facts(row, promised, signals, snoozed) for row in found]


def read_snoozes(person_id: int, now: datetime) -> dict[int, datetime]:
    """Until when each lead is put off by this person; only those that are still asleep."""
    asleep = Snooze.objects.filter(person_id=person_id, until__gt=now, deleted_at=None)
    return dict(read_query(asleep.order_by("until").values_list("lead_id", "until")))


def _may_be_due(asked: _Asked) -> Q:
    """Every lead that can have a reason, and as few others as the row's own dates tell.

    The status colour's amber is when the next contact is due, half of the cadence or of the stage's allowance used.
    """
    since = day_start(asked.today - timedelta(days=int(asked.weights["signal"].days)))
    return (
        Q(amber_at__lt=day_end(asked.today))
        | Q(task_due__lt=day_end(asked.today))
        | Q(accept_by__isnull=False, accepted_at__isnull=True)
        | Q(recycle_at__lte=asked.until("recycle"))
        | Q(expected_close__lte=asked.day_until("close"))
        | Q(handle_by__lte=asked.day_until("handle"))
        | Q(last_contact_at__gte=since)
    )


def _read_promises(found: Sequence[tuple[Any, ...]], asked: _Asked) -> Mapping[tuple[int, str], tuple[date, str]]:
    """Only of leads that say themselves that something is due on them."""
    if not (asked.weights["owed"].points or asked.weights["awaited"].points):
        return {}
    due, end = _ATTRS.index("task_due"), day_end(asked.today)
    ids = [row[0] for row in found if row[due] is not None and row[due] < end]
    return due_promises(ids, asked.today) if ids else {}


def _read_signals(found: Sequence[tuple[Any, ...]], asked: _Asked) -> dict[int, tuple[datetime, str]]:
    """The newest buying signal of each lead contacted within the days that count."""
    if asked.weights["signal"].points <= 0:
        return {}
    since = day_start(asked.today - timedelta(days=int(asked.weights["signal"].days)))
    contacted = _ATTRS.index("last_contact_at")
    late = sorted(
        ((row[contacted], row[0]) for row in found if row[contacted] and row[contacted] >= since), reverse=True
    )
    ids = [lead for _, lead in late[:MAX_SIGNALS]]
    if not ids:
        return {}
    heard = Followup.objects.filter(lead_id__in=ids, at__gte=since, deleted_at=None, signals__isnull=False)
    newest = read_query(heard.order_by("at", "pk").values_list("lead_id", "at", "signals"))
    return {lead: (at, words) for lead, at, words in newest}


def _lead_facts(
    row: tuple[Any, ...],
    promised: Mapping[tuple[int, str], tuple[date, str]],
    signals: Mapping[int, tuple[datetime, str]],
    snoozed: Mapping[int, datetime],
) -> LeadFacts:
    (
        lead, grade, amount, next_at, has_time, expected, contacted, low, high, entered, allowance, close, handle,
        accept_by, accepted, recycle, silent, paused, _, came,
    ) = row  # fmt: skip
    # By place, in the order of its fields: there are thousands.
    return LeadFacts(
        lead, contacted or came, True, grade, amount, next_at, bool(has_time), expected, contacted, low,
        high, entered, allowance, close, handle, accept_by, accepted, recycle, promised.get((lead, "ours")),
        promised.get((lead, "theirs")), signals.get(lead), bool(silent), paused, snoozed.get(lead),
    )  # fmt: skip
