"""The next contact as the cadence proposes it (domain.md D2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from genjin.kernel.actor import Actor
from genjin.kernel.calendar import is_working_day
from genjin.kernel.clock import day_start, today
from genjin.kernel.errors import not_found
from genjin.leads.models import Lead
from genjin.leads.options import METHODS
from genjin.pipelines.cadence import PAUSED, CadenceRule, load_cadences
from genjin.tables.scope.predicate import visible_ids


@dataclass(frozen=True, slots=True)
class Proposal:
    """at: start of the proposed local day, UTC; None when the grade is not followed up. why: in the reader's words."""

    at: datetime | None
    method: str | None
    why: str


def propose_next(actor: Actor, lead_id: int) -> Proposal:
    """When and how to contact this lead after a contact made today. Raises not_found out of scope."""
    if lead_id not in visible_ids("leads", actor, [lead_id]):
        raise not_found("leads")
    facts = Lead.objects.filter(pk=lead_id).values_list("pipeline_id", "grade", "stage_kind", "paused_until").first()
    assert facts is not None
    pipeline_id, grade, kind, paused = facts
    rule = load_cadences().find(pipeline_id, PAUSED if paused else grade)
    if rule is None or kind in ("won", "lost"):
        return Proposal(None, None, _nothing(actor.language))
    day = choose_day(today(), rule)
    return Proposal(day_start(day), first_method(rule.methods), _why(grade, rule, actor.language))


def choose_day(start: date, rule: CadenceRule) -> date:
    """The last working day within the cadence; when it has none, the first working day after it."""
    for days in range(rule.max_days, max(rule.min_days, 1) - 1, -1):
        day = start + timedelta(days=days)
        if is_working_day(day):
            return day
    day = start + timedelta(days=rule.max_days)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def first_method(methods: str) -> str | None:
    """The first method that a text such as `电话+拜访+方案定制` names."""
    places: list[tuple[int, str]] = []
    for option in METHODS.options:
        found: list[Any] = [methods.find(name) for name in (option.words.zh, *option.aliases) if name in methods]
        if found:
            places.append((min(found), option.key))
    return min(places)[1] if places else None


def _why(grade: str | None, rule: CadenceRule, language: str) -> str:
    days = str(rule.max_days) if rule.min_days >= rule.max_days else f"{rule.min_days}–{rule.max_days}"
    letter = (grade or "")[:1]
    if language == "en":
        return f"{f'Grade {letter}' if letter else 'Ungraded'}: every {days} days"
    name = f"{letter} 级" if letter else "未评级" if language != "zh-TW" else "未評級"
    return f"{name}每 {days} 天跟进一次" if language != "zh-TW" else f"{name}每 {days} 天跟進一次"


def _nothing(language: str) -> str:
    words = {"en": "This lead needs no further contact", "zh-TW": "這條線索不需要再跟進"}
    return words.get(language, "这条线索不需要再跟进")
