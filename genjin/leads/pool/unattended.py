"""Leads that are due while their owner is away: whoever stands in is told, else the supervisor (domain.md C4, C9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from genjin.kernel.calendar import is_working_day
from genjin.kernel.clock import local
from genjin.kernel.words import Words
from genjin.leads.assigning.team import load_team
from genjin.leads.assigning.telling import name_some
from genjin.notices.kinds import NoticeKind, register_kind
from genjin.notices.models import Notice
from genjin.notices.telling import News, tell
from genjin.people.models import Person
from genjin.people.working.absences import AbsenceBook

# Leads that a notice names one by one, so that it can be asked which ones it told of.
MAX_NAMED = 500

UNATTENDED = register_kind(
    NoticeKind(
        "pool.owner_away",
        Words("不在岗同事的线索没人跟进", "Leads of people who are away"),
        Words(
            "{owner} 不在岗，{count} 条线索该跟进了：{names}",
            "{owner} is away and {count} leads need a contact: {names}",
        ),
    )
)


def tell_unattended(owner_id: int, ids: Sequence[int], away: AbsenceBook, now: datetime) -> None:
    """Tells of these leads once each working day, as long as they lie there."""
    day = local(now).date()
    key = f"{owner_id}:{day.isoformat()}"
    if not is_working_day(day) or Notice.objects.filter(kind=UNATTENDED.key, key=key).exists():
        return
    owner = Person.objects.filter(pk=owner_id).values_list("name", "unit_id").first()
    who = away.stand_in(owner_id)
    if who is None and owner is not None:
        who = load_team().supervisor_of(owner[1], [owner_id])
    if who is None or owner is None:
        return
    facts = {"owner": owner[0], "count": len(ids), "names": name_some(ids), "leads": list(ids[:MAX_NAMED])}
    about = ("leads", ids[0]) if len(ids) == 1 else None
    with transaction.atomic():
        tell([News(who, UNATTENDED, facts, about, key)])
