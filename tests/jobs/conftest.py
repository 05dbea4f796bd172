"""Handlers of the tests' own, a mail server that is real, and settings that use it."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

from genjin.jobs import queue
from tests.cast import cast
from tests.mail_server import MailServer

__all__ = ["cast"]

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(autouse=True)
def _own_handlers() -> Iterator[None]:
    before = dict(queue._handlers)
    yield
    queue._handlers.clear()
    queue._handlers.update(before)


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    """A mail server on a free port, which the settings name."""
    with MailServer() as server:
        settings.MAIL_READY = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.DEFAULT_FROM_EMAIL = "云锦机电 <sales@yunjin.example>"
        yield server


@pytest.fixture
def start_process(tmp_path: Path) -> Iterator[Start]:
    """Starts a module with arguments as a process, on a database of the test's own; what still runs is killed after."""
    environment = {**os.environ, "GENJIN_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "genjin.config.settings"}
    name = f"genjin_hands_{secrets.token_hex(4)}"
    base = os.environ.get("GENJIN_DATABASE_URL")
    if base:
        _on_postgres(base, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
        environment["GENJIN_DATABASE_URL"] = urlunsplit(urlsplit(base)._replace(path=f"/{name}"))
    running: list[subprocess.Popen[str]] = []

    def start(module: str, *arguments: str, **more: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", module, *arguments]
        begun = subprocess.Popen(command, env={**environment, **more}, stdout=subprocess.PIPE, text=True)
        running.append(begun)
        return begun

    yield start
    for process in running:
        process.kill()
        process.wait(20)
    if base:
        _on_postgres(base, f"DROP DATABASE {name} WITH (FORCE)")


def _on_postgres(url: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())
