"""Copies the SQLite data into PostgreSQL: `python -m tests.bench.copying FOLDER URL`."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import psycopg
from django.core.management import call_command

from genjin.cli.start import start_django

start_django()

from genjin.people.actor import actor_for  # noqa: E402
from genjin.people.models import Person  # noqa: E402
from genjin.tables.models import CustomColumn  # noqa: E402
from genjin.tables.records.custom_columns import change_column  # noqa: E402
from tests.bench.dataset import Progress, read_only  # noqa: E402
from tests.bench.loading import BIG, copy_table, restart_sequences, without_indexes  # noqa: E402
from tests.bench.organisation import ADMINISTRATOR  # noqa: E402

# What Django keeps for itself, made by the migrations on either side.
_OWN = ("django_migrations", "django_content_type", "auth_permission")


def copy(folder: Path, url: str) -> None:
    progress = Progress()
    with psycopg.connect(f"{url}/postgres", autocommit=True) as server:
        server.execute("DROP DATABASE IF EXISTS genjin")
        server.execute("CREATE DATABASE genjin TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
    call_command("migrate", verbosity=0, interactive=False)
    source = read_only(folder)
    with psycopg.connect(f"{url}/genjin", autocommit=True) as target:
        target.execute("SET TIME ZONE 'UTC'")
        target.execute("SET synchronous_commit = off")
        with without_indexes(target, BIG):
            for table in _tables(source):
                target.execute(f'TRUNCATE "{table}" RESTART IDENTITY CASCADE')
            for table in _tables(source):
                progress.say(f"{table}: {copy_table(source, target, table):,}")
        progress.say("indexes")
        _index_custom_fields()
        restart_sequences(target)
        target.execute("VACUUM ANALYZE")
    progress.say("statistics")


def _tables(source: sqlite3.Connection) -> list[str]:
    found = source.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'tables_search_words%' ORDER BY name"
    )
    return [name for (name,) in found if name not in _OWN]


def _index_custom_fields() -> None:
    """The indexes that people asked for are made by the product on their request: here, too."""
    actor = actor_for(Person.objects.get(username=ADMINISTRATOR))
    for column in CustomColumn.objects.filter(indexed=True):
        CustomColumn.objects.filter(pk=column.pk).update(indexed=False)
        change_column(actor, column.table, column.key, indexed=True)


if __name__ == "__main__":
    copy(Path(sys.argv[1]), sys.argv[2])
