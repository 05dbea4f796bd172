"""Status colour and its reason in words (domain.md A4). Pure: values in, instants and words out.

Green: on schedule. Amber: due today, or more than half of an allowance used. Red: overdue, or an allowance used up.
Cadence counts calendar days, stages working days, both in the organisation's zone. Only the two turning points are
stored; colour and words are worked out against the reader's clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from genjin.kernel.calendar import count_working_days, working_deadline
from genjin.kernel.clock import day_end, day_start, local, local_day
from genjin.kernel.words import to_traditional

# An open lead with nothing to wait for: it never turns, and is told from a closed one, which has no instants.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)

NEEDS = (
    "stage_kind",
    "created_at",
    "assigned_at",
    "last_contact_at",
    "grade",
    "cadence_min",
    "cadence_max",
    "next_at",
    "next_has_time",
    "stage_entered_at",
    "stage_allowance",
    "paused_until",
    "handle_by",
    "task_due",
    "task_side",
)
# A pause without a day lasts until somebody, or a buying signal, ends it.
NO_DAY = date(9999, 1, 1)


@dataclass(frozen=True, slots=True)
class Turn:
    """The instants at which the colour becomes amber and red; both None for a closed lead."""

    amber_at: datetime | None
    red_at: datetime | None


def compute_turn(values: Mapping[str, Any]) -> Turn:
    """When a lead with these values turns amber and red.

    Shape: the attributes of `NEEDS`.
    """
    if is_closed(values):
        return Turn(None, None)
    points = [point for source in _SOURCES for point in source(values)]
    red = min((p[1] for p in points), default=NEVER)
    amber = min((p[0] for p in points), default=NEVER)
    return Turn(min(amber, red), red)


def is_closed(values: Mapping[str, Any]) -> bool:
    return values.get("stage_kind") in ("won", "lost")


def quiet_since(values: Mapping[str, Any]) -> datetime:
    """The last time anybody dealt with the customer: a contact, else the assignment, else the intake."""
    found = values.get("last_contact_at") or values.get("assigned_at") or values["created_at"]
    assert isinstance(found, datetime)
    return found


def contact_day(values: Mapping[str, Any]) -> date | None:
    """The last day on which an open lead is not neglected (D3); None for one that is closed or not followed up."""
    longest = values.get("cadence_max")
    if not longest or is_closed(values):
        return None
    return local(quiet_since(values)).date() + timedelta(days=longest)


def _quiet_points(values: Mapping[str, Any]) -> list[tuple[datetime, datetime]]:
    longest = values.get("cadence_max")
    if not longest:
        return []
    day = local_day(quiet_since(values))
    return [(day_start(day + timedelta(days=longest // 2 + 1)), day_start(day + timedelta(days=longest + 1)))]


def _due_points(values: Mapping[str, Any]) -> list[tuple[datetime, datetime]]:
    due = values.get("next_at")
    if due is None:
        return []
    day = local_day(due)
    return [(day_start(day), due if values.get("next_has_time") else day_end(day))]


def _stage_points(values: Mapping[str, Any]) -> list[tuple[datetime, datetime]]:
    allowance, entered = values.get("stage_allowance"), values.get("stage_entered_at")
    if not allowance or entered is None:
        return []
    return [(working_deadline(entered, allowance // 2), working_deadline(entered, allowance))]


def _handle_points(values: Mapping[str, Any]) -> list[tuple[datetime, datetime]]:
    by = values.get("handle_by")
    return [] if by is None else [(day_start(by), day_end(by))]


def _task_points(values: Mapping[str, Any]) -> list[tuple[datetime, datetime]]:
    due = values.get("task_due")
    if due is None:
        return []
    day = local(due).date()
    return [(day_start(day), due if local(due).time() != time.min else day_end(day))]


def _paused_stage_points(values: Mapping[str, Any]) -> list[tuple[datetime, datetime]]:
    """A lead that waits on purpose does not stall in its stage."""
    return [] if values.get("paused_until") is not None else _stage_points(values)


_SOURCES = (_quiet_points, _due_points, _handle_points, _task_points, _paused_stage_points)


def describe_status(values: Mapping[str, Any], now: datetime, language: str) -> dict[str, str]:
    """`{"level", "words"}` at `now`. Shape: the attributes of `NEEDS`."""
    if is_closed(values):
        return {"level": "done", "words": _phrase(values["stage_kind"], language)}
    level = _level(values, now)
    reason = _REASONS[level](values, now)
    return {"level": level, "words": _phrase(reason.key, language).format(**_in_words(reason.facts, language))}


def _phrase(key: str, language: str) -> str:
    if language == "en":
        return _ENGLISH[key]
    return to_traditional(_CHINESE[key]) if language == "zh-TW" else _CHINESE[key]


def _level(values: Mapping[str, Any], now: datetime) -> str:
    # From the values, not from the stored instants: what the words say and what the colour says cannot differ.
    turn = compute_turn(values)
    assert turn.red_at is not None and turn.amber_at is not None
    return "red" if now >= turn.red_at else "amber" if now >= turn.amber_at else "green"


@dataclass(frozen=True, slots=True)
class Reason:
    key: str
    facts: Mapping[str, Any]


def _red(values: Mapping[str, Any], now: datetime) -> Reason:
    if _is_past(_quiet_points(values), 1, now):
        return _quiet(values, now, "quiet_red")
    if _is_past(_due_points(values), 1, now):
        return _overdue(values["next_at"], now)
    if _is_past(_handle_points(values), 1, now):
        return Reason("handle_red", {"days": (local(now).date() - values["handle_by"]).days})
    if _is_past(_task_points(values), 1, now):
        return _task_overdue(values, now)
    return _stalled(values, now, "stage_red")


def _amber(values: Mapping[str, Any], now: datetime) -> Reason:
    if _is_past(_due_points(values), 0, now):
        due = values["next_at"]
        if values.get("next_has_time"):
            return Reason("due_at", {"time": local(due).strftime("%H:%M")})
        return Reason("due_today", {})
    if _is_past(_handle_points(values), 0, now):
        return Reason("handle_amber", {})
    if _is_past(_task_points(values), 0, now):
        return Reason(f"{_task_key(values)}_amber", {})
    if _is_past(_quiet_points(values), 0, now):
        return _quiet(values, now, "quiet_amber")
    return _stalled(values, now, "stage_amber")


def _task_key(values: Mapping[str, Any]) -> str:
    side = values.get("task_side")
    return f"{side}" if side in ("ours", "theirs") else "task"


def _task_overdue(values: Mapping[str, Any], now: datetime) -> Reason:
    days = (local(now).date() - local(values["task_due"]).date()).days
    return Reason(f"{_task_key(values)}_red", {"days": days}) if days else Reason(f"{_task_key(values)}_late", {})


def _green(values: Mapping[str, Any], now: datetime) -> Reason:
    until = values.get("paused_until")
    if until is not None:
        return Reason("paused_open", {}) if until >= NO_DAY else Reason("paused", {"day": f"{until:%m-%d}"})
    due = values.get("next_at")
    if due is None:
        return Reason("no_plan", {})
    days = (local(due).date() - local(now).date()).days
    return Reason("tomorrow", {}) if days == 1 else Reason("in_days", {"days": days})


_REASONS = {"red": _red, "amber": _amber, "green": _green}


def _is_past(points: list[tuple[datetime, datetime]], which: int, now: datetime) -> bool:
    return any(now >= p[which] for p in points)


def _quiet(values: Mapping[str, Any], now: datetime, key: str) -> Reason:
    days = (local(now).date() - local(quiet_since(values)).date()).days
    letter = (values.get("grade") or "")[:1]
    facts = {"days": days, "range": _range(values.get("cadence_min"), values["cadence_max"])}
    if values.get("paused_until") is not None:
        return Reason(f"{key}_paused", facts)
    return Reason(key, {**facts, "letter": letter}) if letter else Reason(f"{key}_ungraded", facts)


def _range(low: int | None, high: int) -> str:
    return str(high) if low is None or low >= high else f"{low}–{high}"


def _overdue(due: datetime, now: datetime) -> Reason:
    days = (local(now).date() - local(due).date()).days
    if days > 0:
        return Reason("overdue_days", {"days": days})
    minutes = int((now - due).total_seconds() // 60)
    return (
        Reason("overdue_hours", {"hours": minutes // 60})
        if minutes >= 60
        else Reason("overdue_minutes", {"minutes": minutes})
    )


def _stalled(values: Mapping[str, Any], now: datetime, key: str) -> Reason:
    stayed = count_working_days(local(values["stage_entered_at"]).date(), local(now).date())
    return Reason(key, {"days": stayed, "limit": values["stage_allowance"]})


def _in_words(facts: Mapping[str, Any], language: str) -> dict[str, Any]:
    if language != "en":
        return dict(facts)
    plural = {f"{k}_s": "" if facts[k] == 1 else "s" for k in ("days", "hours", "minutes") if k in facts}
    return {**facts, **plural}


_CHINESE = {
    "won": "已成交",
    "lost": "已流失",
    "quiet_red": "{days} 天未跟进，{letter} 级应 {range} 天",
    "quiet_red_ungraded": "{days} 天未跟进，未评级应 {range} 天",
    "quiet_amber": "{days} 天未跟进，{letter} 级 {range} 天",
    "quiet_amber_ungraded": "{days} 天未跟进，未评级 {range} 天",
    "quiet_red_paused": "{days} 天未联系，暂缓中应 {range} 天一次",
    "quiet_amber_paused": "{days} 天未联系，暂缓中 {range} 天一次",
    "paused": "暂缓到 {day}，每月轻触达",
    "paused_open": "暂缓，等购买信号，每月轻触达",
    "handle_red": "过了处理期限 {days} 天",
    "handle_amber": "今天之内要处理",
    "ours_red": "我方承诺逾期 {days} 天",
    "ours_late": "我方承诺今天已逾期",
    "ours_amber": "我方承诺今天到期",
    "theirs_red": "对方承诺逾期 {days} 天，该问一句",
    "theirs_late": "对方承诺今天已逾期",
    "theirs_amber": "对方承诺今天到期",
    "task_red": "任务逾期 {days} 天",
    "task_late": "任务今天已逾期",
    "task_amber": "任务今天到期",
    "overdue_days": "逾期 {days} 天",
    "overdue_hours": "逾期 {hours} 小时",
    "overdue_minutes": "逾期 {minutes} 分钟",
    "stage_red": "本阶段停留 {days} 个工作日，应 {limit} 个以内",
    "stage_amber": "本阶段已 {days} 个工作日，限 {limit} 个",
    "due_at": "今天 {time} 到期",
    "due_today": "今天到期",
    "tomorrow": "按计划，明天联系",
    "in_days": "按计划，{days} 天后联系",
    "no_plan": "按计划，未定下次联系",
}
_ENGLISH = {
    "won": "Won",
    "lost": "Lost",
    "quiet_red": "No contact for {days} day{days_s}, grade {letter} wants {range} days",
    "quiet_red_ungraded": "No contact for {days} day{days_s}, ungraded wants {range} days",
    "quiet_amber": "No contact for {days} day{days_s}, grade {letter}: {range} days",
    "quiet_amber_ungraded": "No contact for {days} day{days_s}, ungraded: {range} days",
    "quiet_red_paused": "No contact for {days} day{days_s}, paused wants {range} days",
    "quiet_amber_paused": "No contact for {days} day{days_s}, paused: {range} days",
    "paused": "Paused until {day}, a light touch a month",
    "paused_open": "Paused until a buying signal, a light touch a month",
    "handle_red": "Past its handle-by date by {days} day{days_s}",
    "handle_amber": "To be handled today",
    "ours_red": "Our promise is overdue by {days} day{days_s}",
    "ours_late": "Our promise is overdue since today",
    "ours_amber": "Our promise is due today",
    "theirs_red": "Their promise is overdue by {days} day{days_s}, ask",
    "theirs_late": "Their promise is overdue since today",
    "theirs_amber": "Their promise is due today",
    "task_red": "A task is overdue by {days} day{days_s}",
    "task_late": "A task is overdue since today",
    "task_amber": "A task is due today",
    "overdue_days": "Overdue by {days} day{days_s}",
    "overdue_hours": "Overdue by {hours} hour{hours_s}",
    "overdue_minutes": "Overdue by {minutes} minute{minutes_s}",
    "stage_red": "{days} working day{days_s} in this stage, allowed {limit}",
    "stage_amber": "{days} working day{days_s} in this stage of {limit}",
    "due_at": "Due today {time}",
    "due_today": "Due today",
    "tomorrow": "On plan, contact tomorrow",
    "in_days": "On plan, contact in {days} days",
    "no_plan": "On plan, no next contact set",
}
