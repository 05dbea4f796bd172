"""Measures one database: `python -m tests.bench.running FACTS`, with settings pointing at it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from genjin.cli.start import prepare_database, start_django

start_django()

from tests.bench.budgets import judge  # noqa: E402
from tests.bench.figures import load_average  # noqa: E402
from tests.bench.measures import MEASURES  # noqa: E402
from tests.bench.setting import Setting  # noqa: E402


def run(setting: Setting, chosen: list[str]) -> None:
    """One JSON document a line on standard output; what is going on, on standard error."""
    prepare_database()
    for name, measure in MEASURES.items():
        if chosen and name not in chosen:
            continue
        print(f"{setting.vendor}: {name} (load {load_average()})", file=sys.stderr, flush=True)
        for figure in measure(setting):
            figure.details.setdefault("load", load_average())
            print(json.dumps(judge(figure, setting.vendor).as_json(), ensure_ascii=False), flush=True)


def facts_of(setting: Setting) -> str:
    return json.dumps({**asdict(setting), "folder": str(setting.folder)})


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    run(Setting(**{**given, "folder": Path(given["folder"])}), sys.argv[2:])
