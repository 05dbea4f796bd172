"""One timeline per lead (domain.md A11): follow-ups, stage moves, field changes, comments, merges, newest first.

Sources in one order (time, kind, id); a page asks each of them for at most a page and merges. Modules above bring
sources of their own (`add_source`). What a merged lead went through before is told with the lead that took it up.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import Q, QuerySet

from genjin.followups.changes import COLUMNS_LEFT_OUT, describe_changes
from genjin.followups.enclosed import find_enclosed
from genjin.followups.models import Comment, Followup, Task
from genjin.followups.readable import blank_unreadable, readable_columns
from genjin.followups.sampling.models import SpotCheck
from genjin.followups.tasks.showing import open_tasks, show_tasks
from genjin.kernel.actor import SYSTEM, Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.leads.merging.definition import merged_numbers
from genjin.leads.models import LeadMerge
from genjin.pipelines.models import StageVisit
from genjin.tables.models import Change, Operation
from genjin.tables.records.context import find_labels
from genjin.tables.scope.predicate import visible_ids

DEFAULT_LIMIT = 30
MAX_LIMIT = 100
# The ledger's verbs whose cells the other kinds of item already tell.
_TOLD_ELSEWHERE = ("followups.log",)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. `place` is its rank in the order of kinds; `person` acted, None for the system."""

    at: datetime
    place: int
    id: int
    kind: str
    person: int | None
    body: Mapping[str, Any]
    actor_name: str | None = None
    lead_id: int | None = None

    @property
    def key(self) -> tuple[datetime, int, int]:
        return (self.at, self.place, self.id)


@dataclass(frozen=True, slots=True)
class TimelinePage:
    items: list[dict[str, Any]]
    tasks: list[dict[str, Any]]
    next: str | None


@dataclass(frozen=True, slots=True)
class TimelineReader:
    """What every source needs: whose timeline, for whom, below which key, how many.

    merged: leads it took up, by id, with their numbers.
    """

    actor: Actor
    lead_id: int
    before: tuple[datetime, int, int] | None
    limit: int
    merged: Mapping[int, str | None] = field(default_factory=dict)

    @property
    def lead_ids(self) -> list[int]:
        """The lead and those it took up."""
        return [self.lead_id, *self.merged]

    def below(self, rows: QuerySet[Any], attr: str, place: int) -> list[Any]:
        """Rows after the cursor in reading order; those of the cursor's instant by kind and id."""
        if self.before is not None:
            at, kind_place, row_id = self.before
            same = Q(pk__lt=row_id) if place == kind_place else Q() if place < kind_place else Q(pk__in=[])
            rows = rows.filter(Q(**{f"{attr}__lt": at}) | (Q(**{attr: at}) & same))
        return list(rows.order_by(f"-{attr}", "-pk")[: self.limit + 1])


def fetch_timeline(
    actor: Actor, lead_id: int, *, kinds: Iterable[str] = (), cursor: str | None = None, limit: int = DEFAULT_LIMIT
) -> TimelinePage:
    """A page of the lead's timeline and, beside it, its open tasks and promises.

    kinds: the sources asked, all of them when none is named.
    Raises not_found for a lead out of scope, bad_cursor, bad_request for an unknown kind. Hidden columns do not appear;
    masked and sensitive ones appear as their mask.
    """
    if lead_id not in visible_ids("leads", actor, [lead_id]):
        raise not_found("leads")
    wanted = tuple(dict.fromkeys(kinds)) or tuple(_SOURCES)
    unknown = [k for k in wanted if k not in _SOURCES]
    if unknown:
        raise AppError(ErrorCode.BAD_REQUEST, what=f"kinds: {unknown[0][:20]}")
    merged = merged_numbers(lead_id)
    reader = TimelineReader(actor, lead_id, _read_cursor(cursor), min(max(limit, 1), MAX_LIMIT), merged)
    found = [item for kind in wanted for item in _SOURCES[kind](reader)]
    found.sort(key=lambda item: item.key, reverse=True)
    page = found[: reader.limit]
    more = len(found) > reader.limit
    return TimelinePage(
        _with_enclosed(actor, page, _show(actor, page, merged)),
        open_tasks(actor, lead_id) if cursor is None else [],
        _write_cursor(page[-1]) if more else None,
    )


