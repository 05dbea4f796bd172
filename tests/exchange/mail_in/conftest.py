"""A mailbox on a server of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from genjin.exchange.mail_in.models import Mailbox
from genjin.leads.models import Channel
from genjin.tables.records.edit import create_rows
from tests.cast import Cast
from tests.exchange.mail_in.imap_server import ImapServer
from tests.exchange.mail_in.letters import OURS


@pytest.fixture
def imap() -> Iterator[ImapServer]:
    with ImapServer() as server:
        yield server


@pytest.fixture
def build_box(cast: Cast, defaults: None, imap: ImapServer) -> Callable[..., Mailbox]:
    def build(**cells: Any) -> Mailbox:
        draft = {
            "name": "销售邮箱", "active": True, "host": "127.0.0.1", "port": imap.port, "security": "none",
            "user": OURS, "password": imap.password, "since": "2026-11-01", "lead_owner": cast.seller.pk,
            "source": Channel.objects.filter(name="官网注册表单").values_list("pk", flat=True).first(), **cells,
        }  # fmt: skip
        _, (made,) = create_rows(cast.admin_actor, "mailboxes", [draft])
        assert made.row_id is not None, [(c, e.code, e.data) for c, e in made.errors]
        return Mailbox.objects.get(pk=made.row_id)

    return build


@pytest.fixture
def box(build_box: Callable[..., Mailbox]) -> Mailbox:
    return build_box()
