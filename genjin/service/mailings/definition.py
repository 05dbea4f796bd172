"""Mailings as the engine knows them: seen as their sender's work is, written by their verbs only."""

from __future__ import annotations

from genjin.kernel.words import Words
from genjin.service.mailings.cancelling import follow_cancel
from genjin.service.mailings.models import Mailing
from genjin.tables.definition import Column, TableDefinition, extend, register
from genjin.tables.fields import DateTime, Link, LongText, Number, PersonLink, Text
from genjin.tables.ledger.verbs import name_verb

MAILINGS = register(
    TableDefinition(
        key="mailings",
        words=Words("群发邮件", "Mailings"),
        model=Mailing,
        title="subject",
        owned=True,
        default_sort=(("created_at", "desc"),),
        after_write=(follow_cancel,),
        columns=(
            Column("subject", Words("主题", "Subject"), Text(250), "subject", writable="never", width=260),
            Column("text", Words("正文", "Text"), LongText(), "text", writable="never", width=320),
            Column("owner", Words("发件人", "By"), PersonLink(), "owner_id", writable="never", width=90),
            Column("unit", Words("组织", "Unit"), Link("units"), "unit_id", writable="never", hidden_by_default=True),
            Column("chosen", Words("选中线索", "Leads chosen"), Number(0), "chosen", writable="never", width=90),
            Column("cancelled_at", Words("停发时间", "Stopped"), DateTime(), "cancelled_at", writable="never"),
            Column("created_at", Words("时间", "Time"), DateTime(), "created_at", writable="never", width=134),
        ),
    )
)
extend(
    "letters",
    columns=(
        Column(
            "mailing",
            Words("所属群发", "Part of mailing"),
            Link("mailings"),
            "mailing_id",
            writable="never",
            hidden_by_default=True,
            width=180,
        ),
    ),
)
name_verb("mailings.send", Words("群发邮件“{title}”，{count} 封", "sent the mailing “{title}”, {count} mails"))
name_verb("mailings.cancel", Words("停发群发邮件“{title}”", "stopped the mailing “{title}”"))
