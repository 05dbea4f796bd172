"""Handlers of the tests' own, a mail server that is real, and settings that use it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from genjin.jobs import queue
from tests.cast import cast
from tests.mail_server import MailServer

__all__ = ["cast"]


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
