"""Whether a customer may be contacted now, when again, and why not. Pure: facts in, verdict out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from genjin.kernel.calendar import is_working_day
from genjin.kernel.clock import ORGANISATION_ZONE, day_start, local
from genjin.kernel.errors import AppError, ErrorCode
from genjin.pipelines.cadence import CadenceRule

_QUIET = re.compile(r"\s*(\d{1,2})[:：](\d{2})\s*[-–—~～至到]\s*(\d{1,2})[:：](\d{2})\s*")


@dataclass(frozen=True, slots=True)
class Verdict:
    """allowed: contact may go on. Otherwise `again_at`, UTC, None for never by itself, and the refusal in words."""

    allowed: bool
    again_at: datetime | None = None
    why: AppError | None = None


YES = Verdict(True)


def judge(
    rule: CadenceRule | None, grade: str | None, contacts: Sequence[datetime], now: datetime, *, refused: bool = False
) -> Verdict:
    """By the customer's wish and by how often they were contacted lately.

    contacts: instants of former contacts, in any order. refused: the customer wants no contact at all.
    """
    if refused:
        return Verdict(False, None, AppError(ErrorCode.DO_NOT_CONTACT, 409))
    if rule is None or not rule.most_contacts or not rule.within_days:
        return YES
    today = local(now).date()
    begin = day_start(today - timedelta(days=rule.within_days - 1))
    lately = sorted(at for at in contacts if begin <= at <= now)
    if len(lately) < rule.most_contacts:
        return YES
    oldest = local(lately[-rule.most_contacts]).date()
    facts = {"count": len(lately), "most": rule.most_contacts, "days": rule.within_days, "grade": (grade or "")[:1]}
    again = day_start(oldest + timedelta(days=rule.within_days))
    return Verdict(False, again, AppError(_code(rule, grade), 409, **facts))


def last_excess(rule: CadenceRule | None, contacts: Sequence[datetime]) -> datetime | None:
    """The latest of these contacts that was one more than the limit allows; None when none was (domain.md D3).

    Example: at most once a day; contacts at 9:00 and 15:00 of one day → 15:00.
    """
    if rule is None or not rule.most_contacts or not rule.within_days:
        return None
    ordered = sorted(contacts)
    for place in range(len(ordered) - 1, rule.most_contacts - 1, -1):
        before = ordered[place - rule.most_contacts]
        if (local(ordered[place]).date() - local(before).date()).days < rule.within_days:
            return ordered[place]
    return None


def _code(rule: CadenceRule, grade: str | None) -> ErrorCode:
    if rule.within_days == 1:
        return ErrorCode.TOO_OFTEN_TODAY if grade else ErrorCode.TOO_OFTEN_TODAY_UNGRADED
    return ErrorCode.TOO_OFTEN if grade else ErrorCode.TOO_OFTEN_UNGRADED


def quiet_until(now: datetime, quiet_hours: str, *, holidays: bool) -> datetime | None:
    """When the quiet time that holds at `now` is over; None when it is not quiet. UTC."""
    at = now
    for _ in range(400):
        later = _after_hours(at, quiet_hours)
        day = local(later).date()
        if holidays and not is_working_day(day):
            later = day_start(day + timedelta(days=1))
        if later == at:
            break
        at = later
    return None if at == now else at


def _after_hours(at: datetime, quiet_hours: str) -> datetime:
    found = _QUIET.fullmatch(quiet_hours)
    if found is None:
        return at
    hours = [int(n) for n in found.groups()]
    if hours[0] > 23 or hours[2] > 23 or hours[1] > 59 or hours[3] > 59:
        return at
    begin, end = time(hours[0], hours[1]), time(hours[2], hours[3])
    wall = local(at)
    if begin <= end:
        return _on(wall.date(), end) if begin <= wall.time() < end else at
    if wall.time() >= begin:
        return _on(wall.date() + timedelta(days=1), end)
    return _on(wall.date(), end) if wall.time() < end else at


def _on(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, ORGANISATION_ZONE).astimezone(UTC)
