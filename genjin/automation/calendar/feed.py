"""The plans of a person as an iCalendar document: what they may see at the moment it is read.

Source: RFC 5545 (iCalendar), RFC 7986 (name and refresh interval).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from icalendar import Calendar, Event

from genjin.kernel import clock
from genjin.kernel.actor import Actor, ColumnRight
from genjin.kernel.words import Words
from genjin.tables.definition import get_table
from genjin.tables.fields import Choice
from genjin.tables.scope.predicate import rows

# What lies further back is history, not a plan; a program reads at most this many.
BACK = timedelta(days=60)
MOST = 2_000
LENGTH = timedelta(minutes=30)
CLOSED = ("won", "lost")
_ATTRS = (
    "id",
    "company",
    "contact",
    "next_at",
    "next_has_time",
    "next_method",
    "next_expected",
    "updated_at",
    "stage_kind",
)
# Column of each attribute that is text somebody's role may hide.
_SHOWN = {"company": "company", "contact": "contact", "next_method": "next_method", "next_expected": "next_expected"}
_NAME = Words("跟进：{name} 的联系计划", "Genjin: planned contacts of {name}")
_CONTACT, _AIM = Words("联系人：{contact}", "Contact: {contact}"), Words("目的：{aim}", "Aim: {aim}")


@dataclass(frozen=True, slots=True)
class Plan:
    """One planned contact in the reader's words. uid: the same for as long as the lead exists."""

    uid: str
    title: str
    text: str
    at: datetime
    has_time: bool
    changed: datetime
    url: str


def read_plans(actor: Actor, base_url: str) -> list[Plan]:
    """One's own open leads with a next contact, within scope and column rights, by time."""
    found = rows("leads", actor).filter(owner_id=actor.id, next_at__gte=clock.now() - BACK)
    found = found.exclude(stage_kind__in=CLOSED).exclude(do_not_contact=True)
    values = found.order_by("next_at", "pk").values_list(*_ATTRS)[:MOST]
    access = actor.access("leads")
    if access.column("next_at") is ColumnRight.HIDDEN:
        return []
    hidden = {
        attr for attr, column in _SHOWN.items() if access.column(column) in (ColumnRight.HIDDEN, ColumnRight.MASKED)
    }
    methods = _methods(actor.language)
    plans = []
    for row in (dict(zip(_ATTRS, v, strict=True)) for v in values):
        row.update(dict.fromkeys(hidden))
        plans.append(_plan(row, methods, actor.language, base_url))
    return plans


def build_calendar(name: str, plans: Sequence[Plan], language: str) -> bytes:
    """The document. A day without a time is an event of the whole day."""
    calendar = Calendar()
    calendar.add("prodid", "-//Genjin//Planned contacts//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    title = _NAME.in_language(language).format(name=name)
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", timedelta(minutes=15), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT15M")
    stamp = clock.now().replace(microsecond=0)
    for plan in plans:
        calendar.add_component(_event(plan, stamp))
    return bytes(calendar.to_ical())


def tag_of(name: str, plans: Sequence[Plan], language: str) -> str:
    """An ETag that stays while nothing changed, whenever it is asked."""
    told = repr((name, language, [(p.uid, p.title, p.text, p.at, p.has_time, p.url) for p in plans]))
    return f'"{sha256(told.encode()).hexdigest()[:32]}"'


def _event(plan: Plan, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", plan.uid)
    event.add("dtstamp", stamp)
    event.add("last-modified", plan.changed.replace(microsecond=0))
    event.add("summary", plan.title)
    if plan.text:
        event.add("description", plan.text)
    event.add("url", plan.url)
    if plan.has_time:
        event.add("dtstart", plan.at)
        event.add("dtend", plan.at + LENGTH)
    else:
        day = clock.local(plan.at).date()
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    return event


def _plan(row: Mapping[str, Any], methods: Mapping[str, str], language: str, base_url: str) -> Plan:
    title = row["company"] or row["contact"] or f"#{row['id']}"
    method = methods.get(row["next_method"] or "", "")
    lines = []
    if row["company"] and row["contact"]:
        lines.append(_CONTACT.in_language(language).format(contact=row["contact"]))
    if row["next_expected"]:
        lines.append(_AIM.in_language(language).format(aim=row["next_expected"]))
    return Plan(
        uid=f"lead-{row['id']}@genjin",
        title=f"{method} {title}".strip(),
        text="\n".join(lines),
        at=row["next_at"],
        has_time=bool(row["next_has_time"]),
        changed=row["updated_at"],
        url=f"{base_url}/leads?record={row['id']}",
    )


def _methods(language: str) -> dict[str, str]:
    field = get_table("leads").column("next_method").field
    options = field.options if isinstance(field, Choice) else ()
    return {option.key: option.words.in_language(language) for option in options}
