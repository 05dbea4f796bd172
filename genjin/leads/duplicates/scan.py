"""The standing scan (domain.md B7) as a job: all leads, or those new and changed since the last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from genjin.contacts.models import Contact
from genjin.jobs.models import Job
from genjin.jobs.queue import JobContext, enqueue, handler
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.leads.duplicates.compare import compare
from genjin.leads.duplicates.evidence import Verdict
from genjin.leads.duplicates.keeping import keep_keys
from genjin.leads.duplicates.loading import load_parties
from genjin.leads.duplicates.lookup import find_candidates
from genjin.leads.duplicates.models import DuplicateScan
from genjin.leads.duplicates.points import Points, load_points
from genjin.leads.duplicates.recording import Ids, Known, known_pairs, record_pairs
from genjin.leads.duplicates.sweep import Sweep
from genjin.leads.models import Lead
from genjin.tables.ledger.operation import Writer
from genjin.tables.scope.predicate import check_action


class Watched(Protocol):
    """Who is told how far a scan is and may stop it: a job, or nobody."""

    def progress(self, done: int, total: int, words: str = "") -> None: ...

    def check_cancelled(self) -> None: ...


SCAN, CHECK = "duplicates.scan", "duplicates.check"
_PAGE = 500
# A transaction that began before the last scan may have committed after it.
_OVERLAP = timedelta(minutes=5)
# From this share of new leads on, sweeping everything costs less than looking each one up.
_SWEEP_SHARE = 5
_SWEEP_FROM = 20_000
# Columns a duplicate can be told by; "" is a row that came out of the trash or went there.
_TELLING = frozenset(
    {"", "company", "credit_code", "contact", "mobile", "phone", "email", "wechat", "province", "city", "address"}
)
_TELLING_OF_CONTACTS = frozenset({"", "name", "mobile", "phone", "email", "wechat", "lead"})


def enqueue_scan(actor: Actor, *, full: bool = False) -> int:
    """Asks for the scan. One that waits or runs already is the answer. Raises forbidden."""
    check_action("duplicate_pairs", actor, "create")
    open_states = (Job.State.WAITING, Job.State.RUNNING)
    waiting = Job.objects.filter(kind=SCAN, state__in=open_states, actor_id=actor.id, payload__full=full).first()
    return waiting.pk if waiting else enqueue(SCAN, {"full": full}, actor.id)


def after_identity_write(writer: Writer, table: str, _row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of leads and contacts: asks for the check of what is new, once however many writes wait for it."""
    telling = _TELLING if table == "leads" else _TELLING_OF_CONTACTS
    if changed & telling and not Job.objects.filter(kind=CHECK, state=Job.State.WAITING).exists():
        enqueue(CHECK, {}, writer.actor.id)


@handler(SCAN)
def scan(job: JobContext) -> dict[str, int]:
    """`seen` leads, `found` suspect pairs among them, `new` ones written down."""
    return run_scan(job, full=bool(job.payload.get("full")), found_by="scan")


@handler(CHECK, patient=True)
def check_new(job: JobContext) -> dict[str, int]:
    """The same for what was entered since: suspects of new rows appear soon after the write."""
    return run_scan(job, full=False, found_by="entry")


def run_scan(job: Watched, *, full: bool, found_by: str) -> dict[str, int]:
    """Brings keys and pairs up to date; a first scan is a full one."""
    state, _ = DuplicateScan.objects.get_or_create(pk=1)
    begin, points = clock.now(), load_points()
    verb = "duplicates.entry" if found_by == "entry" else "duplicates.scan"
    ids = [] if full or state.seen_until is None else _changed_since(state.seen_until - _OVERLAP)
    if full or state.seen_until is None or _is_better_swept(len(ids)):
        answer = _sweep(job, points, verb, found_by)
    else:
        answer = _follow(job, ids, points, verb, found_by)
    DuplicateScan.objects.filter(pk=1).update(seen_until=begin)
    return answer


def _sweep(job: Watched, points: Points, verb: str, found_by: str) -> dict[str, int]:
    def progress(done: int, total: int) -> None:
        job.check_cancelled()
        job.progress(done, total)

    sweep = Sweep(points, progress)
    verdicts = sweep.run()
    known = known_pairs()
    unseen = [pair for pair, k in known.items() if k.state == "open" and pair not in verdicts]
    gone = _no_longer_alike(unseen, known, points)
    new = record_pairs(verdicts, known, gone, verb=verb, found_by=found_by)
    return {"seen": len(sweep.ids), "found": len(sweep.found), "new": new}


def _follow(job: Watched, ids: Sequence[int], points: Points, verb: str, found_by: str) -> dict[str, int]:
    found = new = 0
    for start in range(0, len(ids), _PAGE):
        job.check_cancelled()
        part = ids[start : start + _PAGE]
        verdicts = suspects_of(part, points)
        known = known_pairs(part)
        unseen = [pair for pair, k in known.items() if k.state == "open" and pair not in verdicts]
        gone = _no_longer_alike(unseen, known, points)
        found += len(verdicts)
        new += record_pairs(verdicts, known, gone, verb=verb, found_by=found_by)
        job.progress(start + len(part), len(ids))
    return {"seen": len(ids), "found": found, "new": new}


def suspects_of(lead_ids: Sequence[int], points: Points) -> dict[Ids, Verdict]:
    """Suspect pairs of these leads with any other; brings their keys up to date."""
    parties = load_parties(lead_ids)
    keep_keys(parties)
    candidates = find_candidates(list(parties.values()))
    others = {i for found in candidates for i in found} - parties.keys()
    everybody = parties | load_parties(others)
    verdicts: dict[Ids, Verdict] = {}
    for lead_id, found in zip(parties, candidates, strict=True):
        for other in found:
            pair = (min(lead_id, other), max(lead_id, other))
            if other == lead_id or other not in everybody or pair in verdicts:
                continue
            verdict = compare(everybody[pair[0]], everybody[pair[1]], points)
            if verdict.score >= points["threshold.suspect"]:
                verdicts[pair] = verdict
    return verdicts


def _no_longer_alike(pairs: Sequence[Ids], known: Mapping[Ids, Known], points: Points) -> list[int]:
    """Rows of open pairs that an edit has told apart, or whose lead is gone."""
    gone: list[int] = []
    for start in range(0, len(pairs), _PAGE):
        part = pairs[start : start + _PAGE]
        parties = load_parties(i for pair in part for i in pair)
        for a, b in part:
            alike = (
                a in parties
                and b in parties
                and compare(parties[a], parties[b], points).score >= points["threshold.suspect"]
            )
            if not alike:
                gone.append(known[(a, b)].id)
    return gone


def _changed_since(moment: datetime) -> list[int]:
    """Leads written since, in or out of the trash, or with a contact written since."""
    leads = set(Lead.objects.filter(deleted_at=None, updated_at__gt=moment).values_list("pk", flat=True))
    trashed = Lead.objects.filter(deleted_at__gt=moment).values_list("pk", flat=True)
    contacts = Contact.objects.filter(updated_at__gt=moment, lead_id__isnull=False).values_list("lead_id", flat=True)
    return sorted({*leads, *trashed, *(i for i in contacts if i is not None)})


def _is_better_swept(count: int) -> bool:
    if count < _SWEEP_FROM:
        return False
    return Lead.objects.filter(deleted_at=None).count() < count * _SWEEP_SHARE
