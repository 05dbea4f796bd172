"""Writes the sample through the ledger, day by day at that day's clock: its history is as real as a team's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from genjin.followups.tasks.verbs import write_states
from genjin.jobs.queue import JobContext, enqueue, handler
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.words import Words
from genjin.leads.advance import advance_cells
from genjin.leads.models import Channel
from genjin.people.actor import PersonActor
from genjin.people.setup import Start, on_setup
from genjin.pipelines.models import Pipeline, Stage
from genjin.sample.arriving import take_arriving
from genjin.sample.materials import write_library
from genjin.sample.returning import give_back
from genjin.sample.story import LOST, WON, Event, Story, tell_stories
from genjin.sample.team import Team, make_team
from genjin.tables.definition import CellEdit
from genjin.tables.ledger.operation import Writer, operation

LEADS = 2_000
# The last days are written contact by contact, as people work; older ones as one operation a seller and day.
CLOSE_UP = timedelta(days=3)
JOB = "sample.fill"


@dataclass(slots=True)
class _Told:
    """A story being written: its lead's id once it exists. owed: promises not kept yet."""

    story: Story
    lead_id: int = 0
    owed: list[int] = field(default_factory=list)


def _at_setup(actor: PersonActor, start: Start) -> int | None:
    return enqueue(JOB, {}, actor.id) if start == "sample" else None


on_setup(_at_setup)


@handler(JOB, words=Words("准备示例数据", "Prepare sample data"))
def run_fill(job: JobContext) -> dict[str, Any]:
    """Fills the tables; the result says how much and who the people are. Their passwords stay out of it."""
    team = fill_sample(job)
    return {"leads": LEADS, "people": [name for name, _, _ in team.logins]}


def fill_sample(job: JobContext | None = None, count: int = LEADS, seed: int = 20260305) -> Team:
    """Creates the team and writes `count` leads with half a year of work. Cancelling keeps what was written."""
    team = make_team()
    write_library(team.manager)
    random = Random(seed)
    today = clock.today()
    stories = [_Told(s) for s in tell_stories(random, count, len(team.sellers), today)]
    channels = list(
        Channel.objects.filter(deleted_at=None, parent_id__isnull=False).order_by("pk").values_list("pk", flat=True)
    )
    stages = _stage_ids()
    begins: dict[date, list[_Told]] = defaultdict(list)
    events: dict[date, list[tuple[_Told, Event]]] = defaultdict(list)
    for told in stories:
        begins[told.story.day].append(told)
        for event in told.story.events:
            events[event.day].append((told, event))
    plans: dict[date, list[_Told]] = defaultdict(list)
    for told in stories:
        if told.story.next_day is not None:
            plans[told.story.events[-1].day if told.story.events else told.story.day].append(told)
    days = sorted(set(begins) | set(events))
    for index, day in enumerate(days):
        if job is not None:
            job.check_cancelled()
            job.progress(index, len(days), f"{day:%m-%d}")
        _take_in(team, begins.get(day, []), random, channels, day)
        _work(team, events.get(day, []), stages, day, close_up=today - day <= CLOSE_UP)
        _plan(team, plans.get(day, []), day)
    give_back(team, random)
    take_arriving(random, channels, team.manager.unit_id)
    return team


def _take_in(team: Team, told: Sequence[_Told], random: Random, channels: list[int], day: date) -> None:
    """The day's new leads, assigned by the manager in the morning."""
    if not told:
        return
    with (
        clock.fixed(_past(day, 9 * 60 + 5)),
        operation(team.manager, verb="rows.create", table="leads", via="import", reason="官网与展会线索") as opened,
        opened.chunk() as writer,
    ):
        drafts = []
        for one in told:
            seller = team.sellers[one.story.seller]
            source = random.choice(channels) if channels else None
            drafts.append({**one.story.cells, "owner": seller.id, "unit": seller.unit_id, "source": source})
        for one, lead_id in zip(told, writer.create("leads", drafts), strict=True):
            one.lead_id = lead_id


def _work(
    team: Team, events: Sequence[tuple[_Told, Event]], stages: dict[int | str, int], day: date, *, close_up: bool
) -> None:
    """What each seller did that day."""
    by_seller: dict[int, list[tuple[_Told, Event]]] = defaultdict(list)
    for told, event in events:
        if _moment(day, event.minute) <= clock.now():
            by_seller[told.story.seller].append((told, event))
    for seller, done in by_seller.items():
        done.sort(key=lambda pair: pair[1].minute)
        parts = [[pair] for pair in done] if close_up else [done]
        for part in parts:
            _log(team.sellers[seller], part, stages, day)


