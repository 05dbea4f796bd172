"""The worker at a simulated moment: its own schedule, queue and senders, one after the other until all are idle."""

from __future__ import annotations

from collections import Counter

from genjin.jobs.mailing import Sender
from genjin.jobs.models import Job
from genjin.jobs.queue import run_next
from genjin.jobs.schedule import enqueue_due
from genjin.jobs.sending import make_senders

# More steps than this at one moment would be work that never ends.
MOST = 100_000


class Worker:
    """steps: how often each piece of work was done, by its kind."""

    def __init__(self) -> None:
        self._senders = [Sender().send_next, *make_senders()]
        self.steps: Counter[str] = Counter()

    def work(self) -> None:
        """Does what is due now. Raises AssertionError for a job that failed, or work without an end."""
        self.steps.update(enqueue_due())
        for _ in range(MOST):
            did = run_next()
            if did:
                continue
            # Each gets its turn, whatever the others found to do.
            sent = [send() for send in self._senders]
            if not any(sent):
                return
        raise AssertionError("the worker found no end")

    @staticmethod
    def failed() -> list[str]:
        """Jobs that ended with a fault."""
        return [f"{kind}: {why}" for kind, why in Job.objects.filter(state="failed").values_list("kind", "last_error")]
