"""The full scan against comparing in memory, its limits and its projection; the incremental one against the full."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from genjin.jobs.models import Job
from genjin.jobs.queue import cancel_job, run_next
from genjin.kernel.actor import SYSTEM
from genjin.leads.duplicates import find_matches
from genjin.leads.duplicates.blocking import kept_keys
from genjin.leads.duplicates.clusters import find_pairs
from genjin.leads.duplicates.command import find_in_database
from genjin.leads.duplicates.loading import load_parties
from genjin.leads.duplicates.models import DuplicateKey, DuplicatePair, DuplicateScan
from genjin.leads.duplicates.points import DEFAULT_POINTS
from genjin.leads.duplicates.scan import enqueue_scan
from genjin.leads.duplicates.sweep import Sweep
from genjin.leads.models import Lead
from genjin.tables.ledger.undo import find_target, undo_operation
from genjin.tables.models import Operation
from tests.cast import Cast
from tests.leads.duplicates.damaging import OF_NAMES, damage
from tests.leads.duplicates.test_scores import invent
from tests.selling_setting import new_leads

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("defaults")]
CELLS = ("company", "contact", "province", "city")


def fill(seed: int, count: int = 40) -> list[int]:
    """Leads and damaged copies of half of them; cells that a form would refuse are left out."""
    r = random.Random(seed)
    rows = invent(r, count)
    for row in rows[: count // 2]:
        copy, _ = damage(row, r, names=1, cells=0)
        rows.append({**copy, "contact": row["contact"]})
    assert len(OF_NAMES) > 10
    return new_leads(SYSTEM, [{k: row[k] for k in CELLS if row[k].strip()} for row in rows])


def scores(pairs: Mapping[tuple[int, int], object]) -> set[tuple[int, int]]:
    return set(pairs)


def stored() -> set[tuple[int, int]]:
    rows = DuplicatePair.objects.filter(deleted_at=None).values_list("left_id", "right_id")
    return {(a or 0, b or 0) for a, b in rows}


def test_the_sweep_finds_what_comparing_in_memory_finds() -> None:
    ids = fill(1)
    sweep = Sweep(DEFAULT_POINTS, lambda _done, _total: None)
    parties = load_parties(ids)
    expected = find_pairs(parties)
    assert len(expected) >= 10
    assert scores(sweep.run()) == scores(expected)
    kept = {(key, i) for i, p in parties.items() for key in kept_keys(p)}
    assert set(DuplicateKey.objects.values_list("key", "lead_id")) == kept


def test_the_best_pairs_are_kept_when_there_are_too_many() -> None:
    fill(2)
    everything = Sweep(DEFAULT_POINTS, lambda _d, _t: None).run()
    sweep = Sweep({**DEFAULT_POINTS, "limit.pairs": 5}, lambda _d, _t: None)
    best = sweep.run()
    assert (len(best), len(sweep.found)) == (5, len(everything))
    assert min(v.score for v in best.values()) >= sorted(v.score for v in everything.values())[-5]


def test_row_by_row_leads_to_the_same_as_all_at_once() -> None:
    r = random.Random(3)
    fill(3, 10)
    enqueue_scan(SYSTEM)
    while run_next():
        pass
    rows = invent(r, 20)
    for row in rows[:10]:
        copy, _ = damage(row, r, names=1, cells=0)
        rows.append({**copy, "contact": row["contact"]})
    for row in rows:
        new_leads(SYSTEM, [{k: row[k] for k in CELLS if row[k].strip()}])
        while run_next():
            pass
    assert stored() == scores(find_pairs(load_parties(Lead.objects.values_list("pk", flat=True))))


def test_a_cancelled_scan_is_done_again_from_the_start() -> None:
    fill(4)
    job = enqueue_scan(SYSTEM, full=True)
    Job.objects.exclude(pk=job).delete()
    Job.objects.filter(pk=job).update(cancel_asked=True)
    run_next()
    assert Job.objects.get(pk=job).state == "cancelled"
    assert (DuplicateScan.objects.get().seen_until, DuplicatePair.objects.count()) == (None, 0)
    again = enqueue_scan(SYSTEM)
    while run_next():
        pass
    assert Job.objects.get(pk=again).result["new"] == DuplicatePair.objects.count() > 0
    cancel_job(again)


def test_a_scan_is_an_operation_that_can_be_undone(cast: Cast) -> None:
    fill(5)
    groups, pairs = find_in_database(full=True)
    assert len(pairs) == DuplicatePair.objects.count() and groups
    operation = Operation.objects.get(verb="duplicates.scan")
    undo_operation(cast.admin_actor, find_target(cast.admin_actor, operation.pk))
    assert stored() == set()


def test_many_rows_are_looked_up_with_few_statements(django_assert_max_num_queries: object) -> None:
    fill(6)
    find_in_database(full=True)
    rows = [{"company": f"无锡市远山{n}轴承有限公司", "mobile": f"139{n:08}"} for n in range(200)]
    first = Lead.objects.exclude(company=None).earliest("pk")
    rows.append({"company": f"{first.company}（重点）", "contact": first.contact or ""})
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        found = find_matches(SYSTEM, rows)
    assert first.pk in {m.lead_id for m in found[-1]}
    assert found[-1][0].score >= DEFAULT_POINTS["threshold.suspect"]
