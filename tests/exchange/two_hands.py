"""Plans one workbook three times in a database of its own: `python -m tests.exchange.two_hands WORKBOOK`.

Alone, with a second process, and with one that dies after its first answer. Prints the plans and how many answers came.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from genjin.cli.start import prepare_database, start_django

start_django()

from genjin.exchange.imports import checking, planning, second_hand  # noqa: E402
from genjin.exchange.models import ImportRow  # noqa: E402
from genjin.kernel.actor import SYSTEM  # noqa: E402
from genjin.tables.ledger.operation import single  # noqa: E402


class _Watched(second_hand.SecondHand):
    """Waits until it is ready, counts its answers, and is killed before the one that `dies_at` names."""

    answered = 0
    dies_at = -1

    def take(self, rows: Sequence[Any]) -> Any:
        self._ready.result()
        return super().take(rows)

    def _ask(self, packed: bytes) -> Any:
        if self.answered == self.dies_at:
            self._process.kill()
            self._process.wait()
        lines = super()._ask(packed)
        _Watched.answered += 1
        return lines


def _plan(path: Path) -> dict[str, Any]:
    _Watched.answered = 0
    with path.open("rb") as file:
        run = checking.start_import(SYSTEM, file, path.name, path.stat().st_size, in_background=False)
    rows = ImportRow.objects.filter(run_id=run.pk).order_by("line")
    plan = list(rows.values_list("line", "outcome", "faulty", "match_id", "plan"))
    return {"answered": _Watched.answered, "counts": run.counts, "plan": plan}


if __name__ == "__main__":
    prepare_database()
    with single(SYSTEM, verb="rows.create", table="leads") as writer:
        writer.create("leads", [{"company": "无锡恒砺轴承有限公司", "mobile": "13805126021"}])
    planning.PLAN_CHUNK = 10
    second_hand.SecondHand = _Watched  # type: ignore[misc]
    told = {}
    workbook = Path(sys.argv[1])
    told["alone"] = _plan(workbook)
    second_hand.WORTH_ROWS = 0
    told["both"] = _plan(workbook)
    _Watched.dies_at = 1
    told["dying"] = _plan(workbook)
    print(json.dumps(told))
