"""Builds the SQLite data: `python -m tests.bench.building ROWS FOLDER`, with settings pointing at the folder."""

from __future__ import annotations

import gc
import multiprocessing
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from genjin.cli.start import prepare_database, start_django

start_django()

from django.db import connection  # noqa: E402

from genjin.kernel import clock  # noqa: E402
from genjin.leads.models import Channel, SizeBand  # noqa: E402
from genjin.leads.recompute import load_rules  # noqa: E402
from genjin.tables.models import Change, Operation  # noqa: E402
from tests.bench.dataset import Progress, write_manifest  # noqa: E402
from tests.bench.history_rows import (  # noqa: E402
    CHANGE_COLUMNS,
    FOLLOWUP_COLUMNS,
    OPERATION_COLUMNS,
    VISIT_COLUMNS,
    History,
    passes,
)
from tests.bench.lead_rows import LeadRows, created_cells, stamp  # noqa: E402
from tests.bench.loading import BIG, SqliteLoader  # noqa: E402
from tests.bench.organisation import Organisation, build_organisation  # noqa: E402
from tests.bench.story import Story, tell  # noqa: E402

Say = Callable[[str], None]
CHUNK = 2_000
WORKERS = 3
_INSTANTS = (
    "created_at", "updated_at", "assigned_at", "stage_entered_at", "won_at", "lost_at", "last_contact_at", "next_at",
    "amber_at", "red_at", "confirm_due_at",
)  # fmt: skip


def build(rows: int, folder: Path) -> None:
    progress = Progress()
    prepare_database()
    organisation = build_organisation()
    progress.say("organisation")
    rules = load_rules()
    maker = LeadRows(
        organisation,
        rules.stages.in_pipeline(rules.stages.default_pipeline_id),
        rules,
        list(Channel.objects.filter(parent_id__isnull=False).values_list("pk", flat=True)),
        list(SizeBand.objects.values_list("pk", flat=True)),
        clock.now(),
    )
    first = max(Operation.objects.order_by("-pk")[0].pk, Change.objects.order_by("-pk")[0].pk // 100 + 1)
    connection.close()
    loader = SqliteLoader(folder / "genjin.sqlite3", _columns(maker))
    loader.drop_indexes(BIG)
    history = History(organisation, maker.stages, rows, loader.add, first)
    stories = _tell_all(rows, organisation, maker.now, maker.first_of_year)
    progress.say("stories")
    _write_leads(stories, maker, history, loader, progress.say)
    for done in passes(lambda: iter(stories), history):
        progress.say(done)
    loader.finish()
    progress.say("indexes, search, statistics")
    _give_numbers_on(maker.first_of_year, rows)
    write_manifest(
        folder, rows=rows, changes=Change.objects.count(), operations=Operation.objects.count(),
        indexed=organisation.indexed, plain=organisation.plain,
    )  # fmt: skip
    progress.say(f"{history.changes:,} changes")


def _columns(maker: LeadRows) -> dict[str, tuple[str, ...]]:
    return {
        "leads_lead": maker.columns,
        "tables_searchentry": ("table", "row_id", "terms"),
        "tables_operation": OPERATION_COLUMNS,
        "tables_change": CHANGE_COLUMNS,
        "pipelines_stagevisit": VISIT_COLUMNS,
        "followups_followup": FOLLOWUP_COLUMNS,
    }


def _write_leads(stories: list[Story], maker: LeadRows, history: History, loader: SqliteLoader, say: Say) -> None:
    """Rows are worked out by processes beside this one, which only writes."""
    global _shared
    _shared = (maker, stories)
    _make(range(min(200, len(stories))))  # loads the pinyin tables once, before the processes split
    chunks = [range(start, min(start + CHUNK, len(stories))) for start in range(0, len(stories), CHUNK)]
    with multiprocessing.get_context("fork").Pool(WORKERS) as pool:
        for done, rows in enumerate(pool.imap(_make, chunks)):
            for row, terms, created in rows:
                number = row[0] - 1
                history.take_in(stories[number], created)
                loader.add("leads_lead", row)
                loader.add("tables_searchentry", ("leads", row[0], terms))
            if done % 25 == 24:
                say(f"leads {(done + 1) * CHUNK:,}")


_shared: tuple[LeadRows, list[Story]] | None = None


def _make(numbers: range) -> list[tuple[tuple[Any, ...], str, str]]:
    """Row, search terms and first line of history of each lead."""
    assert _shared is not None
    maker, stories = _shared
    first_stage = maker.stages[0].id
    made = []
    for number in numbers:
        row, terms = maker.build(stories[number])
        created = created_cells(row, first_stage)
        row.update({name: stamp(row[name]) for name in _INSTANTS})
        row["custom"] = orjson.dumps(row["custom"]).decode()
        made.append((tuple(row[c] for c in maker.columns), terms, created))
    return made


def _tell_all(rows: int, organisation: Organisation, now: datetime, first_of_year: dict[int, int]) -> list[Story]:
    # A million stories are small beside telling each of them eight times; they live as long as the process.
    gc.disable()
    stories = [tell(number, rows, len(organisation.sellers), now) for number in range(rows)]
    for story in stories:
        first_of_year.setdefault(story.created.year, story.number)
    return stories


def _give_numbers_on(first_of_year: dict[int, int], rows: int) -> None:
    """The next lead gets the number behind the last one of its year."""
    ends = [*sorted(first_of_year.values())[1:], rows]
    with connection.cursor() as cursor:
        for (year, first), end in zip(sorted(first_of_year.items()), ends, strict=True):
            cursor.execute(
                "INSERT INTO tables_numbersequence (key, year, last) VALUES ('leads', %s, %s) "
                "ON CONFLICT (key, year) DO UPDATE SET last = excluded.last",
                [year, end - first],
            )


if __name__ == "__main__":
    build(int(sys.argv[1]), Path(sys.argv[2]))
