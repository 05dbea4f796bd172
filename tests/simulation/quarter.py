"""Runs a plan: one queue of moments, each under its own clock, and the worker between them."""

from __future__ import annotations

import heapq
import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from genjin.kernel import clock
from genjin.kernel.calendar import is_working_day
from genjin.leads.models import Lead
from genjin.people.working.absences import load_absences
from tests.simulation.arrivals import FILE, file_times, form_times, import_file, send_form, strangers
from tests.simulation.leading import Leaders
from tests.simulation.organisation import Cast, build_cast
from tests.simulation.plan import BEGIN, END, Plan, minute_of, moment
from tests.simulation.selling import Seller
from tests.simulation.watching import Watch, measure_service
from tests.simulation.worker import Worker

Act = Callable[[], None]
# Minutes: a contact takes this long; at night the worker is looked at this often; the office hours of ticks.
TALK, NIGHT = 6, 60
OPENS, CLOSES = 8 * 60, 19 * 60
LUNCH = (12 * 60, 13 * 60 + 30)


class Quarter:
    """The state of one run. Deterministic: the same plan gives the same report."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.folder = folder
        self.random = Random(plan.seed)
        self.did: Counter[str] = Counter()
        self.worker = Worker()
        self.watch = Watch()
        self._queue: list[tuple[datetime, int, Act]] = []
        self._order = itertools.count()
        with clock.fixed(plan.starts):
            self.cast: Cast = build_cast(plan, self.random)
            self.worker.work()

    def run(self, say: Callable[[int, dict[str, Any]], None] = lambda _week, _report: None) -> dict[str, Any]:
        """Plays all moments of the plan in order; answers the report. say: told of each week that is over."""
        self._plan_ticks()
        self._plan_arrivals()
        self._plan_people()
        for week in range(1, self.plan.weeks):
            self._at(
                moment(self.plan.first_day + timedelta(weeks=week), 50), lambda week=week: say(week, self._report())
            )  # type: ignore[misc]
        while self._queue:
            at, _, act = heapq.heappop(self._queue)
            with clock.fixed(at):
                act()
        return self._report()

    def _at(self, when: datetime, act: Act) -> None:
        heapq.heappush(self._queue, (when, next(self._order), act))

    def _work(self) -> None:
        self.worker.work()
        self.watch.after_sending(clock.now())

    def _plan_ticks(self) -> None:
        for day in self.plan.days():
            minute = 0
            while minute < 24 * 60:
                self._at(moment(day, minute), self._work)
                office = is_working_day(day) and OPENS <= minute < CLOSES
                minute += self.plan.tick if office else NIGHT
            self._at(moment(day, 45), lambda: self.watch.each_night(clock.now()))

    def _plan_arrivals(self) -> None:
        people = strangers(self.random)
        for when in form_times(self.plan, self.random):
            token, one = self.random.choice(self.cast.forms), next(people)

            def send(token: str = token, one: Any = one) -> None:
                send_form(token, one, self.random)

            self._at(when, send)
        for number, when in enumerate(file_times(self.plan)):
            rows = [next(people) for _ in range(FILE)]

            def take(rows: list[Any] = rows, number: int = number) -> None:
                import_file(self.cast, self.folder, rows, number)

            self._at(when, take)

    def _plan_people(self) -> None:
        leaders = Leaders(self.cast, self.random, self.did)
        sellers = [Seller(pk, self.cast.conduct[pk], self.random, self.did) for pk in self.cast.sellers]
        for day in self.plan.working_days():
            for minute in (10 * 60, 15 * 60 + 30):
                self._at(moment(day, minute), leaders.reassign)
            self._at(moment(day, 11 * 60), leaders.clear_doubts)
            if day.weekday() == 2:
                self._at(moment(day, 10 * 60 + 45), leaders.write_to_customers)
            if day.weekday() == 4:
                self._at(moment(day, 16 * 60), leaders.drain_pool)
            for seller in sellers:
                self._plan_looks(seller, day)

    def _plan_looks(self, seller: Seller, day: date) -> None:
        minute = minute_of(BEGIN) + self.random.uniform(0, 25)
        while minute < minute_of(END) - 10:
            if not LUNCH[0] <= minute < LUNCH[1]:
                self._at(moment(day, minute), lambda: self._look(seller))
            minute += self.random.uniform(*seller.conduct.looks)

    def _look(self, seller: Seller) -> None:
        if load_absences(clock.today()).is_away(seller.id):
            return
        now = clock.now()
        for n, entry in enumerate(seller.look(), 1):
            self._at(now + timedelta(minutes=TALK * n), lambda entry=entry: seller.contact(entry))  # type: ignore[misc]

    def _report(self) -> dict[str, Any]:
        every = Lead.objects.filter(deleted_at=None)
        return {
            "plan": {**asdict(self.plan), "first_day": self.plan.first_day.isoformat()},
            "leads": every.count(),
            "won": every.filter(won_at__isnull=False).count(),
            "lost": every.filter(lost_at__isnull=False).count(),
            "in_pool": every.filter(pooled_at__isnull=False, owner_id=None).count(),
            "kept_out_by_cleaning": self.watch.kept_out,
            **measure_service(),
            "automatic_mails": self.watch.automatic,
            "over_contacted_by_automatic_sends": len(self.watch.over_contacted),
            "forgotten": len(self.watch.forgotten),
            "failed_jobs": self.worker.failed(),
            "did": dict(sorted(self.did.items())),
            "found": [*self.watch.forgotten[:40], *self.watch.over_contacted[:40]],
        }
