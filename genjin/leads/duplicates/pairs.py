"""The list of suspect pairs, what a person decides about one, and the comparison of leads that somebody picks."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from django.db.models import Q

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.leads.duplicates.compare import compare
from genjin.leads.duplicates.evidence import Verdict
from genjin.leads.duplicates.loading import load_parties
from genjin.leads.duplicates.models import DuplicatePair
from genjin.leads.duplicates.points import load_points
from genjin.leads.models import Lead
from genjin.people.models import Person
from genjin.tables.ledger.operation import Writer, single
from genjin.tables.scope.predicate import check_action, rows, visible_ids

MOST_COMPARED = 50
Decision = Literal["different", "open"]
State = Literal["open", "different", "merged"]

_UNWRITTEN: tuple[int | None, State] = (None, "open")


@dataclass(frozen=True, slots=True)
class LeadCard:
    """What one sees of a lead beside another."""

    id: int
    title: str
    number: str | None
    owner_id: int | None
    owner_name: str | None
    unit_id: int | None
    stage_id: int | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Pair:
    id: int | None
    left: LeadCard
    right: LeadCard
    verdict: Verdict
    state: State


def list_pairs(actor: Actor, state: State, cursor: str | None, limit: int) -> tuple[list[Pair], str | None]:
    """Pairs both of whose leads the actor sees, most alike first; compared afresh. Raises bad_cursor."""
    check_action("duplicate_pairs", actor, "see")
    found = rows("duplicate_pairs", actor).filter(state=state).order_by("-score", "id")
    if cursor:
        score, last = _read_cursor(cursor)
        found = found.filter(Q(score__lt=score) | Q(score=score, pk__gt=last))
    page = list(found.values_list("pk", "left_id", "right_id", "score")[: limit + 1])
    following = _write_cursor(page[limit - 1][3], page[limit - 1][0]) if len(page) > limit else None
    verdicts = _compare_ids([(left, right) for _, left, right, _ in page[:limit]])
    cards = load_cards(i for _, left, right, _ in page[:limit] for i in (left, right))
    pairs = [
        Pair(pk, cards[left], cards[right], verdicts[(left, right)], state)
        for pk, left, right, _ in page[:limit]
        if left in cards and right in cards and (left, right) in verdicts
    ]
    return pairs, following


def decide_pair(actor: Actor, pair_id: int, decision: Decision) -> None:
    """Says that the two are different customers, or takes that back. A merged pair is decided by un-merging.

    Raises forbidden, not_found (also where one lead is out of scope), conflict for a merged pair.
    """
    check_action("duplicate_pairs", actor, "edit")
    row = rows("duplicate_pairs", actor, "see").filter(pk=pair_id).values_list("state", flat=True).first()
    if row is None:
        raise not_found("pair")
    if row == "merged":
        raise AppError(ErrorCode.CONFLICT, 409)
    with single(actor, verb="duplicates.decide", table="duplicate_pairs", args={"decision": decision}) as writer:
        decided = decision != "open"
        cells = {
            "state": decision,
            "decided_by": actor.id if decided else None,
            "decided_at": writer.now if decided else None,
        }
        writer.set("duplicate_pairs", {pair_id: cells})


def compare_leads(actor: Actor, ids: Sequence[int]) -> list[Pair]:
    """The first lead against each other one.

    Raises not_found when one is out of scope, bad_request for fewer than two, limit for too many.
    """
    wanted = list(dict.fromkeys(ids))
    if len(wanted) < 2:
        raise AppError(ErrorCode.BAD_REQUEST, what="ids")
    if len(wanted) > MOST_COMPARED:
        raise AppError(ErrorCode.LIMIT, limit=MOST_COMPARED)
    if visible_ids("leads", actor, wanted) != set(wanted):
        raise not_found("lead")
    first, *others = wanted
    cards = load_cards(wanted)
    verdicts = _compare_ids([(first, other) for other in others])
    states = _states_with(first, others)
    pairs = []
    for other in others:
        pair_id, state = states.get(other, _UNWRITTEN)
        pairs.append(Pair(pair_id, cards[first], cards[other], verdicts[(first, other)], state))
    return pairs


def mark_merged(writer: Writer, kept_id: int, merged_ids: Iterable[int]) -> int:
    """Closes the pairs between a kept lead and those merged into it, and among these. Returns how many.

    Part of the merge's operation: undoing the merge opens them again.
    """
    group = {kept_id, *merged_ids}
    pairs = DuplicatePair.objects.filter(left_id__in=group, right_id__in=group, deleted_at=None).exclude(state="merged")
    cells = {"state": "merged", "decided_by": writer.actor.id, "decided_at": writer.now}
    ids = list(pairs.values_list("pk", flat=True))
    writer.set("duplicate_pairs", dict.fromkeys(ids, cells))
    return len(ids)


def load_cards(ids: Iterable[int]) -> dict[int, LeadCard]:
    """Living leads; no scope: the caller has checked it."""
    wanted = list(dict.fromkeys(ids))
    fields = ("pk", "company", "contact", "number", "owner_id", "unit_id", "stage_id", "created_at")
    found = list(Lead.objects.filter(pk__in=wanted, deleted_at=None).values_list(*fields))
    owners = dict(Person.objects.filter(pk__in={r[4] for r in found if r[4]}).values_list("pk", "name"))
    return {
        pk: LeadCard(
            pk, company or contact or "", number, owner, owners.get(owner) if owner else None, unit, stage, created
        )
        for pk, company, contact, number, owner, unit, stage, created in found
    }


def _compare_ids(pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Verdict]:
    points = load_points()
    parties = load_parties(i for pair in pairs for i in pair)
    return {(a, b): compare(parties[a], parties[b], points) for a, b in pairs if a in parties and b in parties}


def _states_with(first: int, others: Sequence[int]) -> dict[int, tuple[int | None, State]]:
    known = DuplicatePair.objects.filter(deleted_at=None).filter(
        Q(left_id=first, right_id__in=others) | Q(right_id=first, left_id__in=others)
    )
    found: dict[int, tuple[int | None, State]] = {}
    for pk, left, right, state in known.values_list("pk", "left_id", "right_id", "state"):
        other = right if left == first else left
        if other is not None:
            found[other] = (pk, cast(State, state or "open"))
    return found


def _write_cursor(score: int, last: int) -> str:
    return urlsafe_b64encode(json.dumps([score, last]).encode()).decode()


def _read_cursor(cursor: str) -> tuple[int, int]:
    try:
        score, last = json.loads(urlsafe_b64decode(cursor.encode()))
        return int(score), int(last)
    except (ValueError, TypeError) as broken:
        raise AppError(ErrorCode.BAD_CURSOR) from broken