def _with_enclosed(actor: Actor, items: Sequence[Item], shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The items as shown, each with the materials that went along with it."""
    for kind in {item.kind for item in items}:
        found = find_enclosed(actor, kind, [item.id for item in items if item.kind == kind])
        for item, one in zip(items, shown, strict=True):
            if item.kind == kind and item.id in found:
                one["materials"] = [asdict(sent) for sent in found[item.id]]
    return shown


def _read_followups(reader: TimelineReader) -> list[Item]:
    columns = readable_columns(reader.actor, "followups")
    if not columns:
        return []
    rows = reader.below(Followup.objects.filter(lead_id=reader.lead_id, deleted_at=None), "at", 4)
    promised: dict[int, list[dict[str, Any]]] = {}
    given = Task.objects.filter(followup_id__in=[r.pk for r in rows], deleted_at=None, kind="promise")
    made = list(given.order_by("pk"))
    for shown, task in zip(show_tasks(reader.actor, made), made, strict=True):
        promised.setdefault(task.followup_id or 0, []).append(shown)
    return [Item(r.at, 4, r.pk, "followup", r.person_id, _followup(r, promised.get(r.pk, []), columns)) for r in rows]


def _followup(row: Followup, promises: list[dict[str, Any]], columns: frozenset[str]) -> dict[str, Any]:
    told = ("method", "summary", "feedback", "outcome", "next_at", "next_has_time", "next_method", "next_expected")
    return {
        "id": row.pk,
        **blank_unreadable(
            {name: getattr(row, name) for name in (*told, "contact", "grade_from", "grade_to")}, columns
        ),
        "promises": promises,
        "signals": [s for s in (row.signals or "").split("、") if s and "signals" in columns],
    }


def _read_stages(reader: TimelineReader) -> list[Item]:
    """Stage moves, and the lead's beginning, which is its first visit."""
    rows = reader.below(StageVisit.objects.filter(lead_id__in=reader.lead_ids, deleted_at=None), "entered_at", 3)
    left = {r.pk: r for r in rows}
    stays = _stays(reader.lead_ids)
    items: list[Item] = []
    for row in left.values():
        kind = "created" if row.from_stage_id is None else "stage"
        body = {
            "from": row.from_stage_id,
            "to": row.stage_id,
            "stayed_days": stays.get(row.pk),
            "reason": row.reason,
        }
        items.append(Item(row.entered_at, 3, row.pk, kind, row.entered_by_id, body, lead_id=row.lead_id))
    return items


def _stays(lead_ids: Sequence[int]) -> dict[int, float | None]:
    """For each visit how many days the one before it of the same lead lasted."""
    rows = StageVisit.objects.filter(lead_id__in=list(lead_ids), deleted_at=None).order_by(
        "lead_id", "entered_at", "pk"
    )
    visits = list(rows.values_list("pk", "stayed_seconds", "lead_id"))
    return {
        later[0]: None if earlier[1] is None else round(earlier[1] / 86_400, 1)
        for earlier, later in pairwise(visits)
        if earlier[2] == later[2]
    }


def _read_changes(reader: TimelineReader) -> list[Item]:
    """One item an operation that changed cells of the lead and still counts."""
    mine = Change.objects.filter(table="leads", row_id__in=reader.lead_ids, kind=Change.Kind.SET)
    mine = mine.exclude(column__in=COLUMNS_LEFT_OUT)
    counting = Operation.objects.filter(pk__in=mine.values("operation_id"), undoes_id=None)
    counting = counting.exclude(state=Operation.State.UNDONE).exclude(verb__in=_TOLD_ELSEWHERE)
    operations = reader.below(counting, "at", 1)
    by_operation: dict[int, list[Change]] = {}
    for change in mine.filter(operation_id__in=[o.pk for o in operations]).order_by("pk"):
        by_operation.setdefault(change.operation_id, []).append(change)
    described = describe_changes(reader.actor, reader.lead_id, by_operation)
    return [
        Item(
            o.at,
            1,
            o.pk,
            "change",
            o.actor_id,
            {"changes": described[o.pk]},
            o.actor_name,
            _only_lead(by_operation[o.pk]),
        )
        for o in operations
        if described.get(o.pk)
    ]


def _only_lead(changes: Sequence[Change]) -> int | None:
    """The lead that all these changes are of."""
    leads = {c.row_id for c in changes}
    return next(iter(leads)) if len(leads) == 1 else None


def _read_comments(reader: TimelineReader) -> list[Item]:
    if "text" not in readable_columns(reader.actor, "comments"):
        return []
    rows = reader.below(Comment.objects.filter(lead_id=reader.lead_id, deleted_at=None), "created_at", 2)
    return [
        Item(
            r.created_at,
            2,
            r.pk,
            "comment",
            r.created_by_id,
            {"id": r.pk, "text": r.text or "", "followup_id": r.followup_id, "pinned": bool(r.pinned)},
            # A mail that came in is written down by nobody.
            SYSTEM.name if r.created_by_id is None else None,
        )
        for r in rows
    ]


def _read_merges(reader: TimelineReader) -> list[Item]:
    rows = reader.below(LeadMerge.objects.filter(lead_id=reader.lead_id, deleted_at=None), "created_at", 0)
    return [
        Item(r.created_at, 0, r.pk, "merge", r.created_by_id, {"number": r.number, "company": r.company}) for r in rows
    ]


def _read_checks(reader: TimelineReader) -> list[Item]:
    """Verdicts of spot checks; a lead drawn and not judged yet tells nothing."""
    if "verdict" not in readable_columns(reader.actor, "spot_checks"):
        return []
    judged = SpotCheck.objects.filter(lead_id=reader.lead_id, deleted_at=None, judged_at__isnull=False)
    rows = reader.below(judged, "judged_at", -1)
    return [
        Item(r.judged_at, -1, r.pk, "check", r.judged_by_id, {"verdict": r.verdict, "note": r.note or ""}) for r in rows
    ]


TimelineSource = Callable[[TimelineReader], list[Item]]
_SOURCES: dict[str, TimelineSource] = {
    "followups": _read_followups,
    "stages": _read_stages,
    "changes": _read_changes,
    "comments": _read_comments,
    "merges": _read_merges,
    "checks": _read_checks,
}


def add_source(kinds: str, source: TimelineSource) -> None:
    """Registers a further source, asked for by the name `kinds`. Called once, at loading.

    The source answers with items of one `kind` and a `place` that no other source has, 5 or more; it asks the rights
    that `reader.actor` needs beyond seeing the lead. Their bodies have the shape of `EntryItem` of the routes.
    """
    _SOURCES[kinds] = source


def _show(actor: Actor, items: list[Item], merged: Mapping[int, str | None]) -> list[dict[str, Any]]:
    people = {i.person for i in items if i.person is not None}
    stages = {i.body[k] for i in items if i.kind in ("stage", "created") for k in ("from", "to") if i.body[k]}
    labels = find_labels(actor, {"people": people, "stages": stages})
    return [_show_item(item, labels, merged) for item in items]


def _show_item(item: Item, labels: Mapping[tuple[str, int], Any], merged: Mapping[int, str | None]) -> dict[str, Any]:
    body: Any = item.body
    if item.kind in ("stage", "created"):
        body = {
            **item.body,
            "from": _label(labels, "stages", body["from"]),
            "to": _label(labels, "stages", body["to"]) or "",
        }
    shown: dict[str, Any] = {
        "key": f"{item.kind}-{item.id}",
        "kind": item.kind,
        "at": item.at,
        "actor": _actor(item, labels),
        "of": merged.get(item.lead_id) if item.lead_id is not None else None,
    }
    shown.update(body if item.kind == "change" else {_member(item.kind): body})
    return shown


def _member(kind: str) -> str:
    """Which member of the answer an item of this kind fills."""
    if kind == "created":
        return "stage"
    return kind if kind in ("followup", "stage", "comment", "merge", "check") else "entry"


def _actor(item: Item, labels: Mapping[tuple[str, int], Any]) -> dict[str, Any] | None:
    if item.person is None:
        return {"id": None, "label": item.actor_name} if item.actor_name else None
    return {"id": item.person, "label": _label(labels, "people", item.person) or item.actor_name or f"#{item.person}"}


def _label(labels: Mapping[tuple[str, int], Any], table: str, row_id: int | None) -> str | None:
    found = labels.get((table, row_id)) if row_id is not None else None
    return found["label"] if isinstance(found, dict) else found


def _write_cursor(item: Item) -> str:
    raw = json.dumps([item.at.isoformat(), item.place, item.id]).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _read_cursor(cursor: str | None) -> tuple[datetime, int, int] | None:
    if not cursor:
        return None
    try:
        at, place, row_id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return datetime.fromisoformat(at), int(place), int(row_id)
    except (ValueError, TypeError, binascii.Error) as broken:
        raise AppError(ErrorCode.BAD_CURSOR) from broken
