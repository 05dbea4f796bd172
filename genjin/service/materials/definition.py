"""Materials, their kinds and rules, and what was sent, as the engine knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from genjin.kernel.pinyin import pinyin_initials, pinyin_key
from genjin.kernel.words import Words
from genjin.service.materials.models import Material, MaterialKind, MaterialRule, Sending, SentMaterial
from genjin.tables.definition import Column, ParentScope, TableDefinition, register
from genjin.tables.fields import (
    Checkbox,
    Choice,
    Choices,
    Date,
    DateTime,
    Link,
    LongText,
    Number,
    Option,
    PersonLink,
    Text,
    Url,
)
from genjin.tables.ledger.verbs import name_verb

LEAD_SCOPE = ParentScope("leads", "lead_id")
GRADES = Choices(tuple(Option(letter, Words(letter, letter)) for letter in "ABCDE"))
WAYS = Choice(
    (
        Option("mail", Words("邮件", "E-mail"), "teal"),
        Option("wechat", Words("微信", "WeChat"), "green"),
    )
)
_FILE = {"writable": "never", "hidden_by_default": True}


def derive_names(values: Mapping[str, Any]) -> dict[str, Any]:
    """Sort key and initials of the name."""
    name = values.get("name")
    return {
        "name_pinyin": pinyin_key(name) if name else None,
        "name_initials": pinyin_initials(name) if name else None,
    }


MATERIAL_KINDS = register(
    TableDefinition(
        key="material_kinds",
        words=Words("资料类型", "Kinds of material"),
        model=MaterialKind,
        title="name",
        settings=True,
        default_sort=(("position", "asc"),),
        columns=(
            Column("name", Words("类型", "Kind"), Text(60), "name", required=True, width=140),
            Column(
                "called",
                Words("跟进方式里怎么叫", "Called in the cadence"),
                LongText(),
                "called",
                width=220,
                help=Words(
                    "分级跟进标准的“跟进方式”提到这些词，就推荐这一类；用顿号分开",
                    "Proposed where the ways of the cadence name one of these words; separate by commas",
                ),
            ),
            Column(
                "internal",
                Words("只供内部", "For ourselves only"),
                Checkbox(),
                "internal",
                width=100,
                help=Words("话术这类不发给客户", "Scripts and the like are not sent to customers"),
            ),
            Column("position", Words("顺序", "Order"), Number(), "position", hidden_by_default=True, width=70),
        ),
    )
)
MATERIAL_RULES = register(
    TableDefinition(
        key="material_rules",
        words=Words("资料规则", "Rules for materials"),
        model=MaterialRule,
        title="name",
        settings=True,
        default_sort=(("name", "asc"),),
        columns=(
            Column("name", Words("规则", "Rule"), Text(60), "name", writable="never", width=120),
            Column("megabytes", Words("单个文件最大（MB）", "Largest file (MB)"), Number(), "megabytes", width=140),
            Column("link_days", Words("链接有效天数", "Days a link works"), Number(), "link_days", width=120),
            Column(
                "per_hour",
                Words("同一地址每小时取文件", "Files per address and hour"),
                Number(),
                "per_hour",
                width=160,
            ),
        ),
    )
)
MATERIALS = register(
    TableDefinition(
        key="materials",
        words=Words("资料", "Materials"),
        model=Material,
        title="name",
        default_sort=(("name", "asc"),),
        search_attrs=("name", "words", "industries", "products"),
        search_mark="z",
        derive=derive_names,
        derive_needs=("name",),
        columns=(
            Column("name", Words("名称", "Name"), Text(200), "name", required=True, sort_attr="name_pinyin", width=260),
            Column("kind", Words("类型", "Kind"), Link("material_kinds"), "kind_id", width=110),
            Column("industries", Words("适用行业", "Industries"), LongText(), "industries", width=160),
            Column("products", Words("相关产品", "Products"), LongText(), "products", width=160),
            Column("grades", Words("适合等级", "Grades"), GRADES, "grades", width=90),
            Column("words", Words("搜索词", "Search words"), LongText(), "words", width=160),
            Column("text", Words("内容", "Text"), LongText(), "text", width=240),
            Column("link", Words("网址", "Link"), Url(), "link", width=160),
            Column("valid_until", Words("有效期至", "Valid until"), Date(), "valid_until", width=110),
            Column("retired", Words("停用", "Retired"), Checkbox(), "retired", width=70),
            Column("file_name", Words("文件", "File"), Text(255), "file_name", writable="never", width=200),
            Column("file_size", Words("大小（字节）", "Bytes"), Number(), "file_size", **_FILE),  # type: ignore[arg-type]
            Column("version", Words("版本", "Version"), Number(), "version", writable="never", width=60),
            Column("file", Words("文件号", "File number"), Number(), "file_id", **_FILE),  # type: ignore[arg-type]
            Column("updated_by", Words("修改人", "By"), PersonLink(), "updated_by_id", writable="never", width=84),
            Column("updated_at", Words("修改时间", "Changed"), DateTime(), "updated_at", writable="never", width=134),
        ),
    )
)


def _never(attrs: Sequence[tuple[str, Words, Any, str]]) -> tuple[Column, ...]:
    """Columns that only a verb fills."""
    return tuple(
        Column(key, words, field, attr, writable="never", required=key == "lead") for key, words, field, attr in attrs
    )


SENDINGS = register(
    TableDefinition(
        key="sendings",
        words=Words("发出的资料", "Sendings"),
        model=Sending,
        title="text",
        parent=LEAD_SCOPE,
        default_sort=(("at", "desc"),),
        columns=_never(
            (
                ("lead", Words("线索", "Lead"), Link("leads"), "lead_id"),
                ("at", Words("时间", "Time"), DateTime(), "at"),
                ("person", Words("谁发的", "By"), PersonLink(), "person_id"),
                ("way", Words("方式", "Way"), WAYS, "way"),
                ("contact_row", Words("联系人记录", "Contact row"), Link("contacts"), "contact_id"),
                ("contact", Words("发给谁", "To"), Text(100), "contact"),
                ("text", Words("附言", "Words"), LongText(), "text"),
                ("followup", Words("跟进记录", "Follow-up"), Link("followups"), "followup_id"),
                ("letter", Words("邮件", "Mail"), Link("letters"), "letter_id"),
            )
        ),
    )
)
SENT_MATERIALS = register(
    TableDefinition(
        key="sent_materials",
        words=Words("发出的资料明细", "Sent materials"),
        model=SentMaterial,
        title="name",
        parent=LEAD_SCOPE,
        default_sort=(("created_at", "desc"),),
        columns=_never(
            (
                ("lead", Words("线索", "Lead"), Link("leads"), "lead_id"),
                ("sending", Words("哪一次", "Sending"), Link("sendings"), "sending_id"),
                ("material", Words("资料", "Material"), Link("materials"), "material_id"),
                ("name", Words("名称", "Name"), Text(200), "name"),
                ("kind", Words("类型", "Kind"), Link("material_kinds"), "kind_id"),
                ("file", Words("文件号", "File number"), Number(), "file_id"),
                ("expires_at", Words("链接有效至", "Link works until"), DateTime(), "expires_at"),
                ("views_told", Words("允许告知查看", "May tell views"), Checkbox(), "views_told"),
                ("created_at", Words("时间", "Time"), DateTime(), "created_at"),
            )
        ),
    )
)

name_verb("materials.file", Words("上传文件：{title}", "uploaded a file: {title}"))
name_verb("materials.send", Words("发资料：{title}", "sent materials: {title}"))
name_verb("materials.tell_views", Words("选择是否告知查看", "chose whether views are told"))
name_verb("material_kinds.seed", Words("建立默认{table}", "set up default {table}"))
name_verb("material_rules.seed", Words("建立默认{table}", "set up default {table}"))
