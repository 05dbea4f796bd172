"""Open pages hear of notices: one question for all of a process, never one for each page."""

from __future__ import annotations

from datetime import datetime, timedelta

from genjin.kernel import clock
from genjin.notices.models import Notice
from genjin.tables.rowreader import read_query

# A transaction that began earlier may commit later, so a while is looked back each time.
LOOK_BACK = timedelta(seconds=30)


class Watch:
    """Remembers what it has seen; each look answers for whom something is new since the one before."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, datetime], int] = {}
        self.look()

    def look(self) -> set[int]:
        """Ids of persons. One small query."""
        since = clock.now() - LOOK_BACK
        found = read_query(Notice.objects.filter(changed_at__gte=since).values_list("id", "changed_at", "person_id"))
        now = {(pk, at): person for pk, at, person in found}
        fresh = {person for key, person in now.items() if key not in self._seen}
        self._seen = now
        return fresh
