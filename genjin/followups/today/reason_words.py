"""A reason of the ranking in the reader's words, and how loud it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from genjin.followups.today.ranking import Reason
from genjin.kernel.clock import local
from genjin.kernel.words import to_traditional

Level = Literal["red", "amber", "accent", "plain"]
MAX_TEXT = 60


def reason_level(reason: Reason) -> Level:
    """Red what is late, amber what is due or near, accent what is good news."""
    if reason.key == "signal":
        return "accent"
    if reason.key == "grade":
        return "plain"
    return "red" if reason.late else "amber"


def describe_reason(reason: Reason, language: str) -> str:
    """Example: `承诺逾期 1 天：回付款条款`; what people wrote is never translated."""
    key, facts = _phrase(reason)
    if language == "en":
        facts = {**facts, "s": "" if facts.get("days", facts.get("n")) == 1 else "s"}
        words = _ENGLISH[key].format(**facts)
        tail = ": "
    else:
        words = (to_traditional(_CHINESE[key]) if language == "zh-TW" else _CHINESE[key]).format(**facts)
        tail = "："
    text = _short(reason.facts.get("text"))
    return f"{words}{'，' if reason.key == 'next' and language != 'en' else tail}{text}" if text else words


def _short(text: Any) -> str:
    line = " ".join(str(text or "").split())
    return line if len(line) <= MAX_TEXT else line[: MAX_TEXT - 1] + "…"


def _phrase(reason: Reason) -> tuple[str, dict[str, Any]]:
    return _PHRASES.get(reason.key, _plain)(reason)


def _plain(reason: Reason) -> tuple[str, dict[str, Any]]:
    return reason.key, {**reason.facts, "grade": str(reason.facts.get("grade", "")).replace("-", "−")}


def _promised(reason: Reason) -> tuple[str, dict[str, Any]]:
    return f"{reason.key}_{'late' if reason.late else 'due'}", {"days": reason.facts["days"]}


def _accept(reason: Reason) -> tuple[str, dict[str, Any]]:
    minutes = reason.facts["minutes"]
    unit, n = ("hours", minutes // 60) if minutes >= 120 else ("minutes", minutes)
    return f"accept_{'late' if reason.late else 'left'}_{unit}", {"n": n}


def _next(reason: Reason) -> tuple[str, dict[str, Any]]:
    facts = reason.facts
    if not reason.late:
        at: datetime | None = facts["at"]
        return ("next_at", {"time": local(at).strftime("%H:%M")}) if at is not None else ("next_today", {})
    if facts["days"] > 0:
        return "next_days", {"days": facts["days"]}
    minutes = facts["minutes"]
    return ("next_hours", {"n": minutes // 60}) if minutes >= 60 else ("next_minutes", {"n": minutes})


def _quiet(reason: Reason) -> tuple[str, dict[str, Any]]:
    facts = reason.facts
    low, high = facts["low"], facts["high"]
    span = str(high) if low is None or low >= high else f"{low}–{high}"
    key = f"quiet_{'late' if reason.late else 'due'}{'' if facts['letter'] else '_ungraded'}"
    return key, {"days": facts["days"], "range": span, "letter": facts["letter"]}


def _signal(reason: Reason) -> tuple[str, dict[str, Any]]:
    days = reason.facts["days"]
    return {0: "signal_today", 1: "signal_yesterday"}.get(days, "signal_days"), {"days": days}


def _recycle(reason: Reason) -> tuple[str, dict[str, Any]]:
    days = reason.facts["days"]
    return ("recycle_today" if days == 0 else "recycle_days"), {"days": days}


def _by_day(reason: Reason) -> tuple[str, dict[str, Any]]:
    days, day = reason.facts["days"], reason.facts["day"]
    assert isinstance(day, date)
    when = "today" if days == 0 else "late" if days < 0 else "days"
    return f"{reason.key}_{when}", {"days": abs(days), "day": f"{day:%m-%d}"}


_PHRASES = {
    "owed": _promised,
    "awaited": _promised,
    "accept": _accept,
    "next": _next,
    "quiet": _quiet,
    "signal": _signal,
    "recycle": _recycle,
    "close": _by_day,
    "handle": _by_day,
}
_CHINESE: Mapping[str, str] = {
    "owed_late": "我方承诺逾期 {days} 天",
    "owed_due": "今天要兑现承诺",
    "awaited_late": "对方承诺过了 {days} 天，该问一声",
    "awaited_due": "对方答应今天给",
    "accept_left_hours": "新分派，还有 {n} 小时需接收",
    "accept_left_minutes": "新分派，还有 {n} 分钟需接收",
    "accept_late_hours": "接收时限已过 {n} 小时",
    "accept_late_minutes": "接收时限已过 {n} 分钟",
    "next_days": "逾期 {days} 天",
    "next_hours": "逾期 {n} 小时",
    "next_minutes": "逾期 {n} 分钟",
    "next_at": "今天 {time} 到期",
    "next_today": "今天到期",
    "quiet_late": "{days} 天未跟进，{letter} 级应 {range} 天",
    "quiet_late_ungraded": "{days} 天未跟进，未评级应 {range} 天",
    "quiet_due": "{days} 天未跟进，{letter} 级 {range} 天",
    "quiet_due_ungraded": "{days} 天未跟进，未评级 {range} 天",
    "recycle_today": "今天不联系就收回公海",
    "recycle_days": "{days} 天后收回公海",
    "signal_today": "今天有购买信号",
    "signal_yesterday": "昨天有购买信号",
    "signal_days": "{days} 天前有购买信号",
    "close_today": "预计今天成交",
    "close_days": "预计 {day} 成交，还有 {days} 天",
    "close_late": "预计成交日已过 {days} 天",
    "handle_today": "今天是处理期限",
    "handle_days": "{day} 前要处理，还有 {days} 天",
    "handle_late": "处理期限已过 {days} 天",
    "stage": "本阶段停留 {days} 个工作日，应 {limit} 个以内",
    "grade": "{grade} 级",
}
_ENGLISH: Mapping[str, str] = {
    "owed_late": "Our promise is {days} day{s} overdue",
    "owed_due": "Our promise is due today",
    "awaited_late": "Their promise is {days} day{s} over, ask",
    "awaited_due": "They promised it for today",
    "accept_left_hours": "Newly assigned, accept within {n} hour{s}",
    "accept_left_minutes": "Newly assigned, accept within {n} minute{s}",
    "accept_late_hours": "Time to accept is over by {n} hour{s}",
    "accept_late_minutes": "Time to accept is over by {n} minute{s}",
    "next_days": "Overdue by {days} day{s}",
    "next_hours": "Overdue by {n} hour{s}",
    "next_minutes": "Overdue by {n} minute{s}",
    "next_at": "Due today {time}",
    "next_today": "Due today",
    "quiet_late": "No contact for {days} day{s}, grade {letter} wants {range} days",
    "quiet_late_ungraded": "No contact for {days} day{s}, ungraded wants {range} days",
    "quiet_due": "No contact for {days} day{s}, grade {letter}: {range} days",
    "quiet_due_ungraded": "No contact for {days} day{s}, ungraded: {range} days",
    "recycle_today": "Falls into the pool today unless contacted",
    "recycle_days": "Falls into the pool in {days} day{s}",
    "signal_today": "Buying signal today",
    "signal_yesterday": "Buying signal yesterday",
    "signal_days": "Buying signal {days} day{s} ago",
    "close_today": "Expected to close today",
    "close_days": "Expected to close on {day}, {days} day{s} left",
    "close_late": "Expected close was {days} day{s} ago",
    "handle_today": "To be handled by today",
    "handle_days": "To be handled by {day}, {days} day{s} left",
    "handle_late": "Was to be handled {days} day{s} ago",
    "stage": "{days} working day{s} in this stage, allowed {limit}",
    "grade": "Grade {grade}",
}
