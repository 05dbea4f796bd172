"""Mailboxes as the engine knows them: settings rows that only administrators have rights on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from genjin.exchange.mail_in.models import KEEP_DAYS, Mailbox
from genjin.kernel.actor import Actor
from genjin.kernel.clock import local
from genjin.kernel.words import Words
from genjin.tables.definition import Column, Deriver, TableDefinition, register
from genjin.tables.fields import Checkbox, Choice, Date, DateTime, Link, Number, Option, PersonLink, Text
from genjin.tables.fields.secret import Secret
from genjin.tables.ledger.operation import Writer

PORTS = {"ssl": 993, "starttls": 143, "none": 143}
SECURITIES = Choice(
    (
        Option("ssl", Words("SSL/TLS", "SSL/TLS"), "green", ("SSL", "TLS")),
        Option("starttls", Words("STARTTLS", "STARTTLS"), "teal"),
        Option("none", Words("不加密（仅限本机）", "None (this machine only)"), "orange"),
    )
)


def prepare_mailboxes(_actor: Actor, writer: Writer, drafts: list[dict[str, Any]]) -> None:
    """A new mailbox is encrypted, reads the inbox from today on, and is not read until somebody switches it on."""
    for draft in drafts:
        draft.setdefault("active", False)
        draft.setdefault("security", "ssl")
        draft.setdefault("port", PORTS[draft["security"]])
        draft.setdefault("folder", "INBOX")
        draft.setdefault("keep_days", KEEP_DAYS)
        draft.setdefault("since", local(writer.now).date())


def _tie_password() -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
    """A password is good for the server it was entered for: whoever names another one has to know it."""
    return lambda values: {"password_host": values["host"] if values["password"] else None}


MAILBOXES = register(
    TableDefinition(
        key="mailboxes",
        words=Words("收件邮箱", "Mailboxes"),
        model=Mailbox,
        title="name",
        settings=True,
        default_sort=(("created_at", "desc"),),
        prepare=(prepare_mailboxes,),
        derivers=(Deriver(needs=("password",), build=_tie_password, reads=("host",)),),
        columns=(
            Column("name", Words("名称", "Name"), Text(60), "name", required=True, width=160),
            Column("active", Words("启用", "Active"), Checkbox(), "active", width=60),
            Column("host", Words("服务器", "Server"), Text(200), "host", width=160),
            Column("port", Words("端口", "Port"), Number(), "port", width=70),
            Column("security", Words("加密", "Encryption"), SECURITIES, "security", width=110),
            Column("user", Words("登录名", "User"), Text(200), "user", width=180),
            Column("password", Words("密码或授权码", "Password"), Secret(), "password", width=120),
            Column("folder", Words("文件夹", "Folder"), Text(200), "folder", width=120),
            Column("since", Words("从这天起的邮件", "Mails since"), Date(), "since", width=110),
            Column("keep_days", Words("保存天数", "Days kept"), Number(), "keep_days", width=90),
            Column("source", Words("来源", "Source"), Link("channels"), "channel_id", width=120),
            Column("lead_owner", Words("负责人", "Owner of the leads"), PersonLink(), "lead_owner_id", width=90),
            Column("lead_unit", Words("归属组织", "Unit of the leads"), Link("units"), "lead_unit_id", width=120),
            Column("created_at", Words("创建时间", "Created"), DateTime(), "created_at", writable="never", width=130),
        ),
    )
)
