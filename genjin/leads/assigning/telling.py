"""Telling people about leads they got, did not take on, or have to reassign: one notice for many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from genjin.kernel.actor import ColumnRight
from genjin.kernel.clock import local
from genjin.kernel.words import Words
from genjin.leads.models import Channel, Lead
from genjin.notices.kinds import NoticeKind, register_kind
from genjin.notices.models import Notice
from genjin.notices.telling import News, tell, tell_more
from genjin.people.models import Person, Role
from genjin.people.rights import read_access
from genjin.tables.ledger.operation import Writer

ASSIGNED = register_kind(
    NoticeKind(
        "leads.assigned",
        Words("分给我一条线索", "A lead is assigned to me"),
        Words("新线索：{company}{detail}{due}", "New lead: {company}{detail}{due}"),
        passes_over=True,
        # Within ten minutes (C2), also to whoever has no page open: the morning's digest would be too late.
        mail="now",
    )
)
ASSIGNED_MANY = register_kind(
    NoticeKind(
        "leads.assigned_many",
        Words("分给我多条线索", "Several leads are assigned to me"),
        Words("你有 {count} 条新线索：{names}{due}", "You have {count} new leads: {names}{due}"),
        passes_over=True,
        mail="now",
    )
)
NOT_ACCEPTED = register_kind(
    NoticeKind(
        "leads.not_accepted",
        Words("下属没有按时接收线索", "My people did not accept leads in time"),
        Words(
            "{count} 条线索没有按时接收，请改派：{names}（{owners}）",
            "{count} leads were not accepted in time, please reassign: {names} ({owners})",
        ),
        mail="now",
    )
)
DECLINED = register_kind(
    NoticeKind(
        "leads.declined",
        Words("下属拒收线索", "My people declined leads"),
        Words(
            "{owners} 拒收 {count} 条线索：{names}，原因：{note}", "{owners} declined {count} leads: {names}. {note}"
        ),
    )
)
PASSED_ON = register_kind(
    NoticeKind(
        "leads.passed_on",
        Words("我没有接收的线索转走了", "Leads I did not accept went on"),
        Words(
            "{count} 条线索没有按时接收，已转走：{names}",
            "{count} leads were not accepted in time and went on: {names}",
        ),
    )
)
_DUE = Words("，请在 {at} 前接收", ", accept by {at}")
NAMES = 3


def tell_owners(writer: Writer, owned: Mapping[int, Sequence[int]], due: Mapping[int, datetime]) -> None:
    """Tells each person what they got. Shape: lead ids by person; due: until when each lead is to be taken on.

    A bulk assignment of many transactions is one notice a person, whose number grows with each of them.
    """
    if not owned:
        return
    operation = writer.operation.ensure_row()
    key = f"op:{operation}"
    known = Notice.objects.filter(key=key, person_id__in=owned, kind__in=(ASSIGNED.key, ASSIGNED_MANY.key))
    told = {notice.person_id: notice for notice in known}
    languages = dict(Person.objects.filter(pk__in=owned).values_list("pk", "language"))
    news: list[News] = []
    for person, leads in owned.items():
        until = min((due[i] for i in leads if i in due), default=None)
        words = _due(until, languages.get(person, "zh-CN"))
        before = told.get(person)
        if before is not None:
            count = before.facts.get("count", 1) + len(leads)
            grown = {"names": before.facts.get("company", ""), **before.facts, "count": count}
            tell_more(before, grown, ASSIGNED_MANY)
        elif len(leads) == 1:
            facts = {**_describe(leads[0], person), "due": words}
            news.append(News(person, ASSIGNED, facts, about=("leads", leads[0]), key=key))
        else:
            many: dict[str, Any] = {"count": len(leads), "names": name_some(leads), "due": words}
            news.append(News(person, ASSIGNED_MANY, many, key=key))
    tell(news, operation_id=operation)


def tell_about(writer: Writer, kind: NoticeKind, told: Mapping[int, Sequence[int]], **facts: Any) -> None:
    """One notice of `kind` a person about all their leads. Shape: lead ids by person."""
    if not told:
        return
    operation = writer.operation.ensure_row()
    key = f"op:{operation}"
    known = Notice.objects.filter(kind=kind.key, key=key, person_id__in=told)
    grown = {notice.person_id: notice for notice in known}
    news: list[News] = []
    for person, leads in told.items():
        before = grown.get(person)
        if before is not None:
            tell_more(before, {**before.facts, "count": before.facts.get("count", 1) + len(leads)}, kind)
            continue
        named = {"count": len(leads), "names": name_some(leads), "owners": facts.get("owners", _owners(leads))}
        about = ("leads", leads[0]) if len(leads) == 1 else None
        news.append(News(person, kind, {**facts, **named}, about=about, key=key))
    tell(news, operation_id=operation)


def name_some(leads: Sequence[int]) -> str:
    """The first leads by name."""
    found = Lead.objects.filter(pk__in=leads[:NAMES]).values_list("pk", "company", "contact")
    by_id = {pk: company or contact or f"#{pk}" for pk, company, contact in found}
    names = [by_id[i] for i in leads[:NAMES] if i in by_id]
    return "、".join(names) + ("…" if len(leads) > NAMES else "")


def _owners(leads: Sequence[int]) -> str:
    owners = Lead.objects.filter(pk__in=leads[:500], owner_id__isnull=False).values_list("owner_id", flat=True)
    return "、".join(Person.objects.filter(pk__in=set(owners)).order_by("pk").values_list("name", flat=True)[:5])


def _describe(lead_id: int, person: int) -> dict[str, str]:
    """Company, contact, need and source, as far as the person's role reads them."""
    attrs = ("company", "contact", "need", "channel_id")
    lead: Mapping[str, Any] = Lead.objects.filter(pk=lead_id).values(*attrs).first() or {}
    channel = Channel.objects.filter(pk=lead.get("channel_id") or 0).values_list("name", flat=True).first()
    values = {"company": lead.get("company"), "contact": lead.get("contact"), "need": lead.get("need")}
    values["source"] = channel
    role = Role.objects.filter(pk__in=Person.objects.filter(pk=person).values("role_id"), deleted_at=None).first()
    if role is not None and not role.is_admin:
        access = read_access(role.rights.get("leads") or {})
        hidden = (ColumnRight.HIDDEN, ColumnRight.MASKED)
        values = {c: v for c, v in values.items() if access.column(c) not in hidden}
    title = values.get("company") or values.get("contact") or f"#{lead_id}"
    rest = [values[c] for c in ("contact", "need", "source") if values.get(c) and values[c] != title]
    detail = " · ".join(str(part)[:60] for part in rest)
    return {"company": title, "detail": f"（{detail}）" if detail else ""}


def _due(until: datetime | None, language: str) -> str:
    if until is None:
        return ""
    return _DUE.in_language(language).format(at=f"{local(until):%m-%d %H:%M}")
