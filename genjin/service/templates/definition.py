"""Templates as the engine knows them: settings that many read and few write."""

from __future__ import annotations

from genjin.kernel.words import Words
from genjin.service.letters.writing import MAX_SUBJECT, MAX_TEXT
from genjin.service.templates.models import MailTemplate
from genjin.service.templates.places import TemplateSubject, TemplateText
from genjin.tables.definition import Column, TableDefinition, register
from genjin.tables.fields import Number, Text

MAIL_TEMPLATES = register(
    TableDefinition(
        key="mail_templates",
        words=Words("邮件模板", "Mail templates"),
        model=MailTemplate,
        title="name",
        settings=True,
        default_sort=(("position", "asc"),),
        columns=(
            Column("name", Words("名称", "Name"), Text(60), "name", required=True, width=160),
            Column("subject", Words("主题", "Subject"), TemplateSubject(MAX_SUBJECT), "subject", width=260),
            Column("text", Words("正文", "Text"), TemplateText(MAX_TEXT), "text", width=420),
            Column("position", Words("顺序", "Order"), Number(), "position", hidden_by_default=True, width=70),
        ),
    )
)
