"""Ten million changes, in the order in which work happens: intake, then move by move and contact by contact.

A lead's changes lie far apart in the ledger, as they do after years of work; so do the pages that a question touches.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from genjin.followups.models import Followup
from genjin.pipelines.models import StageVisit
from genjin.pipelines.stages import StageFacts
from genjin.sample import words
from tests.bench.lead_rows import stamp
from tests.bench.organisation import Organisation
from tests.bench.story import Story, mix

Add = Callable[[str, tuple[Any, ...]], None]
# Leads a seller moves or contacts in one go: operations hold a few rows, as people's do.
TOGETHER = 3
INTAKE = 500

CHANGE_COLUMNS = ("id", "operation_id", "chunk", "table", "row_id", "column", "kind", "before", "after")
OPERATION_COLUMNS = (
    "id", "at", "actor_id", "actor_name", "via", "verb", "table", "reason", "args", "state", "undoes_id", "rows",
    "cells", "client_key",
)  # fmt: skip
VISIT_COLUMNS = tuple(f.column for f in StageVisit._meta.concrete_fields)
FOLLOWUP_COLUMNS = tuple(f.column for f in Followup._meta.concrete_fields)


class History:
    """Writes operations and changes through `add(table, row)`; `changes` counts them."""

    def __init__(
        self, organisation: Organisation, stages: Sequence[StageFacts], leads: int, add: Add, first: int
    ) -> None:
        self.organisation = organisation
        self.stages = stages
        self.add = add
        self.operations = first
        self.changes = first * 100
        self.visits = 0
        self.followups = 0
        self.open_visit = array("Q", bytes(8 * (leads + 1)))
        self._open: list[int] = []

    def take_in(self, story: Story, created: str) -> None:
        """The creation's one line; 500 leads an operation."""
        if story.number % INTAKE == 0:
            self._begin(story.created, 1, "import", "rows.create", INTAKE, INTAKE * 14)
        self._change("leads", story.number + 1, "", "create", None, created)

    def visit(self, story: Story, place: int) -> None:
        """The lead comes to the `place`-th stage of its path: its visit, and what ends with the one before."""
        stage = self.stages[story.path[place]]
        entered = story.entered[place]
        owner = self._person(story)
        if place:
            self._together(entered, owner, "leads.advance")
        self.visits += 1
        last = place == len(story.path) - 1
        left = None if last else story.entered[place + 1]
        stayed = None if left is None else int((left - entered).total_seconds())
        came_from = self.stages[story.path[place - 1]].id if place else None
        row = {
            "id": self.visits, "created_at": stamp(entered), "updated_at": stamp(left or entered),
            "created_by_id": owner, "custom": "{}", "lead_id": story.number + 1,
            "stage_id": stage.id, "from_stage_id": came_from,
            "entered_at": stamp(entered), "entered_by_id": owner, "left_at": stamp(left), "stayed_seconds": stayed,
        }  # fmt: skip
        self.add("pipelines_stagevisit", tuple(row.get(c) for c in VISIT_COLUMNS))
        if place:
            before = self.open_visit[story.number]
            self._change("leads", story.number + 1, "stage", "set", str(came_from), str(stage.id))
            self._change("stage_visits", before, "left_at", "set", None, f'"{entered.isoformat()}"')
            self._change("stage_visits", before, "stayed_seconds", "set", None, "86400")
        after = f'{{"lead": {story.number + 1}, "stage": {stage.id}, "entered_at": "{entered.isoformat()}"}}'
        self._change("stage_visits", self.visits, "", "create", None, after)
        self.open_visit[story.number] = self.visits

    def contact(self, story: Story, place: int) -> None:
        """A follow-up, and the next date it set."""
        at, owner, n = story.contacts[place], self._person(story), story.number
        self._together(at, owner, "followups.log")
        self.followups += 1
        pool = words.FIRST_TALK if place == 0 else words.MIDDLE_TALK
        summary = pool[mix(n, 40 + place) % len(pool)]
        row = {
            "id": self.followups, "created_at": stamp(at), "updated_at": stamp(at), "created_by_id": owner,
            "custom": "{}", "lead_id": n + 1, "at": stamp(at), "person_id": owner,
            "method": ("phone", "wechat", "visit")[n % 3],
            "summary": summary, "feedback": words.OBJECTIONS[mix(n, 42) % len(words.OBJECTIONS)],
        }  # fmt: skip
        self.add("followups_followup", tuple(row.get(c) for c in FOLLOWUP_COLUMNS))
        after = f'{{"lead": {n + 1}, "method": "phone", "summary": "{summary}"}}'
        self._change("followups", self.followups, "", "create", None, after)
        self._change("leads", n + 1, "next_at", "set", None, f'"{at.isoformat()}"')

    def _person(self, story: Story) -> int:
        return self.organisation.sellers[story.team_seller][0]

    def _together(self, at: datetime, person: int, verb: str) -> None:
        if not self._open:
            self._begin(at, person, "panel", verb, TOGETHER, TOGETHER * 3)
            self._open = [TOGETHER]
        self._open[0] -= 1
        if not self._open[0]:
            self._open = []

    def _begin(self, at: datetime, person: int, via: str, verb: str, rows: int, cells: int) -> None:
        self.operations += 1
        args = '{"title": "压测线索", "columns": ["stage"]}'
        self.add(
            "tables_operation",
            (
                self.operations,
                stamp(at),
                person,
                "压测人员",
                via,
                verb,
                "leads",
                "",
                args,
                "done",
                None,
                rows,
                cells,
                None,
            ),
        )

    def _change(self, table: str, row: int, column: str, kind: str, before: str | None, after: str | None) -> None:
        self.changes += 1
        self.add("tables_change", (self.changes, self.operations, 0, table, row, column, kind, before, after))


def passes(stories: Callable[[], Iterator[Story]], history: History) -> Iterator[str]:
    """Everything after the intake; yields a word when a pass is done."""
    for place in range(6):
        for story in stories():
            if len(story.path) > place:
                history.visit(story, place)
        yield f"stage visits {place + 1}"
    for place in range(2):
        for story in stories():
            if len(story.contacts) > place:
                history.contact(story, place)
        yield f"follow-ups {place + 1}"
