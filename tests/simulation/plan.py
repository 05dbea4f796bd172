"""What is simulated: how many people and leads, for how long, from which day; the seed decides all the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from genjin.kernel.calendar import is_working_day
from genjin.kernel.clock import ORGANISATION_ZONE

# A Monday. The quarter that follows has 清明, 五一 and 端午, with their make-up working days.
FIRST_DAY = date(2026, 3, 30)
# When people work; the lunch in between is theirs, the default working hours know it, too.
BEGIN, END = time(9, 0), time(18, 0)


@dataclass(frozen=True, slots=True)
class Plan:
    """sellers work in teams of five; tick: minutes between two looks of the worker while people work."""

    sellers: int = 20
    leads: int = 5_000
    weeks: int = 13
    seed: int = 20260330
    tick: int = 5
    first_day: date = FIRST_DAY

    def days(self) -> Iterator[date]:
        for n in range(self.weeks * 7):
            yield self.first_day + timedelta(days=n)

    def working_days(self) -> list[date]:
        return [day for day in self.days() if is_working_day(day)]

    @property
    def starts(self) -> datetime:
        return moment(self.first_day, 0)

    @property
    def ends(self) -> datetime:
        return moment(self.first_day + timedelta(weeks=self.weeks), 0)


def moment(day: date, minute: float) -> datetime:
    """The instant so many minutes after the day's local midnight."""
    return datetime.combine(day, time.min, ORGANISATION_ZONE) + timedelta(minutes=minute)


def minute_of(at: time) -> int:
    return at.hour * 60 + at.minute
