"""Contacts as the engine knows them: seen and edited as their lead is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from genjin.contacts.dead_channels import BAD_CHANNELS, forget_marks
from genjin.contacts.models import Contact
from genjin.kernel.pinyin import pinyin_initials, pinyin_key
from genjin.kernel.words import Words
from genjin.tables.definition import Column, ParentScope, TableDefinition, register
from genjin.tables.fields import DateTime, Email, Link, LongText, Phone, Text


def derive_name_keys(values: Mapping[str, Any]) -> dict[str, Any]:
    """Sort key and initials of the name."""
    name = values.get("name")
    return {
        "name_pinyin": pinyin_key(name) if name else None,
        "name_initials": pinyin_initials(name) if name else None,
    }


CONTACTS = register(
    TableDefinition(
        key="contacts",
        words=Words("联系人", "Contacts"),
        model=Contact,
        title="name",
        parent=ParentScope("leads", "lead_id"),
        default_sort=(("created_at", "asc"),),
        search_attrs=("name", "wechat"),
        search_phones=("mobile", "phone"),
        search_exact=("email",),
        search_mark="k",
        derive=derive_name_keys,
        derive_needs=("name",),
        after_write=(forget_marks,),
        columns=(
            Column(
                "name",
                Words("姓名", "Name"),
                Text(100),
                "name",
                required=True,
                sort_attr="name_pinyin",
                aliases=("联系人", "联系人姓名"),
            ),
            Column("lead", Words("线索", "Lead"), Link("leads"), "lead_id", required=True, width=180),
            Column("title", Words("职位", "Position"), Text(100), "title", aliases=("职务", "岗位")),
            Column(
                "mobile",
                Words("手机", "Mobile"),
                Phone(),
                "mobile",
                mask="unless_owner",
                aliases=("手机号", "联系电话"),
            ),
            Column(
                "phone", Words("座机", "Landline"), Phone(), "phone", mask="unless_owner", aliases=("电话", "固定电话")
            ),
            Column("email", Words("邮箱", "E-mail"), Email(), "email", width=180, aliases=("电子邮箱", "邮件")),
            Column("wechat", Words("微信", "WeChat"), Text(100), "wechat", aliases=("微信号",)),
            Column("remarks", Words("备注", "Remarks"), LongText(), "remarks", width=240),
            Column(
                "bad_channels",
                Words("失效的联系方式", "Dead contact data"),
                BAD_CHANNELS,
                "bad_channels",
                width=140,
                hidden_by_default=True,
            ),
            Column(
                "mail_opt_out_at",
                Words("不再收邮件", "Wants no mail since"),
                DateTime(),
                "mail_opt_out_at",
                width=134,
                hidden_by_default=True,
            ),
            Column("created_at", Words("创建时间", "Created"), DateTime(), "created_at", writable="never", width=130),
        ),
    )
)
