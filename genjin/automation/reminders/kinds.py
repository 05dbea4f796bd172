"""The kinds of notice that remind, and whether one still holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from genjin.kernel.words import Words
from genjin.leads.models import Lead
from genjin.notices.kinds import NoticeKind, register_kind
from genjin.notices.models import Notice


def plan_holds(notices: Sequence[Notice]) -> set[int]:
    """Those whose lead is still planned for the instant that was reminded of."""
    leads = Lead.objects.filter(pk__in={n.about_id for n in notices if n.about_id}, deleted_at=None)
    planned: dict[int, datetime | None] = dict(leads.values_list("pk", "next_at"))
    return {n.pk for n in notices if n.about_id is not None and _stamp(planned.get(n.about_id)) == n.facts.get("next")}


def _stamp(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp())


def _digest_lines(facts: Mapping[str, Any], _language: str) -> Sequence[str]:
    return [str(line) for line in facts.get("lines") or ()]


BEFORE = register_kind(
    NoticeKind(
        key="reminders.before",
        name=Words("约定联系之前", "Before a planned contact"),
        phrase=Words("{when} 联系 {title}，还有 {minutes} 分钟", "Contact {title} at {when}, in {minutes} minutes"),
        mail="off",
        snooze=True,
        holds=plan_holds,
        own_time=True,
    )
)
DUE = register_kind(
    NoticeKind(
        key="reminders.due",
        name=Words("约定联系的时间到了", "A planned contact is due"),
        phrase=Words("该联系 {title} 了，约在 {when}", "Time to contact {title}, planned for {when}"),
        mail="off",
        snooze=True,
        holds=plan_holds,
        own_time=True,
    )
)
DIGEST = register_kind(
    NoticeKind(
        key="reminders.digest",
        name=Words("早上的汇总", "The morning's digest"),
        phrase=Words(
            "今天要联系 {today} 家，逾期 {overdue} 家，到期的任务 {tasks} 件",
            "Today: {today} to contact, {overdue} overdue, {tasks} tasks due",
        ),
        mail="now",
        details=_digest_lines,
        own_time=True,
    )
)
