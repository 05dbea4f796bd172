"""The reply that goes out by itself: a text with places for what the sender gave. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.fields import LongText, Text
from genjin.tables.fields.base import ParseContext

# Each place, the column that fills it, and what stands there when the sender left it empty.
PLACES: Mapping[str, tuple[str, str]] = {
    "姓名": ("contact", "客户"),
    "公司": ("company", "贵公司"),
    "产品": ("products", "您关注的产品"),
    "负责人": ("owner", "我们的同事"),
}
_PLACE = re.compile(r"\{([^{}]*)\}")
_ADDRESS = re.compile(r"(https?:|www\.|//)\S*", re.IGNORECASE)
LONGEST = 40


def check_places(text: str) -> None:
    """Raises form_placeholder for a place that nothing fills, or a brace without its partner."""
    for found in _PLACE.finditer(text):
        if found[1] not in PLACES:
            raise AppError(ErrorCode.FORM_PLACEHOLDER, value=found[0][:30])
    alone = re.search(r"[{}].{0,12}", _PLACE.sub("", text))
    if alone:
        raise AppError(ErrorCode.FORM_PLACEHOLDER, value=alone[0])


def fill_places(text: str, values: Mapping[str, str | None]) -> str:
    """The text with its places filled. Shape: values by column id.

    What a stranger typed is put in short and without web addresses: the mail goes to whatever address they named.
    """

    def fill(found: re.Match[str]) -> str:
        column, otherwise = PLACES.get(found[1], ("", ""))
        given = " ".join(_ADDRESS.sub("", values.get(column) or "").split())
        return given[:LONGEST] or otherwise

    return _PLACE.sub(fill, text)


class ReplySubject(Text):
    """One line with places, checked when it is saved."""

    def parse(self, raw: object, context: ParseContext) -> str | None:
        text = super().parse(raw, context)
        check_places(text or "")
        return text


class ReplyText(LongText):
    """Lines with places, checked when they are saved."""

    def parse(self, raw: object, context: ParseContext) -> str | None:
        text = super().parse(raw, context)
        check_places(text or "")
        return text
