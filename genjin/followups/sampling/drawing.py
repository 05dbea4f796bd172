"""Each week, on the day that is set: the leads to look at, and who is told of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from genjin.followups.sampling.models import SpotCheck
from genjin.followups.sampling.rules import draw, week_of
from genjin.followups.settings import load_policy
from genjin.jobs.schedule import periodic
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.kernel.words import Words
from genjin.leads.models import Lead
from genjin.notices.kinds import NoticeKind, register_kind
from genjin.notices.telling import News, tell
from genjin.people.leaders import leaders_of
from genjin.people.models import Person
from genjin.tables.ledger.operation import chunk_rows, operation
from genjin.tables.rowreader import read_query

DRAWN = register_kind(
    NoticeKind(
        "spot_checks.drawn",
        Words("本周的抽查", "The week's spot checks"),
        Words("本周要抽查 {count} 条线索", "{count} leads to check this week"),
        passes_over=True,
    )
)
LOOKS_BACK = timedelta(days=7)


@periodic("followups.sample", at=time(6, 0), words=Words("抽出每周要检查的线索", "Draw the leads to check this week"))
def draw_sample(_job: object = None) -> dict[str, int]:
    """Draws on the weekday that is set, once a week however often it runs. Answers how many."""
    policy, today = load_policy(), clock.today()
    if today.isoweekday() != policy.sample_day or policy.sample_size <= 0:
        return {"drawn": 0}
    return {"drawn": draw_for(week_of(today), policy.sample_size)}


def draw_for(week: date, size: int) -> int:
    """Draws of the leads contacted in the last seven days, `size` a seller who has a supervisor."""
    known = set(SpotCheck.objects.filter(week=week, deleted_at=None).values_list("seller_id", flat=True))
    sellers = {who: leads for who, leads in _worked_on().items() if who not in known}
    bosses = _supervisors(sellers)
    rows: list[dict[str, Any]] = [
        {"lead": lead, "seller": who, "week": week}
        for who in sorted(sellers)
        if bosses.get(who)
        for lead in draw(sellers[who], who, week, size)
    ]
    if not rows:
        return 0
    args = {"count": len(rows)}
    with operation(SYSTEM, verb="spot_checks.draw", table="spot_checks", via="schedule", args=args) as opened:
        for start in range(0, len(rows), chunk_rows()):
            part = rows[start : start + chunk_rows()]
            with opened.chunk() as writer:
                writer.create("spot_checks", part)
                if start + len(part) >= len(rows):
                    counts = Counter(boss for row in rows for boss in bosses[row["seller"]])
                    news = [News(boss, DRAWN, {"count": n}, None, week.isoformat()) for boss, n in counts.items()]
                    tell(news, operation_id=writer.operation.ensure_row())
    return len(rows)


def _worked_on() -> dict[int, list[int]]:
    """Leads contacted lately, by their owner."""
    now = clock.now()
    found: dict[int, list[int]] = defaultdict(list)
    lately = Lead.objects.filter(last_contact_at__gte=now - LOOKS_BACK, last_contact_at__lte=now)
    for owner, lead in read_query(lately.filter(deleted_at=None, owner_id__isnull=False).values_list("owner_id", "pk")):
        found[owner].append(lead)
    return found


def _supervisors(sellers: Mapping[int, object]) -> dict[int, list[int]]:
    """Who leads each of these people; one look-up a unit and person."""
    people = Person.objects.filter(pk__in=list(sellers), active=True, deleted_at=None)
    return {pk: leaders_of(unit, pk) for pk, unit in people.values_list("pk", "unit_id")}
