"""Getting Django ready for a command: settings, schema, the rows every installation begins with."""

from __future__ import annotations

import sys

import django

from genjin.jobs.memory import settle_in


def start_django() -> None:
    """Loads settings and apps. Call before importing anything that has models."""
    django.setup()
    settle_in()


def prepare_database() -> None:
    """Brings the schema up to date and seeds what is missing. Refuses a PostgreSQL whose text does not sort by code."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from genjin.api.seed import seed_everything
    from genjin.tables.statistics import refresh_statistics

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT datcollate FROM pg_database WHERE datname = current_database()")
            collation = cursor.fetchone()[0]
        if collation not in ("C", "POSIX", "C.UTF-8", "C.utf8"):
            print(
                f"The database sorts by {collation}. Create it with: CREATE DATABASE … "
                "TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'",
                file=sys.stderr,
            )
            raise SystemExit(1)
    executor = MigrationExecutor(connection)
    changed = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    call_command("migrate", verbosity=0, interactive=False)
    if changed:
        refresh_statistics()
    seed_everything()
