"""Imports one workbook three times in a database of its own: `python -m tests.exchange.two_hands WORKBOOK`.

Alone, with a second process, and with one that dies after its first answer. Prints for each the plan, what was written,
and how many answers came to the planning and to the writing.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from genjin.cli.start import prepare_database, start_django

start_django()

from genjin.exchange.imports import checking, other_process, planning, reading_ahead, running, second_hand  # noqa: E402
from genjin.exchange.models import ImportRow, ImportRun  # noqa: E402
from genjin.kernel.actor import SYSTEM  # noqa: E402
from genjin.leads.models import Lead  # noqa: E402
from genjin.tables.ledger.operation import single  # noqa: E402
from genjin.tables.ledger.undo import undo_operation  # noqa: E402
from genjin.tables.models import Operation, SearchEntry  # noqa: E402


class _Watched(other_process.OtherProcess):
    """Waits until it is ready, counts its answers, and is killed before the one that `dies_at` names."""

    answered = 0
    dies_at = -1

    def is_ready(self) -> bool:
        self._ready.result()
        return super().is_ready()

    def _ask(self, packed: bytes) -> Any:
        if self.answered == self.dies_at:
            self._process.kill()
            self._process.wait()
        answer = super()._ask(packed)
        _Watched.answered += 1
        return answer


def _import(path: Path) -> dict[str, Any]:
    _Watched.answered = 0
    with path.open("rb") as file:
        run = checking.start_import(SYSTEM, file, path.name, path.stat().st_size, in_background=False)
    planned, _Watched.answered = _Watched.answered, 0
    rows = ImportRow.objects.filter(run_id=run.pk).order_by("line")
    plan = list(rows.values_list("line", "outcome", "faulty", "match_id", "plan"))
    return {"planned": planned, "counts": run.counts, "plan": plan, **_write(run)}


def _write(run: ImportRun) -> dict[str, Any]:
    """Writes the plan, tells what it made, and takes it back."""
    report = running.write_import(SYSTEM, run, lambda _done: None)
    made = Lead.objects.filter(deleted_at=None, pk__gt=run.last_id).order_by("pk")
    leads = list(made.values_list("company", "company_pinyin", "company_key", "mobile", "amount", "remarks"))
    terms = dict(SearchEntry.objects.filter(table="leads").values_list("row_id", "terms"))
    # Numbers go on from import to import.
    words = [[w for w in terms[pk].split() if not w.startswith("exs")] for pk in made.values_list("pk", flat=True)]
    undo_operation(SYSTEM, Operation.objects.get(pk=report["operation"]))
    counts = {k: report[k] for k in ("created", "skipped", "failed")}
    return {"written": _Watched.answered, "report": counts, "leads": leads, "words": words}


if __name__ == "__main__":
    prepare_database()
    with single(SYSTEM, verb="rows.create", table="leads") as writer:
        writer.create("leads", [{"company": "无锡恒砺轴承有限公司", "mobile": "13805126021"}])
    planning.PLAN_CHUNK = 10
    reading_ahead.chunk_rows = lambda: 10
    second_hand.OtherProcess = reading_ahead.OtherProcess = _Watched  # type: ignore[misc]
    told = {}
    workbook = Path(sys.argv[1])
    told["alone"] = _import(workbook)
    other_process.WORTH_ROWS = 0
    told["both"] = _import(workbook)
    _Watched.dies_at = 1
    told["dying"] = _import(workbook)
    print(json.dumps(told))
