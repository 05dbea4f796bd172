"""Which places a template may name: the lead's columns by label, other name or id, and a few words of our own."""

from __future__ import annotations

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Words
from genjin.service.templates.parsing import Template, parse_template
from genjin.tables.definition import Column, get_table
from genjin.tables.fields import LongText, Text
from genjin.tables.fields.base import ParseContext

# What no column holds. Keys begin with a mark that no column id has.
OWN: dict[str, Words] = {
    "@sender": Words("发件人", "Sender"),
    "@organisation": Words("我方", "Our company"),
    "@today": Words("今天", "Today"),
}
# Other names people use for columns.
_SAID = {"公司名称": "company", "称呼": "contact"}
# Kinds whose cells are no words for a customer.
_UNFIT = frozenset({"encrypted", "secret", "status", "checkbox", "rating"})
# Named first where a refusal lists what there is.
_COMMON = ("contact", "company", "owner", "products", "@sender", "@organisation", "@today")


def known_places() -> dict[str, str]:
    """Names of places → column id or key of `OWN`; an early column wins where two are called the same."""
    found: dict[str, str] = {}
    columns = [c for c in get_table("leads").all_columns() if is_fit(c)]
    for column in columns:
        for name in (*column.words.all(), column.id):
            found.setdefault(_key(name), column.id)
    for key, words in OWN.items():
        for name in words.all():
            found.setdefault(_key(name), key)
    for name, column_id in _SAID.items():
        found.setdefault(_key(name), column_id)
    for column in columns:
        for name in column.aliases:
            found.setdefault(_key(name), column.id)
    return found


def is_fit(column: Column) -> bool:
    """Whether a customer may read of it at all."""
    return column.computed is None and column.field.kind not in _UNFIT and not column.field.encrypted


def place_of(name: str, known: dict[str, str]) -> str | None:
    return known.get(_key(name))


def list_places(language: str) -> list[tuple[str, str]]:
    """Key and label of each, the common ones first."""
    columns = {c.id: c.words for c in get_table("leads").all_columns() if is_fit(c)}
    words = {**columns, **OWN}
    ordered = [*(k for k in _COMMON if k in words), *(k for k in words if k not in _COMMON)]
    return [(key, words[key].in_language(language)) for key in ordered]


def read_template(text: str) -> Template:
    """The template, every place of it known. Raises template_broken, template_place naming it and the common ones."""
    template = parse_template(text)
    known = known_places()
    for name in template.names:
        if place_of(name, known) is None:
            labels = [label for _, label in list_places("zh-CN")]
            raise AppError(ErrorCode.TEMPLATE_PLACE, value=name, known="、".join(labels[: len(_COMMON)]))
    return template


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


class TemplateSubject(Text):
    """One line with places, checked when it is saved."""

    def parse(self, raw: object, context: ParseContext) -> str | None:
        text = super().parse(raw, context)
        read_template(text or "")
        return text


class TemplateText(LongText):
    """Lines with places, checked when they are saved."""

    def parse(self, raw: object, context: ParseContext) -> str | None:
        text = super().parse(raw, context)
        read_template(text or "")
        return text
