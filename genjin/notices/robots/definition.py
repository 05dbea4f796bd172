"""Group robots as the engine knows them: settings rows that only administrators have rights on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Words
from genjin.notices.models import Robot
from genjin.notices.robots.posting import read_address
from genjin.tables.definition import Column, TableDefinition, register
from genjin.tables.fields import Checkbox, Choice, DateTime, Link, LongText, Option, Text
from genjin.tables.fields.secret import Secret, open_secret
from genjin.tables.ledger.operation import Writer

KINDS = Choice(
    (
        Option("wecom", Words("企业微信", "WeCom"), "green", ("企微", "wechat work")),
        Option("dingtalk", Words("钉钉", "DingTalk"), "blue", ("dingding",)),
        Option("feishu", Words("飞书", "Feishu"), "teal", ("lark",)),
    )
)


def prepare_robots(_actor: Actor, _writer: Writer, drafts: list[dict[str, Any]]) -> None:
    """A new robot says nothing until somebody switches it on."""
    for draft in drafts:
        draft.setdefault("active", False)
        draft.setdefault("kind", "wecom")


def check_robots(writer: Writer, table: str, ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of robots. Raises invalid_url for an address that messages are not sent to."""
    if "url" not in changed and "" not in changed:
        return
    for row in writer.rows(table, ids, ("url",)).values():
        try:
            if row["url"]:
                read_address(open_secret(row["url"]))
        except ValueError:
            # Not the address itself: it is as good as a key, and refusals are shown and logged.
            raise AppError(ErrorCode.INVALID_URL, value="******") from None


ROBOTS = register(
    TableDefinition(
        key="robots",
        words=Words("群机器人", "Group robots"),
        model=Robot,
        title="name",
        settings=True,
        default_sort=(("created_at", "desc"),),
        prepare=(prepare_robots,),
        after_write=(check_robots,),
        columns=(
            Column("name", Words("名称", "Name"), Text(60), "name", required=True, width=160),
            Column("active", Words("启用", "Active"), Checkbox(), "active", width=60),
            Column("kind", Words("平台", "Platform"), KINDS, "kind", width=100),
            Column("url", Words("Webhook 地址", "Webhook address"), Secret(), "url", width=200),
            Column("secret", Words("加签密钥", "Signing secret"), Secret(), "secret", width=140),
            Column("for_unit", Words("谁的提醒", "Whose notices"), Link("units"), "for_unit_id", width=140),
            Column("kinds", Words("哪些提醒", "Which notices"), LongText(), "kinds", width=200),
            Column("created_at", Words("创建时间", "Created"), DateTime(), "created_at", writable="never", width=130),
        ),
    )
)
