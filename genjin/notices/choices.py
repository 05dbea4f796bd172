"""What each person chose: by which ways a kind goes out, and when they may be told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from django.db import transaction

from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.working_clock import WorkingHours, next_working_time
from genjin.notices.kinds import MailChoice, NoticeKind, find_kind, list_kinds
from genjin.notices.models import NoticeChoice, NoticeTimes

Quiet = Literal["work", "hours", "none"]
DAY = 24 * 60
MAILS: tuple[MailChoice, ...] = ("now", "digest", "off")
QUIETS: tuple[Quiet, ...] = ("work", "hours", "none")


@dataclass(frozen=True, slots=True)
class Ways:
    """mail: at once, with the morning digest, or not. robot: also to the group."""

    mail: MailChoice
    robot: bool


@dataclass(frozen=True, slots=True)
class Times:
    """As `NoticeTimes`; its values here are what counts for those who chose nothing."""

    quiet: Quiet = "work"
    quiet_from: int = 20 * 60
    quiet_to: int = 8 * 60
    digest_at: int | None = 8 * 60 + 30
    remind_before: int = 15


@dataclass(frozen=True, slots=True)
class ChoiceBook:
    """The choices of some people."""

    ways: Mapping[tuple[int, str], Ways]
    times: Mapping[int, Times]

    def ways_of(self, person_id: int, kind: NoticeKind) -> Ways:
        return self.ways.get((person_id, kind.key)) or Ways(kind.default_mail, True)

    def times_of(self, person_id: int) -> Times:
        return self.times.get(person_id) or Times()


def load_choices(person_ids: Collection[int]) -> ChoiceBook:
    """Two queries."""
    chosen = NoticeChoice.objects.filter(person_id__in=person_ids)
    return ChoiceBook(
        {(c.person_id, c.kind): Ways(cast(MailChoice, c.mail), c.robot) for c in chosen},
        {t.person_id: _times(t) for t in NoticeTimes.objects.filter(person_id__in=person_ids)},
    )


def chosen_kinds() -> Sequence[NoticeKind]:
    """The kinds people choose by."""
    return [kind for kind in list_kinds() if kind.chosen]


def choose_ways(person_id: int, ways: Mapping[str, Ways]) -> None:
    """Keeps choices by kind. Raises unknown_option."""
    for key, chosen in ways.items():
        kind = find_kind(key)
        if kind is None or not kind.chosen or chosen.mail not in MAILS:
            raise AppError(ErrorCode.UNKNOWN_OPTION, value=key)
    with transaction.atomic():
        for key, chosen in ways.items():
            NoticeChoice.objects.update_or_create(
                person_id=person_id, kind=key, defaults={"mail": chosen.mail, "robot": chosen.robot}
            )


def choose_times(person_id: int, times: Times) -> None:
    """Raises invalid_value for a time that is none."""
    spans = (times.quiet_from, times.quiet_to, times.digest_at if times.digest_at is not None else 0)
    if times.quiet not in QUIETS or any(not 0 <= minutes < DAY for minutes in spans):
        raise AppError(ErrorCode.INVALID_VALUE, value=times.quiet)
    if not 0 <= times.remind_before <= DAY:
        raise AppError(ErrorCode.INVALID_VALUE, value=str(times.remind_before))
    values: dict[str, Any] = {name: getattr(times, name) for name in Times.__slots__}
    NoticeTimes.objects.update_or_create(person_id=person_id, defaults=values)


def may_tell_at(now: datetime, times: Times, hours: WorkingHours) -> datetime:
    """`now` when the person may be told, else the next instant at which they may. Pure.

    `hours`: not between quiet_from and quiet_to, whatever the day; over midnight when that is later.
    """
    if times.quiet == "work":
        return next_working_time(now, hours)
    if times.quiet == "none" or times.quiet_from == times.quiet_to:
        return now
    wall = clock.local(now)
    minute = wall.hour * 60 + wall.minute
    if times.quiet_from < times.quiet_to:
        quiet = times.quiet_from <= minute < times.quiet_to
    else:
        quiet = minute >= times.quiet_from or minute < times.quiet_to
    if not quiet:
        return now
    today = clock.day_start(wall.date())
    end = today + timedelta(minutes=times.quiet_to)
    return end if end > now else end + timedelta(days=1)


def _times(row: NoticeTimes) -> Times:
    return Times(cast(Quiet, row.quiet), row.quiet_from, row.quiet_to, row.digest_at, row.remind_before)
