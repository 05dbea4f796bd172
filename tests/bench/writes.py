"""Writing: one cell with its history, ten thousand leads assigned and taken back, and who has to wait meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterator
from random import Random

from django.db import connection, transaction

from genjin.leads.assignment import assign_leads
from genjin.leads.models import Lead
from genjin.people.models import Person
from genjin.tables.ledger.undo import find_target, undo_operation
from genjin.tables.models import Operation
from tests.bench.colleague import Colleague
from tests.bench.figures import Figure, Walls, summary, time_calls
from tests.bench.readers import readers, rows_of
from tests.bench.setting import Setting

EDITS = 120
ASSIGNED = 10_000
REASON = "压测"


def measure_edit(setting: Setting) -> Iterator[Figure]:
    """A typed cell: text, money, a next contact (a verb behind the column), a name (search is written, too)."""
    random = Random(7)
    columns = ("need", "amount", "next_at", "company")
    walls = Walls()
    told: list[Figure] = []
    for column in columns:
        calls = []
        for n in range(EDITS // len(columns) * 2):
            reader = readers("own")[n % 12]
            row = random.choice(rows_of(reader))
            value = {"need": f"改写第 {n} 次", "amount": 100_000 + n, "next_at": f"2027-01-{n % 28 + 1:02}"}
            edit = {"row": row, "column": column, "value": value.get(column, f"无锡恒砺改名{n}有限公司")}
            calls.append(lambda r=reader, e=edit: r.post("/tables/leads/cells", {"edits": [e], "via": "grid"}))
        timing, found = time_calls(calls)
        walls.add(found)
        told.append(Figure("", f"edit one cell: {column}", timing.p95, "ms", details=timing.details()))
    raw, _ = time_calls([lambda n=n: _raw_edit(1 + n * 7, n) for n in range(EDITS)])
    yield Figure("edit", "edit one cell", walls.timing().p95, "ms", raw.p95, walls.timing().details())
    yield from told


def _raw_edit(row: int, number: int) -> None:
    """One UPDATE and one line of history in a transaction."""
    row = row % 10_000 + 1
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE leads_lead SET remarks = %s WHERE id = %s", [f"直写 {number}", row])
        cursor.execute(
            'INSERT INTO tables_change (operation_id, chunk, "table", row_id, "column", kind, before, after) '
            "VALUES (1, 0, 'leads', %s, 'remarks', 'set', NULL, %s)",
            [row, f'"直写 {number}"'],
        )


def measure_assign(setting: Setting) -> Iterator[Figure]:
    """As one operation, and back; a colleague edits cells all the while."""
    manager = readers("all")[0]
    owner = Person.objects.filter(pk=readers("own")[0].actor.id).values_list("pk", flat=True)[0]
    # Leads that no earlier run has assigned and taken back: their history is the ten changes of the data.
    runs = Operation.objects.filter(verb="leads.assign", reason=REASON).count()
    first = Lead.objects.count() // 3 + runs * ASSIGNED * 2
    ids = list(
        Lead.objects.filter(pk__gt=first).exclude(owner_id=owner).order_by("pk").values_list("pk", flat=True)[:ASSIGNED]
    )
    colleague = Colleague(readers("own")[1].actor.id, setting)
    with colleague:
        began = time.perf_counter()
        answer = assign_leads(manager.actor, ids, owner, reason=REASON, despite_flags=True)
        took = time.perf_counter() - began
    raw = _raw_assign(ids)
    yield Figure("assign", f"assign {len(answer.done):,} leads", took, "s", raw, {"waits": len(colleague.waits)})
    waits = list(colleague.waits)
    assert answer.operation_id is not None
    with colleague:
        began = time.perf_counter()
        outcome = undo_operation(manager.actor, find_target(manager.actor, answer.operation_id))
        took = time.perf_counter() - began
    yield Figure(
        "assign_undo", f"undo it ({outcome.restored:,} cells)", took, "s", details={"waits": len(colleague.waits)}
    )
    waits += colleague.waits
    timing = summary(waits)
    yield Figure("assign_wait", "a colleague's edits meanwhile", timing.p95, "ms", details=timing.details())


def _raw_assign(ids: list[int]) -> float:
    """The same rows written by one UPDATE and one INSERT … SELECT, rolled back."""
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        chosen = "SELECT id FROM leads_lead WHERE id >= %s AND id <= %s"
        span = [ids[0], ids[-1]]
        cursor.execute(
            f"UPDATE leads_lead SET assigned_at = assigned_at, owner_id = owner_id WHERE id IN ({chosen})", span
        )
        cursor.execute(
            'INSERT INTO tables_change (operation_id, chunk, "table", row_id, "column", kind, before, after) '
            f"SELECT 1, 0, 'leads', id, 'owner', 'set', '1', '2' FROM leads_lead WHERE id IN ({chosen})",
            span,
        )
        transaction.set_rollback(True)
    return time.perf_counter() - began
