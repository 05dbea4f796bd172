"""Somebody who goes on editing cells while a large operation runs: in a process of its own, as in real life.

`python -m tests.bench.colleague PERSON` edits until its input ends, then prints how long each edit took.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time

from tests.bench.setting import Setting

PAUSE = 0.02


class Colleague:
    """`with colleague: …`; afterwards `waits` holds the milliseconds of each edit."""

    def __init__(self, person_id: int, setting: Setting) -> None:
        self.command = [sys.executable, "-m", "tests.bench.colleague", str(person_id)]
        self.environment = {**os.environ, "GENJIN_DATA": str(setting.folder)}
        self.waits: list[float] = []
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Colleague:
        self._process = subprocess.Popen(
            self.command, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self._process.stdout.readline()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        answer, _ = self._process.communicate("")
        self.waits = json.loads(answer)


def _work(person_id: int) -> list[float]:
    from genjin.cli.start import start_django

    start_django()
    from genjin.leads.models import Lead
    from genjin.people.actor import actor_of
    from genjin.tables.definition import CellEdit
    from genjin.tables.records.edit import edit_cells

    actor = actor_of(person_id)
    assert actor is not None
    rows = list(Lead.objects.filter(owner_id=person_id).order_by("pk").values_list("pk", flat=True)[:200])
    waits: list[float] = []
    edit_cells(actor, "leads", [CellEdit(rows[0], "remarks", "开始")])
    print("ready", flush=True)
    while not select.select([sys.stdin], [], [], PAUSE)[0]:
        edit = CellEdit(rows[len(waits) % len(rows)], "remarks", f"同时 {time.time_ns()}")
        began = time.perf_counter()
        edit_cells(actor, "leads", [edit], via="grid")
        waits.append((time.perf_counter() - began) * 1000)
    return waits


if __name__ == "__main__":
    print(json.dumps(_work(int(sys.argv[1]))))
