"""What every field type answers: parse, store, sort, filter, show, copy, describe."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Literal

from django.db.models import Q

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Language

MAX_TEXT = 2_000
MAX_LONG_TEXT = 100_000

# How a custom value is cast when SQL reads it from the JSON column.
StoredAs = Literal["text", "int", "float", "bool"]
# Operand shapes, as told to the client: how many values of what kind an operator takes.
Operand = Literal["none", "value", "list", "range", "text", "days"]


@dataclass(frozen=True, slots=True)
class ParseContext:
    """What lenient parsing may depend on. `resolve` finds a linked row by what a person typed."""

    now: datetime
    today: date
    language: Language = "zh-CN"
    resolve: Callable[[str, str], int] | None = None


@dataclass(frozen=True, slots=True)
class ShowContext:
    """What showing may depend on. `labels[(table, id)]` are the linked rows' titles, looked up once per page."""

    language: Language = "zh-CN"
    labels: Mapping[tuple[str, int], Any] | None = None


def clean_text(raw: Any, limit: int = MAX_TEXT) -> str | None:
    """NFC, outer blanks off, empty → None; NUL and over-long text refused."""
    if raw is None:
        return None
    if type(raw) is not str and (not isinstance(raw, (str, int, float)) or isinstance(raw, bool)):
        raise AppError(ErrorCode.INVALID_VALUE, value=str(raw)[:80])
    text = unicodedata.normalize("NFC", str(raw)).strip()
    if "\x00" in text:
        raise AppError(ErrorCode.INVALID_VALUE, value=text.replace("\x00", "␀")[:80])
    if len(text) > limit:
        raise AppError(ErrorCode.TOO_LONG, limit=limit, length=len(text))
    return text or None


class FieldType:
    """One kind of cell. Stored values are Python values of one type; None is empty.

    kind: the name in schema, API and TypeScript.
    operators: filter operators and the shape of their operand.
    stored_as: how SQL reads it from the custom-fields column.
    """

    kind: ClassVar[str]
    operators: ClassVar[Mapping[str, Operand]] = {"empty": "none", "not_empty": "none"}
    stored_as: ClassVar[StoredAs] = "text"
    link_table: str | None = None
    encrypted: ClassVar[bool] = False

    def parse(self, raw: Any, context: ParseContext) -> Any:
        """Typed text or JSON value → stored value. Raises AppError with a code that says what is wrong."""
        raise NotImplementedError

    def dump(self, stored: Any) -> Any:
        """Stored value → JSON of ledger and API. Inverse of `load`."""
        return stored

    def load(self, dumped: Any) -> Any:
        """JSON of the ledger → stored value."""
        return dumped

    def store_custom(self, stored: Any) -> Any:
        """Stored value → its sort form in the custom-fields column; `load` reads it back."""
        return stored

    def show(self, stored: Any, context: ShowContext) -> Any:
        """Stored value → what the API sends for the cell."""
        return self.dump(stored)

    def format_text(self, stored: Any, context: ShowContext) -> str:
        """Clipboard and export text; `parse` of it gives the stored value back."""
        return "" if stored is None else str(stored)

    def export_value(self, stored: Any, context: ShowContext) -> Any:
        """What a spreadsheet cell gets: a number, date or text."""
        return self.format_text(stored, context)

    def mask(self, stored: Any) -> Any:
        """What a reader without the right to the value sees of it."""
        return None if stored is None else "******"

    def search_term(self, stored: Any) -> str:
        return "" if stored is None else str(stored)

    def compile(self, operator: str, operand: Any, attr: str, context: ParseContext) -> Q:
        """The condition on `attr` (a model field or annotation). Operator and operand shape are already checked."""
        if operator == "empty":
            return Q(**{f"{attr}__isnull": True})
        if operator == "not_empty":
            return Q(**{f"{attr}__isnull": False})
        raise AppError(ErrorCode.UNKNOWN_OPERATOR, operator=operator, kind=self.kind)

    def schema(self, language: Language) -> dict[str, Any]:
        """Extra facts the client needs: options, unit, limits."""
        return {}

    def operand(self, raw: Any, context: ParseContext) -> Any:
        """One operand value, parsed as a typed cell would be; empty is refused."""
        value = self.parse(raw, context)
        if value is None:
            raise AppError(ErrorCode.BAD_FILTER, why="operand_empty")
        return value


def dumps_otherwise(field: FieldType) -> bool:
    """Whether what the field type dumps is another value than what is stored: asking it for every cell costs."""
    return type(field).dump is not FieldType.dump


class ComparableField(FieldType):
    """A kind with an order: equality, ranges and their negations in one place."""

    operators: ClassVar[Mapping[str, Operand]] = {
        "eq": "value",
        "ne": "value",
        "lt": "value",
        "le": "value",
        "gt": "value",
        "ge": "value",
        "between": "range",
        "empty": "none",
        "not_empty": "none",
    }

    def compile(self, operator: str, operand: Any, attr: str, context: ParseContext) -> Q:
        if operator in ("eq", "ne"):
            condition = Q(**{attr: self._bound(operand, attr, context)})
            # "is not 5" shows empty cells too: that is how people read it.
            return condition if operator == "eq" else ~condition | Q(**{f"{attr}__isnull": True})
        if operator in ("lt", "gt"):
            return Q(**{f"{attr}__{operator}": self._bound(operand, attr, context)})
        if operator in ("le", "ge"):
            return Q(**{f"{attr}__{operator[0]}te": self._bound(operand, attr, context)})
        if operator == "between":
            low, high = (self._bound(v, attr, context) for v in operand)
            return Q(**{f"{attr}__gte": low, f"{attr}__lte": high})
        return super().compile(operator, operand, attr, context)

    def _bound(self, raw: Any, attr: str, context: ParseContext) -> Any:
        """The operand in the form that `attr` stores: custom fields hold the sort form."""
        return self.in_store(self.operand(raw, context), attr)

    def in_store(self, stored: Any, attr: str) -> Any:
        return self.store_custom(stored) if attr.startswith("_c") else stored
