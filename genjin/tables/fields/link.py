"""A link to one row of another table, stored as its id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Language, Words
from genjin.tables.fields.base import FieldType, Operand, ParseContext, ShowContext, StoredAs


class Link(FieldType):
    kind: ClassVar[str] = "link"
    stored_as: ClassVar[StoredAs] = "int"
    operators: ClassVar[Mapping[str, Operand]] = {
        "is": "value",
        "is_not": "value",
        "in": "list",
        "not_in": "list",
        "empty": "none",
        "not_empty": "none",
    }

    def __init__(self, table: str, hidden: Words | None = None) -> None:
        """hidden: what a reader gets instead of the title of a row outside their scope."""
        self.link_table = table
        self.hidden = hidden

    def parse(self, raw: Any, context: ParseContext) -> int | None:
        """An id, `{"id": …}`, or the linked row's title; titles and ids are checked by `context.resolve`."""
        if isinstance(raw, Mapping):
            raw = raw.get("id")
        if raw is None or raw == "":
            return None
        if isinstance(raw, bool) or not isinstance(raw, (int, str)):
            raise AppError(ErrorCode.UNKNOWN_OPTION, value=str(raw)[:40])
        if context.resolve is None:
            if isinstance(raw, int):
                return raw
            raise AppError(ErrorCode.UNKNOWN_OPTION, value=raw[:40])
        if isinstance(raw, str) and not raw.strip():
            return None
        return context.resolve(str(self.link_table), f"#{raw}" if isinstance(raw, int) else raw.strip())

    def show(self, stored: Any, context: ShowContext) -> Any:
        if stored is None:
            return None
        labels, key = context.labels or {}, (str(self.link_table), stored)
        label = labels[key] or f"#{stored}" if key in labels else self.unseen(stored, context.language)
        return {"id": stored, "label": label}

    def unseen(self, stored: int, language: Language) -> str:
        """The label of a row outside the reader's scope."""
        return f"#{stored}" if self.hidden is None else self.hidden.in_language(language)

    def format_text(self, stored: Any, context: ShowContext) -> str:
        return "" if stored is None else str(self.show(stored, context)["label"])

    def compile(self, operator: str, operand: Any, attr: str, context: ParseContext) -> Q:
        if operator in ("is", "is_not"):
            condition = Q(**{attr: self.operand(operand, context)})
        elif operator in ("in", "not_in"):
            condition = Q(**{f"{attr}__in": [self.operand(v, context) for v in operand]})
        else:
            return super().compile(operator, operand, attr, context)
        return condition if operator in ("is", "in") else ~condition | Q(**{f"{attr}__isnull": True})

    def schema(self, language: Language) -> dict[str, Any]:
        return {"link_table": self.link_table}
