"""Suspect pairs, questions to the manager and the matcher's numbers as the engine knows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from genjin.kernel.words import Words
from genjin.leads.duplicates.models import CollisionRequest, DuplicatePair, DuplicatePoint
from genjin.leads.duplicates.points import SHIPPED
from genjin.leads.duplicates.scan import after_identity_write
from genjin.tables.definition import Column, Computed, ParentScope, TableDefinition, extend, register
from genjin.tables.fields import Choice, DateTime, Email, Link, LongText, Number, Option, PersonLink, Phone, Text
from genjin.tables.ledger.verbs import name_verb

PAIR_STATES = Choice(
    (
        Option("open", Words("待处理", "Open"), "orange"),
        Option("different", Words("不是同一家", "Different"), "gray"),
        Option("merged", Words("已合并", "Merged"), "teal"),
    )
)
FOUND_BY = Choice(
    (
        Option("entry", Words("录入时", "At entry"), "blue"),
        Option("scan", Words("查重扫描", "Scan"), "gray"),
    )
)
REQUEST_STATES = Choice(
    (
        Option("open", Words("待主管查看", "Waiting for the manager"), "orange"),
        Option("answered", Words("已裁定", "Ruled"), "teal", ("已答复", "answered")),
        Option("appealed", Words("有申诉", "Appealed"), "red"),
        Option("final", Words("终裁", "Final"), "gray"),
    )
)
RULINGS = Choice(
    (
        Option("keeps", Words("归现在的负责人", "Stays with its owner"), "gray"),
        Option("asker", Words("归询问人", "Goes to who asked"), "teal"),
        Option("none", Words("不是撞单", "No collision"), "blue"),
    )
)

DUPLICATE_PAIRS = register(
    TableDefinition(
        key="duplicate_pairs",
        words=Words("疑似重复", "Suspected duplicates"),
        model=DuplicatePair,
        title="score",
        parent=ParentScope("leads", "left_id"),
        other_parents=(ParentScope("leads", "right_id"),),
        default_sort=(("score", "desc"),),
        columns=(
            Column("left", Words("线索", "Lead"), Link("leads"), "left_id", writable="never", width=180),
            Column("right", Words("另一条线索", "Other lead"), Link("leads"), "right_id", writable="never", width=180),
            Column("score", Words("相似度", "Score"), Number(), "score", writable="never", width=80),
            Column("evidence", Words("依据", "Evidence"), Text(), "evidence", writable="never", hidden_by_default=True),
            Column("state", Words("状态", "State"), PAIR_STATES, "state", writable="never", width=100),
            Column("found_by", Words("发现于", "Found by"), FOUND_BY, "found_by", writable="never", width=90),
            Column("decided_by", Words("判定人", "Decided by"), PersonLink(), "decided_by_id", writable="never"),
            Column("decided_at", Words("判定时间", "Decided"), DateTime(), "decided_at", writable="never", width=134),
            Column("created_at", Words("发现时间", "Found"), DateTime(), "created_at", writable="never", width=134),
        ),
    )
)


COLLISION_REQUESTS = register(
    TableDefinition(
        key="collision_requests",
        words=Words("撞单询问", "Collision questions"),
        model=CollisionRequest,
        title="company",
        owned=True,
        own_attrs=("against_id",),
        default_sort=(("created_at", "desc"),),
        columns=(
            Column("company", Words("公司", "Company"), Text(200), "company", writable="never", width=184),
            Column("contact", Words("联系人", "Contact"), Text(100), "contact", writable="never"),
            Column("mobile", Words("手机", "Mobile"), Phone(), "mobile", writable="never", mask="unless_owner"),
            Column("phone", Words("座机", "Landline"), Phone(), "phone", writable="never", mask="unless_owner"),
            Column("email", Words("邮箱", "E-mail"), Email(), "email", writable="never", width=180),
            Column("wechat", Words("微信", "WeChat"), Text(100), "wechat", writable="never"),
            Column("credit_code", Words("信用代码", "Credit code"), Text(40), "credit_code", writable="never"),
            Column("note", Words("说明", "Note"), LongText(), "note", writable="never", width=240),
            Column("owner", Words("询问人", "Asked by"), PersonLink(), "owner_id", writable="never", width=84),
            Column("unit", Words("组织", "Unit"), Link("units"), "unit_id", writable="never", width=110),
            Column("state", Words("状态", "State"), REQUEST_STATES, "state", writable="never", width=110),
            Column("ruling", Words("裁定", "Ruling"), RULINGS, "ruling", writable="never", width=120),
            Column("answer", Words("理由", "Reason"), LongText(), "answer", writable="never", width=240),
            Column("ruled_by", Words("裁定人", "Ruled by"), PersonLink(), "ruled_by_id", writable="never", width=84),
            Column("ruled_at", Words("裁定时间", "Ruled at"), DateTime(), "ruled_at", writable="never", width=134),
            Column("lead", Words("线索", "Lead"), Link("leads"), "lead_id", writable="never", width=180),
            Column("against", Words("原负责人", "Owner then"), PersonLink(), "against_id", writable="never", width=84),
            Column(
                "basis",
                Words("裁定依据", "Basis"),
                LongText(),
                "basis",
                writable="never",
                width=200,
                hidden_by_default=True,
            ),
            Column("appeal", Words("申诉", "Appeal"), LongText(), "appeal", writable="never", width=240),
            Column(
                "appealed_by",
                Words("申诉人", "Appealed by"),
                PersonLink(),
                "appealed_by_id",
                writable="never",
                width=84,
            ),
            Column(
                "appealed_at", Words("申诉时间", "Appealed at"), DateTime(), "appealed_at", writable="never", width=134
            ),
            Column("created_at", Words("询问时间", "Asked at"), DateTime(), "created_at", writable="never", width=134),
        ),
    )
)


def describe_point(values: Mapping[str, Any], _now: datetime, language: str) -> str | None:
    """What the number is for."""
    shipped = SHIPPED.get(values["key"])
    return None if shipped is None else shipped.words.in_language(language)


DUPLICATE_POINTS = register(
    TableDefinition(
        key="duplicate_points",
        words=Words("查重规则", "Duplicate rules"),
        model=DuplicatePoint,
        title="key",
        settings=True,
        default_sort=(("position", "asc"),),
        columns=(
            Column("key", Words("代号", "Code"), Text(40), "key", writable="never", width=180),
            Column(
                "meaning",
                Words("含义", "Meaning"),
                Text(),
                "key",
                writable="never",
                computed=Computed(("key",), describe_point),
                width=300,
            ),
            Column("points", Words("分值", "Points"), Number(), "points", required=True, width=90),
            Column("position", Words("顺序", "Order"), Number(), "position", hidden_by_default=True, width=70),
        ),
    )
)

extend("leads", after_write=(after_identity_write,))
extend("contacts", after_write=(after_identity_write,))

name_verb("duplicates.scan", Words("查重：记下 {rows} 对疑似重复", "duplicate scan: {rows} suspected pairs"))
name_verb("duplicates.entry", Words("录入查重：记下 {rows} 对疑似重复", "duplicate check at entry: {rows} pairs"))
name_verb("duplicates.decide", Words("判定疑似重复", "decided a suspected duplicate"))
name_verb("duplicates.ask", Words("请主管查看撞单", "asked the manager about a collision"))
name_verb("duplicate_points.seed", Words("建立默认{table}", "set up default {table}"))
