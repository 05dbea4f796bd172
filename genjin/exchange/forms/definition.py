"""Web forms as the engine knows them: settings rows, so that a changed form is an operation like any other."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from genjin.exchange.forms.asked import AskedFields
from genjin.exchange.forms.models import FormConsent, WebForm
from genjin.exchange.forms.reply import ReplySubject, ReplyText
from genjin.kernel.actor import Actor
from genjin.kernel.words import Words
from genjin.tables.definition import Column, TableDefinition, register
from genjin.tables.fields import Checkbox, DateTime, Link, LongText, Number, PersonLink, Text
from genjin.tables.ledger.operation import Writer

FIRST_FIELDS = [
    {"column": "company", "label": "公司", "required": False, "hint": ""},
    {"column": "contact", "label": "姓名", "required": True, "hint": ""},
    {"column": "mobile", "label": "手机", "required": True, "hint": ""},
    {"column": "need", "label": "需求", "required": False, "hint": ""},
]
# Seconds from opening to sending; submissions an hour from one address (a fair's Wi-Fi is one); bits of the puzzle.
FIRST_LIMITS = {"min_seconds": 3, "per_hour": 1_000, "proof_bits": 14}


def prepare_forms(actor: Actor, writer: Writer, drafts: list[dict[str, Any]]) -> None:
    """A new form has an address, the usual fields and limits, and is switched off until somebody publishes it."""
    for draft in drafts:
        draft["token"] = secrets.token_urlsafe(9)
        draft.setdefault("fields", FIRST_FIELDS)
        draft.setdefault("active", False)
        draft.setdefault("title", draft.get("name"))
        for column, value in FIRST_LIMITS.items():
            draft.setdefault(column, value)


def keep_consent(writer: Writer, table: str, ids: Sequence[int], changed: frozenset[str]) -> None:
    """Another consent text is another version, kept for ever."""
    if "consent" not in changed:
        return
    versions: dict[int, dict[str, Any]] = {}
    for form in WebForm.objects.filter(pk__in=ids):
        newest = FormConsent.objects.filter(form_id=form.pk).order_by("-version").first()
        if not form.consent or (newest is not None and newest.text == form.consent):
            continue
        version = 1 if newest is None else newest.version + 1
        FormConsent.objects.create(form_id=form.pk, version=version, text=form.consent, created_at=writer.now)
        versions[form.pk] = {"consent_version": version}
    writer.derive(table, versions)


WEB_FORMS = register(
    TableDefinition(
        key="web_forms",
        words=Words("网络表单", "Web forms"),
        model=WebForm,
        title="name",
        settings=True,
        default_sort=(("created_at", "desc"),),
        prepare=(prepare_forms,),
        after_write=(keep_consent,),
        columns=(
            Column("name", Words("名称", "Name"), Text(60), "name", required=True, width=160),
            Column("active", Words("启用", "Active"), Checkbox(), "active", width=60),
            Column("title", Words("标题", "Title"), Text(100), "title", width=160),
            Column("intro", Words("说明", "Introduction"), LongText(), "intro", width=220),
            Column("fields", Words("填写项", "Fields"), AskedFields(), "fields", width=220),
            Column("thanks", Words("提交后的话", "Thank-you words"), LongText(), "thanks", width=220),
            Column("consent", Words("同意条款", "Consent text"), LongText(), "consent", width=220),
            Column(
                "consent_version",
                Words("条款版本", "Consent version"),
                Number(),
                "consent_version",
                writable="never",
                width=80,
            ),
            Column("source", Words("来源", "Source"), Link("channels"), "channel_id", width=120),
            Column("campaign", Words("活动", "Campaign"), Text(200), "campaign", width=140),
            Column("lead_owner", Words("负责人", "Owner of the leads"), PersonLink(), "lead_owner_id", width=90),
            Column("lead_unit", Words("归属组织", "Unit of the leads"), Link("units"), "lead_unit_id", width=120),
            Column("reply_subject", Words("回信标题", "Reply subject"), ReplySubject(200), "reply_subject", width=180),
            Column("reply_text", Words("回信内容", "Reply"), ReplyText(), "reply_text", width=240),
            Column("min_seconds", Words("最短填写秒数", "Shortest fill time"), Number(), "min_seconds", width=90),
            Column("per_hour", Words("同一地址每小时", "Per address and hour"), Number(), "per_hour", width=90),
            Column("proof_bits", Words("验证强度", "Puzzle bits"), Number(), "proof_bits", width=80),
            Column("token", Words("链接口令", "Address"), Text(40), "token", writable="never", hidden_by_default=True),
            Column("created_at", Words("创建时间", "Created"), DateTime(), "created_at", writable="never", width=130),
        ),
    )
)
