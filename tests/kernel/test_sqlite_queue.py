"""SQLite's writers take turns, and its log is copied beside them (genjin.kernel.sqlite)."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError

from genjin.kernel.sqlite.base import DatabaseWrapper
from genjin.kernel.sqlite.log import copy_log, relieve
from genjin.kernel.sqlite.turnstile import Turnstile

OPTIONS = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL;", "timeout": 1}


@pytest.fixture
def database(tmp_path: Path, django_db_blocker: Any) -> Iterator[DatabaseWrapper]:
    """A database of its own, opened as the product opens its own."""
    made = _connect(tmp_path / "own.sqlite3")
    with django_db_blocker.unblock():
        with made.cursor() as cursor:
            cursor.execute("CREATE TABLE note (words TEXT NOT NULL)")
        yield made
        made.close()


def _connect(path: Path) -> DatabaseWrapper:
    settings = {
        "ENGINE": "genjin.kernel.sqlite", "NAME": str(path), "OPTIONS": dict(OPTIONS), "ATOMIC_REQUESTS": False,
        "AUTOCOMMIT": True, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False, "TIME_ZONE": None, "USER": "",
        "PASSWORD": "", "HOST": "", "PORT": "", "TEST": {"NAME": None},
    }  # fmt: skip
    return DatabaseWrapper(settings, "own")


def _write(database: DatabaseWrapper, words: str) -> None:
    with database.cursor() as cursor:
        cursor.execute("INSERT INTO note VALUES (%s)", [words])


def _notes(path: str) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [words for (words,) in connection.execute("SELECT words FROM note ORDER BY rowid")]


def test_whoever_writes_again_and_again_lets_the_next_in_line_go_first(tmp_path: Path) -> None:
    """A bulk change that puts the pen down and at once wants it again comes after who was waiting."""
    path = str(tmp_path / "own.sqlite3")
    bulk, person = Turnstile(path), Turnstile(path)
    order: list[str] = []
    bulk.take()
    order.append("bulk")

    def edit() -> None:
        person.take()
        order.append("person")
        person.give()

    waiting = threading.Thread(target=edit)
    waiting.start()
    _wait_until_taken(Path(f"{path}-turn"))
    bulk.give()
    bulk.take()
    order.append("bulk")
    bulk.give()
    waiting.join()
    assert order == ["bulk", "person", "bulk"]
    bulk.close()
    person.close()


def _wait_until_taken(file: Path) -> None:
    """Until somebody stands in the turnstile: a lock that cannot be had says so."""
    fcntl = pytest.importorskip("fcntl")
    with file.open("r+b") as handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            fcntl.flock(handle, fcntl.LOCK_UN)


@pytest.mark.parametrize("ending", ["commit", "rollback", "error", "close"])
def test_the_pen_is_free_again_after_every_end_of_a_transaction(database: DatabaseWrapper, ending: str) -> None:
    path = str(database.settings_dict["NAME"])
    database.set_autocommit(False)
    _write(database, "kept?")
    if ending == "error":
        with pytest.raises(DatabaseError), database.cursor() as cursor:
            cursor.execute("INSERT INTO note VALUES (NULL)")
    if ending in ("rollback", "error"):
        database.rollback()
    elif ending == "commit":
        database.commit()
    else:
        database.close()
    other = Turnstile(path)
    other.take()
    with closing(sqlite3.connect(path, timeout=0)) as connection, connection:
        connection.execute("INSERT INTO note VALUES ('next')")
    other.close()
    assert _notes(path) == (["kept?", "next"] if ending == "commit" else ["next"])


def test_a_writer_that_died_holds_nobody_up(database: DatabaseWrapper) -> None:
    path = str(database.settings_dict["NAME"])
    program = (
        "import sys; from genjin.kernel.sqlite.turnstile import Turnstile; t = Turnstile(sys.argv[1]); t.take();"
        "print('has it', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "has it\n"
        other.kill()
    with _transaction(database):
        _write(database, "mine")
    assert _notes(path) == ["mine"]


@contextmanager
def _transaction(database: DatabaseWrapper) -> Iterator[None]:
    """What `atomic` does, for a connection that Django's registry does not know."""
    database.set_autocommit(False)
    yield
    database.commit()
    database.set_autocommit(True)


def test_the_log_is_copied_while_a_writer_goes_on(database: DatabaseWrapper) -> None:
    """All that was committed stands in the database file, also what came while it was copied."""
    path = str(database.settings_dict["NAME"])
    for number in range(200):
        with _transaction(database):
            _write(database, f"{number} " + "字" * 500)
        if number % 20 == 0:
            relieve(path)
    copy_log(path)
    with closing(sqlite3.connect(path)) as connection:
        busy, held, copied = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        assert (busy, held) == (0, copied)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(_notes(path)) == 200


def test_copying_the_log_takes_no_lock_away_from_who_reads(database: DatabaseWrapper) -> None:
    """A reader's view of the past survives a copy made in the same process."""
    path = str(database.settings_dict["NAME"])
    with _transaction(database):
        _write(database, "before")
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM note").fetchone() == (1,)
        for number in range(50):
            with _transaction(database):
                _write(database, str(number))
            copy_log(path)
        assert reader.execute("SELECT count(*) FROM note").fetchone() == (1,)
        reader.execute("COMMIT")
        assert reader.execute("SELECT count(*) FROM note").fetchone() == (51,)
