"""Letters as the engine knows them: seen as their lead is, written by their verbs only."""

from __future__ import annotations

from genjin.kernel.words import Words
from genjin.service.letters.models import Letter
from genjin.tables.definition import Column, ParentScope, TableDefinition, register
from genjin.tables.fields import Choice, DateTime, Email, Link, LongText, Option, PersonLink, Text
from genjin.tables.ledger.verbs import name_verb

KINDS = Choice(
    (
        Option("single", Words("单封邮件", "Single mail"), "blue"),
        Option("bulk", Words("群发邮件", "Bulk mail"), "teal"),
        Option("materials", Words("资料", "Materials"), "green"),
    )
)

LETTERS = register(
    TableDefinition(
        key="letters",
        words=Words("发出的邮件", "Mails sent"),
        model=Letter,
        title="subject",
        parent=ParentScope("leads", "lead_id"),
        default_sort=(("created_at", "desc"),),
        columns=(
            Column("lead", Words("线索", "Lead"), Link("leads"), "lead_id", writable="never", required=True, width=180),
            Column("contact", Words("联系人", "Contact"), Link("contacts"), "contact_id", writable="never", width=100),
            Column("name", Words("收件人", "Recipient"), Text(100), "name", writable="never", width=100),
            Column("address", Words("收件地址", "Address"), Email(), "address", writable="never", width=180),
            Column("subject", Words("主题", "Subject"), Text(250), "subject", writable="never", width=240),
            Column("text", Words("正文", "Text"), LongText(), "text", writable="never", width=320),
            Column("kind", Words("类型", "Kind"), KINDS, "kind", writable="never", width=90),
            Column("created_by", Words("发件人", "By"), PersonLink(), "created_by_id", writable="never", width=84),
            Column(
                "guard_reason",
                Words("超频原因", "Why in spite of the limit"),
                LongText(),
                "guard_reason",
                writable="never",
                width=180,
            ),
            Column("opted_out_at", Words("退订时间", "Opted out"), DateTime(), "opted_out_at", writable="never"),
            Column("created_at", Words("时间", "Time"), DateTime(), "created_at", writable="never", width=134),
        ),
    )
)

name_verb("letters.write", Words("写邮件：{title}", "wrote a mail: {title}"))