def _log(actor: Actor, part: Sequence[tuple[_Told, Event]], stages: dict[int | str, int], day: date) -> None:
    title = part[0][0].story.cells["company"] if len(part) == 1 else f"{len(part)} 条线索"
    with (
        clock.fixed(_moment(day, part[-1][1].minute)),
        operation(actor, verb="followups.log", table="leads", via="panel", args={"title": title}) as opened,
        opened.chunk() as writer,
    ):
        created = writer.create("followups", [_followup(actor, told, event, day) for told, event in part])
        _keep_promises(writer, [told for told, _ in part])
        _promise(writer, [(told, event, f) for (told, event), f in zip(part, created, strict=True)], day)
        _advance(actor, writer, part, stages)


def _keep_promises(writer: Writer, part: Sequence[_Told]) -> None:
    """By the next contact most of what was promised is done; one lead in nine is let slip."""
    kept = [task for told in part if told.lead_id % 9 for task in told.owed]
    write_states(writer, dict.fromkeys(kept, "done"))
    for told in part:
        told.owed = [task for task in told.owed if task not in kept]


def _promise(writer: Writer, part: Sequence[tuple[_Told, Event, int]], day: date) -> None:
    made = [(told, event.promise, followup) for told, event, followup in part if event.promise is not None]
    drafts = [
        {
            "lead": told.lead_id,
            "followup": followup,
            "side": side,
            "text": text,
            "due": clock.day_start(day + timedelta(days=days)),
        }
        for told, (side, text, days), followup in made
    ]
    for (told, _, _), task in zip(made, writer.create("tasks", drafts), strict=True):
        told.owed.append(task)


def _followup(actor: Actor, told: _Told, event: Event, day: date) -> dict[str, Any]:
    grade = told.story.cells["grade"]
    cells = {
        "lead": told.lead_id,
        "at": _moment(day, event.minute),
        "person": actor.id,
        "method": event.method,
        "contact": told.story.cells["contact"],
        "summary": event.summary,
        "feedback": event.feedback,
        "grade_from": grade,
        "grade_to": grade,
    }
    return {k: v for k, v in cells.items() if v is not None}


def _advance(actor: Actor, writer: Writer, part: Sequence[tuple[_Told, Event]], stages: dict[int | str, int]) -> None:
    edits = []
    for told, event in part:
        if event.stage is None or event.stage not in stages:
            continue
        extra: dict[str, Any] = {}
        if event.stage == WON:
            extra["amount"] = told.story.won_amount or told.story.cells["amount"]
        if event.stage == LOST:
            extra["lost_reason"] = event.lost_reason
        edits.append(CellEdit(told.lead_id, "stage", stages[event.stage], extra))
    if edits:
        advance_cells(actor, writer, edits)


def _plan(team: Team, stories: Sequence[_Told], day: date) -> None:
    """The next contacts that each seller sets at the end of the day."""
    by_seller: dict[int, list[_Told]] = defaultdict(list)
    for told in stories:
        by_seller[told.story.seller].append(told)
    for seller, part in by_seller.items():
        with (
            clock.fixed(_past(day, 17 * 60 + 45)),
            operation(
                team.sellers[seller], verb="cells.edit", table="leads", via="grid", args={"columns": ["next_at"]}
            ) as opened,
            opened.chunk() as writer,
        ):
            writer.set("leads", {told.lead_id: _next_cells(told.story) for told in part})


def _next_cells(story: Story) -> dict[str, Any]:
    assert story.next_day is not None
    return {
        "next_at": _moment(story.next_day, story.next_minute or 0),
        "next_has_time": story.next_minute is not None,
        "next_method": story.next_method,
        "next_expected": story.next_expected,
    }


def _stage_ids() -> dict[int | str, int]:
    """The default pipeline's open stages by place, and its won and lost stage."""
    pipeline = Pipeline.objects.filter(deleted_at=None).order_by("-is_default", "position", "pk").first()
    found = Stage.objects.filter(pipeline_id=pipeline.pk if pipeline else None, deleted_at=None, retired_at=None)
    stages: dict[int | str, int] = {}
    for stage in found.order_by("position", "pk"):
        stages.setdefault(stage.kind if stage.kind in (WON, LOST) else len(stages), stage.pk)
    return stages


def _moment(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), clock.ORGANISATION_ZONE)


def _past(day: date, minute: int) -> datetime:
    """That moment, or now where it has not come yet."""
    return min(_moment(day, minute), clock.now())
