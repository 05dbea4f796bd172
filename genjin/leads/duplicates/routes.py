"""Suspect pairs, comparing leads, the scan, and look-alikes while typing: thin doors to the verbs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.duplicates.evidence import Evidence
from genjin.leads.duplicates.lookalikes import ask_manager, find_lookalikes
from genjin.leads.duplicates.pairs import LeadCard, Pair, compare_leads, decide_pair, list_pairs
from genjin.leads.duplicates.scan import enqueue_scan
from genjin.leads.duplicates.showing import show_evidence
from genjin.people.access import request_actor
from genjin.pipelines.stages import StageBook, load_stages
from genjin.tables.definition import get_table

router = Router(tags=["duplicates"])


class PairEvidenceOut(Schema):
    """points: positive for, negative against. left, right: both texts, masked where the reader gets the mask."""

    kind: str
    words: str
    points: float
    left: str
    right: str


class UncomparableOut(Schema):
    column: str
    words: str


class PairLeadOut(Schema):
    id: int
    title: str
    number: str | None
    owner_name: str | None
    stage: str | None
    created_at: datetime


class PairOut(Schema):
    """id is empty for a comparison that no scan has written down."""

    id: int | None
    score: int
    left: PairLeadOut
    right: PairLeadOut
    evidence: list[PairEvidenceOut]
    uncomparable: list[UncomparableOut]
    state: Literal["open", "different", "merged"]


class PairPageOut(Schema):
    items: list[PairOut]
    next: str | None


class DecideIn(Schema):
    decision: Literal["different", "open"]


class DecidedOut(Schema):
    id: int
    state: str


class ScanIn(Schema):
    """full: all leads again; else those new or changed since the last scan."""

    full: bool = False


class ScanOut(Schema):
    job: int


class FactsIn(Schema):
    """What has been typed so far. exclude: the lead being edited."""

    company: str = Field("", max_length=200)
    contact: str = Field("", max_length=100)
    mobile: str = Field("", max_length=60)
    phone: str = Field("", max_length=60)
    email: str = Field("", max_length=254)
    wechat: str = Field("", max_length=100)
    credit_code: str = Field("", max_length=40)
    province: str = Field("", max_length=60)
    city: str = Field("", max_length=60)


class LookalikesIn(FactsIn):
    exclude: int | None = None


class LookalikeOut(Schema):
    """lead is empty for a row outside the asker's scope; its evidence then says no more than that there is one."""

    lead: PairLeadOut | None
    score: int
    evidence: list[PairEvidenceOut]


class LookalikesOut(Schema):
    """limited: the hour's look-ups are used up, so nothing is said about other people's leads for now."""

    matches: list[LookalikeOut]
    limited: bool = False


class AskIn(FactsIn):
    note: str = Field("", max_length=2000)


class AskedOut(Schema):
    id: int


@router.get("/duplicates", response=PairPageOut)
def pairs(
    request: HttpRequest,
    state: Literal["open", "different", "merged"] = "open",
    cursor: str | None = None,
    limit: Annotated[int, Field(ge=1, le=200)] = 50,
) -> PairPageOut:
    """Suspect pairs both of whose leads the reader sees, most alike first."""
    actor = request_actor(request)
    found, following = list_pairs(actor, state, cursor, limit)
    book = load_stages()
    return PairPageOut(items=[_pair_out(actor, p, book) for p in found], next=following)


@router.post("/duplicates/{pair_id}/decide", response=DecidedOut)
def decide(request: HttpRequest, pair_id: int, body: DecideIn) -> DecidedOut:
    """Says that the two are different, or takes that back."""
    decide_pair(request_actor(request), pair_id, body.decision)
    return DecidedOut(id=pair_id, state=body.decision)


@router.get("/duplicates/compare", response=list[PairOut])
def compare(request: HttpRequest, ids: str) -> list[PairOut]:
    """The evidence between the first lead and each other one; `ids=1,2,3`."""
    actor = request_actor(request)
    parts = [p.strip() for p in ids.split(",") if p.strip()]
    if not all(p.isdecimal() and len(p) < 17 for p in parts):
        raise AppError(ErrorCode.BAD_REQUEST, what="ids")
    book = load_stages()
    return [_pair_out(actor, p, book) for p in compare_leads(actor, [int(p) for p in parts])]


@router.post("/duplicates/scan", response=ScanOut)
def scan(request: HttpRequest, body: ScanIn) -> ScanOut:
    """Looks for suspects among all leads as a job; a scan that waits already is the answer."""
    return ScanOut(job=enqueue_scan(request_actor(request), full=body.full))


@router.post("/leads/lookalikes", response=LookalikesOut)
def lookalikes(request: HttpRequest, body: LookalikesIn) -> LookalikesOut:
    """Whom the typed facts look like: the reader's own leads by name, others' only as "somebody's"."""
    actor = request_actor(request)
    facts = body.dict(exclude={"exclude"})
    found = find_lookalikes(actor, facts, body.exclude)
    book = load_stages()
    matches = []
    for match in found.matches:
        card = match.card
        place = None if card is None else (card.owner_id, card.unit_id)
        shown = show_evidence(actor, match.evidence, None, place)
        lead = None if card is None else _lead_out(card, book)
        matches.append(LookalikeOut(lead=lead, score=match.score, evidence=_evidence_out(shown, actor)))
    return LookalikesOut(matches=matches, limited=found.limited)


@router.post("/leads/lookalikes/ask", response=AskedOut)
def ask(request: HttpRequest, body: AskIn) -> AskedOut:
    """Asks the manager whether this is somebody's."""
    facts = body.dict(exclude={"note"})
    return AskedOut(id=ask_manager(request_actor(request), facts, body.note))


def _pair_out(actor: Actor, pair: Pair, book: StageBook) -> PairOut:
    left, right = pair.left, pair.right
    shown = show_evidence(actor, pair.verdict.evidence, (left.owner_id, left.unit_id), (right.owner_id, right.unit_id))
    columns = get_table("leads").by_id()
    return PairOut(
        id=pair.id,
        score=pair.verdict.score,
        left=_lead_out(left, book),
        right=_lead_out(right, book),
        evidence=_evidence_out(shown, actor),
        uncomparable=[
            UncomparableOut(column=c, words=columns[c].words.in_language(actor.language))
            for c in pair.verdict.uncomparable
        ],
        state=pair.state,
    )


def _lead_out(card: LeadCard, book: StageBook) -> PairLeadOut:
    stage = book.get(card.stage_id)
    return PairLeadOut(
        id=card.id,
        title=card.title,
        number=card.number,
        owner_name=card.owner_name,
        stage=None if stage is None else stage.name,
        created_at=card.created_at,
    )


def _evidence_out(evidence: Iterable[Evidence], actor: Actor) -> list[PairEvidenceOut]:
    return [
        PairEvidenceOut(
            kind=e.kind, words=e.words.in_language(actor.language), points=e.points, left=e.left, right=e.right
        )
        for e in evidence
    ]
