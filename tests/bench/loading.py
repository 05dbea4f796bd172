"""Loading millions of rows into SQLite and PostgreSQL: indexes off, plain inserts or COPY, indexes on, statistics."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

BATCH = 20_000
# The tables worth loading without their indexes.
BIG = (
    "leads_lead",
    "tables_searchentry",
    "tables_operation",
    "tables_change",
    "pipelines_stagevisit",
    "followups_followup",
)
_FAST = ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-400000", "PRAGMA temp_store=FILE")


class SqliteLoader:
    """Collects rows by table and inserts them in batches. `columns` per table give the order of the values."""

    def __init__(self, file: Path, columns: dict[str, Sequence[str]]) -> None:
        self.connection = sqlite3.connect(file, isolation_level=None)
        for pragma in _FAST:
            self.connection.execute(pragma)
        self.statements = {
            table: f'INSERT INTO "{table}" ({", ".join(chr(34) + n + chr(34) for n in names)}) '
            f"VALUES ({', '.join('?' * len(names))})"
            for table, names in columns.items()
        }
        self.waiting: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._dropped: list[str] = []

    def add(self, table: str, row: tuple[Any, ...]) -> None:
        batch = self.waiting[table]
        batch.append(row)
        if len(batch) >= BATCH:
            self._flush(table)

    def _flush(self, table: str) -> None:
        self.connection.execute("BEGIN")
        self.connection.executemany(self.statements[table], self.waiting[table])
        self.connection.execute("COMMIT")
        self.waiting[table].clear()

    def drop_indexes(self, tables: Sequence[str]) -> None:
        """Also drops the search triggers; `finish` brings all of it back."""
        marks = ", ".join("?" * len(tables))
        found = self.connection.execute(
            f"SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ({marks}) AND type IN ('index', 'trigger') "
            "AND sql IS NOT NULL",
            list(tables),
        ).fetchall()
        for kind, name, statement in found:
            self.connection.execute(f'DROP {kind} "{name}"')
            self._dropped.append(statement)

    def finish(self) -> None:
        """Everything written, indexed, searchable and analysed; the file in the journal mode of the product."""
        for table in list(self.waiting):
            if self.waiting[table]:
                self._flush(table)
        for statement in self._dropped:
            self.connection.execute(statement)
        self.connection.execute("INSERT INTO tables_search_words(tables_search_words) VALUES ('rebuild')")
        self.connection.execute("ANALYZE")
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.close()


@contextmanager
def without_indexes(target: psycopg.Connection[Any], tables: Sequence[str]) -> Iterator[None]:
    """Drops the plain indexes of `tables` for the block and builds them again."""
    found = target.execute(
        "SELECT i.indexname, i.indexdef FROM pg_indexes i LEFT JOIN pg_constraint c ON c.conname = i.indexname "
        "WHERE i.schemaname = 'public' AND i.tablename = ANY(%s) AND c.oid IS NULL",
        [list(tables)],
    ).fetchall()
    for name, _ in found:
        target.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    yield
    target.execute("SET maintenance_work_mem = '512MB'")
    for _, statement in found:
        target.execute(statement)


def copy_table(source: sqlite3.Connection, target: psycopg.Connection[Any], table: str) -> int:
    """Copies all rows of a SQLite table into the PostgreSQL table of the same shape. Returns how many."""
    names = [r[1] for r in source.execute(f'PRAGMA table_info("{table}")')]
    listed = sql.SQL(", ").join(sql.Identifier(n) for n in names)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), listed)
    count = 0
    rows = source.execute(f'SELECT {", ".join(chr(34) + n + chr(34) for n in names)} FROM "{table}"')
    with target.cursor() as cursor, cursor.copy(statement) as copy:
        while batch := rows.fetchmany(BATCH):
            copy.write("".join(map(_line, batch)))
            count += len(batch)
    return count


_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _line(row: Sequence[Any]) -> str:
    return "\t".join([r"\N" if v is None else v.translate(_ESCAPES) if type(v) is str else str(v) for v in row]) + "\n"


def restart_sequences(target: psycopg.Connection[Any]) -> None:
    """Lets every id sequence go on behind the highest id copied."""
    found = target.execute(
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'id' "
        "AND (is_identity = 'YES' OR column_default LIKE 'nextval%')"
    ).fetchall()
    for (table,) in found:
        name = sql.Identifier(table)
        target.execute(
            sql.SQL("SELECT setval(pg_get_serial_sequence({}, 'id'), (SELECT COALESCE(MAX(id), 1) FROM {}))").format(
                sql.Literal(f'"{table}"'), name
            )
        )
